namespace Clientele.Clustering;

/// <summary>How k-means searches. The defaults are scikit-learn's, and swaps on top.</summary>
internal sealed record KMeansOptions
{
    /// <summary>Starts, of which the best is kept.</summary>
    public int NInit { get; init; } = 10;

    /// <summary>Rounds of swaps in a row without success after which the search ends; 0 leaves swaps out, as scikit-learn does.</summary>
    public int SwapFailures { get; init; } = 6;

    /// <summary>Lloyd iterations that every swap of a round gets before the best is chosen.</summary>
    public int SwapIterations { get; init; } = 20;

    /// <summary>Lloyd iterations a start at most.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>A start ends when the centroids' squared shifts add up to no more than this times the features' mean variance.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Seed of all chance.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Which of several independent uses of the seed this is.</summary>
    public int Stream { get; init; }

    /// <summary>Threads; 0 = one a core. Changes no result.</summary>
    public int Threads { get; init; }
}
