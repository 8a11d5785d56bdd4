using Clientele.Reporting;
using Clientele.Simulation;
using Clientele.Simulation.Calls;
using Clientele.Studio.Jobs;
using Clientele.Studio.Security;

namespace Clientele.Studio.Work;

internal sealed partial class Workspace
{
    // Partial results are read again from the answers so far: at most so often, and never more than a fifth of the time.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(700);
    private const int MostGlances = 20_000;

    /// <summary>Asks the simulated customers. The request is kept first, so that a new server can go on with it.</summary>
    /// <param name="request">What is asked of whom.</param>
    /// <param name="shown">The calls whose cost the user has seen; a language model is asked these and no others.</param>
    /// <exception cref="ClienteleException">Other work goes on, the scenario makes no sense, or a language model's cost was not shown.</exception>
    public Job Simulate(ScenarioRequest request, CallPlan? shown = null)
    {
        var plan = request.Plan(Options.Threads);
        var model = Find(request.Model);
        if (model is not null && shown is null)
            throw new ClienteleException("what this costs was not shown yet", model.Name, "Open it in the scenario lab.");
        var names = Words.List([.. plan.Questions.Select(question => RunWords.Plain(question.Scenario.Name)).Distinct()], 3);
        return Start("simulate", $"Asking about {names}", $"/lab/{request.Id}", async (job, progress, cancellationToken) =>
        {
            request = request with { Run = null, Ended = null };
            Requests.Save(request);
            Live = new LiveRun(request, null, 0, 0, Finished: false);
            job.Touch();
            try
            {
                var (record, notes) = model is null
                    ? (await ChooseAsync(job, request, plan, progress, cancellationToken).ConfigureAwait(false), [])
                    : await AskAsync(job, request, plan, model, shown!, progress, cancellationToken).ConfigureAwait(false);
                request = request with { Run = record.PlanHash };
                Requests.Save(request);
                Live = new LiveRun(request, record, record.Account.Answered, record.Account.Planned, Finished: true) { Notes = notes };
                job.Touch();
            }
            catch (Exception problem)
            {
                // Whatever ended it: what was answered is in the journal, and pages show how far it came.
                request = request with { Ended = problem is OperationCanceledException ? "Cancelled." : Options.Hide(problem.Message) };
                Requests.Save(request);
                Live = Live with { Request = request };
                throw;
            }
        });
    }

    /// <summary>Whether a request has been started and is at work, its file written or not.</summary>
    public bool Starting(string id) => _jobs.Last("simulate") is { Running: true } job && job.Page == $"/lab/{id}";

    /// <summary>A finished run of the study; null when it has none of this hash.</summary>
    /// <exception cref="ClienteleException">Its record is damaged.</exception>
    public RunRecord? Saved(string? hash) => hash is not null && Downloads.IsHash(hash) && StudyFile.Inside(Study.Root, Study.Run(hash).RunFile) is { } file && File.Exists(file)
        ? RunRecord.Load(file) : null;

    /// <summary>What asking a language model would take; nothing is sent.</summary>
    /// <exception cref="ClienteleException">The scenario or the population makes no sense, or nothing is learned yet.</exception>
    public CallPlan Estimate(ScenarioRequest request, CancellationToken cancellationToken)
    {
        var model = Find(request.Model) ?? throw new InvalidOperationException("The choice model makes no calls.");
        using var journal = ReadJournal();
        return Prepare(request, request.Plan(Options.Threads), model.Endpoint(), journal, cancellationToken).Plan;
    }

    /// <summary>What the answers of a language model to an unfinished request say so far, read from the journal, and the calls that it takes in all; no record when
    /// there are no answers, or too many to read in passing.</summary>
    /// <exception cref="ClienteleException">The request no longer makes sense in this study, or the journal is damaged.</exception>
    public async Task<(RunRecord? Record, CallPlan Plan)> SoFarAsync(ScenarioRequest request, CancellationToken cancellationToken)
    {
        var model = Find(request.Model) ?? throw new InvalidOperationException("The choice model makes no calls.");
        var plan = request.Plan(Options.Threads);
        var endpoint = model.Endpoint();
        using var journal = ReadJournal();
        var prepared = Prepare(request, plan, endpoint, journal, cancellationToken);
        if (journal is null || prepared.Plan.Rows > MostGlances || journal.Progress(prepared.Plan.Id).Replied == 0)
            return (null, prepared.Plan);
        var run = await prepared.ReplayAsync(journal, cancellationToken: cancellationToken).ConfigureAwait(false);
        return (RunRecord.From(RunManifest.Of(Model()!, plan, endpoint, prepared.Plan, model.PriceDate), run), prepared.Plan);
    }

    private Journal? ReadJournal() => StudyFile.Require(Study.Root, Study.Journal) is var file && Path.Exists(file) ? Journal.OpenToRead(file) : null;

    private StudioModel? Find(string? name) => name is null ? null
        : Options.Models.FirstOrDefault(model => model.Name == name) ?? throw new ClienteleException("this model was not offered when the studio was started", name, "Start it with --model and that name, or choose another.");

    private ShopModel Shop()
    {
        var saved = Model() ?? throw new ClienteleException("nothing is learned yet", null, "Load data and learn segments first.");
        lock (_gate)
        {
            if (_shop is not { } known || !ReferenceEquals(known.Of, saved))
                _shop = known = (saved, ShopModel.Load(Study));
            return known.Model;
        }
    }

    private async Task<RunRecord> ChooseAsync(Job job, ScenarioRequest request, SimulationPlan plan, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        var run = await Pipeline.SimulateAsync(Shop(), plan, progress, cancellationToken).ConfigureAwait(false);
        var record = RunRecord.From(RunManifest.Of(Model()!, plan), run);
        // Shown before the files are written: every decision of a large shop takes longer to write than to make.
        record = record with { Fidelity = FidelityFile.VerdictOf(Study, record) };
        Live = new LiveRun(request, record, record.Account.Answered, record.Account.Planned, Finished: false);
        job.Touch();
        return ReportWriter.Write(Study, record, run, progress: progress, cancellationToken: cancellationToken);
    }

    private async Task<(RunRecord Record, IReadOnlyList<string> Notes)> AskAsync(Job job, ScenarioRequest request, SimulationPlan plan, StudioModel model, CallPlan shown, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        if (model.Unavailable is { } why)
            throw new ClienteleException(why, model.Name, "Start the studio again when that is put right.");
        var endpoint = model.Endpoint();
        using var journal = Journal.Open(Study.Journal);
        var prepared = Prepare(request, plan, endpoint, journal, cancellationToken);
        // The plan's name is a hash of every call: with other personas the same request is another plan.
        if (prepared.Plan.Id != shown.Id)
            throw new ClienteleException("the personas have changed since the cost was shown, so that other calls would be sent", model.Name, "Look at the cost again, then ask.");
        prepared.Plan.RequireOneCall(request.MaxCost);
        RunRecord Record(SimulationRun run) => RunRecord.From(RunManifest.Of(Model()!, plan, endpoint, prepared.Plan, model.PriceDate), run);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var glances = prepared.Plan.Rows > MostGlances ? Task.CompletedTask : Task.Run(() => GlanceAsync(job, request, prepared, Record, ended.Token), CancellationToken.None);
        SimulationRun run;
        try
        {
            run = await prepared.RunAsync(journal, progress, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await glances.ConfigureAwait(false);
        }
        IEnumerable<string> failed = prepared.Problems.Take(3).Select(problem => $"{Number.Count(problem.Calls)} {(problem.Calls == 1 ? "call" : "calls")} failed: {problem.Problem}");
        return (ReportWriter.Write(Study, Record(run), run, progress: progress, cancellationToken: cancellationToken), [.. failed.Concat(prepared.Notices).Select(Options.Hide)]);
    }

    // The answers so far, added up as those of a finished run are; what is missing counts as missing.
    private async Task GlanceAsync(Job job, ScenarioRequest request, LanguageModelRun prepared, Func<SimulationRun, RunRecord> record, CancellationToken ended)
    {
        try
        {
            var said = false;
            for (long seen = 0; ;)
            {
                var begun = TimeProvider.System.GetTimestamp();
                try
                {
                    using var journal = Journal.OpenToRead(Study.Journal);
                    var answered = journal.Progress(prepared.Plan.Id).Replied;
                    if (answered > seen)
                    {
                        seen = answered;
                        var partial = record(await prepared.ReplayAsync(journal, cancellationToken: ended).ConfigureAwait(false));
                        Live = new LiveRun(request, partial, partial.Account.Answered, partial.Account.Planned, Finished: false);
                        job.Touch();
                    }
                }
#pragma warning disable CA1031 // A glance may fail and the run goes on: the next may succeed, and the end counts anyway.
                catch (Exception problem) when (problem is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    if (!said)
                        Options.Notice(Options.Hide($"studio: the answers so far cannot be shown ({problem.GetType().Name}: {problem.Message})".ReplaceLineEndings(" ")));
                    said = true;
                }
                var took = TimeProvider.System.GetElapsedTime(begun);
                await Task.Delay(took * 4 > Glance ? took * 4 : Glance, ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // the run has ended: its own record is the last
        }
    }

    private LanguageModelRun Prepare(ScenarioRequest request, SimulationPlan plan, ModelEndpoint endpoint, Journal? journal, CancellationToken cancellationToken)
    {
        var saved = Model() ?? throw new ClienteleException("nothing is learned yet", null, "Load data and learn segments first.");
        StudyFile.RequireNoLinks(Study.Root, Study.Model);
        var population = Population.Parse(plan.Population, saved.Personas, AgentFile.Find(Study.Agents), plan.Options.Seed);
        return LanguageModelRun.Prepare(saved.Personas, plan.QuestionsFor(saved.Personas), population, endpoint, journal, plan.Options, new CallOptions { MaxCost = request.MaxCost }, cancellationToken);
    }
}
