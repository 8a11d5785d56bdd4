using System.CommandLine;
using Clientele.Reporting;

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
    /// <exception cref="ClienteleException">There is no such study or file, or the folder cannot be written.</exception>
    public StudyTarget Open(ParseResult arguments, Terminal terminal, bool keepNothing)
    {
        if (arguments.GetValue(_personas) is not { } personas)
        {
            if (arguments.GetResult(_out)?.IdentifierToken is not null)
                throw new ClienteleException("it says where the study for --personas goes", "--out", "Name an existing study with --study instead.");
            var existing = StudyTarget.Existing(arguments.GetRequiredValue(_study)!);
            terminal.Notice($"Reading the study {existing.Folder.Root}.");
            return existing;
        }
        if (arguments.GetResult(_study)?.IdentifierToken is not null)
            throw new ClienteleException("a study has personas of its own", "--personas", "Give --study or --personas, not both.");
        var folder = arguments.GetRequiredValue(_out)!;
        var target = keepNothing && !File.Exists(new StudyFolder(folder).StudyFile) ? StudyTarget.Temporary() : StudyTarget.At(folder, force: false);
        PersonaStudy.Create(target.Folder, personas);
        return target;
    }
}
