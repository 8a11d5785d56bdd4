using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Data;
using Clientele.Data.Guessing;
using Clientele.Reporting;

namespace Clientele.Cli.Commands;

/// <summary>Reads a shop's files and says what would be used, left out and rejected, and why.</summary>
internal sealed class DataCheckCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly Option<string?> _init = new("--init")
    {
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Look at the files and write a commented mapping to fill in, guessed columns marked. [default: off; mapping.yaml when no file is named]",
    };
    private readonly Option<string?> _rejected = Setting.Text("--rejected", "FILE", "Write every rejected row with file, line, column, value and reason to this CSV file.", null);
    private readonly Option<bool> _force = Setting.Switch("--force", "With --init: overwrite the mapping file.");
    private readonly Option<int> _threads = Setting.Number("--threads", "Threads that may work at a time.", 0, least: 0, "one a core");

    public DataCheckCommand()
        : base("check", "Read a shop's files as the mapping says and account for every row; or start a mapping with --init.", "data check --data my-shop/ --init")
    {
        _data.AddTo(this);
        Add(_init);
        Add(_rejected);
        Add(_force);
        Add(_threads);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        if (arguments.GetResult(_init) is { Implicit: false })
            return StartMapping(arguments, terminal, cancellationToken);
        // All files are read to the end, so that the account is whole; the share is judged afterwards.
        var source = _data.Read(arguments, arguments.GetValue(_threads)) with { MaxRejectedShare = 1 };
        if (arguments.GetValue(_rejected) is { } rejected)
            OutputFile.Check(rejected, ".csv", "--rejected", source.Path);
        using var transactions = await LoadAsync(source, arguments.GetValue(_rejected), terminal, cancellationToken);
        var most = _data.MaxRejected(arguments);
        var bad = transactions.Files.Where(account => account.Rejected > most * account.Rows).ToList();
        if (terminal.Json)
            JsonOutput.Write(terminal, new DataCheck(bad.Count == 0, most, transactions.Mapping.Name, transactions.Mapping.Currency, transactions.Customers, transactions.Orders,
                transactions.FirstOrder, transactions.LastOrder, transactions.Totals, transactions.Warnings, transactions.Files, transactions.Rejected));
        else
            Write(terminal, transactions, bad, most, arguments);
        return bad.Count == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }

    // The rejected rows are written also, and above all, where they are all there is.
    private static async Task<Transactions> LoadAsync(TransactionSource source, string? rejected, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            var transactions = await ProgressDisplay.ShowAsync(terminal, progress => TransactionLoader.LoadAsync(source, progress, cancellationToken));
            if (rejected is not null)
                ModelWriter.WriteRejected(rejected, transactions.Rejected, cancellationToken);
            return transactions;
        }
        catch (NoOrdersException nothing) when (rejected is not null)
        {
            ModelWriter.WriteRejected(rejected, nothing.Rejected, cancellationToken);
            throw;
        }
    }

    private int StartMapping(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var file = arguments.GetValue(_init) ?? "mapping.yaml";
        if (File.Exists(file) && !arguments.GetValue(_force))
            throw new ClienteleException("this file exists", file, "Name another after --init, or overwrite it with --force.");
        OutputFile.Check(file, file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) ? ".yml" : ".yaml", "--init");
        var template = MappingTemplate.Guess(_data.Path(arguments), DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime), cancellationToken);
        WholeFile.WriteText(file, template.Yaml);
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, new StartedMapping(file, template.Guesses, template.Missing, [.. template.Questions.Select(Question.Of)], template.NotRead));
            return ExitCode.Done;
        }
        terminal.Line($"Written: {file}");
        WriteList(terminal, "Guessed, please check:", template.Guesses);
        WriteList(terminal, "Not found, please fill in:", template.Missing);
        WriteList(terminal, "Ambiguous, please set (key, and what each reading would give):", [.. template.Questions.SelectMany(question => question.Lines)]);
        WriteList(terminal, "Not read:", template.NotRead);
        terminal.Line();
        terminal.Line($"{(template.Missing.Count > 0 ? "Fill that in (the file ends with a list of your columns). Then" : template.Questions.Count > 0 ? "Set that in the file. Then" : "Next")}: clientele data check --data {_data.Path(arguments)} --mapping {file}");
        return ExitCode.Done;
    }

    private static void WriteList(Terminal terminal, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        terminal.Line();
        terminal.Line(heading);
        foreach (var line in lines)
            terminal.Line($"  {line}");
    }

    private void Write(Terminal terminal, Transactions transactions, IReadOnlyList<FileAccount> bad, double most, ParseResult arguments)
    {
        DataReport.Write(terminal, transactions);
        DataReport.WriteTotals(terminal, transactions);
        terminal.Line();
        if (bad.Count == 0)
        {
            terminal.Line($"Ready. Next: clientele run --data {_data.Path(arguments)} --mapping {_data.Mapping(arguments)}");
            return;
        }
        foreach (var account in bad)
            terminal.Line($"FAILED: {account.File}: {Number.Percent((double)account.Rejected / account.Rows, "0.##")} of the rows are rejected; --max-rejected allows {Number.Percent(most, "0.##")}.");
        terminal.Line("See all with --rejected FILE. Usually the mapping names a wrong column, date format or decimal mark.");
    }

    private sealed record StartedMapping(string File, IReadOnlyList<string> Guessed, IReadOnlyList<string> Missing, IReadOnlyList<Question> Questions, IReadOnlyList<string> NotRead);

    private sealed record Question(string Key, string File, string Column, IReadOnlyList<Reading> Readings)
    {
        public static Question Of(MappingQuestion question) => new(question.Key, question.File, question.Column, [.. question.Readings.Select(reading => new Reading(reading.Value, reading.Gives))]);
    }

    private sealed record Reading(string Value, string Gives);

    private sealed record DataCheck(
        bool Passed, double MaxRejected, string Mapping, string Currency, long Customers, long Orders, DateTime FirstOrder, DateTime LastOrder, TransactionTotals Totals,
        IReadOnlyList<DataWarning> Warnings, IReadOnlyList<FileAccount> Files,
        IReadOnlyList<RejectedRow> RejectedRows);
}
