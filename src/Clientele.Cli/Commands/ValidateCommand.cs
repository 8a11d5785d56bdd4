using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Reporting;
using Clientele.Simulation.Agents;
using Clientele.Validation;

namespace Clientele.Cli.Commands;

/// <summary>How far may the simulated customers be trusted? Measured on held-out customers.</summary>
internal sealed class ValidateCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly FeatureOptions _features = new();
    private readonly Option<int> _k = Setting.Number("--k", "Number of segments that personas are made from.", 7, least: 2);
    private readonly Option<string?> _testData = Setting.Text("--test-data", "PATH", "Another folder of the same mapping: fit on --data, score on its customers.", null, "the fifth of --data's customers that is held out");
    private readonly Option<bool> _strict = Setting.Switch("--strict", "End with exit code 1 unless every block that could be scored passes; for a build server.");
    private readonly MachineOptions _machine = new();
    private readonly StudyOptions _study = new();

    public ValidateCommand()
        : base("validate", "Measure on held-out customers how far the simulated ones may be trusted: individuals, population, effects, personas. Scores the embedded choice model.", "validate --data my-shop/ --mapping mapping.yaml --out study")
    {
        _data.AddTo(this);
        _features.AddTo(this);
        Add(_k);
        Add(_testData);
        Add(_strict);
        _machine.AddTo(this);
        _study.AddTo(this);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var (seed, threads) = (_machine.Seed(arguments), _machine.Threads(arguments));
        var (source, features) = (_data.Read(arguments, threads), _features.Read(arguments));
        using var target = _study.Open(arguments);
        var plan = new FidelityPlan(features, ValidatedAgent.Choice(new ChoiceModelOptions { Seed = seed, Threads = threads }))
        {
            Segmentation = new SegmentationOptions { K = arguments.GetValue(_k), Seed = seed, Threads = threads },
            Seed = seed,
            Threads = threads,
        };
        var report = await ProgressDisplay.ShowAsync(terminal, async progress =>
        {
            using var transactions = await TransactionLoader.LoadAsync(source, progress, cancellationToken);
            using var others = arguments.GetValue(_testData) is { } path ? await TransactionLoader.LoadAsync(source with { Path = path }, progress, cancellationToken) : null;
            return await FidelityValidator.ValidateAsync(transactions, plan, others, progress, cancellationToken);
        });
        var files = target.Kept ? FidelityFiles.Write(target.Folder, report) : [];
        if (terminal.Json)
            JsonOutput.Write(terminal, report);
        else
        {
            FidelityTableReport.Write(terminal, report);
            foreach (var file in files)
                terminal.Line($"Saved: {file}");
        }
        return arguments.GetValue(_strict) && report.Blocks.Any(block => block.Verdict is FidelityVerdict.Fail or FidelityVerdict.Partial) ? ExitCode.CheckFailed : ExitCode.Done;
    }
}
