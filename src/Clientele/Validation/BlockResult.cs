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
}
