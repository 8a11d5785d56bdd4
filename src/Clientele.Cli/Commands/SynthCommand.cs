using System.CommandLine;
using Clientele.Cli.Options;
using Clientele.Data;

namespace Clientele.Cli.Commands;

/// <summary>A store with planted preferences, in Olist's file format.</summary>
internal sealed class SynthCommand : ToolCommand
{
    private readonly Option<WorldName> _world = Setting.Parsed(
        "--world", "NAME", $"The planted truth: {WorldName.List}.", WorldName.Default, WorldName.Default.Code, WorldName.Parse);

    private readonly Option<int> _orders = Setting.Number("--orders", "Orders to write.", 0, least: 500, "99441; W5 the orders of 1,000 customers");
    private readonly Option<int> _seed = Setting.Number("--seed", "Seed of every chance. The same seed gives the same files.", 42, least: 0);
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Folder for the eight files and truth.json. Created when missing.", "./synthetic-store");
    private readonly Option<int> _threads = Setting.Number("--threads", "Threads that may work at a time.", 0, least: 0, "one a core");
    private readonly Option<bool> _force = Setting.Switch("--force", "Write into a folder that is not empty, and overwrite files of the same names.");

    public SynthCommand()
        : base("synth", "Write a synthetic store in Olist's file format, with the planted preferences and their exact effects in truth.json.",
            "synth --world W1 --orders 100000 --seed 7 --out synthetic-store")
    {
        Add(_world);
        Add(_orders);
        Add(_seed);
        Add(_out);
        Add(_threads);
        Add(_force);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var world = arguments.GetRequiredValue(_world);
        var options = new SyntheticStoreOptions
        {
            World = world.World,
            Orders = arguments.GetValue(_orders) is > 0 and var orders ? orders : null,
            Seed = arguments.GetValue(_seed),
            Threads = arguments.GetValue(_threads),
            Overwrite = arguments.GetValue(_force),
        };
        var folder = arguments.GetRequiredValue(_out)!;
        if (File.Exists(folder))
            throw new ClienteleException("this is a file; a folder is needed for the store", folder, "Choose another folder with --out.");
        if (!options.Overwrite && StudyTarget.HoldsSomething(folder))
            throw new ClienteleException("this folder is not empty", folder, "Choose another folder with --out, or write into this one with --force: files of the store's names are overwritten, others stay.");
        using var held = await Locks(arguments, terminal, cancellationToken)(folder);
        var written = await ProgressDisplay.ShowAsync(terminal, progress => SyntheticStore.WriteAsync(folder, options, progress, cancellationToken));
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, written);
            return ExitCode.Done;
        }
        new ResultTable().Numbers("orders").Numbers("customers").Numbers("items").Numbers("payments").Numbers("reviews").Numbers("products").Numbers("sellers").Numbers("size")
            .Row(Number.Count(written.Orders), Number.Count(written.Customers), Number.Count(written.Items), Number.Count(written.Payments), Number.Count(written.Reviews),
                Number.Count(written.Products), Number.Count(written.Sellers), Number.Bytes(written.Bytes))
            .Write(terminal, "Synthetic store");
        terminal.Line($"World {world.Code}: {world.Phrase}.");
        terminal.Line($"Written to {written.Folder}: eight files in Olist's format, and the planted preferences and their exact effects in truth.json.");
        terminal.Line("Made up: no row stands for a real order.");
        terminal.Line();
        terminal.Line($"Next: clientele run --data {folder}");
        return ExitCode.Done;
    }
}
