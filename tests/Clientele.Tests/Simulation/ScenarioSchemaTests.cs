using System.Text.Json.Nodes;
using Clientele.Simulation;
using NJsonSchema;

namespace Clientele.Tests.Simulation;

public sealed class ScenarioSchemaTests
{
    private static readonly string Path = TestData.Repository("docs/schemas/scenario.schema.json");
    private static readonly JsonNode Definitions = JsonNode.Parse(File.ReadAllText(Path))!["definitions"]!;

    public static TheoryData<string> Names => [.. BuiltInScenarios.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_built_in_scenario_fits_the_published_schema(string name)
    {
        var schema = await JsonSchema.FromFileAsync(Path, TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Json(BuiltInScenarios.Yaml(name))));
    }

    [Theory]
    [InlineData("price: 45", "price: -45")]
    [InlineData("price: 45", "prize: 45")]
    [InlineData("quantity: 3", "quantity: 0")]
    [InlineData("needed: true", "needed: 1")]
    [InlineData("scenario/v1", "scenario/v2")]
    [InlineData("level: high", "level: medium")]
    [InlineData("id: single", "ids: single")]
    public async Task What_the_reader_refuses_for_its_form_the_schema_refuses_too(string right, string wrong)
    {
        var yaml = BuiltInScenarios.Yaml("bundle_deal");
        Assert.Contains(right, yaml, StringComparison.Ordinal);
        yaml = yaml.Replace(right, wrong, StringComparison.Ordinal);
        var schema = await JsonSchema.FromFileAsync(Path, TestContext.Current.CancellationToken);
        Assert.NotEmpty(schema.Validate(Json(yaml)));
        Assert.NotEmpty(ScenarioFile.InspectText(yaml, "x.yaml").Problems);
    }

    [Fact]
    public void The_schema_has_the_fields_that_the_reader_knows_and_no_other()
    {
        Assert.Equal(ScenarioFields.Scenario.Order(), Properties("scenario").Order());
        Assert.Equal(ScenarioFields.Offer.Select(field => field.Name).Order(), Properties("offer").Order());
        Assert.Equal(ScenarioFields.Option.Select(field => field.Name).Order(), Properties("option").Order());
        Assert.Equal(ScenarioFields.Pay.Select(field => field.Name).Append("instalments").Order(), Properties("pay").Order());
        Assert.Equal(ScenarioFields.Expectation.Order(), Properties("expectation").Order());
    }

    [Fact]
    public void The_schema_has_the_types_and_ranges_that_the_reader_checks()
    {
        foreach (var (group, fields) in new[] { ("offer", ScenarioFields.Offer), ("option", ScenarioFields.Option), ("pay", ScenarioFields.Pay) })
            foreach (var field in fields.Where(field => field.IsNumber))
            {
                var node = Definitions[group]!["properties"]![field.Name]!;
                if (field.Kind == FieldKind.Amount)
                    node = Definitions["amount"]!["oneOf"]![0]!;
                else if (node["oneOf"] is { } forms)
                    node = forms[0]!;
                Assert.Equal(field.Kind == FieldKind.Whole ? "integer" : "number", (string?)node["type"]);
                Assert.Equal(field.Max, (double?)node["maximum"]);
                Assert.Equal(field.Min, (double?)node[field.AboveMin ? "exclusiveMinimum" : "minimum"]);
            }
    }

    [Fact]
    public void The_schema_has_the_range_of_a_menu_of_plans()
    {
        var menu = Definitions["pay"]!["properties"]!["installments"]!["oneOf"]![1]!["properties"]![ScenarioFields.UpTo.Name]!;
        Assert.Equal(("integer", ScenarioFields.UpTo.Min, ScenarioFields.UpTo.Max), ((string?)menu["type"], (double)menu["minimum"]!, (double)menu["maximum"]!));
    }

    [Fact]
    public void The_schema_has_the_words_that_the_reader_knows()
    {
        Assert.Equal(ScenarioReader.Traits.Keys, Words("expectation", "trait"));
        Assert.Equal(ScenarioReader.Methods.Keys, Words("pay", "method"));
        foreach (var format in ScenarioTemplate.Formats)
            Assert.Contains(format, (string?)Definitions["scenario"]!["properties"]!["text"]!["description"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_property_that_is_not_a_plain_word_is_described()
    {
        foreach (var name in new[] { "offer", "option" })
            foreach (var property in Definitions[name]!["properties"]!.AsObject().Where(property => property.Key != "pay"))
                Assert.False(string.IsNullOrWhiteSpace((string?)property.Value!["description"]), $"{name}.{property.Key} has no description.");
    }

    [Fact]
    public void Every_field_of_the_records_can_be_written_in_a_file()
    {
        static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
        Assert.Equal(typeof(Offer).GetProperties().Select(property => Snake(property.Name)).Order(), ScenarioFields.Offer.Select(field => field.Name).Order());
        Assert.Equal(typeof(ScenarioOption).GetProperties().Select(property => Snake(property.Name)).Order(), ScenarioFields.Option.Select(field => field.Name).Order());
    }

    private static IEnumerable<string> Properties(string definition) => Definitions[definition]!["properties"]!.AsObject().Select(property => property.Key);

    private static IEnumerable<string?> Words(string definition, string property) =>
        Definitions[definition]!["properties"]![property]!["enum"]!.AsArray().Select(word => (string?)word);

    private static string Json(string yaml) => YamlJson.Read(yaml, ScenarioFields.Canonical).ToJsonString();
}
