using Clientele.Data;
using Clientele.Validation.Measures;

namespace Clientele.Validation.Baselines;

/// <summary>Two predictions pooled: linearly, w p + (1 − w) q, or in logarithms, ∝ p^w q^(1−w) (Genest and Zidek 1986, "Combining probability distributions").
/// Pool and weight are those with the lowest log-loss on the calibration customers.</summary>
/// <param name="Weight">Weight of the first prediction, 0..1 in steps of .05.</param>
/// <param name="Logarithmic">Whether logarithms are pooled.</param>
internal sealed record Blend(double Weight, bool Logarithmic)
{
    /// <summary>Chooses pool and weight.</summary>
    public static Blend Choose(TaskTable table, double[][] first, double[][] second)
    {
        var rows = Enumerable.Range(0, table.Count).Where(i => table.Group[i] == CustomerGroup.Calibrate).ToArray();
        var candidates = from logarithmic in new[] { false, true } from step in Enumerable.Range(0, 21) select new Blend(step / 20.0, logarithmic);
        return candidates.MinBy(blend => rows.Sum(i => -Math.Log(Math.Max(blend.Pool(first[i], second[i])[table.Outcome[i]], ProperScores.Clip)))) ?? new Blend(.5, false);
    }

    /// <summary>The pooled probabilities (n, options).</summary>
    public double[][] Apply(double[][] first, double[][] second) => [.. first.Select((p, i) => Pool(p, second[i]))];

    private double[] Pool(double[] first, double[] second)
    {
        var pooled = new double[first.Length];
        for (var k = 0; k < pooled.Length; k++)
            pooled[k] = !Logarithmic ? (Weight * first[k]) + ((1 - Weight) * second[k])
                : first[k] > 0 && second[k] > 0 ? Math.Exp((Weight * Math.Log(first[k])) + ((1 - Weight) * Math.Log(second[k]))) : 0;
        var sum = pooled.Sum();
        return sum > 0 ? Array.ConvertAll(pooled, p => p / sum) : pooled;
    }
}
