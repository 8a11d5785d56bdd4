using Clientele.Data;
using Clientele.Personas;
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
        source = source with { ReadOn = StudyDay.Of(target.Folder, source, TimeProvider.System) };
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
        SayLeftOut(plan, model.Personas);
        var run = await ShowAsync(progress => Pipeline.SimulateAsync(model, plan, progress, cancellationToken)).ConfigureAwait(false);
        var curve = sweep is { } range
            ? await ShowAsync(progress => Task.Run(() => Pipeline.Sweep(model, plan, range.Scenario, range.Sweep, progress, cancellationToken), cancellationToken)).ConfigureAwait(false)
            : null;
        return Finish(RunRecord.From(RunManifest.Of(model.Saved ?? SavedModel.Load(target.Folder), plan), run, curve), run, save, cancellationToken);
    }

    /// <summary>Stage 5 by a language model: plans, says what it will take, asks, saves, prints.</summary>
    /// <returns>The record; null after a dry run.</returns>
    public async Task<RunRecord?> AskAsync(SavedModel model, AgentRoster? customers, SimulationPlan plan, ModelPlan asked, bool save, CancellationToken cancellationToken)
    {
        var endpoint = asked.Model.Endpoint;
        SayLeftOut(plan, model.Personas);
        var population = Population.Parse(plan.Population, model.Personas, customers, plan.Options.Seed);
        if (await new PlannedRun(terminal, target, asked).RunAsync(
            journal => Task.Run(() => LanguageModelRun.Prepare(model.Personas, plan.QuestionsFor(model.Personas), population, endpoint, journal, plan.Options, asked.Limits, cancellationToken), cancellationToken),
            "agents × scenarios × variants × replicates", ("the recording holds no answer to this run", "Give the model, seed, scenarios and population that it was recorded with."),
            (Func<IProgress<StageProgress>?, Task<SimulationRun>> work) => ShowAsync(work), cancellationToken).ConfigureAwait(false) is not var (prepared, run))
            return null;
        var manifest = RunManifest.Of(model, plan, endpoint, prepared.Plan, asked.Model.PriceDate);
        return Finish(RunRecord.From(manifest, run), run, save, cancellationToken);
    }

    private void SayLeftOut(SimulationPlan plan, PersonaSet personas)
    {
        foreach (var (scenario, reason) in plan.LeftOut(personas))
            terminal.Notice($"Not asked: {RunWords.Plain(scenario)}. {reason}");
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

    private Task<T> ShowAsync<T>(Func<IProgress<StageProgress>?, Task<T>> work) =>
        ProgressDisplay.ShowAsync(terminal, progress => work(_clock.Through(progress)));
}
