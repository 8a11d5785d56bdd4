namespace Clientele.Clustering;

/// <summary>Weighted k-means: k-means++ with greedy candidates (Arthur and Vassilvitskii 2007, as scikit-learn), then Lloyd's iterations over all points
/// with SIMD. Everything is in double and in a fixed order: the same bytes for a seed whatever the number of threads.</summary>
internal static partial class KMeans
{
    /// <summary>The best of <see cref="KMeansOptions.NInit"/> starts, run on until no point moves.</summary>
    /// <exception cref="ClienteleException">Fewer distinct points with a weight than <paramref name="k"/>.</exception>
    public static KMeansResult Fit(PointSet points, int k, KMeansOptions options, CancellationToken cancellation, Action? startDone = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.NInit, 1);
        var distinct = points.CountWeighted();
        if (distinct < k)
            throw new ClienteleException($"{k} segments were asked for, but there are only {distinct} different customers by their features.", "--k",
                $"Ask for at most {distinct} segments, or cluster on more features.");

        // Few points: one start a thread. Many: all threads inside one start, so that memory stays that of one start. Same bytes either way.
        var all = new Workers(options.Threads, cancellation);
        var one = all with { Threads = 1 };
        var (outside, inside) = points.Count > SideBySideLimit ? (one, all) : (all, one);
        var tolerance = options.Tolerance * MeanVariance(points);
        var best = (KMeansResult?)null;
        var (bestStart, bestCost) = (0, 0.0);
        var gate = new Lock();
        outside.For(options.NInit, start =>
        {
            var random = RandomStream.Of(options.Seed, options.Stream, k, start);
            var centroids = PlusPlus(points, k, random, inside);
            var result = Lloyd(points, centroids, k, options.MaxIterations, tolerance, inside);
            var cost = Cost(points, result, k);
            lock (gate)
            {
                if (best is null || cost < bestCost || (cost == bestCost && start < bestStart))
                    (best, bestStart, bestCost) = (result, start, cost);
                startDone?.Invoke();
            }
        });
        best = Swap(points, best!, k, options, tolerance, outside, inside);
        // The winner goes on without tolerance: then every centroid is the mean of its segment and every customer is in the nearest one.
        return best.Converged ? best : Lloyd(points, best.Centroids, k, options.MaxIterations, 0, all);
    }

    private const int SideBySideLimit = 500_000;

    /// <summary>Share of the customers under which a segment counts as tiny.</summary>
    private const double TinyShare = 0.02;

    /// <summary>What a tiny segment costs, as a share of the inertia.</summary>
    private const double TinyCost = 0.0025;

    /// <summary>What solutions are compared by: the inertia, a little more for each tiny segment, so that a near-tie goes to segments that can be
    /// addressed (docs/decisions/0008).</summary>
    internal static double Cost(PointSet points, KMeansResult result, int k)
    {
        var sizes = new double[k];
        for (var i = 0; i < points.Count; i++)
            sizes[result.Labels[i]] += points.Weights[i];
        var least = TinyShare * sizes.Sum();
        return result.Inertia * (1 + (TinyCost * sizes.Count(size => size < least)));
    }

    /// <summary>Mean over the features of their variance: scikit-learn's unit for the tolerance.</summary>
    private static double MeanVariance(PointSet points)
    {
        double variances = 0, total = 0;
        foreach (var weight in points.Weights)
            total += weight;
        foreach (var column in points.Columns)
        {
            double sum = 0, squares = 0;
            for (var i = 0; i < points.Count; i++)
            {
                sum += points.Weights[i] * column[i];
                squares += points.Weights[i] * column[i] * column[i];
            }
            variances += squares / total - sum / total * (sum / total);
        }
        return Math.Max(0, variances / points.Dimensions);
    }
}
