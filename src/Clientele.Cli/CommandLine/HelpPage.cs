using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;

namespace Clientele.Cli;

/// <summary>The help of one command, the same in a terminal, in a pipe and in docs/cli.md: 100 columns, every default, one example.</summary>
internal sealed partial class HelpPage : SynchronousCommandLineAction
{
    private const int Width = Terminal.MaxWidth;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes <c>--help</c> and <c>--version</c> of every command ours.</summary>
    public static void Install(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption)
            {
                option.Action = new HelpPage();
                option.Description = "Show what the command does, its options and their defaults.";
            }
            else if (option is VersionOption)
            {
                option.Action = new PrintVersion();
                option.Description = "Show the version and the revision it was built from.";
            }
        }
    }

    /// <summary>The words that name a command: <c>clientele data check</c>.</summary>
    public static string Path(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "clientele";

    /// <summary>Writes the help of one command.</summary>
    public static void Write(Command command, TextWriter output)
    {
        Paragraph(output, command.Description ?? "", indent: 0);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"  {Usage(command)}");
        Section(output, "Commands", Leaves(command).Select(leaf => (Path(leaf)[(Path(command).Length + 1)..], leaf.Description ?? "")));
        Section(output, "Arguments", command.Arguments.Select(argument => (Placeholder(argument), argument.Description ?? "")));
        Section(output, "Options", VisibleOptions(command).Select(option => (Label(option), option.Description ?? "")));
        if (command is ToolCommand tool)
        {
            output.WriteLine();
            output.WriteLine("Example:");
            output.WriteLine($"  clientele {tool.Example}");
        }
        else if (command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine("Start with:");
            output.WriteLine("  clientele demo");
            output.WriteLine("  clientele data check --data my-shop/ --init");
            output.WriteLine("  clientele run --data my-shop/ --mapping mapping.yaml");
            output.WriteLine();
            output.WriteLine("Exit codes:");
            output.WriteLine("  0 done, 1 a check failed, 2 something in the input to put right, 3 stopped by a cost limit,");
            output.WriteLine("  4 a defect of Clientele, 130 stopped by Ctrl-C");
        }
    }

    /// <summary>The commands that do something, in the order of the tree.</summary>
    public static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => sub.Subcommands.Count == 0 ? [sub] : Leaves(sub));

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, Console.Out);
        return ExitCode.Done;
    }

    private static string Usage(Command command)
    {
        var parts = new List<string> { Path(command) };
        if (command.Subcommands.Count > 0)
            parts.Add("<command>");
        parts.AddRange(command.Arguments.Select(Placeholder));
        parts.AddRange(command.Options.Where(option => option.Required).Select(Label));
        parts.Add("[options]");
        return string.Join(' ', parts);
    }

    private static IEnumerable<Option> VisibleOptions(Command command) =>
        command.Options.Concat(command is RootCommand ? [] : Root(command).Options.OfType<HelpOption>()).Where(option => !option.Hidden);

    private static Command Root(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? Root(parent) : command;

    private static string Placeholder(Argument argument) => $"<{argument.HelpName ?? argument.Name}>" + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private static string Label(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.Length == 2 && alias[0] == '-' && alias != "-?").Append(option.Name));
        return option.Arity.MaximumNumberOfValues == 0 || option is HelpOption or VersionOption ? names
            : $"{names} {(option.Arity.MinimumNumberOfValues == 0 ? $"[{option.HelpName}]" : option.HelpName)}{(option.AllowMultipleArgumentsPerToken ? "..." : "")}";
    }

    private static void Section(TextWriter output, string title, IEnumerable<(string Label, string Text)> rows)
    {
        var entries = rows.ToList();
        if (entries.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine($"{title}:");
        var column = Math.Min(30, entries.Max(entry => entry.Label.Length) + 4);
        foreach (var (label, text) in entries)
        {
            output.Write($"  {label}");
            if (label.Length + 4 > column)
                output.Write($"{Environment.NewLine}{new string(' ', column)}");
            else
                output.Write(new string(' ', column - 2 - label.Length));
            Paragraph(output, text, column);
        }
    }

    private static void Paragraph(TextWriter output, string text, int indent)
    {
        var used = indent;
        foreach (var (index, word) in Words(text).Index())
        {
            if (index > 0 && used + 1 + word.Length > Width)
            {
                output.Write($"{Environment.NewLine}{new string(' ', indent)}");
                used = indent;
            }
            else if (index > 0)
            {
                output.Write(' ');
                used++;
            }
            output.Write(word);
            used += word.Length;
        }
        output.WriteLine();
    }

    // "[default: 7]" stays on one line, and so does a command: "clientele data check --init".
    private static IEnumerable<string> Words(string text)
    {
        var bracket = text.LastIndexOf(" [", StringComparison.Ordinal);
        return bracket < 0 || text.Length - bracket > Width / 2
            ? Commands(text)
            : Commands(text[..bracket]).Append(text[(bracket + 1)..]);
    }

    private static IEnumerable<string> Commands(string text)
    {
        var from = 0;
        foreach (Match command in CommandLine().Matches(text))
        {
            foreach (var word in text[from..command.Index].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return word;
            yield return command.Value;
            from = command.Index + command.Length;
        }
        foreach (var word in text[from..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            yield return word;
    }

    // The program's name, the verb with its group, and options with values in capitals; brackets and marks around them belong to it.
    [GeneratedRegex(@"(?<!\S)\(?clientele( (data|scenario|segments))? [a-z-]+( --[a-z-]+( [A-Z]+(?![A-Za-z]))?)*[^\s\w]*(?!\S)")]
    private static partial Regex CommandLine();

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Console.Out.WriteLine($"clientele {EngineVersion.Number}{(EngineVersion.Revision is { } revision ? $" ({revision})" : "")}");
            return ExitCode.Done;
        }
    }
}
