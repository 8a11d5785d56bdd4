using System.CommandLine;
using Clientele.Storage;

namespace Clientele.Cli.Options;

/// <summary>Where results go: <c>--out --study --no-save --force</c>.</summary>
internal sealed class StudyOptions
{
    /// <summary>The study folder of a command that is told nothing else.</summary>
    public const string DefaultFolder = "./clientele-study";

    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "The study folder: model/ (personas, choice model, features) and runs/. Created when missing.", DefaultFolder);
    private readonly Option<string?> _study = Named();
    private readonly Option<bool> _noSave = Setting.Switch("--no-save", "Print the results and write no file.");
    private readonly Option<bool> _force = Setting.Switch("--force", "Write into a folder that holds something else than a study.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_study);
        command.Add(_noSave);
        command.Add(_force);
    }

    /// <summary>The study folder, checked and locked; a temporary one with <c>--no-save</c>.</summary>
    /// <exception cref="ClienteleException">It cannot be written, holds something else, or another process is writing it.</exception>
    public async Task<StudyTarget> OpenAsync(ParseResult arguments, Func<string, Task<StudyLock>> locks)
    {
        var (folder, option) = Folder(arguments, _study, _out);
        return arguments.GetValue(_noSave)
            ? StudyTarget.Temporary()
            : await StudyTarget.AtAsync(folder!, arguments.GetValue(_force), locks, option).ConfigureAwait(false);
    }

    /// <summary><c>--study</c> of a command that writes: a study that has to be there, where <c>--out</c> would make one.</summary>
    internal static Option<string?> Named() => Setting.Text("--study", "DIR",
        "In place of --out: a study that is there already. A path that does not exist is refused instead of made.", null);

    /// <summary>The folder that <c>--study</c> or <c>--out</c> names, and which of the two.</summary>
    /// <exception cref="ClienteleException">Both were given, or <c>--study</c> names no study.</exception>
    internal static (string? Folder, string Option) Folder(ParseResult arguments, Option<string?> study, Option<string?> made)
    {
        if (arguments.GetValue(study) is not { } named)
            return (arguments.GetValue(made), made.Name);
        if (arguments.GetResult(made)?.IdentifierToken is not null)
            throw new ClienteleException("both name the study folder", "--study, --out",
                "Give one: --study for a study that is there, --out for one that is made when it is missing.");
        return (StudyTarget.Require(named), study.Name);
    }
}
