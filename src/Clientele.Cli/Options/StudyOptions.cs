using System.CommandLine;
using Clientele.Storage;

namespace Clientele.Cli.Options;

/// <summary>Where results go: <c>--out --no-save --force</c>.</summary>
internal sealed class StudyOptions
{
    /// <summary>The study folder of a command that is told nothing else.</summary>
    public const string DefaultFolder = "./clientele-study";

    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "The study folder: model/ (personas, choice model, features) and runs/. Created when missing.", DefaultFolder);
    private readonly Option<bool> _noSave = Setting.Switch("--no-save", "Print the results and write no file.");
    private readonly Option<bool> _force = Setting.Switch("--force", "Write into a folder that holds something else than a study.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_noSave);
        command.Add(_force);
    }

    /// <summary>The study folder, checked and locked; a temporary one with <c>--no-save</c>.</summary>
    /// <exception cref="ClienteleException">It cannot be written, holds something else, or another process is writing it.</exception>
    public async Task<StudyTarget> OpenAsync(ParseResult arguments, Func<string, Task<StudyLock>> locks) =>
        arguments.GetValue(_noSave) ? StudyTarget.Temporary() : await StudyTarget.AtAsync(arguments.GetRequiredValue(_out)!, arguments.GetValue(_force), locks).ConfigureAwait(false);
}
