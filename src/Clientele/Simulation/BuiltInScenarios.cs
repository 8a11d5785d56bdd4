namespace Clientele.Simulation;

/// <summary>The six scenarios that come with the engine. They are ordinary scenario files: Scenarios/*.yaml.</summary>
public static class BuiltInScenarios
{
    private static readonly Lazy<IReadOnlyList<ScenarioDefinition>> Loaded =
        new(() => [.. Names!.SelectMany(name => ScenarioFile.Parse(Yaml(name), name + ".yaml"))]);

    /// <summary>Their names, in the order in which results list them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["financing_offer", "flash_sale", "bundle_deal", "new_category", "mixed_reviews", "weekend_promo"];

    /// <summary>All six, in the order of <see cref="Names"/>.</summary>
    public static IReadOnlyList<ScenarioDefinition> All => Loaded.Value;

    /// <summary>One of them.</summary>
    /// <exception cref="ClienteleException">None has this name.</exception>
    public static ScenarioDefinition Get(string name) => All.FirstOrDefault(definition => definition.Name == name)
        ?? throw new ClienteleException($"\"{name}\" is not a built-in scenario.", null, ScenarioReader.Suggest(name, Names));

    /// <summary>The file of one of them as text, to start an own scenario from.</summary>
    /// <exception cref="ClienteleException">None has this name.</exception>
    public static string Yaml(string name)
    {
        if (!Names.Contains(name))
            throw new ClienteleException($"\"{name}\" is not a built-in scenario.", null, ScenarioReader.Suggest(name, Names));
        using var stream = typeof(BuiltInScenarios).Assembly.GetManifestResourceStream($"scenarios/{name}.yaml")
            ?? throw new InvalidOperationException($"The resource scenarios/{name}.yaml is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A hint for a name that is none of them, which may also be the path of a file: the nearest, or all.</summary>
    internal static string Suggest(string name) =>
        Words.Nearest(Path.GetFileNameWithoutExtension(name).Replace('-', '_'), Names) is { } near
        ? $"Did you mean {near}? For a file of your own, check its path."
        : $"Check the path. Built in are {Words.List(Names, 20)}; clientele scenario new FILE writes a file to start from.";
}
