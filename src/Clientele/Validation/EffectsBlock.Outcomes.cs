using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation;

internal sealed partial class EffectsBlock
{
    private const ulong OutcomesStream = 9_000, LevelStream = 9_001;
    private static readonly string[] OutcomeScores = ["r", "slope", "sign", "rmse", "coverage"];

    /// <summary>The user's own past experiments; null when there are none.</summary>
    public PastOutcomes? Past { get; init; }

    // Effects are log odds ratios against the control: they do not hang on the level, which purchases alone cannot show.
    private async Task ScoreOutcomesAsync(PastOutcomes past)
    {
        var personas = data.Personas([], cancellationToken);
        if (personas is not { Set: { } set, Segmentation: { } segmentation })
        {
            foreach (var id in OutcomeScores)
                Add("effects.outcomes." + id, Score.None, null, "no feature tells customers apart, so there are no personas to simulate");
            return;
        }
        // Kind is that of the payment part: a purchase is no masked attribute, and nothing is held out of it.
        var fitted = agent.Fit(new AgentLearning(MaskedOrder.Plan, data.Fit, personas.Assignment[0], set, data.Mapping.Instalments, data.Mapping.Currency), cancellationToken);
        var population = agent.Questions is not null ? Population.OfPersonas(set)
            : Population.All(set, AgentRoster.From(personas.Features[0], segmentation, data.Fit, salt: "past outcomes"));
        var (labels, truth, simulated, groups) = (new List<string>(), new List<(double Value, double Se, long N)>(), new List<(double Value, double Se)>(), new List<int>());
        var gaps = new List<(string Scenario, double Gap, double LogOdds)>();
        for (var e = 0; e < past.Experiments.Count; e++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var arms = past.Experiments[e].Arms;
            // The choice model is set to the control's real level; an asked model says its own.
            var anchored = fitted is ChoiceModelAgent choice ? new ChoiceModelAgent(choice.Model, choice.Personas, arms[0].Share) { Outcomes = choice.Outcomes, AnchorsFirstVariant = true } : fitted;
            var run = await RunAsync(set, arms, anchored, population);
            foreach (var (arm, effect) in arms.Skip(1).Zip(run.Effects))
            {
                var (before, change) = (run.Situations[0].Population.Purchase.Value, effect.Population.Purchase);
                double Ratio(double points) => LogOdds(before + points) - LogOdds(before);
                labels.Add($"{past.Experiments[e].Scenario}, {arm.Scenario.Variant}");
                truth.Add((arm.LogOdds - arms[0].LogOdds, Math.Sqrt(arm.Variance + arms[0].Variance), arm.N + arms[0].N));
                simulated.Add((Ratio(change.Value), double.IsNaN(change.Low) ? 0 : (Ratio(change.High) - Ratio(change.Low)) / (2 * 1.96)));
                groups.Add(e);
            }
            var level = ReferenceEquals(anchored, fitted) ? run : await RunAsync(set, [arms[0]], fitted, population);
            gaps.Add((past.Experiments[e].Scenario, arms[0].LogOdds - LogOdds(level.Situations[0].Population.Purchase.Value), arms[0].LogOdds));
        }
        // A variant, or its control, that no answer came to says nothing about the agent: it is left out.
        int[] answered = [.. Enumerable.Range(0, truth.Count).Where(i => double.IsFinite(simulated[i].Value))];
        T[] Kept<T>(List<T> all) => Array.ConvertAll(answered, i => all[i]);
        if (answered.Length < truth.Count)
            _notes.Add(Text($"Past experiments: {truth.Count - answered.Length} of {truth.Count} effects are left out, since no answer came to the variant or its control."));
        ScoreOutcomes(past, answered, Kept(labels), Kept(truth), Kept(simulated), Kept(groups));
        ScoreLevels([.. gaps.Where(gap => double.IsFinite(gap.Gap))]);
        _notes.Add(Text($"Past experiments: {past.Experiments.Count} scenarios with {truth.Count} effects from {Path.GetFileName(past.File)} (SHA-256 {past.Sha256[..12]}); the control's real conversion is the level that effects are simulated at."));
    }

    private Task<SimulationRun> RunAsync(PersonaSet personas, IReadOnlyList<PastArm> arms, IAgent answering, Population population) => Simulator.RunAsync(
        personas, [.. arms.Select(arm => new Question.Purchase(arm.Scenario))], answering, population, new SimulationOptions { Seed = (int)protocol.Seed }, cancellationToken: cancellationToken);

    private void ScoreOutcomes(
        PastOutcomes past, int[] answered, string[] labels, (double Value, double Se, long N)[] truth, (double Value, double Se)[] simulated, int[] groups)
    {
        var reliability = Reliability(truth);
        var weak = truth.Length == 0 ? "the past experiments compare no variant with a control"
            // A line through few points fits by chance: three effects reach r = .9 one time in seven.
            : truth.Length < protocol.Outcomes.MinEffects ? Text($"the past experiments hold {truth.Length} effects, and {protocol.Outcomes.MinEffects} are needed for a correlation to be more than luck") : null;
        var unsure = truth.Length > 1 && !(reliability >= protocol.Outcomes.MinReliability)
            ? Text($"the real effects differ by little more than their sampling error (reliability {reliability:0.00}, {protocol.Outcomes.MinReliability:0.00} is needed): a good and a bad simulation could not be told apart") : null;
        if (truth.Length == 0 || unsure is not null)
            foreach (var id in OutcomeScores)
                Add("effects.outcomes." + id, Score.None with { N = truth.Length }, null, unsure ?? weak);
        else
        {
            var ceiling = Math.Sqrt(reliability);
            var real = new EffectVector([.. truth.Select(one => one.Value)], [.. truth.Select(one => one.Se)]) { Draws = Draw(past, answered) };
            var score = EffectScore.Of(real, new EffectVector([.. simulated.Select(one => one.Value)], [.. simulated.Select(one => one.Se)]), groups, ceiling, protocol.Scoring, protocol.Seed);
            Add("effects.outcomes.r", score.R, ceiling, weak ?? score.Weak, note: Said(score) + "Log odds ratios of variants against their control.");
            Add("effects.outcomes.slope", score.Slope, null, weak ?? score.Weak ?? score.Constant, note: "1 = right size; below 1 the simulation exaggerates.");
            Add("effects.outcomes.sign", score.Sign, null, score.Sign.N == 0 ? "no real effect differs from 0 by its standard error" : null, ("coin", .5), Text($"Among the {score.Sign.N} of {truth.Length} effects that differ from 0 by their standard error."));
            Add("effects.outcomes.rmse", score.Rmse, null, null, ("no effect at all", 100 * Math.Sqrt(truth.Average(one => one.Value * one.Value))), "Hundredths of the log odds, about per cent of the odds.");
            Add("effects.outcomes.coverage", score.Coverage, null, null, null, "Simulated intervals hold the error of the parameters and priors; real ones the sampling error.");
        }
        _points["outcomes"] = [.. labels.Select((label, i) => new FidelityPoint(label, truth[i].Value, truth[i].Se, simulated[i].Value, simulated[i].Se, (int)Math.Min(int.MaxValue, truth[i].N)))];
    }

    // Effects of one experiment share its control, so their errors hang together.
    private List<double[]> Draw(PastOutcomes past, int[] answered)
    {
        var random = new SeededRandom(protocol.Seed, OutcomesStream);
        var draws = new List<double[]>();
        for (var d = 0; d < protocol.Scoring.Draws; d++)
        {
            double[] effects = [.. past.Experiments.SelectMany(experiment =>
            {
                double[] arms = [.. experiment.Arms.Select(arm => arm.LogOdds + Math.Sqrt(arm.Variance) * random.NextGaussian())];
                return arms.Skip(1).Select(arm => arm - arms[0]);
            })];
            draws.Add(Array.ConvertAll(answered, i => effects[i]));
        }
        return draws;
    }

    // Share of the effects' variance that is not sampling error.
    private static double Reliability((double Value, double Se, long N)[] truth)
    {
        if (truth.Length < 2)
            return double.NaN;
        var variance = Moments.Variance([.. truth.Select(one => one.Value)]);
        return variance > 0 ? Math.Clamp(1 - truth.Average(one => one.Se * one.Se) / variance, 0, 1) : 0;
    }

    // Each control's conversion from the others': they say by how much the assumed level is off, the model says how the scenarios differ.
    private void ScoreLevels(List<(string Scenario, double Gap, double LogOdds)> gaps)
    {
        if (gaps.Count < 2)
        {
            Add("effects.outcomes.level", Score.None with { N = gaps.Count }, null, "one scenario alone says nothing of another's level");
            return;
        }
        double[] Misses(Func<int, double> value) => [.. Enumerable.Range(0, gaps.Count).Select(i => value(i) - Enumerable.Range(0, gaps.Count).Where(other => other != i).Average(value))];
        static double Rms(IEnumerable<double> misses) => Math.Sqrt(misses.Average(miss => miss * miss));
        var (own, plain) = (Misses(i => gaps[i].Gap), Misses(i => gaps[i].LogOdds));
        var random = new SeededRandom(protocol.Seed, LevelStream);
        var interval = Measures.CustomerBootstrap.Of(Rms(own), gaps.Count < 3 ? []
            : [.. Enumerable.Range(0, protocol.Scoring.Draws).Select(_ => Rms(Enumerable.Range(0, own.Length).Select(_ => own[random.NextInt32(own.Length)]).ToList()))]);
        var baselines = new Dictionary<string, double> { ["mean of the other experiments"] = Rms(plain) };
        var judged = gaps.Count >= protocol.Outcomes.MinLevels;
        _metrics.Add(FidelityMetric.Judge("effects.outcomes.level", interval.Value, interval.Low, interval.High, gaps.Count,
            judged ? protocol.Targets.GetValueOrDefault("effects.outcomes.level") : null, baselines,
            note: Text($"Root mean square error of a control's conversion, log odds, the level being set by the other experiments' controls.{(judged ? "" : $" Judged from {protocol.Outcomes.MinLevels} scenarios on.")}")));
    }

    private static double LogOdds(double probability) => Moments.LogOdds(probability, 1e-9);
}
