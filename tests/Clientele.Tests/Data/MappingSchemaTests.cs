using System.Text.Json.Nodes;
using Clientele.Data;
using NJsonSchema;

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

    private static JsonNode Json(string yaml) => YamlJson.Read(yaml);
}
