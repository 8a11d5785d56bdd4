using System.Reflection;

namespace Clientele.Features;

/// <summary>Which features describe a customer.</summary>
/// <param name="Name">Name in every output: <c>reference</c>, <c>behaviour</c>, with <c>+name</c> for each feature of the user's own.</param>
/// <param name="Features">The features, in column order; names are unique.</param>
public sealed record FeatureSet(string Name, IReadOnlyList<FeatureSql> Features)
{
    /// <summary>Names of the sets that come with the engine.</summary>
    public static IReadOnlyList<string> Shipped { get; } = ["reference", "behaviour"];

    /// <summary>A shipped set, with the user's own features added.</summary>
    /// <param name="name"><c>reference</c> or <c>behaviour</c>.</param>
    /// <param name="folder">Folder of the user's <c>*.sql</c> files, added in ordinal order of their names; null for none.</param>
    /// <exception cref="ClienteleException">No such set or folder, or a file is not a feature.</exception>
    public static FeatureSet Load(string name, string? folder = null)
    {
        if (!Shipped.Contains(name, StringComparer.Ordinal))
            throw new ClienteleException($"there is no feature set \"{Words.Cut(name, 40)}\"", null, $"Shipped sets: {Words.List(Shipped, 9)}; add your own features with --features DIR.");
        var assembly = Assembly.GetExecutingAssembly();
        var features = assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith($"features/{name}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(resource => FeatureSql.Parse(new StreamReader(assembly.GetManifestResourceStream(resource)!).ReadToEnd(), resource)).ToList();
        if (folder is not null)
        {
            if (!Directory.Exists(folder))
                throw new ClienteleException("there is no such folder of features", folder, "Name the folder that holds your *.sql files.");
            var files = Directory.EnumerateFiles(folder, "*.sql").Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
                throw new ClienteleException("the folder holds no *.sql file", folder, "One file a feature; docs/features.md has an example.");
            foreach (var file in files)
            {
                var own = FeatureSql.Parse(File.ReadAllText(file), Path.GetFileName(file));
                if (features.Any(feature => feature.Definition.Name == own.Definition.Name))
                    throw new ClienteleException($"the set has a feature \"{own.Definition.Name}\" already", Path.GetFileName(file), "Give yours another name.");
                features.Add(own);
                name += "+" + own.Definition.Name;
            }
        }
        return new FeatureSet(name, features);
    }
}
