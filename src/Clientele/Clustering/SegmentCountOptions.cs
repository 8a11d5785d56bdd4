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

    /// <summary>Resamples of the customers for the Jaccard similarity. Default 20.</summary>
    public int Bootstraps { get; init; } = 20;

    /// <summary>Random halvings of the customers for the prediction strength. Default 5.</summary>
    public int Halvings { get; init; } = 5;

    /// <summary>k-means starts on each resample or half. Default 3.</summary>
    public int StabilityNInit { get; init; } = 3;
}
