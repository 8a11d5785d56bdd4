using System.Globalization;
using Clientele.Simulation.Agents;

namespace Clientele.Simulation;

public static partial class Simulator
{
    private const int ConcurrentQuestions = 8, AskedAtOnce = 1024;

    /// <summary>A run of any other agent than the choice model: one question at a time for each agent. Answers are asked in blocks and added up in order, so that memory does
    /// not grow with what was said and the result does not depend on who answered first.</summary>
    private sealed class AskedRun(
        IAgent agent, IReadOnlyList<Question.Purchase> questions, Population population, Groups groups, SimulationOptions options, IProgress<StageProgress>? progress)
    {
        private readonly int _rows = checked(population.Count * options.Replicates);
        private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
        private readonly List<Verbatim> _verbatims = [];
        private readonly long[] _cases = new long[Enum.GetValues<AnswerCase>().Length];
        private int _statements;

        public async Task<SimulationRun> RunAsync(CancellationToken cancellationToken)
        {
            var total = checked(_rows * questions.Count);
            var table = new DecisionTable
            {
                Situation = new int[total],
                Agent = new int[total],
                Replicate = new int[total],
                Decision = new sbyte[total],
                Probabilities = new float[questions.Sum(question => _rows * question.Scenario.Options.Count)],
                Calls = CallColumns.Of(total),
            };
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : ConcurrentQuestions, CancellationToken = cancellationToken };
            var block = new Answer[Math.Min(AskedAtOnce, total)];
            AskedGroups? adding = null;
            var (situations, at) = (new List<SituationResult>(), 0);
            for (var first = 0; first < total; first += block.Length)
            {
                var count = Math.Min(block.Length, total - first);
                await Parallel.ForAsync(0, count, parallel, async (i, token) =>
                {
                    var (row, question) = ((first + i) % _rows, questions[(first + i) / _rows]);
                    block[i] = await agent.AnswerAsync(population.Agents[row / options.Replicates], question, question.FirstReplicate + row % options.Replicates, token).ConfigureAwait(false);
                }).ConfigureAwait(false);
                for (var i = 0; i < count; i++)
                {
                    var row = first + i;
                    if (row % _rows == 0)
                        adding = new AskedGroups(questions[row / _rows].Scenario, groups, options, AssumedLevel);
                    Add(table, row, at, block[i], adding!);
                    at += questions[row / _rows].Scenario.Options.Count;
                    if (row % _rows == _rows - 1)
                        situations.Add(adding!.Result());
                }
                progress?.Report(new StageProgress("Simulating", first + count, total, "decisions"));
            }
            return new SimulationRun
            {
                Agent = agent.Name,
                Population = population.Description,
                Seed = options.Seed,
                Agents = population.Agents,
                Situations = situations,
                Effects = [.. AskedEffects.Of(questions, table, population, groups, options.Replicates)],
                Decisions = table,
                Account = new RunAccount(
                    total, Cases(AnswerCase.Answered), Cases(AnswerCase.Refused), Cases(AnswerCase.Unreadable), Cases(AnswerCase.Failed), Cases(AnswerCase.OverBudget), Cases(AnswerCase.Cancelled)),
                AssumedLevel = AssumedLevel,
                Verbatims = _verbatims,
                VerbatimsInAll = _statements,
            };
        }

        private string? AssumedLevel => (agent as LanguageModelAgent)?.AssumedLevel;

        private long Cases(AnswerCase which) => _cases[(int)which];

        private void Add(DecisionTable table, int row, int at, Answer answer, AskedGroups adding)
        {
            var scenario = questions[row / _rows].Scenario;
            var (i, r, width) = (row % _rows / options.Replicates, row % options.Replicates, scenario.Options.Count);
            (table.Situation[row], table.Agent[row], table.Replicate[row], table.Decision[row]) = (row / _rows, i, r, -1);
            var which = answer.Case;
            _cases[(int)which]++;
            Note(table.Calls!, row, which, answer.Trace, scenario);
            if (answer is not Answer.Distribution distribution)
            {
                table.Probabilities.AsSpan(at, width).Fill(float.NaN);
                adding.Skip(r);
                return;
            }
            if (distribution.Probabilities.Count != width)
                throw new InvalidOperationException($"{agent.Name} gave {distribution.Probabilities.Count} probabilities for {width} options of {scenario.Name}.");
            var (chance, sum) = (Chance(options.Seed, population.Keys[i], scenario, questions[row / _rows].FirstReplicate + r), 0.0);
            for (var o = 0; o < width; o++)
            {
                table.Probabilities[at + o] = (float)distribution.Probabilities[o];
                sum += distribution.Probabilities[o];
                if (table.Decision[row] < 0 && (chance < sum || o == width - 1))
                    table.Decision[row] = (sbyte)o;
            }
            adding.Add(groups.OfAgent[i], population.Weight[i], r, distribution, table.Decision[row]);
            Quote(distribution, i, r, scenario, scenario.Options[table.Decision[row]].Id, adding);
        }

        private void Note(CallColumns calls, int row, AnswerCase which, AnswerTrace? trace, Scenario scenario)
        {
            calls.Case[row] = which;
            if (trace is null)
                return;
            var shown = string.Join(';', trace.Order.Select(o => scenario.Options[o].Id));
            if (!_shown.TryGetValue(shown, out var kept))
                _shown[shown] = kept = shown;
            calls.Shown[row] = kept;
            calls.Call[row] = UInt128.Parse(trace.Call.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            calls.InputTokens[row] = (int)Math.Min(int.MaxValue, trace.InputTokens);
            calls.OutputTokens[row] = (int)Math.Min(int.MaxValue, trace.OutputTokens);
            calls.Cost[row] = trace.Cost ?? double.NaN;
            calls.LatencyMs[row] = trace.LatencyMs;
            calls.OwnCount[row] = trace.OwnCount;
        }

        // The first of each group and situation, so that every cell of the heatmap has words, up to the limit.
        private void Quote(Answer.Distribution answer, int agentIndex, int replicate, Scenario scenario, string decision, AskedGroups adding)
        {
            if (answer.Statement is not { Length: > 0 } statement)
                return;
            _statements++;
            var group = groups.OfAgent[agentIndex];
            var most = Math.Max(1, SimulationRun.MostVerbatims / (questions.Count * groups.Names.Count));
            if (_verbatims.Count < SimulationRun.MostVerbatims && adding.Quoted[group]++ < most)
                _verbatims.Add(new Verbatim(
                    population.Agents[agentIndex].Id, groups.Names[group], scenario.Name, scenario.Variant, replicate, decision, statement, [.. answer.Reasons.Select(reason => reason.Text)]));
        }
    }
}
