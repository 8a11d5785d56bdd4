namespace Clientele.Validation;

/// <summary>What one block of the validation found.</summary>
/// <param name="Block">Its verdict.</param>
/// <param name="Metrics">Its metrics.</param>
internal sealed record BlockResult(FidelityBlock Block, IReadOnlyList<FidelityMetric> Metrics)
{
    /// <summary>What a reader has to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Points of its figures.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FidelityPoint>> Points { get; init; } = new Dictionary<string, IReadOnlyList<FidelityPoint>>();

    /// <summary>Ways to cut the customers.</summary>
    public IReadOnlyList<FidelitySegmentation> Segmentations { get; init; } = [];

    /// <summary>Joint distributions.</summary>
    public IReadOnlyList<FidelityTable> Tables { get; init; } = [];

    /// <summary>The block with further metrics, which are described and change no verdict.</summary>
    public BlockResult With(IReadOnlyList<FidelityMetric> described) => this with
    {
        Block = Block with { Metrics = [.. Block.Metrics, .. described.Select(metric => metric.Id)] },
        Metrics = [.. Metrics, .. described],
    };
}
