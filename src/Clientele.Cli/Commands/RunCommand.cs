using System.CommandLine;
using Clientele.Cli.Options;

namespace Clientele.Cli.Commands;

/// <summary>The whole line on the user's data.</summary>
internal sealed class RunCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly SegmentOptions _segments = new();
    private readonly SimulationOptions _simulation = new();
    private readonly MachineOptions _machine = new();
    private readonly StudyOptions _study = new();

    public RunCommand()
        : base("run", "Run the whole line on your data: transactions, features, segments, personas, simulated decisions.", "run --data my-shop/ --mapping mapping.yaml --out study")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        _segments.AddTo(this);
        _simulation.AddTo(this);
        _machine.AddTo(this);
        _study.AddTo(this);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken) => throw new ClienteleException("This command is not wired yet.");
}
