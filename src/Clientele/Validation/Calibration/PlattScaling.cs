using Clientele.Validation.Measures;

namespace Clientele.Validation.Calibration;

/// <summary>Platt scaling of a probability of yes (Platt 1999, "Probabilistic outputs for support vector machines"): logit q = A logit p + B by maximum likelihood on
/// smoothed targets, (n₊ + 1)/(n₊ + 2) and 1/(n₋ + 2), with Newton steps (Lin, Lin and Weng 2007).</summary>
/// <param name="Slope">A; 1 when it was refused.</param>
/// <param name="Intercept">B; 0 when it was refused.</param>
/// <param name="N">Outcomes it was offered.</param>
/// <param name="Refused">Why it was not fitted; null when it was.</param>
internal sealed record PlattScaling(double Slope, double Intercept, int N, string? Refused)
{
    /// <summary>Outcomes needed.</summary>
    public const int LeastOutcomes = 500;

    /// <summary>Fits A and B.</summary>
    /// <param name="probability">Probabilities of yes of the calibration customers' orders.</param>
    /// <param name="outcome">Whether it was yes.</param>
    public static PlattScaling Fit(ReadOnlySpan<double> probability, ReadOnlySpan<bool> outcome)
    {
        var (n, yes) = (outcome.Length, 0);
        foreach (var o in outcome)
            yes += o ? 1 : 0;
        if (n < LeastOutcomes)
            return new PlattScaling(1, 0, n, $"{n} outcomes; Platt scaling needs {LeastOutcomes}.");
        if (yes == 0 || yes == n)
            return new PlattScaling(1, 0, n, $"All {n} outcomes are alike; Platt scaling needs both.");
        var (x, target) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
            (x[i], target[i]) = (Logit(probability[i]), outcome[i] ? (yes + 1.0) / (yes + 2.0) : 1 / (n - yes + 2.0));
        var (a, b, loss) = (1.0, 0.0, Loss(x, target, 1, 0));
        for (var iteration = 0; iteration < 100; iteration++)
        {
            // A little on the diagonal: all forecasts may be equal.
            double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
            for (var i = 0; i < n; i++)
            {
                var q = Logistic((a * x[i]) + b);
                var (d, v) = (q - target[i], q * (1 - q));
                (ga, gb, haa, hab, hbb) = (ga + (d * x[i]), gb + d, haa + (v * x[i] * x[i]), hab + (v * x[i]), hbb + v);
            }
            if (Math.Abs(ga) + Math.Abs(gb) < 1e-9 * n)
                break;
            var determinant = (haa * hbb) - (hab * hab);
            var (stepA, stepB, scale) = (((hbb * ga) - (hab * gb)) / determinant, ((haa * gb) - (hab * ga)) / determinant, 1.0);
            while (scale > 1e-10 && Loss(x, target, a - (scale * stepA), b - (scale * stepB)) > loss)
                scale /= 2;
            if (scale <= 1e-10)
                break;
            (a, b) = (a - (scale * stepA), b - (scale * stepB));
            loss = Loss(x, target, a, b);
        }
        return new PlattScaling(a, b, n, null);
    }

    /// <summary>The scaled probability; the same number when it was refused.</summary>
    public double Apply(double probability) => Refused is null ? Logistic((Slope * Logit(probability)) + Intercept) : probability;

    private static double Logit(double p) => Moments.LogOdds(p, ProperScores.Clip);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Loss(double[] x, double[] target, double a, double b)
    {
        double loss = 0;
        for (var i = 0; i < x.Length; i++)
        {
            // ln(1 + e^z) − t z, without overflow.
            var z = (a * x[i]) + b;
            loss += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (target[i] * z);
        }
        return loss;
    }
}
