using Clientele.Validation.Experiments;

namespace Clientele.Validation.Personas;

/// <summary>What a segmentation has to reach before its segments may be called personas of this shop. The first three are the thresholds of the papers; none sets
/// one for the share of a null.</summary>
/// <remarks>The defaults are the targets of the validation protocol, so that a verdict and a claim never rest on different numbers.</remarks>
public sealed record SegmentationThresholds
{
    /// <summary>Bootstrap Jaccard similarity of the least stable segment (Hennig 2007). Default .75.</summary>
    public double JaccardMin { get; init; } = AtLeast("jaccard.min");

    /// <summary>Median of the segments' Jaccard similarities: highly stable (Hennig 2007). Default .85.</summary>
    public double JaccardMedian { get; init; } = AtLeast("jaccard.median");

    /// <summary>Prediction strength (Tibshirani and Walther 2005). Default .8.</summary>
    public double PredictionStrength { get; init; } = AtLeast("prediction_strength");

    /// <summary>Share of the silhouette that data without groups may reach (<see cref="CopulaNull.Share"/>). Default .9: with many customers a difference of a few
    /// percent is significant and still no reason to speak of groups.</summary>
    public double NullShare { get; init; } = AtMost("copula_null");

    /// <summary>Probability of any false claim among all candidates (<see cref="SegmentationCandidate.AdjustedPValue"/>). Default .05, which needs 19 draws or more.</summary>
    public double FalseClaimRate { get; init; } = AtMost("copula_null.p");

    private static double AtLeast(string id) => ExperimentProtocol.Shipped.Targets["personas." + id].AtLeast!.Value;

    private static double AtMost(string id) => ExperimentProtocol.Shipped.Targets["personas." + id].AtMost!.Value;
}
