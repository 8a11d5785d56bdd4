using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;

namespace Clientele.Cli.Commands;

/// <summary>The first command that anyone runs: a synthetic store through the whole line.</summary>
internal sealed class DemoCommand : ToolCommand
{
    private readonly Option<int> _orders = Setting.Number("--orders", "Orders of the synthetic store.", 20_000, least: 500);
    private readonly MachineOptions _machine = new();
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Folder for store/ (the synthetic files) and study/ (the results). Created when missing.", "./demo");
    private readonly Option<bool> _force = Setting.Switch("--force", "Write into a folder that holds something else than a demo.");

    public DemoCommand()
        : base("demo", "Write a synthetic store, run the whole line on it and print the personas and what they decide. Needs no data, key or network.", "demo")
    {
        Add(_orders);
        _machine.AddTo(this);
        Add(_out);
        Add(_force);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var (seed, threads, folder) = (_machine.Seed(arguments), _machine.Threads(arguments), arguments.GetRequiredValue(_out)!);
        var store = Path.Combine(folder, "store");
        if (!arguments.GetValue(_force) && Directory.Exists(folder) && !Directory.Exists(store) && StudyTarget.HoldsSomething(folder))
            throw new ClienteleException("this folder holds something else than a demo", folder, "Choose another folder with --out, or write into this one with --force.");
        var locks = Locks(arguments, terminal, cancellationToken);
        var made = new SyntheticStoreOptions { Orders = arguments.GetValue(_orders), Seed = seed, Threads = threads, Overwrite = true };
        using var target = await StudyTarget.AtAsync(Path.Combine(folder, "study"), arguments.GetValue(_force), locks);
        using var held = await locks(store);
        terminal.Notice($"Writing a synthetic store of {Number.Count(arguments.GetValue(_orders))} orders to {store}.");
        await ProgressDisplay.ShowAsync(terminal, progress => SyntheticStore.WriteAsync(store, made, progress, cancellationToken));
        if (!terminal.Json)
            terminal.Line($"The store in {store} is made up, with planted preferences (truth.json).");

        var session = new StudySession(terminal, target, threads);
        var source = new TransactionSource { Path = store, Mapping = MappingFile.Load("olist"), Threads = threads };
        var learning = new LearningPlan
        {
            Features = FeatureSet.Load("reference"),
            Segmentation = new() { Seed = seed, Threads = threads },
            ChoiceModel = new() { Seed = seed, Threads = threads },
        };
        var model = await session.LearnAsync(source, learning, cancellationToken);
        var simulation = new SimulationPlan
        {
            BuiltIn = true,
            Questions = [.. BuiltInScenarios.All.SelectMany(definition => definition.Scenarios).Select(scenario => new Question.Purchase(scenario))],
            Options = new() { Seed = seed, Threads = threads },
        };
        var record = await session.SimulateAsync(model, simulation, sweep: null, save: true, cancellationToken);
        StudyReport.Write(terminal, target, record, next: "clientele data check --data my-shop/ --init");
        return ExitCode.Done;
    }
}
