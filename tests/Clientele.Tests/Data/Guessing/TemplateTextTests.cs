using Clientele.Data;
using Clientele.Data.Guessing;
using CsCheck;

namespace Clientele.Tests.Data.Guessing;

/// <summary>Whatever columns and words are called, the mapping that is written can be read, and says what it means.</summary>
public sealed class TemplateTextTests
{
    [Theory]
    [InlineData("Order \"ID\"")]
    [InlineData("Order: ID")]
    [InlineData("Order # ID")]
    [InlineData("Order\nID")]
    [InlineData("Order\r\nID")]
    [InlineData("order\tid")]
    [InlineData("#order_id")]
    [InlineData("&order_id")]
    [InlineData("- order_id")]
    [InlineData("order_id,")]
    [InlineData("'order_id'")]
    [InlineData("[order_id]")]
    [InlineData("{order_id}")]
    [InlineData("order_id \\")]
    [InlineData("Ordér ID")]
    [InlineData("\u202Aorder_id\u202C")]
    [InlineData("\uFEFForder_id")]
    [InlineData("order\u00A0id")]
    [InlineData("order\u2028id")]
    [InlineData("order\u0085id")]
    [InlineData("order_id 😀")]
    public void A_column_with_an_odd_name_is_named_as_it_is(string name)
    {
        var template = MappingTemplate.Of([Shop(name, "status", "paid")], ["shop.csv"], Sampled.Today);
        Assert.Empty(template.Missing);
        Assert.Equal(name, MappingFile.Parse(template.Yaml, "guess.yaml").Orders.OrderId);
    }

    [Theory]
    [InlineData("paid: \"yes\" # x")]
    [InlineData("paid\nin full")]
    [InlineData("[paid]")]
    [InlineData("paid, {all}")]
    public void Words_are_named_as_they_are(string word)
    {
        var template = MappingTemplate.Of([Shop("order_id", "status", word)], ["shop.csv"], Sampled.Today);
        Assert.Equal([word], Assert.Single(MappingFile.Parse(template.Yaml, "guess.yaml").Orders.Exclude).Values);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("~")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData(" blank ")]
    [InlineData("NULL")]
    public void A_text_that_yaml_would_take_for_something_else_is_quoted(string text) => Assert.StartsWith("\"", YamlText.Quote(text),
        StringComparison.Ordinal);

    [Fact]
    public void An_arrow_in_a_customers_column_is_asked_to_be_renamed_for_it_would_be_read_as_a_path()
    {
        var template = MappingTemplate.Of([Sampled.Sample("shop.csv", "order_id,customer->id,date,amount", "1,A,2024-05-01,10",
            "2,B,2024-05-02,11")], ["shop.csv"], Sampled.Today);
        Assert.Contains(template.Missing, line => line.Contains("cannot be written in a path", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_name_of_a_column_and_any_word_can_be_read_back()
    {
        var odd = Gen.Char["abc\"'\\:#,[]{}&*!|>%@`- \t\n\r\u0085\u2028é日0~?"].Array[0, 12].Select(letters => new string(letters));
        Gen.Select(odd, odd, odd).Sample((id, status, word) =>
        {
            var template = MappingTemplate.Of([Shop("order_id" + id, "status" + status, "paid" + word)], ["shop.csv"], Sampled.Today);
            if (template.Missing.Count > 0)
                return;
            try
            {
                MappingFile.Parse(template.Yaml, "guess.yaml");
            }
            catch (ClienteleException failure)
            {
                Assert.Fail($"{failure.Message}\n{template.Yaml}");
            }
        }, iter: 300);
    }

    [Fact]
    public void Files_with_one_header_are_one_table_by_a_pattern_that_fits_them_alone_or_by_their_names()
    {
        using var folder = new TemporaryFolder();
        foreach (var part in new[] { 1, 2, 3 })
            folder.Write($"orders_{part}.csv", "order_id,customer_id,date,amount\n" + string.Concat(Enumerable.Range(0, 5)
                .Select(row => $"{part}0{row},c{row % 2},2024-0{part}-1{row},10.50\n")));
        var template = MappingTemplate.Guess(folder.Path, Sampled.Today, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("file: \"orders_*.csv\"", template.Yaml, StringComparison.Ordinal);
        Assert.Empty(template.NotRead);
        folder.Write("orders_old.csv", "order_id,customer_id,total\n1,c1,5.00\n");
        folder.Write("notes.csv", "colour,shade\nred,dark\nblue,light\n");
        var listed = MappingTemplate.Guess(folder.Path, Sampled.Today, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["orders_1.csv", "orders_2.csv", "orders_3.csv"], MappingFile.Parse(listed.Yaml, "guess.yaml")
            .PartsOf(MappingFile.Parse(listed.Yaml, "guess.yaml").Orders.File));
        Assert.Equal(2, listed.NotRead.Count);
        Assert.Contains("notes.csv has no column that the mapping could use", listed.NotRead);
    }

    [Fact]
    public void What_was_not_looked_at_is_not_called_guessed()
    {
        var template = MappingTemplate.Of([Sampled.Sample("shop.csv", "order_id,customer_id,date,amount", "1,A,2024-05-01,10",
            "2,B,2024-05-02,11")], ["shop.csv"], Sampled.Today);
        Assert.DoesNotContain(template.Guesses, line => line.StartsWith("decimal", StringComparison.Ordinal));
        Assert.DoesNotContain(template.Guesses, line => line.StartsWith("currency", StringComparison.Ordinal));
        Assert.Contains("time_zone: UTC (not guessed, please set)", template.Guesses);
        Assert.Contains("decimal: \".\"                 # default: no number has a mark that would tell", template.Yaml,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00/00/0000")]
    [InlineData("0000-00-00T00:00:00")]
    [InlineData("-")]
    [InlineData("n.a.")]
    [InlineData("1970-01-01 00:00:00")]
    [InlineData("0001-01-01")]
    public void Fillers_of_optional_dates_are_empty_values(string filler)
    {
        var guess = Sampled.Lines("order_id,customer_id,order_date,delivered_date,amount", 12, row =>
            $"{row},c{row % 3},2024-05-{1 + row:00},{(row % 4 == 0 ? filler : $"2024-06-{1 + row:00}")},{10 + row}.50");
        Assert.Equal([filler], guess.Mapping.EmptyValues);
    }

    private static FileSample Shop(string id, string status, string word) => new("shop.csv", new FileFormat(),
        [id, "customer_id", "order_date", "amount", status],
        [.. Enumerable.Range(0, 8)
            .Select(row => (IReadOnlyList<string>)[$"{100 + row}", $"c{row % 3}", $"2024-05-{1 + row:00}", "10.50", row % 4 == 0
            ? "cancelled" : word])]);
}
