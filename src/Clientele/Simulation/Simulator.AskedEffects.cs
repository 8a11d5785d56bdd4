namespace Clientele.Simulation;

public static partial class Simulator
{
    /// <summary>Effects of variants on agents that were asked both: the mean over agents of the difference of their own answers.</summary>
    private static class AskedEffects
    {
        public static IEnumerable<EffectResult> Of(IReadOnlyList<Question.Purchase> questions, DecisionTable table, Population population, Groups groups, int replicates)
        {
            var rows = population.Count * replicates;
            var starts = new int[questions.Count];
            for (var s = 1; s < starts.Length; s++)
                starts[s] = starts[s - 1] + rows * questions[s - 1].Scenario.Options.Count;
            foreach (var (control, treatment) in Pairs(questions))
            {
                var scenario = questions[control].Scenario;
                var width = scenario.Options.Count;
                var sums = Enumerable.Range(0, groups.Names.Count).Select(_ => new WeightedMean[width + 1]).ToArray();
                var difference = new double[width + 1];
                for (var i = 0; i < population.Count; i++)
                {
                    Array.Clear(difference);
                    var both = 0;
                    for (var r = 0; r < replicates; r++)
                    {
                        var at = (i * replicates + r) * width;
                        var before = table.Probabilities.AsSpan(starts[control] + at, width);
                        var after = table.Probabilities.AsSpan(starts[treatment] + at, width);
                        if (float.IsNaN(before[0]) || float.IsNaN(after[0]))
                            continue;
                        both++;
                        for (var o = 0; o < width; o++)
                        {
                            difference[o] += after[o] - before[o];
                            difference[width] += scenario.Options[o].Buys ? after[o] - before[o] : 0;
                        }
                    }
                    for (var m = 0; both > 0 && m <= width; m++)
                        sums[groups.OfAgent[i]][m].Add(population.Weight[i], difference[m] / both);
                }
                GroupEffect Group(string name, IReadOnlyList<WeightedMean[]> strata)
                {
                    Interval Measure(int m) => WeightedMean.OverStrata([.. strata.Select(stratum => stratum[m])], -1, 1);
                    return new(name, strata.Sum(stratum => stratum[width].Count), Measure(width), [.. Enumerable.Range(0, width).Select(Measure)]);
                }
                yield return new EffectResult(
                    scenario.Name, scenario.Variant, questions[treatment].Scenario.Variant, questions[control].OptionIds, Group("Population", sums),
                    [.. groups.Names.Select((name, g) => Group(name, [sums[g]]))]);
            }
        }
    }

    /// <summary>Each later variant of a scenario with its first, where both have the same options.</summary>
    private static IEnumerable<(int Control, int Treatment)> Pairs(IReadOnlyList<Question.Purchase> questions)
    {
        for (var t = 1; t < questions.Count; t++)
        {
            var control = 0;
            while (questions[control].Scenario.Name != questions[t].Scenario.Name)
                control++;
            if (control < t && questions[control].OptionIds.SequenceEqual(questions[t].OptionIds))
                yield return (control, t);
        }
    }
}
