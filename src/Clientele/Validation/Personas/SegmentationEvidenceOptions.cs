using Clientele.Clustering;

namespace Clientele.Validation.Personas;

/// <summary>How <see cref="SegmentationEvidence"/> is gathered.</summary>
public sealed record SegmentationEvidenceOptions
{
    /// <summary>Number of segments of the reference features that is always a candidate. Default 7.</summary>
    public int ReferenceK { get; init; } = 7;

    /// <summary>Numbers of segments of the behaviour features that are candidates. Default 2 to 8.</summary>
    public IReadOnlyList<int> BehaviourK { get; init; } = [2, 3, 4, 5, 6, 7, 8];

    /// <summary>How numbers of segments are compared; every number of the reference features is a candidate. Seed and threads of everything are its
    /// segmentation's. Default: 2 to 10.</summary>
    public SegmentCountOptions Counts { get; init; } = new();

    /// <summary>How the copula null is drawn; its seed and threads are not read.</summary>
    public CopulaNullOptions Null { get; init; } = new();

    /// <summary>What has to be reached.</summary>
    public SegmentationThresholds Thresholds { get; init; } = new();
}
