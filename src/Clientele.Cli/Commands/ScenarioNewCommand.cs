using System.CommandLine;
using System.Text.RegularExpressions;
using Clientele.Simulation;

namespace Clientele.Cli.Commands;

/// <summary>A scenario file to start from: a built-in one under a name of its own.</summary>
internal sealed partial class ScenarioNewCommand : ToolCommand
{
    private readonly Argument<string> _file = new("file")
    {
        HelpName = "file",
        Description = "The file that is written; its name, without the ending, becomes the scenario's.",
    };

    private readonly Option<string?> _from = Setting.Text(
        "--from", "NAME", "The built-in scenario to start from; scenario list shows them.", "flash_sale");
    private readonly Option<bool> _force = Setting.Switch("--force", "Write over a file that exists.");

    public ScenarioNewCommand()
        : base("new", "Write a scenario file to start from: a copy of a built-in scenario, to be changed in any editor.",
            "scenario new my-sale.yaml --from flash_sale")
    {
        Add(_file);
        Add(_from);
        Add(_force);
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var (path, from) = (arguments.GetRequiredValue(_file), arguments.GetRequiredValue(_from)!);
        if (!BuiltInScenarios.Names.Contains(from))
            throw new ClienteleException($"\"{Words.Cut(from, 60)}\" is no built-in scenario", "--from",
                ScenarioReader.Suggest(from, BuiltInScenarios.Names));
        if (Path.GetExtension(path).ToLowerInvariant() is not (".yaml" or ".yml"))
            throw new ClienteleException("a scenario file ends in .yaml", path, $"Name it {Path.GetFileName(path)}.yaml, for instance.");
        if (Directory.Exists(path))
            throw new ClienteleException("this is a folder", path, "Name a file in it.");
        if (File.Exists(path) && !arguments.GetValue(_force))
            throw new ClienteleException("this file exists", path, "Name another file, or write over it with --force.");
        var name = OtherSigns().Replace(Path.GetFileNameWithoutExtension(path).ToLowerInvariant(), "_");
        if (!ScenarioFields.IsName(name))
            throw new ClienteleException("no scenario can be named after this file", path,
                "Begin the file's name with a letter, and keep it under 60: summer-sale.yaml.");
        var text = $"# Copied from the built-in scenario {from}. Change what you like; amounts are read in your shop's currency.\n"
            + NameLine().Replace(Head().Replace(BuiltInScenarios.Yaml(from).ReplaceLineEndings("\n"), ""), $"name: {name}", 1);
        ScenarioFile.Parse(text, path); // what is written can be read
        WholeFile.WriteText(path, text);
        if (terminal.Json)
            JsonOutput.Write(terminal, new Started(path, name, from));
        else
        {
            terminal.Line($"Written: {path}");
            terminal.Line();
            terminal.Line($"Check it after each change: clientele scenario validate {path}");
            terminal.Line($"Ask it: clientele simulate --study DIR --scenarios {path}");
        }
        return Task.FromResult(ExitCode.Done);
    }

    // Editors find the schema by a path that is right in the source folder only.
    [GeneratedRegex(@"\A# yaml-language-server:[^\n]*\n")]
    private static partial Regex Head();

    [GeneratedRegex("^name: .*$", RegexOptions.Multiline)]
    private static partial Regex NameLine();

    [GeneratedRegex("[^a-z0-9_]+")]
    private static partial Regex OtherSigns();

    /// <summary>What --json prints.</summary>
    private sealed record Started(string File, string Name, string From);
}
