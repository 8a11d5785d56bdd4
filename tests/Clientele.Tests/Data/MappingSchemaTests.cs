using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Data;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace Clientele.Tests.Data;

public sealed class MappingSchemaTests
{
    [Theory]
    [InlineData("olist")]
    [InlineData("cdnow")]
    public async Task The_shipped_mappings_fit_the_published_schema(string name)
    {
        var schema = await JsonSchema.FromFileAsync(TestData.Repository("docs/schemas/mapping.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Json(MappingFile.ReadShipped(name)).ToJsonString()));
    }

    [Fact]
    public async Task What_the_reader_refuses_as_unknown_the_schema_refuses_too()
    {
        var schema = await JsonSchema.FromFileAsync(TestData.Repository("docs/schemas/mapping.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Json(SmallShop.MappingText).ToJsonString()));
        Assert.NotEmpty(schema.Validate(Json(SmallShop.MappingText.Replace("freight: freight", "fright: freight", StringComparison.Ordinal)).ToJsonString()));
        Assert.NotEmpty(schema.Validate(Json(SmallShop.MappingText.Replace("currency: EUR", "currency: euro", StringComparison.Ordinal)).ToJsonString()));
    }

    private static JsonNode Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Node(stream.Documents[0].RootNode)!;
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } scalar when double.TryParse(scalar.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new JsonException($"Unexpected {node.NodeType}."),
    };
}
