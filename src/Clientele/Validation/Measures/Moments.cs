namespace Clientele.Validation.Measures;

/// <summary>Small statistics that several measures share.</summary>
internal static class Moments
{
    /// <summary>Sample variance (n − 1); 0 for fewer than two values, which show no spread.</summary>
    public static double Variance(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
            return 0;
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }

    /// <summary>ln(p / (1 − p)); NaN for NaN.</summary>
    /// <param name="probability">p, 0..1.</param>
    /// <param name="clip">p is taken to lie in [clip, 1 − clip], so that 0 and 1 have finite odds; in (0, .5).</param>
    public static double LogOdds(double probability, double clip)
    {
        var inside = Math.Clamp(probability, clip, 1 - clip);
        return Math.Log(inside / (1 - inside));
    }
}
