using System.Globalization;
using System.Text.RegularExpressions;
using Clientele.Cli.Models;
using Spectre.Console;

namespace Clientele.Cli;

/// <summary>Where a command writes: results to standard output; progress, notices and errors to standard error. Colour and bars
/// only on a terminal, and no colour where <c>NO_COLOR</c> is set.</summary>
internal sealed partial class Terminal : IDisposable
{
    /// <summary>Widest table, in columns; also the width when the output is no terminal.</summary>
    public const int MaxWidth = 100;

    // Results are held back until the command ends: a result is printed whole, and a full disk is met in one place (Flush).
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly Lazy<IAnsiConsole> _results;
    private readonly Lazy<IAnsiConsole> _notices;

    /// <summary>Creates the terminal of one command.</summary>
    public Terminal(bool json, bool quiet)
    {
        Json = json;
        Quiet = quiet;
        _results = new(() => Open(_output, Console.IsOutputRedirected));
        _notices = new(() => Open(Console.Error, Console.IsErrorRedirected));
    }

    /// <summary>The result is asked for as JSON: nothing else may go to standard output.</summary>
    public bool Json { get; }

    /// <summary>Neither progress nor notices are wanted.</summary>
    public bool Quiet { get; }

    /// <summary>Standard output as it is: for JSON.</summary>
    public TextWriter Output => _output;

    /// <summary>Standard output for tables and text.</summary>
    public IAnsiConsole Results => _results.Value;

    /// <summary>Standard error for tables and progress.</summary>
    public IAnsiConsole Notices => _notices.Value;

    /// <summary>Whether bars may be drawn on standard error.</summary>
    public static bool ErrorIsTerminal => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    /// <summary>Writes a line of results. On a terminal long lines are broken between words; a file or a pipe gets them as
    /// they are, so that a path or a command in them stays in one piece.</summary>
    public void Line(string text = "")
    {
        if (Console.IsOutputRedirected)
            _output.WriteLine(Printable(text));
        else
            Results.WriteLine(Printable(text));
    }

    /// <summary>Writes the heading of a part of the results, after an empty line.</summary>
    public void Heading(string text)
    {
        Line();
        if (Console.IsOutputRedirected)
            Line(text);
        else
            Results.Write(new Text(Printable(text) + Environment.NewLine, new Style(decoration: Decoration.Bold)));
    }

    /// <summary>Writes a remark that is no result; nothing when quiet.</summary>
    public void Notice(string text)
    {
        if (!Quiet)
            Console.Error.WriteLine(Secrets.Hide(Printable(text)));
    }

    /// <summary>A text without control characters but line breaks: names and answers come from files and models, and must not steer the terminal.</summary>
    public static string Printable(string text) => text.Any(IsControl) ? string.Concat(text.Where(c => !IsControl(c))) : text;

    private static bool IsControl(char c) => c is not '\n' and not '\r' && (char.IsControl(c) || c is '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));

    /// <summary>Writes what has been printed so far to standard output. A reader that has gone (<c>| head</c>) is no failure.</summary>
    /// <exception cref="ClienteleException">Standard output takes nothing more: the disk is full.</exception>
    public void Flush()
    {
        try
        {
            Console.Out.Write(Secrets.Hide(TrailingSpace().Replace(_output.ToString(), "\n")));
            Console.Out.Flush();
            _output.GetStringBuilder().Clear();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"standard output cannot be written: {problem.Message}", hint: "Send it somewhere else; files of the run are in the study folder all the same.", inner: problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        var plain = redirected || Environment.GetEnvironmentVariable("TERM") is null or "dumb";
        var colour = !plain && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Yes,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Yes,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = plain ? MaxWidth : Math.Clamp(TerminalWidth(), 40, MaxWidth);
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    // Table cells are filled up with spaces, which are of no use at the end of a line.
    [GeneratedRegex(@"[ ]+\r?\n")]
    private static partial Regex TrailingSpace();

    private static int TerminalWidth() => Console.WindowWidth is > 0 and var width ? width : MaxWidth;
}
