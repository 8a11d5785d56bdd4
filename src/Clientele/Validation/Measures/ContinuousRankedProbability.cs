namespace Clientele.Validation.Measures;

/// <summary>Continuous ranked probability score of a distribution over ordered bins, in the amounts' unit: CRPS(F, y) = E|X − y| − ½ E|X − X′| = ∫ (F(x) − 1[x ≥ y])² dx
/// (Gneiting and Raftery 2007, eq. 20–21). A bin's mass sits at its representative amount; for a point forecast it is the absolute error.</summary>
internal static class ContinuousRankedProbability
{
    /// <summary>Scores, an entry an order.</summary>
    /// <param name="probabilities">Probabilities (n, bins).</param>
    /// <param name="amounts">Representative amounts of the bins, not falling.</param>
    /// <param name="actual">What happened.</param>
    public static double[] Of(double[][] probabilities, double[] amounts, ReadOnlySpan<double> actual)
    {
        for (var k = 1; k < amounts.Length; k++)
            if (amounts[k] < amounts[k - 1])
                throw new ArgumentException($"Amount {amounts[k]} of bin {k} is below {amounts[k - 1]} of the bin before.", nameof(amounts));
        var scores = new double[probabilities.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            double distance = 0, spread = 0, below = 0;
            for (var k = 0; k < amounts.Length; k++)
            {
                distance += probabilities[i][k] * Math.Abs(amounts[k] - actual[i]);
                below += probabilities[i][k];
                if (k + 1 < amounts.Length)
                    spread += (amounts[k + 1] - amounts[k]) * below * (1 - below);
            }
            // E|X − X′| = 2 Σ gap · F (1 − F).
            scores[i] = distance - spread;
        }
        return scores;
    }

    /// <summary>Median amount of every bin, from orders of the fit; an empty bin takes the amount of the one below.</summary>
    public static double[] Representatives(int[] bin, double[] amount, int bins)
    {
        var medians = new double[bins];
        for (var k = 0; k < bins; k++)
        {
            var median = CustomerBootstrap.Median(Enumerable.Range(0, bin.Length).Where(i => bin[i] == k).Select(i => amount[i]));
            medians[k] = double.IsNaN(median) ? k == 0 ? 0 : medians[k - 1] : median;
        }
        return medians;
    }
}
