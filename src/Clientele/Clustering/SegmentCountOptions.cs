namespace Clientele.Clustering;

/// <summary>How <see cref="SegmentCount.Evaluate"/> compares numbers of segments.</summary>
public sealed record SegmentCountOptions
{
    /// <summary>Smallest k, at least 2. Default 2.</summary>
    public int Smallest { get; init; } = 2;

    /// <summary>Largest k. Default 10; fewer when there are fewer different customers.</summary>
    public int Largest { get; init; } = 10;

    /// <summary>How each segmentation is made; its <see cref="SegmentationOptions.K"/> is not read. Seed, threads and silhouette settings are these.</summary>
    public SegmentationOptions Segmentation { get; init; } = new();

    /// <summary>Whether bootstrap stability and prediction strength are computed: most of the time. Default true.</summary>
    public bool Stability { get; init; } = true;

    /// <summary>Resamples of the customers for the Jaccard similarity, at least. Default 100.</summary>
    public int Bootstraps { get; init; } = 100;

    /// <summary>Random halvings of the customers for the prediction strength, at least. Default 50.</summary>
    public int Halvings { get; init; } = 50;

    /// <summary>Monte-Carlo standard error at which a number of segments needs no more draws: of the prediction strength for halvings, of every segment's Jaccard
    /// similarity for resamples. Default .02.</summary>
    public double StandardError { get; init; } = 0.02;

    /// <summary>Draws that are added at a time until then. Default 50.</summary>
    public int Block { get; init; } = 50;

    /// <summary>Resamples at most, however large the error is. Default 400.</summary>
    public int MostBootstraps { get; init; } = 400;

    /// <summary>Halvings at most. Default 400.</summary>
    public int MostHalvings { get; init; } = 400;
}
