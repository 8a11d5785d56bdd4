namespace Clientele.Clustering;

/// <summary>What is known about one number of segments.</summary>
/// <param name="Segmentation">The segmentation itself, with inertia and (when asked for) silhouette.</param>
/// <param name="JaccardBySegment">For each segment, the mean over bootstrap resamples of its Jaccard similarity with the most similar segment found
/// there, in [0, 1] (Hennig 2007): above .85 highly stable, under .75 doubtful, under .6 not a pattern. Empty when not computed.</param>
/// <param name="PredictionStrength">Mean over halvings of the worst segment's share of customer pairs that the other half's segments keep together, in
/// [0, 1] (Tibshirani and Walther 2005); from .8 on the segments are well separated. Null when not computed.</param>
public sealed record SegmentCountRow(Segmentation Segmentation, IReadOnlyList<double> JaccardBySegment, double? PredictionStrength)
{
    /// <summary>Mean over bootstrap resamples of the adjusted Rand index between the segmentation and the one found there (Hubert and Arabie 1985): 1 = the
    /// same customers together, 0 = no better than chance. Null when not computed.</summary>
    public double? AdjustedRand { get; init; }

    /// <summary>Number of segments.</summary>
    public int K => Segmentation.K;

    /// <summary>Least stable segment's Jaccard similarity; null when not computed.</summary>
    public double? JaccardMin => JaccardBySegment.Count == 0 ? null : JaccardBySegment.Min();

    /// <summary>Median of the segments' Jaccard similarities; null when not computed.</summary>
    public double? JaccardMedian
    {
        get
        {
            if (JaccardBySegment.Count == 0)
                return null;
            var sorted = JaccardBySegment.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
