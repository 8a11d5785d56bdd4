using static Clientele.YamlNode;

namespace Clientele.Simulation;

/// <summary>A scenario file that was read: its scenarios and everything that is wrong with it. One file holds one scenario, several YAML documents, or a list.</summary>
/// <param name="Name">The file, as the caller named it.</param>
/// <param name="Definitions">Scenarios without a problem, in the order of the file.</param>
/// <param name="Problems">All problems, in the order of the file; empty when it can be used.</param>
public sealed record ScenarioFile(string Name, IReadOnlyList<ScenarioDefinition> Definitions, IReadOnlyList<YamlProblem> Problems)
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxBytes = YamlTree.MaxBytes;

    private const int MostScenarios = 500;
    private const int MostProblems = 200;

    /// <summary>Reads a file and keeps its problems, all of them, beside what could be read.</summary>
    /// <exception cref="ClienteleException">There is no such file, it cannot be opened, is larger than <see cref="MaxBytes"/> or not UTF-8.</exception>
    public static ScenarioFile Inspect(string path) => InspectText(YamlTree.ReadFile(path, "scenario file", "Check the path. The built-in scenarios need no file."), path);

    /// <summary>As <see cref="Inspect"/>, for text at hand.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fileName">What problems call it.</param>
    public static ScenarioFile InspectText(string yaml, string fileName)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        yaml = yaml.TrimStart('\uFEFF');
        var problems = new List<YamlProblem>();
        var definitions = new List<ScenarioDefinition>();
        var nodes = new YamlTree(fileName, problems, ScenarioFields.Canonical).Read(yaml).SelectMany(node => node is List list ? list.Items : [node]).ToList();
        if (nodes.Count == 0 && problems.Count == 0)
            problems.Add(new(fileName, 1, 1, "The file holds no scenario.", $"Begin with: schema: {ScenarioFields.Schema}"));
        if (nodes.Count > MostScenarios)
            problems.Add(new(fileName, 1, 1, $"The file holds {nodes.Count} scenarios; {MostScenarios} is the most.", "Split it."));
        var names = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var node in nodes.Take(MostScenarios).TakeWhile(_ => problems.Count < MostProblems))
        {
            var reader = new ScenarioReader(fileName, yaml, problems);
            if (node is not Map tree)
            {
                reader.Report(node.At, $"A scenario is a mapping, and this is {node.Kind}.", $"Begin with: schema: {ScenarioFields.Schema}");
                continue;
            }
            if (!HasSchema(tree, reader))
                continue;
            var known = problems.Count;
            if (tree["name"] is Scalar name && !names.TryAdd(name.Value, name.At))
                reader.Report(name.At, $"Two scenarios are called {Words.Cut(name.Value, 40)}; the first is in line {names[name.Value].Line}.", "Names have to differ.");
            if (ScenarioDefinition.Read(fileName, yaml, tree, problems) is { } definition && problems.Count == known)
                definitions.Add(definition);
        }
        return new(fileName, definitions, [.. problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).Take(MostProblems)]);
    }

    /// <summary>The scenarios of a file.</summary>
    /// <exception cref="ClienteleException">The file cannot be opened, or has problems: the message names all of them.</exception>
    public static IReadOnlyList<ScenarioDefinition> Load(string path) => Inspect(path).OrThrow();

    /// <summary>The scenarios of a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <exception cref="ClienteleException">It has problems: the message names all of them.</exception>
    public static IReadOnlyList<ScenarioDefinition> Parse(string yaml, string fileName) => InspectText(yaml, fileName).OrThrow();

    private IReadOnlyList<ScenarioDefinition> OrThrow() => Problems.Count switch
    {
        0 => Definitions,
        1 => throw new ClienteleException(Problems[0].Message, Problems[0].Where, Problems[0].Hint),
        _ => throw new ClienteleException(
            $"{Problems.Count} problems.\n" + string.Join('\n', Problems.Select(problem => "  " + problem)), Name,
            "Mend them from the top: one may be the cause of another."),
    };

    private static bool HasSchema(Map tree, ScenarioReader reader)
    {
        if (tree["schema"] is Scalar { Value: ScenarioFields.Schema })
            return true;
        if (tree["schema"] is { } other)
            reader.Report(other.At, $"schema is {other.Kind}, and this version reads {ScenarioFields.Schema} only.", "A newer version of Clientele may know it.");
        else
            reader.Report(tree.At, "The scenario has no schema line.", $"Begin with: schema: {ScenarioFields.Schema}");
        return false;
    }
}
