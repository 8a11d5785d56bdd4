namespace Clientele;

/// <summary>How far a stage has come. Reported through <see cref="IProgress{T}"/>; never from a hot loop more than about ten times a second.</summary>
/// <param name="Stage">The stage in words: <c>Reading orders</c>, <c>k-means</c>, <c>Silhouette</c>.</param>
/// <param name="Done">Units finished, in [0, <paramref name="Total"/>] when the total is known.</param>
/// <param name="Total">Units in all; null when unknown.</param>
/// <param name="Unit">What is counted, plural: <c>rows</c>, <c>pairs</c>, <c>decisions</c>.</param>
public readonly record struct StageProgress(string Stage, long Done, long? Total, string Unit)
{
    /// <summary>What else there is to say: <c>$0.12, 3 refused</c>; null when nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What a user has to know at once, in a sentence, also where only finished stages are written: the server asks for a long wait. Said once a stage; null when nothing.</summary>
    public string? Alert { get; init; }
}
