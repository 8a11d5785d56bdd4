using System.CommandLine;

namespace Clientele.Cli.Commands;

/// <summary>A store with planted preferences, in Olist's file format.</summary>
internal sealed class SynthCommand : ToolCommand
{
    private readonly Option<int> _orders = Setting.Number("--orders", "Orders to write.", 99_441, least: 500);
    private readonly Option<int> _seed = Setting.Number("--seed", "Seed of every chance. The same seed gives the same files.", 42, least: 0);
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Folder for the eight files and truth.json. Created when missing.", "./synthetic-store");
    private readonly Option<bool> _force = Setting.Switch("--force", "Overwrite files of the same names.");

    public SynthCommand()
        : base("synth", "Write a synthetic store in Olist's file format, with the planted preferences in truth.json.", "synth --orders 100000 --seed 7 --out synthetic-store")
    {
        Add(_orders);
        Add(_seed);
        Add(_out);
        Add(_force);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken) => throw new ClienteleException("This command is not wired yet.");
}
