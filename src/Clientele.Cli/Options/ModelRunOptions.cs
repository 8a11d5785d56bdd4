using System.CommandLine;
using System.Globalization;
using Clientele.Simulation;

namespace Clientele.Cli.Options;

/// <summary>All options of a run that may ask a language model: agent, limits, <c>--dry-run --replay --failure-threshold</c>.</summary>
internal sealed class ModelRunOptions
{
    private readonly AgentOptions _agent = new();
    private readonly CallLimitOptions _limits = new();
    private readonly Option<bool> _dryRun = Setting.Switch("--dry-run", "With a language model: print what the run would take, and send nothing.");
    private readonly Option<string?> _replay = Setting.Text("--replay", "FILE", "Take the answers from a recording (results --export-journal) instead of the model; needs no key.", null);
    private readonly Option<double> _threshold = Setting.Parsed("--failure-threshold", "SHARE", "Largest share of questions without an answer with which the command still ends well; above it, it exits 1.", 0.0, "0", Share);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _agent.AddTo(command);
        _limits.AddTo(command);
        command.Add(_dryRun);
        command.Add(_replay);
        command.Add(_threshold);
    }

    /// <summary>How a language model is asked; null for the choice model.</summary>
    /// <exception cref="ClienteleException">No such agent or model, no key, or a file is wrong.</exception>
    public ModelPlan? Read(ParseResult arguments)
    {
        var (dryRun, replay) = (arguments.GetValue(_dryRun), arguments.GetValue(_replay));
        var model = _agent.Read(arguments, needsKey: !dryRun && replay is null);
        if (model is null && (dryRun || replay is not null))
            throw new ClienteleException("the choice model makes no calls: there is nothing to plan or to replay", dryRun ? "--dry-run" : "--replay", "Name a model with --model, or leave the option out.");
        if (model is null)
            _limits.Refuse(arguments);
        else if (!dryRun && replay is null)
            _limits.RequireLimit(arguments, model.Endpoint);
        return model is null ? null : new ModelPlan(model, _limits.Read(arguments, model.Endpoint), dryRun, replay, arguments.GetValue(_threshold));
    }

    /// <summary>Options that make a run ask the same again; empty for the choice model.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="asked">What it was read as.</param>
    public IReadOnlyList<string> Repeat(ParseResult arguments, ModelPlan? asked) => asked is null ? []
        : [.. asked.Model.Options, .. asked.Replay is { } recording ? ["--replay", Path.GetFileName(recording)] : _limits.Given(arguments)];

    /// <summary>How a finished run ends: stopped by the budget, too much without an answer, or well.</summary>
    public static int ExitCodeOf(RunAccount account, double threshold) =>
        account.OverBudget > 0 ? ExitCode.Budget
        : account.Planned - account.Answered > threshold * account.Planned ? ExitCode.CheckFailed
        : ExitCode.Done;

    private static double Share(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
        ? share
        : throw new FormatException("give a share from 0 to 1.");
}
