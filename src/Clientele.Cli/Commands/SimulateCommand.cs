using System.CommandLine;
using Clientele.Cli.Options;

namespace Clientele.Cli.Commands;

/// <summary>Stage 5 on a study that pipeline or run has written.</summary>
internal sealed class SimulateCommand : ToolCommand
{
    private readonly Option<string?> _study = Setting.Text("--study", "DIR", "The study folder that clientele pipeline or run wrote.", StudyOptions.DefaultFolder);
    private readonly SimulationArguments _simulation = new();
    private readonly MachineOptions _machine = new();
    private readonly Option<bool> _noSave = Setting.Switch("--no-save", "Print the results and write no file.");

    public SimulateCommand()
        : base("simulate", "Ask the simulated customers of a study what they would do. Needs the study only, not the transactions.", "simulate --study study --sweep offer.price=80:200:10")
    {
        Add(_study);
        _simulation.AddTo(this);
        _machine.AddTo(this);
        Add(_noSave);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var plan = _simulation.Read(arguments, _machine);
        var sweep = _simulation.Sweep(arguments);
        var target = StudyTarget.Existing(arguments.GetRequiredValue(_study)!);
        terminal.Notice($"Reading the study {target.Folder.Root}.");
        var model = ShopModel.Load(target.Folder);
        var record = await new StudySession(terminal, target, _machine.Threads(arguments)).SimulateAsync(model, plan, sweep, save: !arguments.GetValue(_noSave), cancellationToken);
        StudyReport.Write(terminal, target, record, $"clientele simulate --study {target.Folder.Root} --scenarios my-scenario.yaml", _simulation.AsksBuiltIn(arguments));
        return ExitCode.Done;
    }
}
