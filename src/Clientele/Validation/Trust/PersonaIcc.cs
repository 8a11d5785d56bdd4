using Clientele.Validation.Measures;

namespace Clientele.Validation.Trust;

/// <summary>How much of what tells answers apart is the persona: the intraclass correlation of persona in a crossed design persona × wording × order × replicate, that is
/// σ²(persona) over the sum of all variance components (absolute agreement of single answers: Shrout and Fleiss 1979, ICC(2,1); the dependability coefficient of
/// generalisability theory: Brennan 2001). Components by the method of moments from the mean squares of a balanced random design (Cornfield and Tukey 1956).</summary>
/// <remarks>On ln-odds of buying. Components are summed over scenarios before negative ones are set to 0, so that noise of single scenarios cancels.</remarks>
/// <param name="Value">The correlation with its interval over scenarios (NaN ends for one scenario); 0 when all answers are alike.</param>
/// <param name="Persona">σ² of the persona, mean over scenarios.</param>
/// <param name="Wording">Of the wording, and of wording × persona and wording × order.</param>
/// <param name="Order">Of the order, and of order × persona.</param>
/// <param name="Noise">Of the rest: replicates, and the interaction of all three.</param>
/// <param name="N">Answers.</param>
internal sealed record PersonaIcc(Interval Value, double Persona, double Wording, double Order, double Noise, int N)
{
    // Answers are written in hundredths.
    private const double Clip = .01;

    /// <summary>Estimates it; value NaN when no scenario has two personas with all their answers.</summary>
    public static PersonaIcc Of(IReadOnlyList<ScenarioGrid> grids, CustomerBootstrap bootstrap)
    {
        var (components, answers) = (new List<double[]>(), 0);
        foreach (var grid in grids)
        {
            int[] whole = [.. Enumerable.Range(0, grid.Personas).Where(p => Cells(grid).All(cell => !double.IsNaN(grid.Buying(p, cell.W, cell.O, cell.R))))];
            if (whole.Length < 2)
                continue;
            components.Add(Components(Array.ConvertAll(whole, p => Cells(grid).Select(cell => Moments.LogOdds(grid.Buying(p, cell.W, cell.O, cell.R), Clip)).ToArray()), grid.Wordings, grid.Replicates));
            answers += whole.Length * grid.Wordings * ScenarioGrid.Orders * grid.Replicates;
        }
        if (components.Count == 0)
            return new PersonaIcc(new Interval(double.NaN, double.NaN, double.NaN), double.NaN, double.NaN, double.NaN, double.NaN, 0);
        var mean = Pooled(components, [.. components.Select(_ => 1.0)]);
        return new PersonaIcc(
            // Resamples of one scenario are that scenario: they would say that it is certain.
            components.Count == 1 ? new Interval(Share(mean), double.NaN, double.NaN)
                : bootstrap.Statistic([.. Enumerable.Range(0, components.Count)], weights => weights.Sum() == 0 ? double.NaN : Share(Pooled(components, weights))),
            mean[0], mean[1] + mean[3] + mean[5], mean[2] + mean[4], mean[6] + mean[7], answers);
    }

    private static IEnumerable<(int W, int O, int R)> Cells(ScenarioGrid grid) =>
        from w in Enumerable.Range(0, grid.Wordings) from o in Enumerable.Range(0, ScenarioGrid.Orders) from r in Enumerable.Range(0, grid.Replicates) select (w, o, r);

    private static double Share(double[] components) => components.Sum() is > 1e-12 and var all ? components[0] / all : 0;

    private static double[] Pooled(List<double[]> components, double[] weights) =>
        [.. Enumerable.Range(0, 8).Select(c => Math.Max(0, components.Select((one, s) => weights[s] * one[c]).Sum() / weights.Sum()))];

    // Persona, wording, order, persona × wording, persona × order, wording × order, all three, replicate. y: [persona][(wording, order, replicate)].
    private static double[] Components(double[][] y, int wordings, int replicates)
    {
        var (n, w, o, r) = (y.Length, wordings, ScenarioGrid.Orders, replicates);
        double Mean(Func<int, int, int, bool> of) // over answers of (persona, wording, order)
        {
            var (sum, count) = (0.0, 0);
            for (var p = 0; p < n; p++)
                for (var i = 0; i < y[p].Length; i++)
                    if (of(p, i / (o * r), i / r % o))
                        (sum, count) = (sum + y[p][i], count + 1);
            return sum / count;
        }
        var all = Mean((_, _, _) => true);
        double[] ofP = [.. Enumerable.Range(0, n).Select(p => Mean((a, _, _) => a == p))];
        double[] ofW = [.. Enumerable.Range(0, w).Select(b => Mean((_, a, _) => a == b))];
        double[] ofO = [.. Enumerable.Range(0, o).Select(c => Mean((_, _, a) => a == c))];
        var (pw, po, wo, pwo, rest) = (0.0, 0.0, 0.0, 0.0, 0.0);
        var ofWo = new double[w, o];
        for (var b = 0; b < w; b++)
            for (var c = 0; c < o; c++)
            {
                ofWo[b, c] = Mean((_, x, z) => x == b && z == c);
                wo += Square(ofWo[b, c] - ofW[b] - ofO[c] + all);
            }
        for (var p = 0; p < n; p++)
        {
            double[] ofPo = [.. Enumerable.Range(0, o).Select(c => Mean((a, _, z) => a == p && z == c))];
            for (var c = 0; c < o; c++)
                po += Square(ofPo[c] - ofP[p] - ofO[c] + all);
            for (var b = 0; b < w; b++)
            {
                var ofPw = Mean((a, x, _) => a == p && x == b);
                pw += Square(ofPw - ofP[p] - ofW[b] + all);
                for (var c = 0; c < o; c++)
                {
                    var cell = y[p].AsSpan(((b * o) + c) * r, r);
                    var mean = 0.0;
                    foreach (var value in cell)
                        mean += value / r;
                    pwo += Square(mean - ofPw - ofPo[c] - ofWo[b, c] + ofP[p] + ofW[b] + ofO[c] - all);
                    foreach (var value in cell)
                        rest += Square(value - mean);
                }
            }
        }
        double msP = w * o * r * ofP.Sum(m => Square(m - all)) / (n - 1), msW = n * o * r * ofW.Sum(m => Square(m - all)) / (w - 1), msO = n * w * r * ofO.Sum(m => Square(m - all)) / (o - 1);
        double msPw = o * r * pw / ((n - 1) * (w - 1)), msPo = w * r * po / ((n - 1) * (o - 1)), msWo = n * r * wo / ((w - 1) * (o - 1));
        double msPwo = r * pwo / ((n - 1) * (w - 1) * (o - 1)), msR = rest / (n * w * o * (r - 1));
        return
        [
            (msP - msPw - msPo + msPwo) / (w * o * r), (msW - msPw - msWo + msPwo) / (n * o * r), (msO - msPo - msWo + msPwo) / (n * w * r),
            (msPw - msPwo) / (o * r), (msPo - msPwo) / (w * r), (msWo - msPwo) / (n * r), (msPwo - msR) / r, msR,
        ];

        static double Square(double x) => x * x;
    }
}
