using System.CommandLine;
using System.Globalization;
using Clientele.Data;
using Clientele.Reporting;

namespace Clientele.Cli.Options;

/// <summary>Which transactions are read, and how: <c>--data --mapping --max-rejected --memory</c>.</summary>
internal sealed class DataOptions
{
    private const string Data = "Folder with the shop's files (CSV, .csv.gz or Parquet), or the one file that the mapping names. It is only read.";
    private readonly Option<string> _data;
    private readonly Option<string?> _mapping = Setting.Text("--mapping", "NAME", "Which column means what: olist, cdnow, or a YAML file of your own (clientele data check --init writes one).", "olist");
    private readonly Option<double> _maxRejected = Setting.Parsed("--max-rejected", "SHARE", "Largest share of a file's rows that may be unreadable or contradictory before the run stops.", 0.01, "1%", Share);

    private readonly Option<long> _memory = MemoryOption();

    /// <summary>Creates the options.</summary>
    /// <param name="without">What the command does without data, for the help; null = data are required.</param>
    public DataOptions(string? without = null) => _data = without is null ? Setting.Required("--data", "PATH", Data) : Setting.Optional("--data", "PATH", Data, without);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_mapping);
        command.Add(_maxRejected);
        command.Add(_memory);
    }

    /// <summary><c>--memory</c>: what the work may hold.</summary>
    public static Option<long> MemoryOption() => Setting.ParsedIfGiven(
        "--memory", "SIZE", "Memory that the work may hold, such as 2GB or 50%. Rows that do not fit go to a temporary folder; what cannot go there stops with a sentence. The program itself takes some 100 MB more.", "half of what is free", MemoryBudget.Parse);

    /// <summary>Whether data are named.</summary>
    public bool Named(ParseResult arguments) => arguments.GetResult(_data) is not null;

    /// <summary>The folder or file.</summary>
    public string Path(ParseResult arguments) => arguments.GetRequiredValue(_data);

    /// <summary>Name or path of the mapping.</summary>
    public string Mapping(ParseResult arguments) => arguments.GetRequiredValue(_mapping)!;

    /// <summary>Largest share of a file's rows that may be rejected.</summary>
    public double MaxRejected(ParseResult arguments) => arguments.GetValue(_maxRejected);

    /// <summary>Options that were given and that reading the files again needs.</summary>
    public IReadOnlyList<string> Given(ParseResult arguments) => Setting.Given(arguments, _maxRejected);

    /// <summary>The source of transactions.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="threads">Threads that may work at a time; 0 = one a core.</param>
    /// <param name="study">The study that the data are read for, whose day counts again; null when there is none.</param>
    /// <exception cref="ClienteleException">There is no such mapping, or it is wrong.</exception>
    public TransactionSource Read(ParseResult arguments, int threads, StudyFolder? study = null)
    {
        var source = Source(arguments, threads);
        return source with { ReadOn = StudyDay.Of(study, source, TimeProvider.System) };
    }

    private TransactionSource Source(ParseResult arguments, int threads) => new()
    {
        Path = Path(arguments),
        Mapping = MappingFile.Load(Mapping(arguments)),
        MaxRejectedShare = MaxRejected(arguments),
        Threads = threads,
        Memory = Hold(arguments.GetValue(_memory)),
    };

    /// <summary>Keeps this process to a budget; 0 = none was given.</summary>
    /// <returns>The budget.</returns>
    internal static long Hold(long given)
    {
        var budget = given > 0 ? given : MemoryBudget.Default;
        MemoryBudget.Hold(budget);
        return budget;
    }

    /// <summary>Reads <c>2.5%</c> or <c>0.025</c>.</summary>
    /// <exception cref="FormatException">It is neither, or outside 0..1.</exception>
    internal static double Share(string text)
    {
        var percent = text.EndsWith('%');
        return double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
               && (percent ? number / 100 : number) is >= 0 and <= 1 and var share
            ? share
            : throw new FormatException("give a share such as 1% or 0.01, between 0 and 100%.");
    }
}
