using System.CommandLine;

namespace Clientele.Cli;

/// <summary>Says in one line what is wrong with a command line, and what was probably meant.</summary>
internal static class ParseFailure
{
    /// <summary>Writes the message and returns the <see cref="ExitCode"/>. The bare program name is a wish for help, not an error.</summary>
    public static int Write(ParseResult arguments, TextWriter output, TextWriter error)
    {
        var command = arguments.CommandResult.Command;
        if (arguments.Tokens.Count == 0)
        {
            HelpPage.Write(command, output);
            return ExitCode.Done;
        }
        var (message, suggestion) = Explain(arguments, command);
        error.WriteLine($"clientele: {message}");
        error.WriteLine($"  {suggestion}See: {HelpPage.Path(command)} --help");
        return ExitCode.UserInput;
    }

    /// <summary>The word that stands where a verb should and is none; null where there is no such word.</summary>
    /// <remarks>Options behind it belong to the verb that was meant, so they are not looked at.</remarks>
    public static string? UnknownVerb(ParseResult arguments) =>
        arguments.CommandResult.Command.Subcommands.Count > 0 && arguments.UnmatchedTokens is [var first, ..] && !first.StartsWith('-')
            ? first : null;

    private static (string Message, string Suggestion) Explain(ParseResult arguments, Command command)
    {
        if (UnknownVerb(arguments) is { } verb)
            return ($"there is no command \"{HelpPage.Path(command)} {verb}\".", DidYouMean(verb, Verbs(command)));
        if (arguments.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } option)
            return ($"there is no option {option} for \"{HelpPage.Path(command)}\".", DidYouMean(option, Names(command.Options)));
        if (arguments.UnmatchedTokens is [var word, ..])
            return ($"\"{word}\" means nothing to \"{HelpPage.Path(command)}\".", DidYouMean(word, Names(command.Options)));
        if (command.Subcommands.Count > 0)
            return ($"\"{HelpPage.Path(command)}\" needs one of: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}.", "");
        return (arguments.Errors[0].Message.TrimEnd('.') + ".", "");
    }

    // Verbs of a group are found by their last word too: "check" is "data check".
    private static IEnumerable<(string Word, string Name)> Verbs(Command command) => command.Subcommands.Select(sub => (sub.Name, sub.Name))
        .Concat(HelpPage.Leaves(command).Where(leaf => !command.Subcommands.Contains(leaf))
            .Select(leaf => (leaf.Name, HelpPage.Path(leaf)[(HelpPage.Path(command).Length + 1)..])));

    private static IEnumerable<string> Names(IEnumerable<Option> options) =>
        options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal));

    private static string DidYouMean(string word, IEnumerable<string> known) => DidYouMean(word, known.Select(name => (name, name)));

    private static string DidYouMean(string word, IEnumerable<(string Word, string Name)> known)
    {
        var all = known.ToList();
        return Words.Nearest(word, all.Select(one => one.Word)) is { } near
            ? $"Did you mean {all.First(one => one.Word == near).Name}? "
            : "";
    }
}
