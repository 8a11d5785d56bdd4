using Clientele.Data;

namespace Clientele.Tests.Data;

public sealed class MappingFileTests
{
    [Fact]
    public void The_shipped_mappings_can_be_read()
    {
        Assert.Equal(["cdnow", "olist"], MappingFile.Shipped);
        Assert.Equal("BRL", MappingFile.Load("olist").Currency);
        Assert.Equal(new InstalmentRule(10, 10), MappingFile.Load("olist").Instalments);
        Assert.Null(MappingFile.Load("cdnow").Payments);
    }

    [Theory]
    [InlineData("currency: EUR", "currency: euro", 3, "ISO 4217")]
    [InlineData("ordered_at: placed", "orderd_at: placed", 6, "`ordered_at` is missing")]
    [InlineData("plan\n", "plan\n  instalment: x\n", 25, "Did you mean `instalments`?")]
    [InlineData("not_in: [done]", "not_in: [done], in: [x]", 11, "needs one test, this has 2")]
    [InlineData("file: items.csv", "file: ../items.csv", 13, "file name without folders")]
    [InlineData("credit_card: card", "creditcard: card", 23, "not a payment method")]
    [InlineData("name: small", "name: *x", 2, "Anchors and aliases")]
    [InlineData("name: small", "name: &x small", 2, "Anchors and aliases")]
    [InlineData("name: small", "name: !!str small", 2, "The tag")]
    [InlineData("currency: EUR", "currency: EUR\nname: twice", 4, "\"name\" is given twice; the first is in line 2.")]
    [InlineData("stars: stars", "stars: [stars", 29, "This is not YAML")]
    [InlineData("name: small", "name: a: b", 2, "This is not YAML")]
    [InlineData("category: kind", "category: kind -> products", 16, "lookup.column")]
    [InlineData("schema: clientele/mapping/v1", "schema: clientele/mapping/v9", 1, "must be one of clientele/mapping/v1")]
    public void A_problem_is_named_with_its_line_and_the_next_step(string good, string bad, int line, string words)
    {
        var failure = Assert.Throws<ClienteleException>(() => MappingFile.Parse(SmallShop.MappingText.Replace(good, bad, StringComparison.Ordinal), "small.yaml"));
        var text = failure.Message + " " + failure.Hint;
        Assert.Contains($"line {line}, column", text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        var failure = Assert.Throws<ClienteleException>(() => MappingFile.Parse("schema: clientele/mapping/v1\nname: x\n", "x.yaml"));
        foreach (var key in new[] { "currency", "orders", "items" })
            Assert.Contains($"`{key}` is missing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_mapping_names_the_shipped_ones() =>
        Assert.Contains("cdnow, olist", Assert.Throws<ClienteleException>(() => MappingFile.Load("olsit")).Hint, StringComparison.Ordinal);

    [Fact]
    public void A_mapping_that_is_a_folder_or_no_UTF_8_text_is_said_to_be_one()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("This is a folder, not a mapping.", Assert.Throws<ClienteleException>(() => MappingFile.Load(folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(folder.File("latin.yaml"), [.. "name: caf"u8, 0xE9]);
        Assert.Contains("not UTF-8 text", Assert.Throws<ClienteleException>(() => MappingFile.Load(folder.File("latin.yaml"))).Message, StringComparison.Ordinal);
    }
}
