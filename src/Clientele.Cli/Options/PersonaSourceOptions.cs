using System.CommandLine;
using Clientele.Reporting;
using Clientele.Storage;

namespace Clientele.Cli.Options;

/// <summary>Whose customers are asked: <c>--study</c>, or <c>--personas FILE</c> with <c>--out</c>.</summary>
internal sealed class PersonaSourceOptions
{
    private readonly Option<string?> _study = Setting.Text("--study", "DIR", "The study folder that clientele pipeline or run wrote.", StudyOptions.DefaultFolder);
    private readonly Option<string?> _personas = Setting.Text("--personas", "FILE", "A personas.json alone, instead of a study: enough for a language model.", null);
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "With --personas: the study folder that is made.", StudyOptions.DefaultFolder);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_study);
        command.Add(_personas);
        command.Add(_out);
    }

    /// <summary>The study; made from the personas when a file is given.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Told what is read.</param>
    /// <param name="keepNothing">Write nothing that stays, unless the study exists.</param>
    /// <param name="locks">Takes the lock of a folder; null when an existing study is only read.</param>
    /// <exception cref="ClienteleException">There is no such study or file, the folder cannot be written, or another process is writing it.</exception>
    public async Task<StudyTarget> OpenAsync(ParseResult arguments, Terminal terminal, bool keepNothing, Func<string, Task<StudyLock>>? locks)
    {
        if (arguments.GetValue(_personas) is not { } personas)
        {
            if (arguments.GetResult(_out)?.IdentifierToken is not null)
                throw new ClienteleException("it says where the study for --personas goes", "--out", "Name an existing study with --study instead.");
            var study = StudyTarget.Require(arguments.GetRequiredValue(_study)!);
            var existing = locks is null ? StudyTarget.Existing(study) : await StudyTarget.ExistingAsync(study, locks).ConfigureAwait(false);
            terminal.Notice($"Reading the study {existing.Folder.Root}.");
            return existing;
        }
        if (arguments.GetResult(_study)?.IdentifierToken is not null)
            throw new ClienteleException("a study has personas of its own", "--personas", "Give --study or --personas, not both.");
        var folder = arguments.GetRequiredValue(_out)!;
        var made = File.Exists(new StudyFolder(folder).StudyFile);
        var target = keepNothing && !made ? StudyTarget.Temporary()
            : keepNothing || locks is null ? StudyTarget.Existing(folder)
            : await StudyTarget.AtAsync(folder, force: false, locks).ConfigureAwait(false);
        try
        {
            PersonaStudy.Create(target.Folder, personas);
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }
}
