namespace Clientele.Validation.Experiments;

/// <summary>Least squares of one outcome on one regressor with any number of absorbed groups (fixed effects), which are taken out by alternating projections
/// (Guimarães and Portugal 2010), and a standard error clustered by another group (Cameron and Miller 2015).</summary>
internal static class WithinSlope
{
    private const int MaxSweeps = 500;
    private const double Tolerance = 1e-9;

    /// <summary>The slope of y on x within groups.</summary>
    /// <param name="y">Outcome.</param>
    /// <param name="x">Regressor.</param>
    /// <param name="cluster">Cluster of each row.</param>
    /// <param name="absorbed">Group of each row, once for every set of fixed effects; none = an intercept only.</param>
    public static SlopeEstimate Of(IReadOnlyList<double> y, IReadOnlyList<double> x, IReadOnlyList<int> cluster, params IReadOnlyList<int>[] absorbed)
    {
        if (y.Count < 3)
            return new SlopeEstimate(double.NaN, double.NaN, y.Count, 0);
        var groups = absorbed.Length == 0 ? [new int[y.Count]] : absorbed.Select(Dense).ToArray();
        var (ys, xs) = (Residuals(y, groups), Residuals(x, groups));
        double sxx = 0, sxy = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            sxx += xs[i] * xs[i];
            sxy += xs[i] * ys[i];
        }
        var clusters = Dense(cluster);
        var scores = new double[clusters.Max() + 1];
        if (!(sxx > 1e-9 * y.Count))
            return new SlopeEstimate(double.NaN, double.NaN, y.Count, scores.Length);
        var slope = sxy / sxx;
        for (var i = 0; i < xs.Length; i++)
            scores[clusters[i]] += xs[i] * (ys[i] - slope * xs[i]);
        var g = (double)scores.Length;
        return new SlopeEstimate(slope, Math.Sqrt(scores.Sum(score => score * score) * g / (g - 1)) / sxx, y.Count, scores.Length);
    }

    private static double[] Residuals(IReadOnlyList<double> values, int[][] groups)
    {
        var rest = values.ToArray();
        var counts = groups.Select(group => group.Aggregate(new double[group.Max() + 1], (count, g) => { count[g]++; return count; })).ToArray();
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            var moved = 0.0;
            for (var set = 0; set < groups.Length; set++)
            {
                var means = new double[counts[set].Length];
                for (var i = 0; i < rest.Length; i++)
                    means[groups[set][i]] += rest[i];
                for (var g = 0; g < means.Length; g++)
                {
                    means[g] /= counts[set][g];
                    moved = Math.Max(moved, Math.Abs(means[g]));
                }
                for (var i = 0; i < rest.Length; i++)
                    rest[i] -= means[groups[set][i]];
            }
            if (groups.Length == 1 || moved < Tolerance)
                break;
        }
        return rest;
    }

    /// <summary>The ids renumbered from 0 in the order of their first row.</summary>
    internal static int[] Dense(IReadOnlyList<int> ids)
    {
        var numbers = new Dictionary<int, int>();
        var dense = new int[ids.Count];
        for (var i = 0; i < dense.Length; i++)
        {
            numbers.TryAdd(ids[i], numbers.Count);
            dense[i] = numbers[ids[i]];
        }
        return dense;
    }
}
