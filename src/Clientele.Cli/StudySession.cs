using Clientele.Data;
using Clientele.Reporting;
using Clientele.Simulation;

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
        if (save)
            record = ReportWriter.Write(target.Folder, record, run, timing: _clock.Read(threads), cancellationToken: cancellationToken);
        if (!terminal.Json)
            Print(run, curve);
        return record;
    }

    private void Print(SimulationRun run, SweepResult? curve)
    {
        DecisionReport.Write(terminal, run);
        if (curve is not null)
            SweepReport.Write(terminal, curve);
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
