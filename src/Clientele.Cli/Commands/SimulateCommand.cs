using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Reporting;
using Clientele.Simulation;

namespace Clientele.Cli.Commands;

/// <summary>Stage 5 on a study that pipeline or run has written, or on personas alone.</summary>
internal sealed class SimulateCommand : ToolCommand
{
    private readonly PersonaSourceOptions _source = new();
    private readonly ModelRunOptions _model = new();
    private readonly SimulationArguments _simulation = new();
    private readonly MachineOptions _machine = new();
    private readonly Option<bool> _noSave = Setting.Switch("--no-save", "Print the results and write none; answers that were paid for stay in the study's journal.");

    public SimulateCommand()
        : base("simulate", "Ask the simulated customers of a study what they would do. Needs the study only, not the transactions; a language model needs personas.json only.", "simulate --study study --sweep offer.price=80:200:10")
    {
        _source.AddTo(this);
        _model.AddTo(this);
        _simulation.AddTo(this);
        _machine.AddTo(this);
        Add(_noSave);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var asked = _model.Read(arguments);
        var plan = _simulation.Read(arguments, _machine, languageModel: asked is not null);
        var sweep = _simulation.Sweep(arguments);
        var save = !arguments.GetValue(_noSave);
        // Answers that are paid for stay in the journal, results saved or not.
        var writes = save && asked?.DryRun != true || asked is { DryRun: false, Replay: null };
        using var target = await _source.OpenAsync(arguments, terminal, asked?.DryRun == true, writes ? Locks(arguments, terminal, cancellationToken) : null);
        var session = new StudySession(terminal, target, _machine.Threads(arguments));
        RunRecord? record;
        if (asked is null)
            record = await session.SimulateAsync(ShopModel.Load(target.Folder), plan, sweep, save, cancellationToken);
        else
            record = await session.AskAsync(SavedModel.Load(target.Folder), AgentFile.Find(target.Folder.Agents), plan, asked, save, cancellationToken);
        if (record is null)
            return ExitCode.Done;
        StudyReport.Write(terminal, target, record, Next(target, record), _simulation.AsksBuiltIn(arguments));
        return asked is null ? ExitCode.Done : ModelRunOptions.ExitCodeOf(record.Account, asked.FailureThreshold);
    }

    private static string Next(StudyTarget target, RunRecord record) => record.Usage is null
        ? $"clientele simulate --study {target.Folder.Root} --scenarios my-scenario.yaml"
        : record.Account.OverBudget > 0 ? "the same command with a higher --max-cost goes on from here"
        : $"clientele results --study {target.Folder.Root} --text";
}
