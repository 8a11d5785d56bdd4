namespace Clientele.Data;

/// <summary>Nothing is left of a shop's rows: every one was left out or rejected.</summary>
/// <param name="message">What was found.</param>
/// <param name="where">File of the orders.</param>
/// <param name="hint">What to do next.</param>
/// <param name="rejected">The rejected rows that were kept.</param>
public sealed class NoOrdersException(string message, string where, string hint, IReadOnlyList<RejectedRow> rejected) : ClienteleException(message, where, hint)
{
    /// <summary>The rejected rows that were kept, for an account of all of them.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; } = rejected;
}
