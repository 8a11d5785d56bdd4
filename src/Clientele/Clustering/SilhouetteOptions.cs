namespace Clientele.Clustering;

/// <summary>When a silhouette is computed over all customers and when over a sample.</summary>
public sealed record SilhouetteOptions
{
    /// <summary>Up to this many customers the silhouette is exact. Default 200,000.</summary>
    public int ExactLimit { get; init; } = 200_000;

    /// <summary>Customers in the sample above the limit, stratified by segment. Default 50,000.</summary>
    public int SampleSize { get; init; } = 50_000;

    /// <summary>Seed of the sample. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Threads; 0 = one a core. Changes no result.</summary>
    public int Threads { get; init; }
}
