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

    private static (string Message, string Suggestion) Explain(ParseResult arguments, Command command)
    {
        if (arguments.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } option)
            return ($"there is no option {option} for \"{HelpPage.Path(command)}\".", DidYouMean(option, Names(command.Options)));
        if (arguments.UnmatchedTokens is [var word, ..])
        {
            return command.Subcommands.Count > 0
                ? ($"there is no command \"{HelpPage.Path(command)} {word}\".", DidYouMean(word, command.Subcommands.Select(sub => sub.Name)))
                : ($"\"{word}\" means nothing to \"{HelpPage.Path(command)}\".", DidYouMean(word, Names(command.Options)));
        }
        if (command.Subcommands.Count > 0)
            return ($"\"{HelpPage.Path(command)}\" needs one of: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}.", "");
        return (arguments.Errors[0].Message.TrimEnd('.') + ".", "");
    }

    private static IEnumerable<string> Names(IEnumerable<Option> options) =>
        options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal));

    private static string DidYouMean(string word, IEnumerable<string> known) =>
        Words.Nearest(word, known) is { } name ? $"Did you mean {name}? " : "";
}
