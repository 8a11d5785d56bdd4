namespace Clientele.Simulation.Calls;

/// <summary>A provider's batches: many calls at once, cheaper, answered within hours.</summary>
public interface IModelBatches
{
    /// <summary>Most calls of one batch.</summary>
    int LargestBatch { get; }

    /// <summary>Submits a batch and returns its id.</summary>
    Task<string> SubmitAsync(IReadOnlyList<(CallKey Key, ModelCall Call)> calls, CancellationToken cancellationToken);

    /// <summary>Batches that the provider has, newest first, back to <paramref name="since"/>: to find one whose id was lost in a crash.</summary>
    Task<IReadOnlyList<BatchState>> ListAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>How far a batch is; null when the provider does not know it (any more).</summary>
    Task<BatchState?> StateAsync(string id, CancellationToken cancellationToken);

    /// <summary>Results of an ended batch, in any order. Costs are filled in by the engine.</summary>
    /// <param name="id">The provider's id.</param>
    /// <param name="calls">Calls of the batch: what is read is bounded by them.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<(CallKey Key, CallResult Result)> ResultsAsync(string id, int calls, CancellationToken cancellationToken);
}

/// <summary>How far a batch is.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Created">When it was submitted.</param>
/// <param name="Ended">Whether its results can be read.</param>
/// <param name="Calls">Its calls.</param>
/// <param name="Done">Calls that are over.</param>
public sealed record BatchState(string Id, DateTimeOffset Created, bool Ended, int Calls, int Done);
