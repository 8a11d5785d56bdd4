namespace Clientele.Validation.Personas;

/// <summary>What a segmentation has to reach before its segments may be called personas of this shop. The first three are the thresholds of the papers; none sets
/// one for the share of a null.</summary>
public sealed record SegmentationThresholds
{
    /// <summary>Bootstrap Jaccard similarity of the least stable segment (Hennig 2007). Default .75.</summary>
    public double JaccardMin { get; init; } = 0.75;

    /// <summary>Median of the segments' Jaccard similarities: highly stable (Hennig 2007). Default .85.</summary>
    public double JaccardMedian { get; init; } = 0.85;

    /// <summary>Prediction strength (Tibshirani and Walther 2005). Default .8.</summary>
    public double PredictionStrength { get; init; } = 0.8;

    /// <summary>Share of the silhouette that data without groups may reach (<see cref="CopulaNull.Share"/>). Default .9: with many customers a difference of a few
    /// percent is significant and still no reason to speak of groups.</summary>
    public double NullShare { get; init; } = 0.9;

    /// <summary>Probability of any false claim among all candidates (<see cref="SegmentationCandidate.AdjustedPValue"/>). Default .05, which needs 19 draws or more.</summary>
    public double FalseClaimRate { get; init; } = 0.05;
}
