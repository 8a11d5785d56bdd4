namespace Clientele.Validation.Experiments;

/// <summary>A scored number, ready for a <see cref="FidelityMetric"/>.</summary>
/// <param name="Value">The estimate; NaN = could not be scored.</param>
/// <param name="Low">2.5 % end of the 95 % interval; NaN = none.</param>
/// <param name="High">97.5 % end.</param>
/// <param name="N">Effects, bins or tests behind it.</param>
internal readonly record struct Score(double Value, double Low, double High, int N)
{
    /// <summary>Could not be scored.</summary>
    public static Score None { get; } = new(double.NaN, double.NaN, double.NaN, 0);

    /// <summary>A number with a symmetric 95 % interval.</summary>
    public static Score Symmetric(double value, double se, int n) => new(value, value - 1.96 * se, value + 1.96 * se, n);

    /// <summary>A share with Wilson's interval (1927), which stays inside [0, 1] and is no point at 0 or 1.</summary>
    /// <param name="hits">Successes.</param>
    /// <param name="n">Trials.</param>
    /// <param name="designEffect">By how much trials that hang together widen the variance, &gt;= 1.</param>
    public static Score Share(int hits, int n, double designEffect = 1)
    {
        if (n == 0)
            return None;
        var (p, m, z) = (hits / (double)n, n / designEffect, 1.96);
        var centre = (p + z * z / (2 * m)) / (1 + z * z / m);
        var half = z / (1 + z * z / m) * Math.Sqrt(p * (1 - p) / m + z * z / (4 * m * m));
        return new Score(p, Math.Max(0, centre - half), Math.Min(1, centre + half), n);
    }
}
