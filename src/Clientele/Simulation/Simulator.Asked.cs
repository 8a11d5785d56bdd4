namespace Clientele.Simulation;

public static partial class Simulator
{
    private const int ConcurrentQuestions = 8;

    /// <summary>A run of any other agent: one question at a time for each agent. Intervals are those of the mean over agents.</summary>
    private sealed class AskedRun(
        IAgent agent, IReadOnlyList<Question.Purchase> questions, Population population, Groups groups, SimulationOptions options, IProgress<StageProgress>? progress)
    {
        public async Task<SimulationRun> RunAsync(CancellationToken cancellationToken)
        {
            var rows = checked(population.Count * options.Replicates);
            var answers = new Answer[checked(rows * questions.Count)];
            var done = 0;
            await Parallel.ForEachAsync(
                Enumerable.Range(0, answers.Length),
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : ConcurrentQuestions, CancellationToken = cancellationToken },
                async (row, token) =>
                {
                    answers[row] = await agent.AnswerAsync(population.Agents[row % rows / options.Replicates], questions[row / rows], token);
                    progress?.Report(new StageProgress("Simulating", Interlocked.Increment(ref done), answers.Length, "decisions"));
                });

            var table = Table(answers, rows);
            int Count<T>() where T : Answer => answers.Count(answer => answer is T);
            return new SimulationRun
            {
                Agent = agent.Name,
                Population = population.Description,
                Seed = options.Seed,
                Agents = population.Agents,
                Situations = [.. questions.Select((question, s) => Result(question.Scenario, answers.AsSpan(s * rows, rows), table.Decision.AsSpan(s * rows, rows)))],
                Decisions = table,
                Account = new RunAccount(
                    answers.Length, Count<Answer.Distribution>(), Count<Answer.Refused>(), Count<Answer.Unreadable>(), Count<Answer.Failed>(),
                    Count<Answer.OverBudget>(), Count<Answer.Cancelled>()),
                AssumedLevel = null,
            };
        }

        private DecisionTable Table(Answer[] answers, int rows)
        {
            var table = new DecisionTable
            {
                Situation = new int[answers.Length],
                Agent = new int[answers.Length],
                Replicate = new int[answers.Length],
                Decision = new sbyte[answers.Length],
                Probabilities = new float[questions.Sum(question => rows * question.Scenario.Options.Count)],
            };
            var at = 0;
            for (var row = 0; row < answers.Length; row++)
            {
                var scenario = questions[row / rows].Scenario;
                var (i, r, width) = (row % rows / options.Replicates, row % options.Replicates, scenario.Options.Count);
                (table.Situation[row], table.Agent[row], table.Replicate[row], table.Decision[row]) = (row / rows, i, r, -1);
                if (answers[row] is Answer.Distribution distribution)
                {
                    if (distribution.Probabilities.Count != width)
                        throw new InvalidOperationException($"{agent.Name} gave {distribution.Probabilities.Count} probabilities for {width} options of {scenario.Name}.");
                    var (chance, sum) = (Chance(options.Seed, population.Keys[i], scenario, r), 0.0);
                    for (var o = 0; o < width; o++)
                    {
                        table.Probabilities[at + o] = (float)distribution.Probabilities[o];
                        sum += distribution.Probabilities[o];
                        if (table.Decision[row] < 0 && (chance < sum || o == width - 1))
                            table.Decision[row] = (sbyte)o;
                    }
                }
                else
                    table.Probabilities.AsSpan(at, width).Fill(float.NaN);
                at += width;
            }
            return table;
        }

        private SituationResult Result(Scenario scenario, ReadOnlySpan<Answer> answers, ReadOnlySpan<sbyte> decisions)
        {
            var members = Enumerable.Range(0, groups.Names.Count + 1).Select(_ => new List<(double Weight, Answer.Distribution Answer, int Decision)>()).ToArray();
            for (var row = 0; row < answers.Length; row++)
                if (answers[row] is Answer.Distribution answer)
                {
                    var i = row / options.Replicates;
                    members[groups.OfAgent[i]].Add((population.Weight[i] / options.Replicates, answer, decisions[row]));
                    members[^1].Add((population.Weight[i] / options.Replicates, answer, decisions[row]));
                }
            var reference = Mean(members[^1], answer => Buy(scenario, answer)).Value;
            var all = Group(scenario, "Population", members[^1], reference);
            GroupResult[] personas = [.. groups.Names.Select((name, g) => Group(scenario, name, members[g], reference))];
            return new SituationResult(scenario, all, personas, Check(scenario, groups, all, personas));
        }

        private GroupResult Group(Scenario scenario, string name, List<(double Weight, Answer.Distribution Answer, int Decision)> members, double reference)
        {
            var purchase = Mean(members, answer => Buy(scenario, answer));
            var weight = members.Sum(member => member.Weight);
            double Odds(double p) => p / (1 - p) / (reference / (1 - reference));
            return new GroupResult
            {
                Name = name,
                Agents = members.Count / options.Replicates,
                Weight = weight,
                Options = [.. scenario.Options.Select((_, o) => Mean(members, answer => answer.Probabilities[o]))],
                Sampled = [.. scenario.Options.Select((_, o) => members.Where(member => member.Decision == o).Sum(member => member.Weight) / weight)],
                Purchase = purchase,
                OddsRatio = new Interval(Odds(purchase.Value), Odds(purchase.Low), Odds(purchase.High)),
                View = View(purchase.Value),
                Reasons = [.. members.SelectMany(member => member.Answer.Reasons.Select(reason => (member.Weight, reason))).GroupBy(pair => pair.reason.Term)
                    .OrderByDescending(group => group.Sum(pair => pair.Weight)).ThenBy(group => group.Key, StringComparer.Ordinal).Take(5)
                    .Select(group => group.First().reason)],
            };
        }

        private static double Buy(Scenario scenario, Answer.Distribution answer)
        {
            var sum = 0.0;
            for (var o = 0; o < scenario.Options.Count; o++)
                sum += scenario.Options[o].Buys ? answer.Probabilities[o] : 0;
            return sum;
        }

        // Weighted mean with its normal 95 % interval, kept within [0, 1]; NaN bounds below two answers.
        private static Interval Mean(List<(double Weight, Answer.Distribution Answer, int Decision)> members, Func<Answer.Distribution, double> value)
        {
            double weight = 0, sum = 0, squares = 0;
            foreach (var member in members)
            {
                weight += member.Weight;
                sum += member.Weight * value(member.Answer);
            }
            var mean = sum / weight;
            if (members.Count < 2)
                return new Interval(mean, double.NaN, double.NaN);
            foreach (var member in members)
                squares += Math.Pow(member.Weight * (value(member.Answer) - mean), 2);
            var error = 1.96 * Math.Sqrt(squares * members.Count / (members.Count - 1)) / weight;
            return new Interval(mean, Math.Max(0, mean - error), Math.Min(1, mean + error));
        }
    }
}
