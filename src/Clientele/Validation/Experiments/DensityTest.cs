namespace Clientele.Validation.Experiments;

/// <summary>Whether orders crowd on one side of a cutoff, which would mean that customers choose their side and the jump compares different people
/// (McCrary 2008, "Manipulation of the running variable"; the local-linear idea of Cattaneo, Jansson and Ma 2020, on binned counts).</summary>
internal static class DensityTest
{
    /// <summary>Log of the density just right of the cutoff over the density just left of it, with its standard error.</summary>
    /// <param name="running">Running variable, one entry an order.</param>
    /// <param name="cutoff">Where the rule changes.</param>
    /// <param name="bandwidth">Distance on each side, a whole number of bins.</param>
    /// <param name="bin">Width of a bin of counts; a bin ends at the cutoff.</param>
    /// <returns>The estimate; <see cref="JumpEstimate.Left"/> and right are orders a bin. NaN when a side is empty.</returns>
    public static JumpEstimate LogRatio(ReadOnlySpan<double> running, double cutoff, double bandwidth, double bin)
    {
        var side = (int)Math.Round(bandwidth / bin);
        var counts = new double[2 * side];
        var orders = 0;
        foreach (var value in running)
        {
            var b = (int)Math.Floor((value - cutoff) / bin + 1e-9) + side;
            if (b >= 0 && b < counts.Length)
            {
                counts[b]++;
                orders++;
            }
        }
        var centres = Enumerable.Range(0, counts.Length).Select(b => (b - side + .5) * bin).ToArray();
        var design = new LocalLinear(centres, 0, bandwidth);
        var influence = new double[counts.Length];
        var (left, right) = design.Influence(b => counts[b], influence);
        if (!(left > 0 && right > 0))
            return JumpEstimate.None with { N = orders };
        double leftVariance = 0, rightVariance = 0;
        for (var i = 0; i < influence.Length; i++)
        {
            // Prices heap (19.90), so counts scatter more than Poisson; but never believe less than Poisson from a handful of bins.
            var variance = Math.Max(design.Gap[i] * design.Gap[i] * counts[i], influence[i] * influence[i] * side / (side - 2));
            if (design.Distance[i] >= 0)
                rightVariance += variance;
            else
                leftVariance += variance;
        }
        var se = Math.Sqrt(leftVariance / (left * left) + rightVariance / (right * right));
        return new JumpEstimate(Math.Log(right / left), se, se, orders, left, right);
    }
}
