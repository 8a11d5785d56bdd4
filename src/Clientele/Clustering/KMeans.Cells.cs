namespace Clientele.Clustering;

internal static partial class KMeans
{
    /// <summary>Fits a sample from nothing, on one thread: starts and swaps over its cells, then Lloyd over its points from the best solution found.</summary>
    /// <remarks>Many halves and resamples are fitted, and a search that stays in a local minimum on one of them looks like segments that do not come back. The
    /// cells make a thorough search cheap; docs/statistics.md holds what it finds against other searches.</remarks>
    /// <param name="points">The sample's points.</param>
    /// <param name="cells">Their cells.</param>
    /// <param name="k">Number of segments.</param>
    /// <param name="options">Seed, tolerance and iterations.</param>
    /// <param name="stream">Which use of the seed this is.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Centroids, (k, d), row by row; null when the sample has fewer different points than segments.</returns>
    public static double[]? FitSample(PointSet points, PointSet cells, int k, SegmentationOptions options, int stream, CancellationToken cancellation)
    {
        if (cells.Count < k)
            return null;
        var search = new KMeansOptions
        {
            NInit = 5,
            // Few segments have few swaps a round: they get more rounds.
            SwapFailures = 4 + (30 / k),
            SwapIterations = 6,
            MaxIterations = options.MaxIterations,
            Tolerance = options.Tolerance,
            Seed = options.Seed,
            Stream = stream,
            Threads = 1,
        };
        var start = Fit(cells, k, search, cancellation);
        return Lloyd(points, start.Centroids, k, options.MaxIterations, options.Tolerance * MeanVariance(points), new Workers(1, cancellation)).Centroids;
    }
}
