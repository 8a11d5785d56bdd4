using System.CommandLine;
using Clientele.Cli.Options;

namespace Clientele.Cli.Commands;

/// <summary>Reads a shop's files and says what would be used, left out and rejected, and why.</summary>
internal sealed class DataCheckCommand : ToolCommand
{
    private readonly DataOptions _data = new();
    private readonly Option<string?> _init = new("--init")
    {
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Look at the files and write a commented mapping to fill in, guessed columns marked. [default: off; mapping.yaml when no file is named]",
    };
    private readonly Option<bool> _force = Setting.Switch("--force", "With --init: overwrite the mapping file.");
    private readonly Option<int> _threads = Setting.Number("--threads", "Threads that may work at a time.", 0, least: 0, "one a core");

    public DataCheckCommand()
        : base("check", "Read a shop's files as the mapping says and account for every row; or start a mapping with --init.", "data check --data my-shop/ --init")
    {
        _data.AddTo(this);
        Add(_init);
        Add(_force);
        Add(_threads);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken) => throw new ClienteleException("This command is not wired yet.");
}
