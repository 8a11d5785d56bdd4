namespace Clientele.Validation.Experiments;

/// <summary>Resampling of customers for the effects of the minimum instalment. A plan is one of K, so weighted sums by plan give all effects of a cutoff at once.</summary>
internal static class MenuResampling
{
    private const ulong HalvesStream = 1, DrawsStream = 2;

    /// <summary>How well halves of the customers agree on the effects.</summary>
    public static SplitHalf SplitHalves(MenuSample sample, IReadOnlyList<(int Plan, LocalLinear Design)> cutoffs, int splits, ulong seed, CancellationToken cancellationToken)
    {
        var customers = sample.Customer.Length == 0 ? 0 : sample.Customer.Max() + 1;
        var (sum, count) = (0.0, 0);
        for (var split = 0; split < splits; split++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new SeededRandom(seed, SeededRandom.Mix(HalvesStream, (ulong)split));
            var inFirst = new bool[customers];
            for (var c = 0; c < customers; c++)
                inFirst[c] = random.NextBoolean(.5);
            var (first, second) = (Effects(sample, cutoffs, inFirst, true), Effects(sample, cutoffs, inFirst, false));
            var r = Correlation.Pearson(first, second);
            if (double.IsNaN(r))
                continue;
            sum += r;
            count++;
        }
        return count == 0 ? SplitHalf.None : new SplitHalf(sum / count, count);
    }

    private static double[] Effects(MenuSample sample, IReadOnlyList<(int Plan, LocalLinear Design)> cutoffs, bool[] half, bool wanted)
    {
        var effects = new List<double>();
        foreach (var (plans, design) in cutoffs)
        {
            // Index 0 is the left side, 1 the right.
            var (count, s0, s1, s2) = (new int[2], new double[2], new double[2], new double[2]);
            var (t0, t1) = (new double[2, plans + 1], new double[2, plans + 1]);
            for (var i = 0; i < design.Rows.Length; i++)
            {
                var row = design.Rows[i];
                if (half[sample.Customer[row]] != wanted)
                    continue;
                var (d, w) = (design.Distance[i], design.Weight(i));
                var side = d >= 0 ? 1 : 0;
                count[side]++;
                s0[side] += w;
                s1[side] += w * d;
                s2[side] += w * d * d;
                if (sample.Plan[row] > plans)
                    continue;
                t0[side, sample.Plan[row]] += w;
                t1[side, sample.Plan[row]] += w * d;
            }
            var left = new LocalLinear.Side(count[0], s0[0], s1[0], s2[0]);
            var right = new LocalLinear.Side(count[1], s0[1], s1[1], s2[1]);
            for (var j = 1; j <= plans; j++)
                effects.Add(right.Solve(t0[1, j], t1[1, j]).Level - left.Solve(t0[0, j], t1[0, j]).Level);
        }
        return [.. effects];
    }

    /// <summary>Draws of all effects: every customer gets a standard normal weight, which moves each effect by the customer's influence on it.</summary>
    public static IReadOnlyList<double[]> Draws(
        MenuSample sample, IReadOnlyList<(int Plan, LocalLinear Design)> cutoffs, IReadOnlyList<MenuEffect> effects, MinimumInstalmentDesign design, int count, ulong seed)
    {
        var influences = new List<(LocalLinear Design, double[] Influence)>();
        foreach (var (plans, line) in cutoffs)
            for (var j = 1; j <= plans; j++)
            {
                var (influence, of) = (new double[line.Rows.Length], j);
                line.Influence(i => sample.Plan[i] == of ? 1 : 0, influence);
                influences.Add((line, influence));
            }
        var customers = sample.Customer.Length == 0 ? 0 : sample.Customer.Max() + 1;
        var weight = new double[customers];
        var draws = new List<double[]>(count);
        for (var b = 0; b < count; b++)
        {
            var random = new SeededRandom(seed, SeededRandom.Mix(DrawsStream, (ulong)b));
            for (var c = 0; c < customers; c++)
                weight[c] = random.NextGaussian();
            var draw = new double[effects.Count];
            for (var e = 0; e < draw.Length; e++)
            {
                var (line, influence) = influences[e];
                var moved = 0.0;
                for (var i = 0; i < influence.Length; i++)
                    moved += weight[sample.Customer[line.Rows[i]]] * influence[i];
                draw[e] = effects[e].Value + design.HonestFactor * moved + design.HonestAddition * random.NextGaussian();
            }
            draws.Add(draw);
        }
        return draws;
    }
}
