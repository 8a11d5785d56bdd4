namespace Clientele.Validation.Measures;

/// <summary>Expected calibration error of the top option, ECE = Σ_b (n_b/n) |accuracy_b − confidence_b| (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017,
/// arXiv 1706.04599), over bins of equal mass (Nixon et al. 2019, arXiv 1904.01685). It is above 0 for a perfect predictor too, hence its own floor.</summary>
/// <param name="Value">The error, 0..1.</param>
/// <param name="Floor">Mean error of a perfectly calibrated predictor with these confidences: outcomes drawn from them.</param>
/// <param name="Points">The curve, by rising confidence.</param>
internal sealed record CalibrationError(double Value, double Floor, IReadOnlyList<CalibrationPoint> Points)
{
    private double[] Confidence { get; init; } = [];

    private bool[] Right { get; init; } = [];

    private int[] Bin { get; init; } = [];

    private int Bins { get; init; }

    /// <summary>Measures it.</summary>
    /// <param name="probabilities">Probabilities (n, options).</param>
    /// <param name="outcome">Right answers.</param>
    /// <param name="bins">Bins of equal mass: <see cref="Experiments.ExperimentProtocol.EceBins"/>.</param>
    /// <param name="seed">Seed of the floor.</param>
    /// <param name="draws">Simulated outcomes for the floor.</param>
    public static CalibrationError Of(double[][] probabilities, int[] outcome, int bins, int seed, int draws = 200)
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
        double floor = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            var random = new SeededRandom((ulong)(long)seed, (ulong)(long)draw);
            floor += Error(confidence, Array.ConvertAll(confidence, random.NextBoolean), bin, bins, ones) / draws;
        }
        var points = Enumerable.Range(0, n).GroupBy(i => bin[i]).OrderBy(g => g.Key)
            .Select(g => new CalibrationPoint(g.Average(i => confidence[i]), g.Average(i => right[i] ? 1.0 : 0), g.Count())).ToArray();
        return new CalibrationError(Error(confidence, right, bin, bins, ones), floor, points) { Confidence = confidence, Right = right, Bin = bin, Bins = bins };
    }

    /// <summary>The interval by customers. Resampling adds noise to every bin and so raises the error; the draws are moved down by that bias, not below 0.</summary>
    public Interval Interval(int[] customer, CustomerBootstrap bootstrap)
    {
        var draws = new double[bootstrap.Replicates];
        bootstrap.Workers.For(draws.Length, r =>
            draws[r] = Error(Confidence, Right, Bin, Bins, Array.ConvertAll(customer, c => (double)bootstrap.Weight(r, c))));
        var bias = draws.Average() - Value;
        return CustomerBootstrap.Of(Value, draws.Select(d => Math.Max(0, d - bias)));
    }

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
