using System.CommandLine;
using Clientele.Cli.Options;

namespace Clientele.Cli.Commands;

/// <summary>Stages 1 to 4 and the fit of the choice model.</summary>
internal sealed class PipelineCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly SegmentOptions _segments = new();
    private readonly MachineOptions _machine = new();
    private readonly StudyOptions _study = new();

    public PipelineCommand()
        : base("pipeline", "Make personas from your data and fit the choice model; simulate then needs no transactions.", "pipeline --data my-shop/ --mapping mapping.yaml --k auto")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        _segments.AddTo(this);
        _machine.AddTo(this);
        _study.AddTo(this);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var threads = _machine.Threads(arguments);
        var (source, plan) = (_data.Read(arguments, threads), _segments.Plan(arguments, _features, _machine));
        using var target = await _study.OpenAsync(arguments, Locks(arguments, terminal, cancellationToken));
        var model = await new StudySession(terminal, target, threads).LearnAsync(source, plan, cancellationToken);
        StudyReport.Write(terminal, target, model);
        return ExitCode.Done;
    }
}
