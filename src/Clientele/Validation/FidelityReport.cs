namespace Clientele.Validation;

/// <summary>How far simulated customers may be trusted, measured on customers that they were not learned from. One JSON document; the table and the pages are views of it.</summary>
public sealed record FidelityReport
{
    /// <summary>Version of the document's form.</summary>
    public const string SchemaName = "clientele/fidelity/v1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>What every result says of itself.</summary>
    public string Banner { get; init; } = "Simulated, not human data.";

    /// <summary>Version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The agent: <c>choice</c>, or a model id.</summary>
    public required string Agent { get; init; }

    /// <summary>SHA-256 of the protocol: experiments, bandwidths, bins, targets.</summary>
    public required string ProtocolSha256 { get; init; }

    /// <summary>SHA-256 over the hashes of the input files and the mapping.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>The mapping's name.</summary>
    public required string Mapping { get; init; }

    /// <summary>Seed of every chance.</summary>
    public required int Seed { get; init; }

    /// <summary>Number of segments that personas were made from; null in reports that did not keep it.</summary>
    public int? Segments { get; init; }

    /// <summary>Name of the feature set; null in reports that did not keep it.</summary>
    public string? FeatureSet { get; init; }

    /// <summary>Arguments of <c>clientele validate</c> that repeat it, one an entry; folders are words in capitals. Empty in reports that did not keep it.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Customers and orders that were fitted on, calibrated on and scored.</summary>
    public required IReadOnlyDictionary<string, int> Sizes { get; init; }

    /// <summary>The blocks with their verdicts.</summary>
    public required IReadOnlyList<FidelityBlock> Blocks { get; init; }

    /// <summary>All metrics, by block.</summary>
    public required IReadOnlyList<FidelityMetric> Metrics { get; init; }

    /// <summary>What may be claimed: validated, directional, not validated.</summary>
    public required FidelityClaims Claims { get; init; }

    /// <summary>What was measured and cannot be scored, and what a reader has to know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Points of the figures, by figure.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<FidelityPoint>> Points { get; init; }

    /// <summary>Joint distributions, real against simulated.</summary>
    public required IReadOnlyList<FidelityTable> Tables { get; init; }

    /// <summary>Ways to cut the customers with the evidence for each; empty when there are too few customers.</summary>
    public IReadOnlyList<FidelitySegmentation> Segmentations { get; init; } = [];

    /// <summary>A metric by id; null when it is not there.</summary>
    public FidelityMetric? Find(string id) => Metrics.FirstOrDefault(metric => metric.Id == id);

    /// <summary>The short verdict, two lines: blocks, and what may be claimed.</summary>
    public string ShortVerdict => string.Join("; ", Blocks.Where(block => block.Verdict != FidelityVerdict.NotScored).Select(block => $"{block.Name} {Word(block.Verdict)}"))
        + $". {Claims.Sentence}";

    /// <summary>A verdict as printed.</summary>
    public static string Word(FidelityVerdict verdict) => verdict switch
    {
        FidelityVerdict.Pass => "PASS",
        FidelityVerdict.Partial => "PARTIAL",
        FidelityVerdict.Fail => "FAIL",
        FidelityVerdict.NotScored => "NOT SCORED",
        _ => "described",
    };
}
