using Clientele.Clustering;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using Clientele.Validation.Personas;
using static Clientele.InvariantText;

namespace Clientele.Validation;

/// <summary>Are the segments real, and what is a persona worth once an order is known?</summary>
internal static class PersonasBlock
{
    public static BlockResult Measure(
        HeldOut data, IReadOnlyList<HeldOutTask> tasks, FidelityPlan plan, ExperimentProtocol protocol, CustomerBootstrap bootstrap, PersonaEvidence gathered)
    {
        var metrics = new List<FidelityMetric>();
        var notes = new List<string>();
        var evidence = gathered.Found;
        var summary = $"Segments cannot be judged: {gathered.Missing}.";
        if (evidence is null)
            AddMissing(metrics, "personas.", data.FitFeatures.Count, gathered.Missing!, protocol);
        else
        {
            var used = evidence.Candidates.FirstOrDefault(candidate => candidate.FeatureSet == data.FitFeatures.FeatureSet && candidate.K == plan.Segmentation.K);
            AddEvidence(metrics, "personas.", evidence.Recommended, data.FitFeatures.Count, protocol);
            if (used is not null)
                AddEvidence(metrics, "personas.in_use.", used, data.FitFeatures.Count, protocol);
            else
                AddMissing(metrics, "personas.in_use.", data.FitFeatures.Count, Text($"there are fewer different customers than the {plan.Segmentation.K} segments in use"), protocol);
            notes.Add($"Segments: {evidence.Recommendation.Split(". ")[0].TrimEnd('.')}. {evidence.Claim.Reason}");
            summary = used is null ? Text($"There are fewer different customers than the {plan.Segmentation.K} segments in use: nothing can be said of them.")
                : used.Passes ? Text($"The {Name(used)} in use come back on other samples and are tidier than chance makes them.")
                : Text($"The {Name(used)} in use miss {used.Fails.Count} of 4 tests: a partition, not natural groups. ")
                    + (evidence.Recommended == used ? "Nothing else misses fewer."
                    : Text($"Evidence recommends the {Name(evidence.Recommended)}, which {(evidence.Recommended.Passes ? "pass all" : $"miss {evidence.Recommended.Fails.Count}")}."));
        }
        foreach (var task in tasks)
            AddTask(metrics, task, protocol, bootstrap);
        var known = metrics.Where(metric => metric.Id.StartsWith("personas.information_gain", StringComparison.Ordinal) && metric.Verdict != FidelityVerdict.NotScored).Select(metric => metric.Value).ToList();
        if (known.Count > 0)
        {
            var told = CustomerBootstrap.Median(known);
            notes.Add((told > 0 ? Text($"A persona alone tells {told:0%} of what can be known about an order (median)") : "A persona alone tells nothing about an order that the shares of all orders do not (median)")
                + ": speak of segments, and let the order's context and the customer's own orders decide.");
        }
        return new BlockResult(FidelityBlock.Of("personas", summary, metrics), metrics)
        {
            Notes = notes,
            Segmentations = evidence is null ? [] : [.. evidence.Candidates.Select(candidate => new FidelitySegmentation(
                candidate.FeatureSet, candidate.K, candidate.Row.JaccardMin!.Value, candidate.Row.JaccardMedian!.Value, candidate.Row.PredictionStrength!.Value,
                candidate.Null.Silhouette, candidate.Null.Share, candidate.AdjustedPValue, candidate == evidence.Recommended,
                candidate.FeatureSet == data.FitFeatures.FeatureSet && candidate.K == plan.Segmentation.K))],
        };
    }

    private static void AddEvidence(List<FidelityMetric> metrics, string prefix, SegmentationCandidate candidate, int customers, ExperimentProtocol protocol)
    {
        void Add(string id, double value, string note, double? ceiling = 1) => metrics.Add(FidelityMetric.Judge(
            prefix + id, value, double.NaN, double.NaN, customers, protocol.Targets.GetValueOrDefault("personas." + id), floor: 0, ceiling: ceiling, note: note));
        AddMean("jaccard.min", candidate.Row.JaccardMin!.Value, $"Least stable of the {Name(candidate)} (Hennig 2007).", "resamples");
        AddMean("jaccard.median", candidate.Row.JaccardMedian!.Value, "Median over the segments.", "resamples");
        AddMean("prediction_strength", candidate.Row.PredictionStrength!.Value, "Mean of the worst segment (Tibshirani and Walther 2005).", "halvings");
        // Reached or missed for certain, or too near to tell: PARTIAL.
        void AddMean(string id, MonteCarloMean mean, string note, string draws)
        {
            var metric = FidelityMetric.Judge(
                prefix + id, mean.Mean, mean.Mean - (1.96 * mean.StandardError), mean.Mean + (1.96 * mean.StandardError), customers, protocol.Targets.GetValueOrDefault("personas." + id),
                floor: 0, ceiling: 1, note: Text($"{note} The interval is the Monte-Carlo error of {mean.Count} {draws} of the fit customers; other customers would differ by more."));
            metrics.Add(metric.Target?.AtLeast is { } least ? metric with { Verdict = Verdict(mean.Against(least)) } : metric);
        }
        metrics.Add(CopulaNullOf(prefix, candidate.Null, candidate.AdjustedPValue, customers, protocol));
        Add("copula_null.p", candidate.AdjustedPValue, "How often data without groups look as tidy by chance, over all candidates (Westfall and Young 1993).", ceiling: null);
    }

    private static FidelityVerdict Verdict(SegmentCountVerdict verdict) => verdict switch
    {
        SegmentCountVerdict.In => FidelityVerdict.Pass,
        SegmentCountVerdict.Out => FidelityVerdict.Fail,
        _ => FidelityVerdict.Partial,
    };

    // A small share is no evidence where data without groups come as near by chance: it is believed with its p value alone.
    internal static FidelityMetric CopulaNullOf(string prefix, CopulaNull drawn, double p, int customers, ExperimentProtocol protocol) => FidelityMetric.Judge(
        prefix + "copula_null", drawn.Share, double.NaN, double.NaN, customers, protocol.Targets.GetValueOrDefault("personas.copula_null"), floor: 0, ceiling: 1,
        note: Text($"Share of the silhouette ({drawn.Silhouette:0.00}) that data without groups reach; p = {p:0.000} over all candidates."),
        refuted: protocol.Targets.GetValueOrDefault("personas.copula_null.p") is { } allowed && !allowed.Holds(p) ? Text($"Chance may have done it: p {allowed} is wanted.") : null);

    // What cannot be gathered is said, never left out.
    private static void AddMissing(List<FidelityMetric> metrics, string prefix, int customers, string weak, ExperimentProtocol protocol) => metrics.AddRange(
        new[] { "jaccard.min", "jaccard.median", "prediction_strength", "copula_null", "copula_null.p" }.Select(id => FidelityMetric.Judge(
            prefix + id, double.NaN, double.NaN, double.NaN, customers, protocol.Targets.GetValueOrDefault("personas." + id), weak: weak)));

    private static void AddTask(List<FidelityMetric> metrics, HeldOutTask task, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        var (outcome, customer, id) = (task.Outcome, task.Customer, IndividualsBlock.IdOf(task.Attribute.Kind));
        var persona = new SkillLosses(customer, ProperScores.LogLoss(task.Baselines["marginal"], outcome), ProperScores.LogLoss(task.Baselines["persona marginal"], outcome),
            ProperScores.LogLoss(task.At(task.Best.Probabilities), outcome));
        var gain = bootstrap.Skill(persona);
        metrics.Add(FidelityMetric.Judge("personas.information_gain." + id, gain.Value, gain.Low, gain.High, outcome.Length, null, floor: 0, ceiling: 1,
            weak: persona.Counts(protocol.CountingThreshold) ? null : "nearly unpredictable for anybody", note: "Skill of the persona's shares alone."));
        if (task.Attribute.Kind is not (Simulation.MaskedOrder.Plan or Simulation.MaskedOrder.Stars))
            return;
        var simulated = PopulationBlock.Sampled(task.Agent, bootstrap.Seed, task.Attribute.Kind);
        var index = StereotypingIndex.Of([.. outcome.Select(y => y + 1.0)], task.Persona, [.. simulated.Select(y => y + 1.0)], task.Persona);
        metrics.Add(FidelityMetric.Judge("personas.stereotyping." + id, index.Value, double.NaN, double.NaN, outcome.Length, null,
            weak: double.IsNaN(index.Value) ? "the real personas do not differ beyond chance" : null,
            note: "Variance between simulated personas over that between real ones: above 1 caricatures, below 1 personas that flatten into one."));
    }

    private static string Name(SegmentationCandidate candidate) => Text($"{candidate.K} segments of the {candidate.FeatureSet} features");
}
