namespace Clientele.Stub;

/// <summary>How often one content was asked and answered.</summary>
/// <param name="Received">Requests, each of a batch counted, whatever became of them.</param>
/// <param name="Answered">Answers that were written in full: 200 with all of its body, or a batch result that succeeded.</param>
/// <param name="Billed">Answers that cost: also those of which only half was written.</param>
public readonly record struct ContentTally(int Received, int Answered, int Billed)
{
    /// <summary>Attempts that came past the rate limit, for the draws of transport faults.</summary>
    internal int Attempts { get; init; }
}
