using Clientele.Simulation.Agents;

namespace Clientele.Simulation;

public static partial class Simulator
{
    /// <summary>A run of the choice model. Agents with one persona and payment history share their probabilities, so the model is evaluated
    /// once a kind of agent and the decisions are a look-up and a draw each.</summary>
    private sealed class BulkRun(
        ChoiceModelAgent agent, IReadOnlyList<Question.Purchase> questions, Population population, Groups groups, SimulationOptions options,
        IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        private const int Block = 8192;
        private readonly ParallelOptions _parallel = new()
        {
            MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : -1,
            CancellationToken = cancellationToken,
        };

        public SimulationRun Run()
        {
            var kinds = new AgentKinds(agent, population);
            var rows = checked(population.Count * options.Replicates);
            var total = checked(rows * questions.Count);
            var offsets = new int[questions.Count + 1];
            for (var s = 0; s < questions.Count; s++)
                offsets[s + 1] = checked(offsets[s] + rows * questions[s].Scenario.Options.Count);
            var table = new DecisionTable
            {
                Situation = GC.AllocateUninitializedArray<int>(total),
                Agent = GC.AllocateUninitializedArray<int>(total),
                Replicate = GC.AllocateUninitializedArray<int>(total),
                Decision = GC.AllocateUninitializedArray<sbyte>(total),
                Probabilities = GC.AllocateUninitializedArray<float>(offsets[^1]),
            };
            var situations = new SituationResult[questions.Count];
            var all = new KindShares[questions.Count];
            for (var s = 0; s < questions.Count; s++)
            {
                var scenario = questions[s].Scenario;
                var shares = new KindShares(agent, agent.FrameOf(scenario), kinds, groups, options.ConfidenceDraws, _parallel);
                var sampled = Decide(table, s, rows, offsets[s], kinds, shares.Probabilities, scenario);
                situations[s] = Result(scenario, shares, sampled);
                all[s] = shares;
                progress?.Report(new StageProgress("Simulating", (long)(s + 1) * rows, total, "decisions"));
            }
            return new SimulationRun
            {
                Agent = agent.Name,
                Population = population.Description,
                Seed = options.Seed,
                Agents = population.Agents,
                Situations = situations,
                Decisions = table,
                Account = new RunAccount(total, total, 0, 0, 0, 0, 0),
                AssumedLevel = agent.AssumedLevel,
                Effects = [.. Pairs(questions).Select(pair => Effect(pair.Control, pair.Treatment, all))],
            };
        }

        // Fills the situation's block of the table; returns the weighted sampled decisions, (groups, options).
        private double[][] Decide(DecisionTable table, int situation, int rows, int offset, AgentKinds kinds, double[][] probabilities, Scenario scenario)
        {
            var width = scenario.Options.Count;
            var shown = Array.ConvertAll(probabilities, row => Array.ConvertAll(row, p => (float)p));
            var cumulative = Array.ConvertAll(probabilities, row =>
            {
                var sums = new double[row.Length];
                var sum = 0.0;
                for (var o = 0; o < row.Length; o++)
                    sums[o] = sum += row[o];
                sums[^1] = 2; // rounding must not lose the last option
                return sums;
            });
            var (seed, key) = ((ulong)options.Seed, CounterRandom.Key(scenario.Name));
            var (replicates, start, firstReplicate) = (options.Replicates, situation * rows, questions[situation].FirstReplicate);
            var parts = new double[(population.Count + Block - 1) / Block][];
            Parallel.For(0, parts.Length, _parallel, block =>
            {
                var part = parts[block] = new double[groups.Names.Count * width];
                var (first, end) = (block * Block, Math.Min(population.Count, (block + 1) * Block));
                var row = start + first * replicates;
                var at = offset + first * replicates * width;
                for (var i = first; i < end; i++)
                {
                    var kind = kinds.OfAgent[i];
                    var (sums, values) = (cumulative[kind], shown[kind]);
                    var (weight, group) = (population.Weight[i], groups.OfAgent[i] * width);
                    for (var r = 0; r < replicates; r++, row++, at += width)
                    {
                        var chance = CounterRandom.Uniform(seed, population.Keys[i], key, (ulong)(firstReplicate + r));
                        var decision = 0;
                        while (chance >= sums[decision])
                            decision++;
                        table.Situation[row] = situation;
                        table.Agent[row] = i;
                        table.Replicate[row] = r;
                        table.Decision[row] = (sbyte)decision;
                        for (var o = 0; o < values.Length; o++)
                            table.Probabilities[at + o] = values[o];
                        part[group + decision] += weight;
                    }
                }
            });
            var sampled = groups.Names.Select(_ => new double[width]).ToArray();
            foreach (var part in parts)
                for (var g = 0; g < sampled.Length; g++)
                    for (var o = 0; o < width; o++)
                        sampled[g][o] += part[g * width + o];
            return sampled;
        }

        // Both variants under the same parameter draw: what they share cancels out.
        private EffectResult Effect(int control, int treatment, KindShares[] all)
        {
            var (scenario, changed, before, after) = (questions[control].Scenario, questions[treatment].Scenario, all[control], all[treatment]);
            var paired = OptionPairs(scenario, changed);
            Interval Difference(int g, Func<double[], double> was, Func<double[], double> now)
            {
                var (a, b) = (after.Draws(g, now), before.Draws(g, was));
                return Around(after.Point(g, now) - before.Point(g, was), [.. a.Zip(b, (x, y) => x - y)]);
            }
            static double Buys(Scenario scenario, double[] row) => scenario.Options.Select((option, o) => option.Buys ? row[o] : 0).Sum();
            static double Share(double[] row, int option) => option < 0 ? 0 : row[option];
            GroupEffect Group(string name, int g) => new(
                name, before.Agents[g], Difference(g, row => Buys(scenario, row), row => Buys(changed, row)),
                [.. paired.Select(pair => Difference(g, row => Share(row, pair.Before), row => Share(row, pair.After)))]);
            return new EffectResult(
                scenario.Name, scenario.Variant, changed.Variant, [.. paired.Select(pair => pair.Option.Id)], Group("Population", groups.Names.Count),
                [.. groups.Names.Select(Group)]);
        }

        private SituationResult Result(Scenario scenario, KindShares shares, double[][] sampled)
        {
            var everybody = groups.Names.Count;
            var all = new double[scenario.Options.Count];
            foreach (var row in sampled)
                for (var o = 0; o < all.Length; o++)
                    all[o] += row[o];
            var population = Group("Population", everybody, all);
            GroupResult[] personas = [.. groups.Names.Select((name, g) => Group(name, g, sampled[g]))];
            return new SituationResult(scenario, population, personas, Check(scenario, groups, population, personas))
            {
                Cautions = ScenarioFit.Cautions(groups.Personas, scenario),
                OwnShare = shares.OwnShare(),
            };

            GroupResult Group(string name, int g, double[] counts)
            {
                var total = counts.Sum();
                return new GroupResult
                {
                    Name = name,
                    Agents = shares.Agents[g],
                    Weight = shares.Weight[g],
                    Options = [.. scenario.Options.Select((_, o) => shares.Option(g, o))],
                    Sampled = [.. counts.Select(count => count / total)],
                    Purchase = shares.Purchase(g),
                    OddsRatio = shares.OddsRatio(g),
                    AgainstUsual = shares.AgainstUsual(g),
                    View = Simulator.View(shares.Purchase(g).Value, agent.AssumedLevel, options),
                    Reasons = g == everybody ? [] : shares.Reasons(g),
                    Flip = shares.Flip(g),
                };
            }
        }
    }
}
