using Clientele.Validation.Measures;

namespace Clientele.Validation.Calibration;

/// <summary>Temperature scaling (Guo et al. 2017, "On calibration of modern neural networks", arXiv 1706.04599): q(k) ∝ p(k)^(1/T), T by maximum likelihood on the
/// calibration customers. It softens (T &gt; 1) or sharpens what is over- or under-confident; the order of the options never changes, and 0 stays 0.</summary>
/// <param name="Temperature">T; 1 when it was refused.</param>
/// <param name="N">Outcomes it was offered.</param>
/// <param name="Refused">Why it was not fitted; null when it was.</param>
internal sealed record TemperatureScaling(double Temperature, int N, string? Refused)
{
    /// <summary>Outcomes needed.</summary>
    public const int LeastOutcomes = 200;

    /// <summary>Fits T.</summary>
    /// <param name="probabilities">Probabilities of the calibration customers' orders (n, options).</param>
    /// <param name="outcome">Right answers.</param>
    public static TemperatureScaling Fit(double[][] probabilities, ReadOnlySpan<int> outcome)
    {
        if (outcome.Length < LeastOutcomes)
            return new TemperatureScaling(1, outcome.Length, $"{outcome.Length} outcomes; temperature scaling needs {LeastOutcomes}.");
        var answers = outcome.ToArray();
        // Convex in β = 1/T: the loss falls as long as the mean of ln p under q is below ln p of the outcome. Bisection on the sign of its slope.
        var (low, high) = (Math.Log(.01), Math.Log(100));
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (Slope(probabilities, answers, Math.Exp(middle)) < 0)
                low = middle;
            else
                high = middle;
        }
        return new TemperatureScaling(Math.Exp(-(low + high) / 2), answers.Length, null);
    }

    /// <summary>The scaled probabilities (n, options); the same numbers when it was refused.</summary>
    public double[][] Apply(double[][] probabilities) => Array.ConvertAll(probabilities, p =>
    {
        var scaled = Array.ConvertAll(p, value => value > 0 ? Math.Pow(value, 1 / Temperature) : 0);
        var sum = scaled.Sum();
        return Array.ConvertAll(scaled, value => value / sum);
    });

    private static double Slope(double[][] probabilities, int[] outcome, double beta)
    {
        double slope = 0;
        for (var i = 0; i < outcome.Length; i++)
        {
            double sum = 0, mean = 0;
            for (var k = 0; k < probabilities[i].Length; k++)
            {
                // What is 0 stays 0, except for what happened: that is clipped as it is scored.
                if (probabilities[i][k] <= 0 && k != outcome[i])
                    continue;
                var log = Math.Log(Math.Max(probabilities[i][k], ProperScores.Clip));
                var mass = Math.Exp(beta * log);
                (sum, mean) = (sum + mass, mean + (mass * log));
            }
            slope += (mean / sum) - Math.Log(Math.Max(probabilities[i][outcome[i]], ProperScores.Clip));
        }
        return slope;
    }
}
