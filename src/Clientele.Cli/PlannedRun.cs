using Clientele.Simulation.Calls;

namespace Clientele.Cli;

/// <summary>Asks a language model as every command does: planned with what the study's journal knows, announced, asked or read from a recording, and stopped without loss.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="target">The study folder.</param>
/// <param name="asked">How the model is asked.</param>
internal sealed class PlannedRun(Terminal terminal, StudyTarget target, ModelPlan asked)
{
    /// <summary>Plans and runs.</summary>
    /// <param name="prepare">Plans; the journal is null when there is none yet.</param>
    /// <param name="questions">What the questions are, in words.</param>
    /// <param name="nothing">What is said when a recording holds no answer, and what to do.</param>
    /// <param name="show">Shows the progress of the run.</param>
    /// <param name="cancellationToken">Sends nothing more; what is in flight is waited for and kept.</param>
    /// <returns>The run and what came of it; null after a dry run.</returns>
    public async Task<(TRun Run, TResult Result)?> RunAsync<TRun, TResult>(
        Func<Journal?, Task<TRun>> prepare, string questions, (string Problem, string Hint) nothing, Func<Func<IProgress<StageProgress>?, Task<TResult>>, Task<TResult>> show,
        CancellationToken cancellationToken) where TRun : IPlannedRun<TResult>
    {
        using var replayed = asked.Replay is null ? null : StudyTarget.Temporary();
        var path = (replayed?.Folder ?? target.Folder).Journal;
        using var journal = !asked.DryRun ? Journal.Open(path) : Path.Exists(path) ? Journal.OpenToRead(path) : null;
        if (asked.Replay is { } recording)
            await JournalFile.ImportAsync(recording, journal!, cancellationToken).ConfigureAwait(false);
        var prepared = await prepare(journal).ConfigureAwait(false);
        if (asked.DryRun)
        {
            PlanReport.Write(terminal, prepared.Plan, asked, questions);
            return null;
        }
        if (asked.Replay is not null && prepared.Plan.Known == 0)
            throw new ClienteleException(nothing.Problem, "--replay", nothing.Hint);
        if (asked.Replay is null)
            prepared.Plan.RequireOneCall(asked.Limits.MaxCost);
        PlanReport.Announce(terminal, prepared.Plan, asked);
        TResult result;
        try
        {
            result = await show(progress => asked.Replay is null
                ? prepared.RunAsync(journal!, progress, cancellationToken: cancellationToken)
                : prepared.ReplayAsync(journal!, progress, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var (done, all) = journal!.Progress(prepared.Plan.Id);
            terminal.Notice($"{Number.Count(done)} of {Number.Count(all)} calls are answered, and every answer is kept in the journal; the same command goes on from there.");
            throw;
        }
        finally
        {
            foreach (var notice in prepared.Notices)
                terminal.Notice(notice);
        }
        foreach (var (problem, calls) in prepared.Problems.Take(3))
            terminal.Notice($"{Number.Count(calls)} {(calls == 1 ? "call" : "calls")} failed: {problem}");
        return (prepared, result);
    }
}
