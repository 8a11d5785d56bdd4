using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Reporting;

namespace Clientele.Cli.Commands;

/// <summary>A finished run as one HTML file.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly Option<string?> _study = Setting.Text("--study", "DIR", "The study folder.", StudyOptions.DefaultFolder);
    private readonly Option<string?> _run = Setting.Text("--run", "HASH", "Which run: the first digits of its folder's name.", null, "the one written last");
    private readonly Option<string?> _out = Setting.Text("--out", "FILE", "Where the page is written; an older one is replaced.", null, "report.html in the run's folder");

    public ReportCommand()
        : base("report", "Write a finished run as one HTML file to send to a colleague: answers with intervals, how far to trust them, personas, reasons, data.", "report --study study --out report.html")
    {
        Add(_study);
        Add(_run);
        Add(_out);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var study = StudyTarget.Require(arguments.GetRequiredValue(_study)!);
        var inside = arguments.GetValue(_out) is not { } named || StudyTarget.Existing(study).Holds(named);
        using var target = inside ? await StudyTarget.ExistingAsync(study, Locks(arguments, terminal, cancellationToken)) : StudyTarget.Existing(study);
        var folder = StudyRuns.Find(target.Folder, arguments.GetValue(_run));
        var path = arguments.GetValue(_out) ?? folder.Report;
        OutputFile.Check(path, ".html", "--out");
        if (Directory.Exists(path))
            throw new ClienteleException("this is a folder; the page is one file", path, "Name a file with --out, for instance report.html.");
        var record = RunRecord.Load(folder.RunFile);
        var fidelity = FidelityFile.Find(target.Folder);
        var speaks = fidelity is not null && FidelityFile.SpeaksFor(fidelity, record);
        WholeFile.WriteText(path, ReportHtml.Render(record, fidelity));
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, new Result(path, record.PlanHash, speaks));
            return ExitCode.Done;
        }
        terminal.Line(path);
        terminal.Notice(RunRecord.SimulatedBanner);
        terminal.Notice(speaks ? fidelity!.ShortVerdict
            : fidelity is null ? $"{RunRecord.NotValidated} Run clientele validate first and write the report again."
            : "The study's validation was made on other files or with another agent: it does not speak for this run, and the page says that it is not validated.");
        return ExitCode.Done;
    }

    /// <summary>What --json prints.</summary>
    /// <param name="File">The page.</param>
    /// <param name="PlanHash">Plan of the run.</param>
    /// <param name="Validated">Whether a validation speaks for it.</param>
    private sealed record Result(string File, string PlanHash, bool Validated);
}
