using Clientele.Clustering;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Validation;

/// <summary>Stage 6: how far simulated customers may be trusted, from a shop's own held-out behaviour.</summary>
public static class FidelityValidator
{
    /// <summary>Validates an agent on customers, basket values and deliveries that it was not fitted on.</summary>
    /// <param name="data">The shop's transactions; split by customer 60/20/20.</param>
    /// <param name="plan">What is validated.</param>
    /// <param name="testData">Transactions of other customers to score on; null = the held-out customers of <paramref name="data"/>.</param>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellationToken">Stops; nothing is written.</param>
    /// <returns>The report. What the data cannot carry is in it as not scored, never left out.</returns>
    /// <exception cref="ClienteleException">No customers can be held out, or a library that baselines need is missing.</exception>
    public static async Task<FidelityReport> ValidateAsync(
        Transactions data, FidelityPlan plan, Transactions? testData = null, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var protocol = ExperimentProtocol.Shipped;
        var workers = new Workers(plan.Threads, cancellationToken);
        var bootstrap = new CustomerBootstrap(plan.Seed, plan.Bootstraps, workers);
        var held = await HeldOut.OfAsync(data, testData, plan.Features, plan.Segmentation with { Seed = plan.Seed, Threads = plan.Threads }, progress, cancellationToken);

        var (tasks, missing) = (new List<HeldOutTask>(), new List<string>());
        for (var t = 0; t < protocol.Tasks.Count; t++)
        {
            var kind = protocol.Tasks[t].Kind;
            void Step(string what) => progress?.Report(new StageProgress("Held-out orders", t, protocol.Tasks.Count, "attributes") { Note = $"{kind}, {what}" });
            if (await HeldOutTask.OfAsync(held, protocol.Tasks[t], plan.Agent, plan.Seed, workers, Step, cancellationToken) is { } task)
                tasks.Add(task);
            else
                missing.Add(kind);
        }
        progress?.Report(new StageProgress("Held-out orders", protocol.Tasks.Count, protocol.Tasks.Count, "attributes"));
        var stars = tasks.FirstOrDefault(task => task.Attribute.Kind == MaskedOrder.Stars);
        BlockResult[] blocks =
        [
            IndividualsBlock.Measure(tasks, missing, protocol, bootstrap),
            PopulationBlock.Measure(held, tasks, protocol, bootstrap),
            await new EffectsBlock(held, plan.Agent, protocol, progress, cancellationToken).MeasureAsync(stars?.Answering, stars?.Personas ?? TaskPersonas.Nobody(held.Parts)),
            PersonasBlock.Measure(held, tasks, plan, protocol, bootstrap, progress, cancellationToken),
        ];
        FidelityMetric[] metrics = [.. blocks.SelectMany(block => block.Metrics)];
        return new FidelityReport
        {
            EngineVersion = EngineVersion.Number,
            Agent = plan.Agent.Name,
            ProtocolSha256 = protocol.Sha256,
            DataSha256 = Hash(data) + (testData is null ? "" : "+" + Hash(testData)),
            Mapping = data.Mapping.Name,
            Seed = plan.Seed,
            Segments = plan.Segmentation.K,
            FeatureSet = plan.Features.Name,
            Sizes = new SortedDictionary<string, int>(StringComparer.Ordinal)
            {
                ["fit_customers"] = held.Parts[0].CustomerIds.Count,
                ["fit_orders"] = held.Parts[0].Count,
                ["calibrate_customers"] = held.Parts[1].CustomerIds.Count,
                ["calibrate_orders"] = held.Parts[1].Count,
                ["test_customers"] = held.Parts[2].CustomerIds.Count,
                ["test_orders"] = held.Parts[2].Count,
            },
            Blocks = [.. blocks.Select(block => block.Block), TrustBlock],
            Metrics = metrics,
            Claims = FidelityClaims.Of(metrics, conversionAnchored: false),
            Notes = [.. blocks.SelectMany(block => block.Notes), Comparison],
            Points = blocks.SelectMany(block => block.Points).ToDictionary(),
            Tables = [.. blocks.SelectMany(block => block.Tables)],
        };
    }

    private const string Comparison = "The truth here is what customers of one shop did; published levels of other tools rest on surveys or interface tests. A higher number is higher on the same kind of metric, not on the same task.";

    private static FidelityBlock TrustBlock { get; } = new("trust", FidelityVerdict.NotScored,
        "Not measured in this version: paraphrases, option order, retests and contamination concern language models; the choice model answers the same whatever the words.", []);

    private static string Hash(Transactions data) => FidelityReport.HashOf(data.Files.Select(file => file.Sha256), data.Mapping.Sha256);
}
