using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation.Experiments;
using static Clientele.InvariantText;

namespace Clientele.Validation.Truth;

/// <summary>Known truth: a synthetic store says what its customers' preferences are, and the agent that learned from its orders is held against them.</summary>
internal static class WorldTruthBlock
{
    /// <summary>Name of the block and of its metrics.</summary>
    public const string Name = "truth";

    /// <summary>Simulates the planted effects and scores them; a target is judged in the worlds that it is asked in.</summary>
    /// <param name="held">Its customers in three parts.</param>
    /// <param name="plans">The agent for plans; null = too few orders show one.</param>
    /// <param name="stars">The agent for stars, alike.</param>
    /// <param name="truth">What was planted in the store.</param>
    /// <param name="plan">The agent and the seeds.</param>
    /// <param name="protocol">Targets and sizes.</param>
    /// <param name="evidence">Evidence for segments, where nobody was planted to differ; null = not gathered, as while questions are planned: it asks none.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ClienteleException">The truth is of another store.</exception>
    public static async Task<BlockResult> MeasureAsync(
        HeldOut held, TaskAgent? plans, TaskAgent? stars, SyntheticTruth truth, FidelityPlan plan, ExperimentProtocol protocol,
        PersonaEvidence? evidence, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        const string Stage = "Known truth";
        progress?.Report(new StageProgress(Stage, 0, 2, "steps"));
        var effects = new PlantedEffects(held, truth, plan.Agent, protocol, cancellationToken);
        PlantedFamily?[] measured =
        [
            plans is null ? null : await effects.MenuAsync(plans), stars is null ? null : await effects.LatenessAsync(stars), stars is null ? null : await effects.DelayAsync(stars),
        ];
        PlantedFamily[] families = [.. measured.OfType<PlantedFamily>()];
        var metrics = Effects(families, truth.World, protocol);
        metrics.Add(Priors(truth, (plans ?? stars)?.Agent as ChoiceModelAgent));
        progress?.Report(new StageProgress(Stage, 1, 2, "steps"));
        metrics.Add(Personas(evidence, truth, protocol));
        progress?.Report(new StageProgress(Stage, 2, 2, "steps"));
        return new BlockResult(FidelityBlock.Of(Name, Summary(metrics, families), metrics), metrics)
        {
            Notes = [.. Notes(families, plans, truth)],
            Points = new Dictionary<string, IReadOnlyList<FidelityPoint>>
            {
                ["truth"] = [.. families.SelectMany(family => family.Ids.Select((id, i) => new FidelityPoint(id, family.Truth[i], 0, family.Simulation.Value[i], family.Simulation.Se[i], family.Orders[i])))],
            },
        };
    }

    /// <summary>The block alone, of a store that nothing else is measured of: fits the agents for plans and stars, and gathers evidence for segments where a claim could be false.</summary>
    /// <param name="held">As above.</param>
    /// <param name="plan">The agent, the seeds and the truth, which must be given.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static Task<BlockResult> MeasureAsync(HeldOut held, FidelityPlan plan, CancellationToken cancellationToken)
    {
        var (truth, protocol) = (plan.Truth!, ExperimentProtocol.Shipped);
        TaskAgent Fit(string kind) => TaskAgent.Fit(held, protocol.Tasks.Single(task => task.Kind == kind), plan.Agent, cancellationToken);
        var evidence = truth.Personas > 1 ? null : PersonaEvidence.Of(held, plan, null, cancellationToken);
        return MeasureAsync(held, Fit(MaskedOrder.Plan), Fit(MaskedOrder.Stars), truth, plan, protocol, evidence, null, cancellationToken);
    }

    private static List<FidelityMetric> Effects(PlantedFamily[] families, SyntheticStoreWorld world, ExperimentProtocol protocol)
    {
        var (asked, covered) = (world == SyntheticStoreWorld.ChoiceModel, world is SyntheticStoreWorld.ChoiceModel or SyntheticStoreWorld.FewCustomers);
        var (all, none) = (new List<FidelityMetric>(), families.Length == 0 ? "no planted effect was asked about and answered" : null);
        FidelityTarget? Target(string id, bool judged) => judged ? protocol.Targets.GetValueOrDefault(id) : null;
        // In the order of the report: what is judged first.
        FidelityMetric? error = null;
        foreach (var family in families)
        {
            var (score, plain) = (family.Score(protocol.Scoring, protocol.Seed), family.ScoreBaseline(protocol.Scoring, protocol.Seed));
            Dictionary<string, double> Baseline(double value) => new() { [family.BaselineName] = value };
            // Two effects always lie on a line.
            if (family.Ids.Count > 2)
                all.Add(Metric("truth.r." + family.Name, score.R, null, Baseline(plain.R.Value), score.Constant is null ? null : $"The simulated {family.Name} effects are all alike: r is 0.", score.Weak));
            var id = family.InPoints ? "truth.rmse" : "truth.rmse." + family.Name;
            var rmse = Metric(id, score.Rmse, Target(id, asked), Baseline(plain.Rmse.Value), family.InPoints
                ? "Points of probability, over the changes in plan shares." + Reported(asked, "W1") : "Stars.");
            (error, all) = family.InPoints ? (rmse, all) : (error, [.. all, rmse]);
            all.Add(Metric("truth.coverage." + family.Name, score.Coverage, null));
            if (family.InPoints)
                all.Add(Metric("truth.slope", score.Slope, null, Baseline(plain.Slope.Value), "Of planted changes in plan shares on simulated ones; above 1 the simulation is too timid.", score.Weak ?? score.Constant));
            if (family.InPoints)
                all.Add(Metric("truth.regret", score.Regret, null, new() { ["coin"] = score.CoinRegret }, "Points lost by choosing the simulated winner; every plan's change is a decision."));
        }
        // The least of several: NaN would come first in the order of numbers.
        var least = all.Where(metric => metric.Id.StartsWith("truth.r.", StringComparison.Ordinal) && !double.IsNaN(metric.Value)).MinBy(metric => metric.Value);
        // EffectScore.Coverage alone is read: families of different units share nothing else.
        var pooled = families.Length == 0 ? Score.None : Pooled(families).Score(protocol.Scoring, protocol.Seed).Coverage;
        return
        [
            least is null ? FidelityMetric.Judge("truth.r", double.NaN, double.NaN, double.NaN, 0, Target("truth.r", asked), weak: none ?? "no kind of planted effect varies")
                : FidelityMetric.Judge("truth.r", least.Value, least.Low, least.High, least.N, Target("truth.r", asked), least.Baselines,
                    note: $"Of {least.Id["truth.r.".Length..]}, the kind of effect that is matched least. {least.Note}".TrimEnd() + Reported(asked, "W1")),
            error ?? FidelityMetric.Judge("truth.rmse", double.NaN, double.NaN, double.NaN, 0, Target("truth.rmse", asked), weak: "no planted change in plan shares was asked about and answered"),
            FidelityMetric.Judge("truth.coverage", pooled.Value, pooled.Low, pooled.High, pooled.N, Target("truth.coverage", covered), note: "Share of all planted effects in their simulated 95 % interval; effects of one store hang together, so a single run scatters widely." + Reported(covered, "W1 and W5"), weak: none),
            .. all,
        ];
    }

    private static string Reported(bool judged, string worlds) => judged ? "" : $" Reported, not judged: the target is asked in {worlds}.";

    private static PlantedFamily Pooled(PlantedFamily[] families) => new(
        "all", [.. families.SelectMany(family => family.Ids)], [.. families.SelectMany(family => family.Truth)],
        new EffectVector([.. families.SelectMany(family => family.Simulation.Value)], [.. families.SelectMany(family => family.Simulation.Se)]),
        [.. families.SelectMany((family, f) => family.Group.Select(group => 1_000 * f + group))], [], "", [], false);

    private static FidelityMetric Metric(string id, Score score, FidelityTarget? target, Dictionary<string, double>? baselines = null, string? note = null, string? weak = null) =>
        FidelityMetric.Judge(id, score.Value, score.Low, score.High, score.N, target, baselines, note: note, weak: weak);

    private static FidelityMetric Priors(SyntheticTruth truth, ChoiceModelAgent? agent)
    {
        var score = agent is null ? Score.None : PriorCoverage.Of(truth, agent.Model);
        return FidelityMetric.Judge("truth.prior.coverage", score.Value, score.Low, score.High, score.N, null,
            note: "Share of the planted draws in the prior intervals that the model documents; .95 is expected, and one store has too few to judge it.", weak: agent is null ? "the agent documents no priors" : null);
    }

    private static FidelityMetric Personas(PersonaEvidence? evidence, SyntheticTruth truth, ExperimentProtocol protocol)
    {
        var claim = truth.Personas > 1 ? null : evidence?.Found?.Claim;
        var score = claim is null ? Score.None : Score.Share(claim.Claimed ? 1 : 0, 1);
        return FidelityMetric.Judge("truth.false_discovery", score.Value, score.Low, score.High, score.N, protocol.Targets.GetValueOrDefault("truth.false_discovery"),
            note: $"0 or 1 in one store; a rate needs many. {claim?.Reason}",
            weak: truth.Personas > 1 ? $"{truth.Personas} personas were planted, so that no claim would be false" : claim is null ? evidence?.Missing ?? "no evidence was gathered" : null);
    }

    private static string Summary(List<FidelityMetric> metrics, PlantedFamily[] families)
    {
        double Of(string id) => metrics.FirstOrDefault(metric => metric.Id == id)?.Value ?? double.NaN;
        return families.Length == 0 ? "No planted effect could be asked about, or none was answered."
            : Text($"{families.Sum(family => family.Ids.Count)} planted effects: r = {Of("truth.r"):0.000} (the kind that is matched least), changes in plan shares are missed by {Of("truth.rmse"):0.0} points, intervals hold {Of("truth.coverage"):0%}.");
    }

    private static IEnumerable<string> Notes(PlantedFamily[] families, TaskAgent? plans, SyntheticTruth truth)
    {
        if (families.Length < 3)
            yield return "Known truth: effects on an attribute that too few orders carry are not asked about, and those that no answer came to are not scored.";
        foreach (var family in families.Where(family => family.Unanswered > 0))
            yield return Text($"Known truth: {family.Unanswered} planted effects of {family.Name} are left out, since no answer came.");
        if (truth.Personas > 1)
            yield return "Known truth: planted effects by persona are not scored, since nothing in a store's files says which customer is of which persona.";
        else if (plans?.Agent is ChoiceModelAgent choice)
            yield return $"Known truth: nobody differs here. The choice model's personas: {string.Join("; ", choice.Model.Fit.PersonaSpread)}.";
    }
}
