using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Reporting;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Commands;

/// <summary>A finished run again, its words, or its answers as a recording.</summary>
internal sealed class ResultsCommand : ToolCommand
{
    private readonly Option<string?> _study = Setting.Text("--study", "DIR", "The study folder.", StudyOptions.DefaultFolder);
    private readonly Option<string?> _run = Setting.Text("--run", "HASH", "Which run: the first digits of its folder's name.", null, "the one written last");
    private readonly Option<bool> _text = Setting.Switch("--text", "Print the answers that were kept word for word, as DECISION, REASONING and KEY FACTORS.");
    private readonly Option<string?> _export = Setting.Text("--export-journal", "FILE", "Write the answers of the run's calls as a recording for --replay.", null);

    public ResultsCommand()
        : base("results", "Print a finished run of a study again, the agents' own words, or write its answers as a recording.", "results --study study --text")
    {
        Add(_study);
        Add(_run);
        Add(_text);
        Add(_export);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        using var target = StudyTarget.Existing(StudyTarget.Require(arguments.GetRequiredValue(_study)!));
        var record = RunRecord.Load(StudyRuns.Find(target.Folder, arguments.GetValue(_run)).RunFile);
        if (arguments.GetValue(_export) is { } path)
        {
            OutputFile.Check(path, ".jsonl", "--export-journal");
            if (record.Usage?.CallPlan is not { } plan)
                throw new ClienteleException("this run asked no language model, so there is nothing to record", "--export-journal", "Name another run with --run.");
            using var journal = Journal.OpenToRead(target.Folder.Journal);
            terminal.Notice($"{Number.Count(JournalFile.Export(journal, path, plan))} answers written to {path}.");
        }
        if (!terminal.Json && arguments.GetValue(_text))
            VerbatimReport.Write(terminal, record);
        else if (!terminal.Json)
        {
            DecisionReport.Write(terminal, record);
            if (record.Sweep is { } curve)
                SweepReport.Write(terminal, curve);
        }
        StudyReport.Write(terminal, target, record, $"clientele results --study {target.Folder.Root} --text");
        return Task.FromResult(ExitCode.Done);
    }
}
