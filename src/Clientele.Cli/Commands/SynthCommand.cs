using System.CommandLine;
using Clientele.Data;

namespace Clientele.Cli.Commands;

/// <summary>A store with planted preferences, in Olist's file format.</summary>
internal sealed class SynthCommand : ToolCommand
{
    private readonly Option<int> _orders = Setting.Number("--orders", "Orders to write.", 99_441, least: 500);
    private readonly Option<int> _seed = Setting.Number("--seed", "Seed of every chance. The same seed gives the same files.", 42, least: 0);
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Folder for the eight files and truth.json. Created when missing.", "./synthetic-store");
    private readonly Option<int> _threads = Setting.Number("--threads", "Threads that may work at a time.", 0, least: 0, "one a core");
    private readonly Option<bool> _force = Setting.Switch("--force", "Overwrite files of the same names.");

    public SynthCommand()
        : base("synth", "Write a synthetic store in Olist's file format, with the planted preferences in truth.json.", "synth --orders 100000 --seed 7 --out synthetic-store")
    {
        Add(_orders);
        Add(_seed);
        Add(_out);
        Add(_threads);
        Add(_force);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var options = new SyntheticStoreOptions
        {
            Orders = arguments.GetValue(_orders),
            Seed = arguments.GetValue(_seed),
            Threads = arguments.GetValue(_threads),
            Overwrite = arguments.GetValue(_force),
        };
        var folder = arguments.GetRequiredValue(_out)!;
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
        terminal.Line($"Written to {written.Folder}: eight files in Olist's format, and the planted preferences in truth.json.");
        terminal.Line("Made up: no row stands for a real order.");
        terminal.Line();
        terminal.Line($"Next: clientele run --data {folder}");
        return ExitCode.Done;
    }
}
