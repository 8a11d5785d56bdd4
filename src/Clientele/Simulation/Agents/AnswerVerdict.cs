namespace Clientele.Simulation.Agents;

/// <summary>What a clause decides.</summary>
/// <param name="Option">The option; −1 when it names none beyond doubt.</param>
/// <param name="Problem">Why not; null when it is no decision at all.</param>
/// <param name="Buys">Yes or no, if it says one of them; null else.</param>
internal readonly record struct AnswerVerdict(int Option, string? Problem = null, bool? Buys = null)
{
    /// <summary>No decision.</summary>
    public static readonly AnswerVerdict None = new(-1);
}
