using Clientele.Clustering;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Calibration;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using Clientele.Validation.Trust;
using Clientele.Validation.Truth;

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
    /// <exception cref="ClienteleException">No customers can be held out, a library that baselines need is missing, or the plan's truth is of another store.</exception>
    public static Task<FidelityReport> ValidateAsync(
        Transactions data, FidelityPlan plan, Transactions? testData = null, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ValidateAsync(data, plan, held: null, testData, progress, cancellationToken);

    /// <summary>As the public one, with the customers split already.</summary>
    internal static async Task<FidelityReport> ValidateAsync(
        Transactions data, FidelityPlan plan, HeldOut? held, Transactions? testData, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.Truth is not null && testData is not null)
            throw new ClienteleException("A truth is of one store, and two were given.", "--world-truth", "Leave out --test-data.");
        plan.Truth?.RequireStore(data);
        var protocol = ExperimentProtocol.Shipped;
        var workers = new Workers(plan.Threads, cancellationToken);
        var bootstrap = new CustomerBootstrap(plan.Seed, plan.Bootstraps ?? protocol.Bootstraps, workers);
        var dataHash = data.DataSha256 + (testData is null ? "" : "+" + testData.DataSha256);
        var cache = plan.Cache?.For(dataHash, protocol.Sha256, plan);
        held ??= await HeldOut.OfAsync(data, testData, plan.Features, plan.Segmentation with { Seed = plan.Seed, Threads = plan.Threads }, progress, cancellationToken);

        var (tasks, missing, calibrate) = (new List<HeldOutTask>(), new List<(string Kind, string Why)>(), new List<AnsweredOrders>());
        // A language model is paid by the question: it is not asked a second time for later orders.
        var later = plan.Agent.Questions is null ? await held.LaterAsync(data, testData, plan.Features, protocol.EarlierShare, cancellationToken) : null;
        var laterTasks = new List<HeldOutTask>();
        var steps = protocol.Tasks.Count * (later is null ? 1 : 2);
        for (var t = 0; t < steps; t++)
        {
            var task = protocol.Tasks[t % protocol.Tasks.Count];
            var again = t >= protocol.Tasks.Count;
            void Step(string what) => progress?.Report(new StageProgress("Held-out orders", t, steps, "attributes") { Note = $"{task.Kind}{(again ? " of later orders" : "")}, {what}" });
            if (await HeldOutTask.OfAsync(again ? later! : held, task, plan.Agent, plan.Seed, cache, workers, Step, cancellationToken) is { } done)
            {
                (again ? laterTasks : tasks).Add(done);
                if (!again)
                    calibrate.Add(await CalibratedAnswers.AskAsync(done.Questions, plan.Agent, protocol.Trust.CalibrateQuestions(plan.Agent.Questions), plan.Seed, cancellationToken));
            }
            else if (!again)
                missing.Add((task.Kind, TaskQuestions.Missing(held, task.Kind) ?? "the agent answered none of the questions"));
        }
        progress?.Report(new StageProgress("Held-out orders", steps, steps, "attributes"));
        var stars = tasks.FirstOrDefault(task => task.Attribute.Kind == MaskedOrder.Stars);
        var next = await new NextOrderBlock(held, plan.Agent, protocol, bootstrap, cancellationToken).MeasureAsync([.. tasks.Select(task => task.Questions)]);
        var evidence = PersonaEvidence.Of(held, plan, progress, cancellationToken);
        BlockResult[] blocks =
        [
            IndividualsBlock.Measure(held, tasks, missing, [.. next, .. IndividualsBlock.Later(laterTasks, later, protocol, bootstrap), .. IndividualsBlock.Controls(held, protocol, bootstrap)], protocol, bootstrap).With(CalibratedAnswers.Measure(tasks, calibrate, protocol, bootstrap)),
            PopulationBlock.Measure(held, tasks, missing, protocol, bootstrap),
            await new EffectsBlock(held, plan.Agent, protocol, progress, cancellationToken) { Past = plan.Outcomes }.MeasureAsync(stars?.Answering, stars?.Personas ?? TaskPersonas.Nobody(held.Parts)),
            PersonasBlock.Measure(held, tasks, plan, protocol, bootstrap, evidence),
            await TrustAsync(held, tasks, plan, protocol, bootstrap, progress, cancellationToken),
        ];
        TaskAgent? Asked(string kind) => tasks.FirstOrDefault(task => task.Attribute.Kind == kind)?.Questions.Agent;
        var truth = plan.Truth is null ? null
            : await WorldTruthBlock.MeasureAsync(held, Asked(MaskedOrder.Plan), Asked(MaskedOrder.Stars), plan.Truth, plan, protocol, evidence, progress, cancellationToken);
        blocks = truth is null ? blocks : [.. blocks, truth];
        FidelityMetric[] metrics = [.. blocks.SelectMany(block => block.Metrics)];
        return new FidelityReport
        {
            EngineVersion = EngineVersion.Number,
            Agent = plan.Agent.Name,
            ProtocolSha256 = protocol.Sha256,
            DataSha256 = dataHash,
            Mapping = data.Mapping.Name,
            Seed = plan.Seed,
            Segments = plan.Segmentation.K,
            FeatureSet = plan.Features.Name,
            Command = FidelityCommand.Of(data.Mapping, plan, testData is not null),
            Sizes = new SortedDictionary<string, int>(StringComparer.Ordinal)
            {
                ["fit_customers"] = held.Parts[0].CustomerIds.Count,
                ["fit_orders"] = held.Parts[0].Count,
                ["calibrate_customers"] = held.Parts[1].CustomerIds.Count,
                ["calibrate_orders"] = held.Parts[1].Count,
                ["test_customers"] = held.Parts[2].CustomerIds.Count,
                ["test_orders"] = held.Parts[2].Count,
            },
            Blocks = [.. blocks.Select(block => block.Block)],
            Metrics = metrics,
            Claims = FidelityClaims.Of(metrics, conversionAnchored: metrics.Any(metric => metric.Id == "effects.outcomes.level" && metric.Target is not null && metric.Verdict != FidelityVerdict.NotScored)),
            Notes = [.. blocks.SelectMany(block => block.Notes), Comparison],
            Points = blocks.SelectMany(block => block.Points).ToDictionary(),
            Segmentations = [.. blocks.SelectMany(block => block.Segmentations)],
            Tables = [.. blocks.SelectMany(block => block.Tables)],
        };
    }

    private const string Comparison = "The truth here is what customers of one shop did; published levels of other tools rest on surveys or interface tests. A higher number is higher on the same kind of metric, not on the same task.";

    // An agent that is asked a sample costs money a question: a language model, which reads words.
    private static async Task<BlockResult> TrustAsync(
        HeldOut held, IReadOnlyList<HeldOutTask> tasks, FidelityPlan plan, ExperimentProtocol protocol, CustomerBootstrap bootstrap, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.Agent.Questions is null)
            return TrustBlock.NotAsked;
        var steps = 0;
        void Step(string what) => progress?.Report(new StageProgress("Trust", steps++, 5, "measures") { Note = what });
        var answers = await TrustAnswers.AskAsync(held, [.. tasks.Select(task => task.Questions)], plan.Agent, protocol.Trust, plan.Seed, Step, cancellationToken);
        Step("choice model beside it");
        var stacked = await StackedValue.OfAsync(tasks, StackedValue.Choice(plan.Seed, plan.Threads), cancellationToken);
        progress?.Report(new StageProgress("Trust", 5, 5, "measures"));
        return TrustBlock.Measure(answers, stacked, protocol, bootstrap);
    }
}
