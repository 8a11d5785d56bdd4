namespace Clientele.Validation.Experiments;

/// <summary>Poisson regression of counts on one regressor with two sets of absorbed groups, in which a count of 0 counts (Correia, Guimarães and Zylkin 2020, "Fast Poisson
/// estimation with high-dimensional fixed effects"), and a standard error clustered by the first set.</summary>
internal static class CountPanel
{
    private const int MaxSweeps = 2000;
    private const double Tolerance = 1e-7;

    /// <summary>The slope of ln E[count] on x.</summary>
    /// <param name="count">Counts, &gt;= 0.</param>
    /// <param name="x">Regressor.</param>
    /// <param name="first">First group of each row, dense from 0; each must have a count above 0. Errors are clustered by it.</param>
    /// <param name="second">Second group of each row, dense from 0; the same holds.</param>
    public static SlopeEstimate Slope(double[] count, double[] x, int[] first, int[] second)
    {
        var (groups, periods, slope) = (first.Max() + 1, second.Max() + 1, 0.0);
        var (a, b, mean) = (Ones(groups), Ones(periods), new double[count.Length]);
        var (sumA, sumB) = (Sum(count, first, groups), Sum(count, second, periods));
        var centre = x.Average();
        double[] clean = [];
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            // Effects have closed forms given the slope; the slope takes a Newton step given the effects.
            var moved = 0.0;
            var kernel = Array.ConvertAll(x, value => Math.Exp(slope * (value - centre)));
            for (var inner = 0; inner < 5; inner++)
            {
                var fitted = Sum([.. kernel.Select((k, i) => k * b[second[i]])], first, groups);
                for (var g = 0; g < groups; g++)
                    a[g] = sumA[g] / fitted[g];
                fitted = Sum([.. kernel.Select((k, i) => k * a[first[i]])], second, periods);
                for (var t = 0; t < periods; t++)
                {
                    moved = Math.Max(moved, Math.Abs(b[t] / (sumB[t] / fitted[t]) - 1));
                    b[t] = sumB[t] / fitted[t];
                }
            }
            for (var i = 0; i < mean.Length; i++)
                mean[i] = kernel[i] * a[first[i]] * b[second[i]];
            clean = Cleaned(x, mean, first, groups, second, periods);
            var (score, information) = (0.0, 0.0);
            for (var i = 0; i < mean.Length; i++)
            {
                score += clean[i] * (count[i] - mean[i]);
                information += mean[i] * clean[i] * clean[i];
            }
            if (!(information > 1e-9))
                return new SlopeEstimate(double.NaN, double.NaN, count.Length, groups);
            var step = Math.Clamp(score / information, -.5, .5);
            slope += step;
            if (Math.Abs(step) < Tolerance && moved < 1e-6)
                break;
        }
        var bread = 0.0;
        var scores = new double[groups];
        for (var i = 0; i < mean.Length; i++)
        {
            bread += mean[i] * clean[i] * clean[i];
            scores[first[i]] += clean[i] * (count[i] - mean[i]);
        }
        return new SlopeEstimate(slope, Math.Sqrt(scores.Sum(score => score * score) * groups / (groups - 1.0)) / bread, count.Length, groups);
    }

    private static double[] Cleaned(double[] x, double[] weight, int[] first, int groups, int[] second, int periods)
    {
        var rest = x.ToArray();
        foreach (var _ in Enumerable.Range(0, 8))
            foreach (var (group, count) in new[] { (first, groups), (second, periods) })
            {
                var (sum, total) = (Sum([.. rest.Select((value, i) => weight[i] * value)], group, count), Sum(weight, group, count));
                for (var i = 0; i < rest.Length; i++)
                    rest[i] -= sum[group[i]] / total[group[i]];
            }
        return rest;
    }

    private static double[] Ones(int n)
    {
        var ones = new double[n];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double[] Sum(double[] values, int[] group, int groups)
    {
        var sums = new double[groups];
        for (var i = 0; i < values.Length; i++)
            sums[group[i]] += values[i];
        return sums;
    }
}
