using Clientele.Clustering;

namespace Clientele.Reporting;

/// <summary>What is known about one number of segments; null = not computed.</summary>
/// <param name="K">Number of segments.</param>
/// <param name="Inertia">Sum of squared distances to the nearest centroid, standardised units.</param>
/// <param name="SpreadKept">Share of the customers' spread that lies between the segments, in [0, 1].</param>
/// <param name="Silhouette">Mean silhouette, in [−1, 1].</param>
/// <param name="SilhouetteError">Its standard error; null also when it is exact.</param>
/// <param name="Strength">Prediction strength, in [0, 1], over halvings.</param>
/// <param name="Jaccard">Bootstrap Jaccard similarities, in [0, 1], over resamples.</param>
/// <param name="Verdict">Whether the segments come back on other samples: in, out or undecided; null = not examined.</param>
public sealed record SegmentCountEntry(
    int K, double Inertia, double SpreadKept, double? Silhouette, double? SilhouetteError, MonteCarloMean? Strength, SegmentJaccard? Jaccard, SegmentCountVerdict? Verdict)
{
    /// <summary>The entry of a row.</summary>
    public static SegmentCountEntry Of(SegmentCountRow row) => new(
        row.K, row.Segmentation.Inertia, row.SpreadKept, row.Segmentation.Silhouette?.Mean, row.Segmentation.Silhouette?.StandardError, row.PredictionStrength,
        row is { JaccardMin: { } least, JaccardMedian: { } median } ? new SegmentJaccard(least, median, row.JaccardBySegment) : null,
        row.Draws is null ? null : row.Verdict);
}

/// <summary>Bootstrap Jaccard similarities of a segmentation.</summary>
/// <param name="Min">Of the least stable segment.</param>
/// <param name="Median">Median over the segments.</param>
/// <param name="Segments">Of each segment, largest segment first, k.</param>
public sealed record SegmentJaccard(MonteCarloMean Min, MonteCarloMean Median, IReadOnlyList<MonteCarloMean> Segments);
