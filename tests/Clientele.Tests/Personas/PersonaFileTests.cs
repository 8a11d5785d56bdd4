using System.Text.Json.Nodes;
using Clientele.Features;
using Clientele.Personas;
using NJsonSchema;

namespace Clientele.Tests.Personas;

public sealed class PersonaFileTests
{
    [Fact]
    public void What_was_saved_is_loaded_again_to_the_last_digit()
    {
        using var folder = new TemporaryFolder();
        var set = Example();
        PersonaFile.Save(set, folder.File("personas.json"));
        var loaded = PersonaFile.Load(folder.File("personas.json"));
        Assert.Equivalent(set, loaded, strict: true);
        PersonaFile.Save(loaded, folder.File("again.json"));
        Assert.Equal(File.ReadAllBytes(folder.File("personas.json")), File.ReadAllBytes(folder.File("again.json")));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task The_file_keeps_the_published_schema()
    {
        using var folder = new TemporaryFolder();
        PersonaFile.Save(Example(), folder.File("personas.json"));
        var schema = await JsonSchema.FromFileAsync(TestData.Repository("docs/schemas/personas.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(File.ReadAllText(folder.File("personas.json"))));
        Assert.NotEmpty(schema.Validate(File.ReadAllText(folder.File("personas.json")).Replace("\"size\"", "\"sizes\"")));
    }

    [Fact]
    public void The_fields_of_the_reference_are_there()
    {
        using var folder = new TemporaryFolder();
        PersonaFile.Save(Example(), folder.File("personas.json"));
        var persona = JsonNode.Parse(File.ReadAllText(folder.File("personas.json")))!["personas"]![1]!;
        Assert.Equal(1, (int)persona["cluster_id"]!);
        Assert.Equal(20, (int)persona["size"]!);
        Assert.Equal(25.0, (double)persona["percentage"]!);
        Assert.NotEmpty((string)persona["persona_name"]!);
        Assert.NotEmpty((string)persona["system_prompt"]!);
        Assert.NotEmpty(persona["profile"]!.AsArray());
        Assert.NotNull(persona["decision_heuristics"]);
        Assert.True((double)persona["raw_statistics"]!["monetary_total"]!["zscore"]! > 1);
        Assert.Equal(200, (double)persona["raw_statistics"]!["monetary_total"]!["value"]!);
    }

    [Theory]
    [InlineData("$.customers", "80", "81", "add up to 80")]
    [InlineData("$.personas[1].size", "\"size\": 20", "\"size\": \"many\"", "could not be converted")]
    [InlineData("$.personas[0].percentage", "\"percentage\": 75", "\"percentage\": 70", "60 of 80 customers are 75 %")]
    [InlineData("$.features[0].trait", "\"trait\": \"spend\"", "\"trait\": \"spent\"", "none of other, frequency, spend")]
    [InlineData("$.personas[1].cluster_id", "\"cluster_id\": 1", "\"cluster_id\": 2", "2 where 1 was expected")]
    [InlineData("$.currency", "\"currency\"", "\"currencies\"", "currencies")]
    public void A_file_that_was_edited_wrongly_is_refused_with_its_place(string place, string old, string edited, string problem)
    {
        using var folder = new TemporaryFolder();
        PersonaFile.Save(Example(), folder.File("personas.json"));
        var text = File.ReadAllText(folder.File("personas.json"));
        Assert.Contains(old, text);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(folder.File("personas.json"), text[..at] + edited + text[(at + old.Length)..]);
        var refusal = Assert.Throws<ClienteleException>(() => PersonaFile.Load(folder.File("personas.json")));
        Assert.Contains("personas.json", refusal.Message);
        Assert.Contains(problem, refusal.Message);
        Assert.NotNull(refusal.Hint);
        if (place != "$.currency")
            Assert.Contains(place, refusal.Message);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("[]", "")]
    [InlineData("{}", "No \"schema\" field")]
    [InlineData("{\"schema\": \"clientele/scenario/v1\"}", "clientele/scenario/v1")]
    [InlineData("{\"schema\": \"clientele/personas/v1\", \"schema\": \"clientele/personas/v1\"}", "uplicate")]
    [InlineData("{\"schema\": \"clientele/personas/v1\"}", "note")]
    public void A_file_of_another_kind_is_called_that(string text, string problem)
    {
        using var folder = new TemporaryFolder();
        var refusal = Assert.Throws<ClienteleException>(() => PersonaFile.Load(folder.Write("personas.json", text)));
        Assert.Contains("personas.json", refusal.Message);
        Assert.Contains(problem, refusal.Message);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_said_to_be_that()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("There is no file", Assert.Throws<ClienteleException>(() => PersonaFile.Load(folder.File("none.json"))).Message);
        Assert.Contains("cannot be read", Assert.Throws<ClienteleException>(() => PersonaFile.Load(folder.Path)).Message);
    }

    internal static PersonaSet Example()
    {
        IReadOnlyList<FeatureDefinition> features = [Customers.Nine[1], Customers.Nine[8], Customers.Feature("return_rate", "share", FeatureTrait.Other)];
        var labels = Enumerable.Range(0, 80).Select(i => i < 60 ? 0 : 1).ToArray();
        var matrix = Customers.Matrix(
            features, [.. labels.Select((label, i) => label == 0 ? 10 + i / 7.0 : 200)], [.. labels.Select((label, i) => i % 3 == 0 ? 1.0 : 0)], [.. labels.Select(label => label / 3.0)]);
        return PersonaProfiler.Describe(matrix, Customers.Segments(labels, features), "BRL");
    }
}
