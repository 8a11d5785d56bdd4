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
                var (scenario, changed) = (questions[control].Scenario, questions[treatment].Scenario);
                var paired = OptionPairs(scenario, changed);
                var (width, oldWidth, newWidth) = (paired.Count, scenario.Options.Count, changed.Options.Count);
                var sums = Enumerable.Range(0, groups.Names.Count).Select(_ => new WeightedMean[width + 1]).ToArray();
                var difference = new double[width + 1];
                for (var i = 0; i < population.Count; i++)
                {
                    Array.Clear(difference);
                    var both = 0;
                    for (var r = 0; r < replicates; r++)
                    {
                        var row = i * replicates + r;
                        var before = table.Probabilities.AsSpan(starts[control] + row * oldWidth, oldWidth);
                        var after = table.Probabilities.AsSpan(starts[treatment] + row * newWidth, newWidth);
                        if (float.IsNaN(before[0]) || float.IsNaN(after[0]))
                            continue;
                        both++;
                        for (var o = 0; o < width; o++)
                        {
                            var change = (paired[o].After < 0 ? 0 : after[paired[o].After]) - (paired[o].Before < 0 ? 0 : before[paired[o].Before]);
                            difference[o] += change;
                            difference[width] += paired[o].Option.Buys ? change : 0;
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
                    scenario.Name, scenario.Variant, changed.Variant, [.. paired.Select(pair => pair.Option.Id)], Group("Population", sums),
                    [.. groups.Names.Select((name, g) => Group(name, [sums[g]]))]);
            }
        }
    }

    /// <summary>Each later variant of a scenario with its first.</summary>
    private static IEnumerable<(int Control, int Treatment)> Pairs(IReadOnlyList<Question.Purchase> questions)
    {
        for (var t = 1; t < questions.Count; t++)
        {
            var control = 0;
            while (questions[control].Scenario.Name != questions[t].Scenario.Name)
                control++;
            if (control < t)
                yield return (control, t);
        }
    }

    /// <summary>Options of both variants by their ids: the control's in its order, then those that it lacks. −1: not offered there, so chosen by nobody.</summary>
    private static List<(ScenarioOption Option, int Before, int After)> OptionPairs(Scenario control, Scenario treatment)
    {
        int In(Scenario scenario, ScenarioOption option) => scenario.Options.ToList().FindIndex(other => other.Id == option.Id);
        return
        [
            .. control.Options.Select((option, o) => (option, o, In(treatment, option))),
            .. treatment.Options.Select((option, o) => (option, In(control, option), o)).Where(pair => pair.Item2 < 0),
        ];
    }
}
