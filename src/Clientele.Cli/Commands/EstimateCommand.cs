using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Reporting;
using Clientele.Simulation;

namespace Clientele.Cli.Commands;

/// <summary>What a run of a language model would take.</summary>
internal sealed class EstimateCommand : ToolCommand
{
    private readonly PersonaSourceOptions _source = new();
    private readonly AgentOptions _agent = new();
    private readonly CallLimitOptions _limits = new();
    private readonly SimulationArguments _simulation = new();
    private readonly MachineOptions _machine = new();

    public EstimateCommand()
        : base("estimate", "Say what a run of a language model would take: calls, tokens, cost and time, each as a range. Needs no key and sends nothing.", "estimate --personas study/model/personas.json --model claude-haiku-5-5")
    {
        _source.AddTo(this);
        _agent.AddTo(this);
        _limits.AddTo(this);
        _simulation.AddTo(this);
        _machine.AddTo(this);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var model = _agent.Read(arguments, needsKey: false, always: true)
            ?? throw new ClienteleException("the choice model costs nothing", "--agent", "Name a language model with --model.");
        var asked = new ModelPlan(model, _limits.Read(arguments, model.Endpoint), DryRun: true, Replay: null, FailureThreshold: 0);
        if (asked.Limits.Batch && model.Endpoint.Batches is null)
            throw new ClienteleException($"{model.Endpoint.Model} has no batches", "--batch", "Leave the option out.");
        var plan = _simulation.Read(arguments, _machine, languageModel: true);
        using var target = await _source.OpenAsync(arguments, terminal, keepNothing: true, locks: null);
        await new StudySession(terminal, target, _machine.Threads(arguments)).AskAsync(
            SavedModel.Load(target.Folder), AgentFile.Find(target.Folder.Agents), plan, asked, save: false, cancellationToken);
        return ExitCode.Done;
    }
}
