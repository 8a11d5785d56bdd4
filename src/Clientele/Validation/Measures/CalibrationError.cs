using MathNet.Numerics;

namespace Clientele.Validation.Measures;

/// <summary>Expected calibration error of the top option, ECE = Σ_b (n_b/n) |accuracy_b − confidence_b| (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017,
/// arXiv 1706.04599), over bins of equal mass (Nixon et al. 2019, arXiv 1904.01685). Measured so it is above 0 for a perfect predictor too (Kumar, Liang and Ma
/// 2019, arXiv 1909.10155): <see cref="Debiased"/> is what is reported.</summary>
/// <param name="Value">The error as measured, 0..1.</param>
/// <param name="Floor">What is measured, on average, of a perfectly calibrated predictor with these confidences.</param>
/// <param name="Points">The curve, by rising confidence.</param>
/// <remarks>The bias is taken off by inversion: the reported error is the gap which, were it the same in every bin, would be measured as <see cref="Value"/> on
/// average. Taking off the floor would be right at 0 and too much elsewhere. Simulated, its 95 % intervals hold the true error in 93 to 98 of 100 cases where
/// the gaps are alike, rise with confidence or are none; where a third of the bins has all the error they hold it in 79, and the estimate is too high.</remarks>
internal sealed record CalibrationError(double Value, double Floor, IReadOnlyList<CalibrationPoint> Points)
{
    /// <summary>The error without the part that chance adds, 0..1.</summary>
    public double Debiased => Debias(Value);

    // Standard deviation of each bin's gap where there is none, and its share of the answers.
    private (double Deviation, double Share)[] Chance { get; init; } = [];

    private double[] Confidence { get; init; } = [];

    private bool[] Right { get; init; } = [];

    private int[] Bin { get; init; } = [];

    private int Bins { get; init; }

    /// <summary>Measures it.</summary>
    /// <param name="probabilities">Probabilities (n, options).</param>
    /// <param name="outcome">Right answers.</param>
    /// <param name="bins">Bins of equal mass: <see cref="Experiments.ExperimentProtocol.EceBins"/>.</param>
    public static CalibrationError Of(double[][] probabilities, int[] outcome, int bins)
    {
        var n = probabilities.Length;
        var (confidence, right) = (new double[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            // The first of equal tops: ties are not broken in favour of the predictor.
            var top = Array.IndexOf(probabilities[i], probabilities[i].Max());
            (confidence[i], right[i]) = (probabilities[i][top], top == outcome[i]);
        }
        var (bin, ones) = (EqualMass(confidence, bins), Enumerable.Repeat(1.0, n).ToArray());
        (double, double)[] chance = [.. Enumerable.Range(0, n).GroupBy(i => bin[i]).Select(g => (Math.Sqrt(g.Sum(i => confidence[i] * (1 - confidence[i]))) / g.Count(), (double)g.Count() / n))];
        var points = Enumerable.Range(0, n).GroupBy(i => bin[i]).OrderBy(g => g.Key)
            .Select(g => new CalibrationPoint(g.Average(i => confidence[i]), g.Average(i => right[i] ? 1.0 : 0), g.Count())).ToArray();
        return new CalibrationError(Error(confidence, right, bin, bins, ones), Expected(0, chance), points)
        {
            Confidence = confidence,
            Right = right,
            Bin = bin,
            Bins = bins,
            Chance = chance,
        };
    }

    /// <summary>The debiased error with its interval by customers. Resampling adds noise to every bin and so raises the error once more: the draws are moved down
    /// by that first.</summary>
    public Interval Interval(int[] customer, CustomerBootstrap bootstrap)
    {
        var draws = new double[bootstrap.Replicates];
        bootstrap.Workers.For(draws.Length, r =>
            draws[r] = Error(Confidence, Right, Bin, Bins, Array.ConvertAll(customer, c => (double)bootstrap.Weight(r, c))));
        var bias = draws.Average() - Value;
        return CustomerBootstrap.Of(Debiased, draws.Select(draw => Debias(draw - bias)));
    }

    // What is measured rises with the gap.
    private double Debias(double error)
    {
        var (low, high) = (0.0, 1.0);
        if (Expected(low, Chance) >= error)
            return 0;
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Expected(middle, Chance) < error ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>Mean of the measured error where every bin has the same gap: Σ_b share_b E|N(gap, deviation_b)|.</summary>
    private static double Expected(double gap, (double Deviation, double Share)[] chance) => chance.Sum(bin => bin.Share * (bin.Deviation > 0
        ? (bin.Deviation * Math.Sqrt(2 / Math.PI) * Math.Exp(-gap * gap / (2 * bin.Deviation * bin.Deviation))) + (gap * SpecialFunctions.Erf(gap / (bin.Deviation * Math.Sqrt(2))))
        : gap));

    private static double Error(double[] confidence, bool[] right, int[] bin, int bins, double[] weight)
    {
        var gap = new double[bins];
        double total = 0;
        for (var i = 0; i < bin.Length; i++)
        {
            gap[bin[i]] += weight[i] * ((right[i] ? 1 : 0) - confidence[i]);
            total += weight[i];
        }
        double error = 0;
        foreach (var value in gap)
            error += Math.Abs(value);
        return error / total;
    }

    // Equal confidences share a bin: the same forecast must not be compared with itself twice.
    private static int[] EqualMass(double[] confidence, int bins)
    {
        var order = Enumerable.Range(0, confidence.Length).OrderBy(i => confidence[i]).ThenBy(i => i).ToArray();
        var bin = new int[confidence.Length];
        for (var r = 0; r < order.Length; r++)
            bin[order[r]] = r > 0 && confidence[order[r]] == confidence[order[r - 1]] ? bin[order[r - 1]] : (int)((long)r * bins / order.Length);
        return bin;
    }
}
