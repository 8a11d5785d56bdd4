using Clientele.Data;
using Clientele.Reporting;
using Clientele.Simulation;
using Clientele.Simulation.Calls;

namespace Clientele.Cli;

/// <summary>The line as the commands run it: each stage with its progress, its printed result and its files.</summary>
internal sealed class StudySession(Terminal terminal, StudyTarget target, int threads)
{
    private readonly StageClock _clock = new();

    /// <summary>Stages 1 to 4: reads, learns, saves, prints.</summary>
    public async Task<ShopModel> LearnAsync(TransactionSource source, LearningPlan plan, CancellationToken cancellationToken)
    {
        terminal.Notice($"Reading {source.Path} with the mapping {source.Mapping.Name}.");
        using var transactions = await ShowAsync(progress => TransactionLoader.LoadAsync(source, progress, cancellationToken)).ConfigureAwait(false);
        if (!terminal.Json)
        {
            DataReport.Write(terminal, transactions);
            terminal.Flush();
        }
        // Features, segments and personas are written while the choice model is fitted.
        Task<ModelDraft>? draft = null;
        ShopModel model;
        try
        {
            model = await ShowAsync(progress => Pipeline.LearnAsync(transactions, plan, progress, (features, segmentation, personas) =>
                draft = Task.Run(() => ModelDraft.Write(target.Folder, features, segmentation, personas, cancellationToken), CancellationToken.None), cancellationToken)).ConfigureAwait(false);
        }
        catch when (draft is not null)
        {
            await Task.WhenAny(draft).ConfigureAwait(false);
            if (draft.IsCompletedSuccessfully)
                (await draft.ConfigureAwait(false)).Dispose();
            throw;
        }
        model.Save(target.Folder, await draft!.ConfigureAwait(false), cancellationToken);
        if (!terminal.Json)
        {
            PersonaReport.Write(terminal, model);
            terminal.Flush();
        }
        return model;
    }

    /// <summary>Stage 5 and its files: asks, saves, prints.</summary>
    public async Task<RunRecord> SimulateAsync(
        ShopModel model, SimulationPlan plan, (ScenarioDefinition Scenario, Sweep Sweep)? sweep, bool save, CancellationToken cancellationToken)
    {
        var run = await ShowAsync(progress => Pipeline.SimulateAsync(model, plan, progress, cancellationToken)).ConfigureAwait(false);
        var curve = sweep is { } range
            ? await ShowAsync(progress => Task.Run(() => Pipeline.Sweep(model, plan, range.Scenario, range.Sweep, progress, cancellationToken), cancellationToken)).ConfigureAwait(false)
            : null;
        var manifest = new RunManifest
        {
            EngineVersion = EngineVersion.Number,
            GitRevision = EngineVersion.Revision,
            Model = SavedModel.Load(target.Folder),
            Settings = Settings(plan),
        };
        var record = RunRecord.From(manifest, run, curve);
        return Finish(record, run, save, cancellationToken);
    }

    /// <summary>Stage 5 by a language model: plans, says what it will take, asks, saves, prints.</summary>
    /// <returns>The record; null after a dry run.</returns>
    public async Task<RunRecord?> AskAsync(SavedModel model, AgentRoster? customers, SimulationPlan plan, ModelPlan asked, bool save, CancellationToken cancellationToken)
    {
        var endpoint = asked.Model.Endpoint;
        var population = Population.Parse(plan.Population, model.Personas, customers, plan.Options.Seed);
        using var replayed = asked.Replay is null ? null : StudyTarget.Temporary();
        var path = (replayed?.Folder ?? target.Folder).Journal;
        using var journal = !asked.DryRun ? Journal.Open(path) : File.Exists(path) ? Journal.OpenToRead(path) : null;
        if (asked.Replay is { } recording)
            await JournalFile.ImportAsync(recording, journal!, cancellationToken).ConfigureAwait(false);
        var prepared = await Task.Run(
            () => LanguageModelRun.Prepare(model.Personas, plan.Questions, population, endpoint, journal, plan.Options, asked.Limits, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (asked.DryRun)
        {
            PlanReport.Write(terminal, prepared.Plan, asked);
            return null;
        }
        if (asked.Replay is not null && prepared.Plan.Known == 0)
            throw new ClienteleException("the recording holds no answer to this run", "--replay", "Give the model, seed, scenarios and population that it was recorded with.");
        PlanReport.Announce(terminal, prepared.Plan, asked);
        SimulationRun run;
        try
        {
            run = await ShowAsync(progress => asked.Replay is null
                ? prepared.RunAsync(journal!, progress, cancellationToken: cancellationToken)
                : prepared.ReplayAsync(journal!, progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var (done, all) = journal!.Progress(prepared.Plan.Id);
            terminal.Notice($"{Number.Count(done)} of {Number.Count(all)} calls are answered, and every answer is kept in the journal; the same command goes on from there.");
            throw;
        }
        foreach (var (problem, calls) in prepared.Problems.Take(3))
            terminal.Notice($"{Number.Count(calls)} {(calls == 1 ? "call" : "calls")} failed: {problem}");
        var manifest = new RunManifest
        {
            EngineVersion = EngineVersion.Number,
            GitRevision = EngineVersion.Revision,
            Model = model,
            ModelId = endpoint.Model,
            CallPlan = prepared.Plan.Id,
            PriceDate = asked.Model.PriceDate,
            Settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["address"] = endpoint.Address,
                ["effort"] = endpoint.Effort ?? "not set",
                ["minimum_persona_size"] = Number.Count(plan.Options.MinimumPersonaSize),
                ["persona_prompt"] = plan.Options.PersonaArm.ToString().ToLowerInvariant(),
                ["replicates"] = Number.Count(plan.Options.Replicates),
                ["structured_output"] = endpoint.StructuredOutput ? "yes" : "no",
            },
        };
        return Finish(RunRecord.From(manifest, run), run, save, cancellationToken);
    }

    private RunRecord Finish(RunRecord record, SimulationRun run, bool save, CancellationToken cancellationToken)
    {
        if (save)
            record = ReportWriter.Write(target.Folder, record, run, timing: _clock.Read(threads), cancellationToken: cancellationToken);
        if (!terminal.Json)
        {
            DecisionReport.Write(terminal, record);
            if (record.Sweep is { } curve)
                SweepReport.Write(terminal, curve);
        }
        return record;
    }

    private static SortedDictionary<string, string> Settings(SimulationPlan plan) => new(StringComparer.Ordinal)
    {
        ["anchor"] = plan.Anchor is { } anchor ? Number.Decimal(anchor, "R") : "none",
        ["confidence_draws"] = Number.Count(plan.Options.ConfidenceDraws),
        ["minimum_persona_size"] = Number.Count(plan.Options.MinimumPersonaSize),
        ["replicates"] = Number.Count(plan.Options.Replicates),
    };

    private Task<T> ShowAsync<T>(Func<IProgress<StageProgress>?, Task<T>> work) =>
        ProgressDisplay.ShowAsync(terminal, progress => work(_clock.Through(progress)));
}
