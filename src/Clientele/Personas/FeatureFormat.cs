using Clientele.Features;

namespace Clientele.Personas;

/// <summary>Feature definitions in JSON files.</summary>
internal static class FeatureFormat
{
    public static FeatureEntry Entry(FeatureDefinition feature) =>
        new(feature.Name, feature.Unit, feature.Definition, feature.Source, Name(feature.Transform), Name(feature.Trait));

    public static FeatureDefinition Definition(FeatureEntry entry, string path, string at) =>
        new(entry.Name, entry.Unit, entry.Definition, entry.Source, Parse<FeatureTransform>(entry.Transform, path, at + ".transform"), Parse<FeatureTrait>(entry.Trait, path, at + ".trait"));

    /// <summary>An enum value in lower case with underscores.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static T Parse<T>(string text, string path, string at)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Name(value) == text)
                return value;
        throw new ClienteleException(
            $"\"{text}\" is none of {string.Join(", ", Enum.GetValues<T>().Select(Name))}", $"{Path.GetFileName(path)}, {at}", "Write the file anew with clientele pipeline.");
    }
}
