using System.CommandLine;
using Clientele.Storage;

namespace Clientele.Cli;

/// <summary>One command: its options, one example for its help, and what it does.</summary>
internal abstract class ToolCommand : Command
{
    private readonly Option<bool> _json = Setting.Switch("--json", "Print the result as JSON on standard output, and nothing else there.");
    private readonly Option<bool> _quiet = Setting.Switch("--quiet", "Print no progress and no notices; errors still go to standard error.", "-q");

    private readonly Option<bool> _wait = Setting.Switch("--wait", "When another process is writing there: wait until it has ended. Without it the command ends with a message.");

    /// <summary>Creates the command.</summary>
    /// <param name="name">Its word on the command line.</param>
    /// <param name="description">What it does, in one or two sentences.</param>
    /// <param name="example">One command line that works as it stands, arguments only (without <c>clientele</c>).</param>
    protected ToolCommand(string name, string description, string example)
        : base(name, description) => Example = example;

    /// <summary>One command line for the help, without <c>clientele</c> itself.</summary>
    public string Example { get; }

    /// <summary>Does the work and returns an <see cref="ExitCode"/>.</summary>
    public async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        RefuseEmptyPaths(arguments);
        using var terminal = new Terminal(json: arguments.GetValue(_json), quiet: arguments.GetValue(_quiet));
        try
        {
            return await RunAsync(arguments, terminal, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            terminal.Flush();
        }
    }

    /// <summary>Does the work and returns an <see cref="ExitCode"/>.</summary>
    protected abstract Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken);

    // A variable that was not set in a script: --out "$RESULTS". No path is meant by it, least of all the working folder.
    private void RefuseEmptyPaths(ParseResult arguments)
    {
        foreach (var option in Options.Where(option => option.HelpName is "DIR" or "FILE" or "PATH" or "CSV"))
            if (arguments.GetResult(option) is { Implicit: false } given && given.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                throw new ClienteleException("the path is empty", option.Name, "Give a path, or leave the option out.");
        foreach (var argument in Arguments)
            if (arguments.GetResult(argument) is { } given && given.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                throw new ClienteleException("the path is empty", argument.Name, "Give a path.");
    }

    /// <summary>How this command gets the right to write a folder: it takes the lock, says who has it, or with <c>--wait</c>
    /// waits.</summary>
    protected Func<string, Task<StudyLock>> Locks(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var verb = string.Join(' ', Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name).Append(Name));
        return folder => arguments.GetValue(_wait)
            ? StudyLock.WaitAsync(folder, verb, other => terminal.Notice($"Waiting: {folder}: {other}. Ctrl-C ends the wait."), cancellationToken)
            : Task.FromResult(StudyLock.Take(folder, verb, "Wait until it has ended, let --wait do that, or choose another folder."));
    }

    /// <summary>Adds the options that every command has; called last, so that help shows them last.</summary>
    /// <param name="writes">Whether the command writes a folder under a lock.</param>
    protected void AddOutputOptions(bool writes = false)
    {
        if (writes)
            Add(_wait);
        Add(_json);
        Add(_quiet);
    }
}
