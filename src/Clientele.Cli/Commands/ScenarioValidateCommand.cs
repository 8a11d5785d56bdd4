using System.CommandLine;

namespace Clientele.Cli.Commands;

/// <summary>Checks scenario files without asking anybody.</summary>
internal sealed class ScenarioValidateCommand : ToolCommand
{
    private readonly Argument<string[]> _files = new("files")
    {
        HelpName = "file",
        Arity = ArgumentArity.OneOrMore,
        Description = "Scenario files (YAML), each with one scenario or several.",
    };

    public ScenarioValidateCommand()
        : base("validate", "Check scenario files: fields, options, walk-away, variants and text. Exits 1 when one is wrong.", "scenario validate summer-sale.yaml")
    {
        Add(_files);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken) => throw new ClienteleException("This command is not wired yet.");
}
