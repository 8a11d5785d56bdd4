using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Reporting;
using Clientele.Simulation.Agents;
using Clientele.Storage;
using Clientele.Validation;

namespace Clientele.Cli.Commands;

/// <summary>How far may the simulated customers be trusted? Measured on held-out customers.</summary>
internal sealed class ValidateCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly Option<int> _k = Setting.Number("--k", "Number of segments that personas are made from.", 7, least: 2);
    private readonly Option<string?> _testData = Setting.Text("--test-data", "PATH", "Another folder of the same mapping: fit on --data, score on its customers.", null, "the fifth of --data's customers that is held out");
    private readonly Option<string?> _outcomes = Setting.Text("--outcomes", "CSV", "Your own past experiments to score the simulation on: columns scenario, variant, n, conversions; a scenario is a built-in name or a YAML file beside the CSV.", null, "none");
    private readonly ModelRunOptions _model = new();
    private readonly Option<int> _questions = Setting.Number("--questions", "Held-out orders that a language model is asked about each attribute. Half as many again are asked for calibration; trust and effects take about 1,300 questions more.", 200, least: 1);
    private readonly Option<string?> _truth = Setting.Text("--world-truth", "FILE", "truth.json that synth --world wrote; scores the agent against the planted effects.", null, "no effects are known");
    private readonly Option<bool> _strict = Setting.Switch("--strict", "End with exit code 1 unless every block that could be scored passes; for a build server.");
    private readonly MachineOptions _machine = new();
    private readonly StudyOptions _study = new();

    public ValidateCommand()
        : base("validate", "Measure on held-out customers how far the simulated ones may be trusted: individuals, population, effects, personas; a language model (--model) also for trust.", "validate --data my-shop/ --mapping mapping.yaml --out study")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        Add(_k);
        Add(_testData);
        Add(_outcomes);
        _model.AddTo(this);
        Add(_questions);
        Add(_truth);
        Add(_strict);
        _machine.AddTo(this);
        _study.AddTo(this);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var (seed, threads) = (_machine.Seed(arguments), _machine.Threads(arguments));
        var (source, features) = (_data.Read(arguments, threads), _features.Read(arguments));
        var outcomes = arguments.GetValue(_outcomes) is { } csv ? PastOutcomesFile.Load(csv) : null;
        var asked = _model.Read(arguments);
        if (asked is null && arguments.GetResult(_questions)?.IdentifierToken is not null)
            throw new ClienteleException("the choice model is asked about every held-out order", "--questions", "Name a language model with --model, or leave the option out.");
        using var target = await _study.OpenAsync(arguments, Locks(arguments, terminal, cancellationToken));
        Checksums.RequireSound(target.Folder.Root);
        source = source with { ReadOn = StudyDay.Of(target.Folder, source, TimeProvider.System) };
        var validation = new ValidationSession(terminal, target, asked, asked is null ? null : arguments.GetValue(_questions));
        var plan = new FidelityPlan(features, ValidatedAgent.Choice(new ChoiceModelOptions { Seed = seed, Threads = threads }))
        {
            Segmentation = new SegmentationOptions { K = arguments.GetValue(_k), Seed = seed, Threads = threads },
            Seed = seed,
            Threads = threads,
            Cache = target.Kept ? new BaselineCache(target.Folder.Cache) : null,
            Outcomes = outcomes,
            Options = [.. _data.Given(arguments), .. _model.Repeat(arguments, asked)],
            Truth = arguments.GetValue(_truth) is { } file ? SyntheticTruth.Load(file) : null,
        };
        using var transactions = await ProgressDisplay.ShowAsync(terminal, progress => TransactionLoader.LoadAsync(source, progress, cancellationToken));
        using var others = arguments.GetValue(_testData) is { } path
            ? await ProgressDisplay.ShowAsync(terminal, progress => TransactionLoader.LoadAsync(source with { Path = path }, progress, cancellationToken)) : null;
        if (await validation.ValidateAsync(transactions, plan, others, cancellationToken) is not { } report)
            return ExitCode.Done;
        var files = target.Kept ? FidelityFiles.Write(target.Folder, report) : [];
        if (terminal.Json)
            JsonOutput.Write(terminal, report);
        else
        {
            FidelityTableReport.Write(terminal, report);
            foreach (var written in files)
                terminal.Line($"Saved: {written}");
        }
        if (validation.ExitCode is not ExitCode.Done and var unanswered)
            return unanswered;
        return arguments.GetValue(_strict) && report.Blocks.Any(block => block.Verdict is FidelityVerdict.Fail or FidelityVerdict.Partial) ? ExitCode.CheckFailed : ExitCode.Done;
    }
}
