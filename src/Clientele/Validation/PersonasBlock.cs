using System.Globalization;
using Clientele.Clustering;
using Clientele.Features;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Validation;

/// <summary>Are the segments real, and what is a persona worth once an order is known?</summary>
internal static class PersonasBlock
{
    public static BlockResult Measure(
        HeldOut data, IReadOnlyList<HeldOutTask> tasks, FidelityPlan plan, ExperimentProtocol protocol, CustomerBootstrap bootstrap, BaselineCache? cache,
        IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var metrics = new List<FidelityMetric>();
        var notes = new List<string>();
        var options = new SegmentCountOptions
        {
            Smallest = plan.Segmentation.K,
            Largest = plan.Segmentation.K,
            Segmentation = plan.Segmentation with { Seed = plan.Seed, Threads = plan.Threads },
        };
        if (plan.Segmentation.K >= 2 && data.FitFeatures.Count >= 10 * plan.Segmentation.K)
        {
            var row = Stability(data.FitFeatures, options, cache, progress, cancellationToken);
            void Add(string id, double value, string note) => metrics.Add(FidelityMetric.Judge(
                id, value, double.NaN, double.NaN, data.FitFeatures.Count, protocol.Targets.GetValueOrDefault(id), floor: 0, ceiling: 1, note: note));
            Add("personas.jaccard.min", row.Min, $"Least stable of {plan.Segmentation.K} segments over {options.Bootstraps} resamples of the fit customers (Hennig 2007).");
            Add("personas.jaccard.median", row.Median, "Median over the segments.");
            Add("personas.prediction_strength", row.Strength, $"Mean over {options.Halvings} halvings (Tibshirani and Walther 2005).");
        }
        foreach (var task in tasks)
        {
            var (outcome, customer) = (task.Outcome, task.Customer);
            var persona = new SkillLosses(customer, ProperScores.LogLoss(task.Baselines["marginal"], outcome), ProperScores.LogLoss(task.Baselines["persona marginal"], outcome),
                ProperScores.LogLoss(task.At(task.Best.Probabilities), outcome));
            var gain = bootstrap.Skill(persona);
            metrics.Add(FidelityMetric.Judge("personas.information_gain." + IndividualsBlock.IdOf(task.Attribute.Kind), gain.Value, gain.Low, gain.High, outcome.Length, null, floor: 0, ceiling: 1,
                weak: persona.Counts ? null : "nearly unpredictable for anybody", note: "Skill of the persona's shares alone."));
        }
        var known = metrics.Where(metric => metric.Id.StartsWith("personas.information_gain", StringComparison.Ordinal) && metric.Verdict != FidelityVerdict.NotScored).Select(metric => metric.Value).ToList();
        if (known.Count > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"A persona alone tells {CustomerBootstrap.Median(known):0%} of what can be known about an order (median): speak of segments, and let the order's context and the customer's own orders decide."));
        notes.Add("The copula null and the comparison of feature sets are in the library (SegmentationEvidence) and not part of this report yet; clientele segments choose-k compares numbers of segments.");
        var failed = metrics.Where(metric => metric.Verdict == FidelityVerdict.Fail).Select(metric => metric.Id).ToList();
        return new BlockResult(FidelityBlock.Of("personas", failed.Count == 0
            ? "The segments come back on other samples of the customers." : $"The segments miss {string.Join(", ", failed)}: a useful partition, not natural groups.", metrics), metrics)
        { Notes = notes };
    }

    // NaN = not computed.
    private static (double Min, double Median, double Strength) Stability(
        FeatureMatrix features, SegmentCountOptions options, BaselineCache? cache, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        double[][] Measured()
        {
            var row = SegmentCount.Evaluate(features, options, progress, cancellationToken).Rows[0];
            return [[row.JaccardMin ?? double.NaN, row.JaccardMedian ?? double.NaN, row.PredictionStrength ?? double.NaN]];
        }
        // The definition holds the transform, on which the segments depend as much as on the values.
        var definitions = features.Features.Select(feature => feature.ToString().Select(letter => (double)letter).ToArray());
        var known = cache is null ? Measured() : cache.Of("segments", [.. definitions, .. features.Columns], Measured);
        return (known[0][0], known[0][1], known[0][2]);
    }
}
