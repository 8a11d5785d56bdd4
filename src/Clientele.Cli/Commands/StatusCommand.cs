using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Reporting;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Commands;

/// <summary>How far a study's runs of language models are.</summary>
internal sealed class StatusCommand : ToolCommand
{
    private readonly Option<string?> _study = Setting.Text("--study", "DIR", "The study folder.", StudyOptions.DefaultFolder);

    public StatusCommand()
        : base("status", "Show how far the runs of language models in a study are and what they have cost, also while one is running.", "status --study study")
    {
        Add(_study);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var study = new StudyFolder(StudyTarget.Require(arguments.GetRequiredValue(_study)!));
        // A study that only the choice model was asked in has no journal, which is no error.
        using var journal = Path.Exists(study.Journal) ? Journal.OpenToRead(study.Journal) : null;
        var plans = journal?.Plans() ?? [];
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, plans);
            return Task.FromResult(ExitCode.Done);
        }
        if (plans.Count == 0)
        {
            terminal.Line("No language model was asked in this study yet.");
            terminal.Line($"What it would take: clientele estimate --study {study.Root} --model claude-haiku-5-5");
            return Task.FromResult(ExitCode.Done);
        }
        var table = new ResultTable().Words("run", wrap: false).Words("asks").Numbers("calls").Numbers("answered").Numbers("in batches").Numbers("spent").Words("state", wrap: false);
        foreach (var plan in plans)
            table.Row(plan.Id[..12], plan.Description, Number.Count(plan.Calls), Number.Count(plan.Replied), Number.Count(plan.InBatches), PlanReport.Dollars(plan.Spent),
                plan.Replied == plan.Calls ? "complete" : "can be resumed");
        table.Write(terminal, $"Runs of language models in {study.Root}");
        if (plans.Sum(plan => plan.Unknown) is > 0 and var unknown)
            terminal.Line($"{Number.Count(unknown)} {(unknown == 1 ? "call was" : "calls were")} in flight when a process ended, or are now: counted as spent at their worst.");
        if (plans.Any(plan => plan.Replied < plan.Calls))
            terminal.Line("To resume a run, give its command again: nothing that is answered is asked again.");
        return Task.FromResult(ExitCode.Done);
    }
}
