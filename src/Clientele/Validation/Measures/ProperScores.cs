namespace Clientele.Validation.Measures;

/// <summary>Strictly proper scores of probability forecasts (Gneiting and Raftery 2007, "Strictly proper scoring rules, prediction, and estimation"), one value an
/// order, so that customers can be resampled. Lower is better.</summary>
internal static class ProperScores
{
    /// <summary>The least probability that is scored: a lower one counts as this, 13.8 nats, so that one impossible answer costs much but not everything.
    /// Nothing is scaled back to 1 afterwards. No fitted baseline says less of anything that happens.</summary>
    public const double Clip = 1e-6;

    /// <summary>−ln p(y), nats.</summary>
    public static double[] LogLoss(double[][] probabilities, ReadOnlySpan<int> outcome)
    {
        var losses = new double[probabilities.Length];
        for (var i = 0; i < losses.Length; i++)
            losses[i] = -Math.Log(Math.Max(probabilities[i][outcome[i]], Clip));
        return losses;
    }

    /// <summary>Σ_k (p_k − 1[k = y])², 0..2 (Brier 1950, the form for several options).</summary>
    public static double[] Brier(double[][] probabilities, ReadOnlySpan<int> outcome)
    {
        var scores = new double[probabilities.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            var p = probabilities[i];
            double sum = 0;
            foreach (var value in p)
                sum += value * value;
            scores[i] = sum - (2 * p[outcome[i]]) + 1;
        }
        return scores;
    }
}
