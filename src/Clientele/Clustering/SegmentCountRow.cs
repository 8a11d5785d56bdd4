namespace Clientele.Clustering;

/// <summary>What is known about one number of segments.</summary>
/// <param name="Segmentation">The segmentation itself, with inertia and (when asked for) silhouette.</param>
/// <param name="Draws">Every halving and resample; null when stability was not computed.</param>
public sealed record SegmentCountRow(Segmentation Segmentation, StabilityDraws? Draws)
{
    /// <summary>For each segment, the mean over bootstrap resamples of its Jaccard similarity with the most similar segment found there, in [0, 1]
    /// (Hennig 2007): above .85 highly stable, under .75 doubtful, under .6 not a pattern. Empty when not computed.</summary>
    public IReadOnlyList<MonteCarloMean> JaccardBySegment { get; } =
        Draws is null ? [] : [.. Enumerable.Range(0, Segmentation.K).Select(segment => MonteCarloMean.Of([.. Draws.Jaccard.Select(draw => draw[segment])]))];

    /// <summary>Mean over halvings of the worst segment's share of customer pairs that the other half's segments keep together, in [0, 1] (Tibshirani and
    /// Walther 2005); from .8 on the segments are well separated. Null when not computed.</summary>
    public MonteCarloMean? PredictionStrength { get; } = Draws is null ? null : MonteCarloMean.Of([.. Draws.Strength]);

    /// <summary>Mean over bootstrap resamples of the adjusted Rand index between the segmentation and the one found there (Hubert and Arabie 1985): 1 = the
    /// same customers together, 0 = no better than chance. Null when not computed.</summary>
    public MonteCarloMean? AdjustedRand { get; } = Draws is null ? null : MonteCarloMean.Of([.. Draws.AdjustedRand]);

    /// <summary>Share of the spread of the customers (their squared distances from the mean customer) that lies between the segments, in [0, 1]: what is kept when
    /// each customer is taken for its segment.</summary>
    public double SpreadKept { get; init; }

    /// <summary>Number of segments.</summary>
    public int K => Segmentation.K;

    /// <summary>The least stable segment's Jaccard similarity; null when not computed.</summary>
    public MonteCarloMean? JaccardMin => JaccardBySegment.Count == 0 ? null : JaccardBySegment.MinBy(jaccard => jaccard.Mean);

    /// <summary>Median of the segments' Jaccard similarities (of an even number the mean of the middle two); null when not computed.</summary>
    public MonteCarloMean? JaccardMedian
    {
        get
        {
            if (Draws is null)
                return null;
            var order = Enumerable.Range(0, K).OrderBy(segment => JaccardBySegment[segment].Mean).ToArray();
            var (low, high) = (order[(K - 1) / 2], order[K / 2]);
            return MonteCarloMean.Of([.. Draws.Jaccard.Select(draw => (draw[low] + draw[high]) / 2)]);
        }
    }

    /// <summary>Whether the segments come back on other samples, by the limits of <see cref="SegmentCount"/>; undecided when stability was not computed.</summary>
    public SegmentCountVerdict Verdict
    {
        get
        {
            if (PredictionStrength is not { } strength)
                return SegmentCountVerdict.Undecided;
            SegmentCountVerdict[] all = [strength.Against(SegmentCount.LeastStrength), .. JaccardBySegment.Select(jaccard => jaccard.Against(SegmentCount.LeastJaccard))];
            return all.Contains(SegmentCountVerdict.Out) ? SegmentCountVerdict.Out
                : all.Contains(SegmentCountVerdict.Undecided) ? SegmentCountVerdict.Undecided
                : SegmentCountVerdict.In;
        }
    }
}
