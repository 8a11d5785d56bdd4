using System.Globalization;
using System.Text.Json.Nodes;

namespace Clientele.Tests;

/// <summary>YAML to JSON by the core schema, from the reader's own tree: what JSON Schemas are held against.</summary>
internal static class YamlJson
{
    public static JsonNode Read(string yaml, Func<string, string>? canonical = null)
    {
        var problems = new List<YamlProblem>();
        var nodes = new YamlTree("x.yaml", problems, canonical).Read(yaml);
        Assert.Empty(problems);
        return Node(Assert.Single(nodes))!;
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlNode.Map map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        YamlNode.List list => new JsonArray([.. list.Items.Select(Node)]),
        YamlNode.Scalar { Plain: true, Value: "true" } => true,
        YamlNode.Scalar { Plain: true, Value: "false" } => false,
        YamlNode.Scalar { Plain: true, Value: "" } => null,
        YamlNode.Scalar { Plain: true } scalar when double.TryParse(scalar.Value, CultureInfo.InvariantCulture, out var number) => number,
        YamlNode.Scalar scalar => scalar.Value,
        _ => throw new InvalidOperationException(),
    };
}
