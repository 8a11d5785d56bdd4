namespace Clientele.Clustering;

/// <summary>How <see cref="Segmenter"/> makes segments.</summary>
public sealed record SegmentationOptions
{
    /// <summary>Number of segments, at least 1. Default 7.</summary>
    public int K { get; init; } = 7;

    /// <summary>Seed of all chance. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>k-means starts, of which the best is kept. Default 10.</summary>
    public int NInit { get; init; } = 10;

    /// <summary>Lloyd iterations a start at most. Default 300.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>A start ends when the centroids' squared shifts add up to no more than this times the features' mean variance (scikit-learn's meaning);
    /// the best start then goes on until no customer moves. Default 1e-4.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Threads; 0 = one a core. Changes no result.</summary>
    public int Threads { get; init; }

    /// <summary>Whether the silhouette is computed (never for one segment). Default true.</summary>
    public bool Silhouette { get; init; } = true;

    /// <summary>Where the silhouette is exact and where it is sampled.</summary>
    public SilhouetteOptions SilhouetteOptions { get; init; } = new();
}
