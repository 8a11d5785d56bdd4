using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Reporting;

namespace Clientele.Cli.Commands;

/// <summary>The whole line on the user's data.</summary>
internal sealed class RunCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly SegmentOptions _segments = new();
    private readonly ModelRunOptions _model = new();
    private readonly SimulationArguments _simulation = new();
    private readonly MachineOptions _machine = new();
    private readonly StudyOptions _study = new();

    public RunCommand()
        : base("run", "Run the whole line on your data: transactions, features, segments, personas, simulated decisions.", "run --data my-shop/ --mapping mapping.yaml --out study")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        _segments.AddTo(this);
        _model.AddTo(this);
        _simulation.AddTo(this);
        _machine.AddTo(this);
        _study.AddTo(this);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var threads = _machine.Threads(arguments);
        var asked = _model.Read(arguments);
        var plan = new RunPlan(_data.Read(arguments, threads), _segments.Plan(arguments, _features, _machine), _simulation.Read(arguments, _machine, languageModel: asked is not null));
        var sweep = _simulation.Sweep(arguments);
        using var target = await _study.OpenAsync(arguments, Locks(arguments, terminal, cancellationToken));
        if (asked is { DryRun: false } && !target.Kept)
            throw new ClienteleException("answers that are paid for would be thrown away", "--no-save", "Give a study folder with --out.");
        var session = new StudySession(terminal, target, threads);
        var model = await session.LearnAsync(plan.Source, plan.Learning, cancellationToken);
        var record = asked is null
            ? await session.SimulateAsync(model, plan.Simulation, sweep, target.Kept, cancellationToken)
            : await session.AskAsync(SavedModel.Load(target.Folder), model.Customers, plan.Simulation, asked, target.Kept, cancellationToken);
        if (record is null)
            return ExitCode.Done;
        StudyReport.Write(terminal, target, record, $"clientele simulate --study {target.Folder.Root} --scenarios my-scenario.yaml", _simulation.AsksBuiltIn(arguments));
        return asked is null ? ExitCode.Done : ModelRunOptions.ExitCodeOf(record.Account, asked.FailureThreshold);
    }
}
