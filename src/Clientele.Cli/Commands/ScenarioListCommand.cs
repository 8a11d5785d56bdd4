using System.CommandLine;
using Clientele.Simulation;

namespace Clientele.Cli.Commands;

/// <summary>The scenarios that come with the program.</summary>
internal sealed class ScenarioListCommand : ToolCommand
{
    public ScenarioListCommand()
        : base("list", "List the built-in scenarios: names for --scenarios, and what they are about.", "scenario list") =>
        AddOutputOptions();

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        List<Listed> scenarios = [.. BuiltInScenarios.All.Select(definition => new Listed(
            definition.Name, Summary(definition.Name), [.. definition.Scenarios[0].Options.Select(option => option.Id)]))];
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, scenarios);
            return Task.FromResult(ExitCode.Done);
        }
        var table = new ResultTable().Words("scenario", wrap: false).Words("what it asks").Words("options");
        foreach (var scenario in scenarios)
            table.Row(scenario.Name, scenario.Summary, string.Join(", ", scenario.Options));
        table.Write(terminal, "Built-in scenarios");
        terminal.Line();
        terminal.Line($"Ask one: clientele simulate --study DIR --scenarios {scenarios[0].Name}");
        terminal.Line("Write your own: clientele scenario new my-sale.yaml --from flash_sale");
        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>The comment at the head of a built-in scenario's file.</summary>
    /// <param name="name">The scenario.</param>
    internal static string Summary(string name) => BuiltInScenarios.Yaml(name).ReplaceLineEndings("\n").Split('\n')
        .TakeWhile(line => line.StartsWith('#')).Select(line => line[1..].Trim())
        .FirstOrDefault(line => !line.StartsWith("yaml-language-server", StringComparison.Ordinal)) ?? "";

    private sealed record Listed(string Name, string Summary, IReadOnlyList<string> Options);
}
