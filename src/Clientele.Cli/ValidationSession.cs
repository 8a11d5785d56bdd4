using Clientele.Data;
using Clientele.Validation;

namespace Clientele.Cli;

/// <summary>A validation as the command runs it: the choice model at once; a language model planned, announced, asked through the study's journal.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="target">The study folder.</param>
/// <param name="asked">How a language model is asked; null = the choice model.</param>
/// <param name="questions">Questions an attribute to a language model.</param>
internal sealed class ValidationSession(Terminal terminal, StudyTarget target, ModelPlan? asked, int? questions)
{
    /// <summary>How the command ends as far as unanswered questions say.</summary>
    public int ExitCode { get; private set; } = Cli.ExitCode.Done;

    /// <summary>Validates.</summary>
    /// <returns>The report; null after a dry run.</returns>
    public async Task<FidelityReport?> ValidateAsync(Transactions data, FidelityPlan plan, Transactions? testData, CancellationToken cancellationToken)
    {
        if (asked is null)
            return await ProgressDisplay.ShowAsync(terminal, progress => FidelityValidator.ValidateAsync(data, plan, testData, progress, cancellationToken)).ConfigureAwait(false);
        if (asked is { DryRun: false, Replay: null } && !target.Kept)
            throw new ClienteleException("answers that are paid for would be thrown away", "--no-save", "Give a study folder with --out.");
        if (await new PlannedRun(terminal, target, asked).RunAsync(
            journal => ProgressDisplay.ShowAsync(terminal, progress => LanguageModelValidation.PrepareAsync(data, plan, asked.Model.Endpoint, questions!.Value, journal, asked.Limits, testData, progress, cancellationToken)),
            "masked orders, effects, calibration and trust", ("the recording holds no answer to this validation", "Give the model, seed, data and --questions that it was recorded with."),
            (Func<IProgress<StageProgress>?, Task<FidelityReport>> work) => ProgressDisplay.ShowAsync(terminal, work), cancellationToken).ConfigureAwait(false) is not var (prepared, report))
            return null;
        var account = prepared.Account!;
        if (account.Answered < account.Planned)
            terminal.Notice($"{Number.Count(account.Planned - account.Answered)} of {Number.Count(account.Planned)} questions have no answer: {Number.Count(account.Refused)} refused, {Number.Count(account.Invalid)} unreadable, {Number.Count(account.Failed)} failed, {Number.Count(account.OverBudget)} over budget.");
        ExitCode = Options.ModelRunOptions.ExitCodeOf(account, asked.FailureThreshold);
        return report;
    }
}
