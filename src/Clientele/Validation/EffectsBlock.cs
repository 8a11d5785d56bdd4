using System.Globalization;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation;

/// <summary>Natural experiments: what happened to real customers against what the agent says would happen. Instalment plans are held out by basket value, so that no longer plan was seen; late parcels by customer, so that those of others were.</summary>
internal sealed partial class EffectsBlock(HeldOut data, ValidatedAgent agent, ExperimentProtocol protocol, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
{
    private const int ContextsACutoff = 600;
    private const int ContextsABin = 200;
    private const int ModelContexts = 12; // a language model is asked one by one, and is paid for
    private const int Draws = 100;
    private readonly List<FidelityMetric> _metrics = [];
    private readonly List<string> _notes = [];
    private readonly Dictionary<string, IReadOnlyList<FidelityPoint>> _points = [];

    /// <summary>Measures and scores all experiments.</summary>
    /// <param name="stars">The agent for stars, fitted on the fit customers; null when stars are not on record.</param>
    /// <param name="starsPersonas">Its personas.</param>
    public async Task<BlockResult> MeasureAsync(IAgent? stars, TaskPersonas starsPersonas)
    {
        var rule = data.Mapping.Instalments;
        progress?.Report(new StageProgress("Natural experiments", 0, 4, "experiments"));
        var menu = MinimumInstalment.Measure(data.Truth, rule, protocol.MinimumInstalment, protocol.Seed, cancellationToken);
        await ScoreMenuAsync(menu, rule);
        progress?.Report(new StageProgress("Natural experiments", 1, 4, "experiments"));
        await ScorePromiseAsync(stars, starsPersonas);
        progress?.Report(new StageProgress("Natural experiments", 2, 4, "experiments"));
        var controls = NegativeControls.Measure(data.Truth, rule, menu, protocol.MinimumInstalment, protocol.BrokenPromise);
        var significant = controls.Significant;
        Add("effects.controls", significant, null, controls.Tests.Count < 20 ? Text($"only {controls.Tests.Count} negative controls can be run; 20 are needed to tell a share of 5 % from one of 15 %") : null,
            note: Text($"Share of {controls.Tests.Count} tests whose true answer is nothing that come out significant; 5 % is expected. Orders left and right of a threshold differ in kind in {controls.Imbalanced.Value:0%} of {controls.Balance.Count} balance tests."));
        if (Past is { } past)
            await ScoreOutcomesAsync(past);
        Describe();
        progress?.Report(new StageProgress("Natural experiments", 4, 4, "experiments"));
        return new BlockResult(FidelityBlock.Of("effects", Summary(), _metrics), _metrics) { Notes = _notes, Points = _points };
    }

    private string Summary() => _metrics.FirstOrDefault(metric => metric.Id == "effects.ne1.r") is { Verdict: not FidelityVerdict.NotScored } r
        ? Text($"Effects of a longer instalment plan, predicted without having seen one: r = {r.Value:0.00} over {r.N} effects (ceiling {r.Ceiling:0.00}).")
        : "No effect of an offer could be scored on these data." + (_metrics.FirstOrDefault(metric => metric.Id == "effects.ne2.r") is { Verdict: not FidelityVerdict.NotScored } stars
            ? Text($" How customers never seen rate late parcels: r = {stars.Value:0.00} over {stars.N} classes of lateness.") : "");

    private async Task ScoreMenuAsync(MinimumInstalmentTruth menu, InstalmentRule rule)
    {
        _points["ne1_jumps"] = [.. menu.Cutoffs.Select(cutoff => new FidelityPoint(
            cutoff.Plan.ToString(CultureInfo.InvariantCulture), cutoff.Jump.Value, cutoff.HonestSe, double.NaN, double.NaN, cutoff.Jump.N))];
        string[] ids = ["r", "r_to_ceiling", "slope", "sign", "rmse", "coverage", "regret"];
        if (menu.Weak is { } weak)
        {
            foreach (var id in ids)
                Add("effects.ne1." + id, new Score(double.NaN, double.NaN, double.NaN, menu.Orders), null, weak);
            return;
        }
        var simulated = new List<double>();
        var errors = new List<double>();
        var uniform = new List<double>();
        foreach (var cutoff in menu.Cutoffs.Where(cutoff => cutoff.IsScored))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (effect, error) = await SimulateCutoffAsync(cutoff, rule);
            simulated.AddRange(effect);
            errors.AddRange(error);
            // Everybody takes each plan on offer equally often: what knowing the menu alone gives.
            uniform.AddRange(Enumerable.Range(1, cutoff.Plan).Select(j => 1.0 / cutoff.Plan - (j < cutoff.Plan ? 1.0 / (cutoff.Plan - 1) : 0)));
        }
        if (simulated.Exists(double.IsNaN))
        {
            foreach (var id in ids)
                Add("effects.ne1." + id, new Score(double.NaN, double.NaN, double.NaN, menu.Orders), null, "the agent answered none of the questions about a threshold");
            return;
        }
        var specified = SpecificationError.Add(menu.Effects, simulated, errors);
        var truth = EffectVector.Of(menu, protocol.Scoring.Draws, protocol.Seed);
        int[] groups = [.. menu.Effects.Select(effect => effect.Cutoff)];
        var ceiling = menu.SplitHalf.Ceiling;
        var score = EffectScore.Of(truth, new EffectVector(simulated, specified), groups, ceiling, protocol.Scoring, protocol.Seed);
        var plain = EffectScore.Of(truth, new EffectVector(uniform, [.. uniform.Select(_ => 0.0)]), groups, ceiling, protocol.Scoring, protocol.Seed);
        var baseline = plain.R.Value;
        Add("effects.ne1.r", score.R, ceiling, score.Weak, ("uniform over the menu", baseline),
            Text($"{Said(score)}{menu.Effects.Count} changes in plan shares at {groups.Distinct().Count()} thresholds; the agent was fitted on totals below each. {menu.Orders:N0} card orders."));
        Add("effects.ne1.r_to_ceiling", score.RToCeiling, null, score.Weak, ("uniform over the menu", plain.RToCeiling.Value), score.Constant is null ? null : Said(score).TrimEnd());
        Add("effects.ne1.slope", score.Slope, null, score.Weak ?? score.Constant, ("uniform over the menu", plain.Slope.Value), "1 = right size; below 1 the simulation exaggerates. The baseline is shown, not judged: a range has no best side.");
        Add("effects.ne1.sign", score.Sign, null, null, ("coin", .5), "Among effects that differ from 0 by their honest standard error.");
        Add("effects.ne1.rmse", score.Rmse, null, null, ("uniform over the menu", plain.Rmse.Value), "Points of probability (hundredths).");
        Add("effects.ne1.coverage", score.Coverage, null, null, null, "Simulated intervals hold parameter error and the specification error seen at the other thresholds.");
        Add("effects.ne1.regret", score.Regret, null, null, ("coin", score.CoinRegret), "Points lost by choosing the simulated winner.");
        _points["effects"] = [.. menu.Effects.Select((effect, i) => new FidelityPoint(
            Text($"plan {effect.Plan} when {effect.Cutoff} opens"), effect.Value, effect.HonestSe, simulated[i], specified[i], menu.Cutoffs.First(cutoff => cutoff.Plan == effect.Cutoff).Jump.N))];
        _points["ne1_jumps"] = [.. menu.Cutoffs.Select(cutoff =>
        {
            var at = Enumerable.Range(0, menu.Effects.Count).Where(i => menu.Effects[i].Cutoff == cutoff.Plan && menu.Effects[i].Plan == cutoff.Plan).Select(i => (int?)i).FirstOrDefault();
            return new FidelityPoint(cutoff.Plan.ToString(CultureInfo.InvariantCulture), cutoff.Jump.Value, cutoff.HonestSe,
                at is { } i ? simulated[i] : double.NaN, at is { } e ? specified[e] : double.NaN, cutoff.Jump.N);
        })];
        _notes.Add(Text($"NE1: jumps at placebo totals are significant in {menu.PlaceboShare:0%} of {menu.Placebos.Count}; jumps by period: {string.Join(", ", menu.Periods.Select(period => Text($"{period.From:yyyy-MM} {period.Jump.Value:0.00} ± {1.96 * period.Jump.Se:0.00}")))}."));
    }

    // The agent is fitted on smaller totals only: the new plan has never been on offer to anyone it knows.
    private async Task<(double[] Effect, double[] Error)> SimulateCutoffAsync(MenuCutoff cutoff, InstalmentRule rule)
    {
        var orders = data.Learning.Where(i => data.Learning.PaymentValue[i] < cutoff.Total - 1e-9);
        var profile = TaskPersonas.Nobody([data.Truth]);
        var one = agent.Fit(new AgentLearning(MaskedOrder.Plan, orders, PersonaAssignment.None(orders), data.SetOf(profile), rule, data.Mapping.Currency), cancellationToken);
        var attribute = MaskedOrder.Of(MaskedOrder.Plan, orders, rule);
        var contexts = Sample(cutoff.Contexts, agent.Questions is null ? ContextsACutoff : ModelContexts, (ulong)cutoff.Plan);
        List<(AgentProfile, Question.MaskedAttribute)> Arm(double total, int longest) =>
        [
            .. contexts.Select(row => (
                profile.Profile([data.Truth], 0, row, []) with { History = PaymentHistory.None },
                attribute.Ask(attribute.Context(data.Truth, row) with { PaymentValue = total }, longest))),
        ];
        var (before, beforeDraws, _) = await AskedOrders.MeanAsync(one, Arm(cutoff.TotalBelow, cutoff.Plan - 1), Draws, agent.Concurrency, cancellationToken);
        var (after, afterDraws, _) = await AskedOrders.MeanAsync(one, Arm(cutoff.Total, cutoff.Plan), Draws, agent.Concurrency, cancellationToken);
        double Change(double[] then, double[] now, int k) => now[k] - (k < then.Length ? then[k] : 0);
        var effect = new double[cutoff.Plan];
        var error = new double[cutoff.Plan];
        for (var k = 0; k < cutoff.Plan; k++)
        {
            effect[k] = Change(before, after, k);
            error[k] = Math.Sqrt(Moments.Variance([.. beforeDraws.Select((draw, d) => Change(draw, afterDraws[d], k))]));
        }
        return (effect, error);
    }

    private int[] Sample(IReadOnlyList<int> rows, int most, ulong stream) => Array.ConvertAll(new SeededRandom(protocol.Seed, stream).Sample(rows.Count, most), i => rows[i]);

    private void Add(string id, Score score, double? ceiling, string? weak, (string Name, double Value)? baseline = null, string? note = null)
    {
        var target = protocol.Targets.GetValueOrDefault(id);
        var baselines = baseline is { } one ? new Dictionary<string, double> { [one.Name] = one.Value } : null;
        _metrics.Add(FidelityMetric.Judge(id, score.Value, score.Low, score.High, score.N, target, baselines, ceiling: ceiling, note: note, weak: weak));
    }

    // r is 0 then, and the reader has to know why.
    private static string Said(EffectScore score) => score.Constant is { } constant ? char.ToUpperInvariant(constant[0]) + constant[1..] + ": r is 0. " : "";
}
