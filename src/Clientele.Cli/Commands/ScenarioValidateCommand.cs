using System.CommandLine;
using Clientele.Simulation;

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
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var files = new List<ScenarioFile>();
        foreach (var path in arguments.GetRequiredValue(_files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Add(ScenarioFile.Inspect(path));
        }
        if (terminal.Json)
            JsonOutput.Write(terminal, files.Select(file => new FileCheck(
                file.Name, file.Problems.Count == 0, [.. file.Definitions.Select(definition => new ScenarioCheck(definition.Name, definition.Variants, definition.Notices))], file.Problems)));
        else
            foreach (var file in files)
                Write(terminal, file);
        return Task.FromResult(files.All(file => file.Problems.Count == 0) ? ExitCode.Done : ExitCode.CheckFailed);
    }

    private static void Write(Terminal terminal, ScenarioFile file)
    {
        terminal.Line(file.Problems.Count == 0 ? $"{file.Name}: valid" : $"{file.Name}: {file.Problems.Count} {(file.Problems.Count == 1 ? "problem" : "problems")}");
        foreach (var problem in file.Problems)
        {
            terminal.Line($"  line {problem.Line}, column {problem.Column}: {problem.Message}");
            if (problem.Hint is not null)
                terminal.Line($"    {problem.Hint}");
        }
        foreach (var definition in file.Definitions)
        {
            var options = string.Join(", ", definition.Scenarios[0].Options.Select(option => option.Id));
            var variants = definition.Variants is ["base"] ? "" : $"; variants {string.Join(", ", definition.Variants)}";
            terminal.Line($"  {definition.Name}: options {options}{variants}");
            foreach (var notice in definition.Notices)
                terminal.Line($"    Note: {notice}");
        }
    }

    private sealed record FileCheck(string File, bool Valid, IReadOnlyList<ScenarioCheck> Scenarios, IReadOnlyList<YamlProblem> Problems);

    private sealed record ScenarioCheck(string Name, IReadOnlyList<string> Variants, IReadOnlyList<string> Notices);
}
