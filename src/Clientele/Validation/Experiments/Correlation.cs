namespace Clientele.Validation.Experiments;

/// <summary>Pearson's correlation and the least-squares line.</summary>
internal static class Correlation
{
    /// <summary>Pearson's r; NaN for fewer than two pairs, a constant side or a NaN.</summary>
    public static double Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (sxx, sxy, syy) = Moments(x, y);
        return sxx > 0 && syy > 0 ? Math.Clamp(sxy / Math.Sqrt(sxx * syy), -1, 1) : double.NaN;
    }

    /// <summary>Slope of y on x with an intercept; NaN where x is constant.</summary>
    public static double Slope(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (sxx, sxy, _) = Moments(x, y);
        return sxx > 0 ? sxy / sxx : double.NaN;
    }

    private static (double Sxx, double Sxy, double Syy) Moments(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
            throw new ArgumentException($"{x.Count} and {y.Count} values cannot be paired.", nameof(y));
        if (x.Count < 2)
            return (double.NaN, double.NaN, double.NaN);
        var (mx, my) = (x.Average(), y.Average());
        double sxx = 0, sxy = 0, syy = 0;
        for (var i = 0; i < x.Count; i++)
        {
            sxx += (x[i] - mx) * (x[i] - mx);
            sxy += (x[i] - mx) * (y[i] - my);
            syy += (y[i] - my) * (y[i] - my);
        }
        return (sxx, sxy, syy);
    }
}
