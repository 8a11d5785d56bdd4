using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>How numbers may be written.</summary>
public sealed class NumberTests
{
    [Theory]
    [InlineData("BRL", ",", "R$ 1.234,56", 1234.56)]
    [InlineData("USD", ".", "$1,234.50", 1234.5)]
    [InlineData("EUR", ",", "1 234,50 €", 1234.5)]
    [InlineData("EUR", ",", "1\u202f234,50\u00a0€", 1234.5)]
    [InlineData("EUR", ".", "(12.00)", -12.0)]
    [InlineData("USD", ".", "($1,012.00)", -1012.0)]
    [InlineData("USD", ".", "-$5", -5.0)]
    [InlineData("USD", ".", "$-5", -5.0)]
    [InlineData("EUR", ".", "\u22125", -5.0)]
    [InlineData("EUR", ".", "5.00-", -5.0)]
    [InlineData("EUR", ".", "eur 5", 5.0)]
    [InlineData("CHF", ".", "Fr. 1'234.50", 1234.5)]
    [InlineData("INR", ".", "₹1,23,456.00", 123456.0)]
    [InlineData("SEK", ",", "1 200 kr", 1200.0)]
    [InlineData("EUR", ",", "1.234.567", 1234567.0)]
    [InlineData("EUR", ",", "7,5", 7.5)]
    [InlineData("EUR", ".", ".5", .5)]
    [InlineData("EUR", ".", " 7 ", 7.0)]
    [InlineData("XAF", ".", "5 ¤", 5.0)]
    [InlineData("EUR", ".", "1,2,3", null)]
    [InlineData("EUR", ".", "12,50", null)]
    [InlineData("EUR", ",", "12.50", null)]
    [InlineData("EUR", ",", "1.2.3", null)]
    [InlineData("EUR", ",", "1.234 567", null)]
    [InlineData("EUR", ".", "12abc", null)]
    [InlineData("EUR", ".", "$5", null)]
    [InlineData("EUR", ".", "5 USD", null)]
    [InlineData("EUR", ".", "(5", null)]
    [InlineData("EUR", ".", "--5", null)]
    [InlineData("EUR", ",", "12,-", null)]
    [InlineData("EUR", ".", "€", null)]
    [InlineData("EUR", ".", "", null)]
    public void A_number_is_read_as_it_is_meant_or_not_at_all(string currency, string mark, string text, double? expected)
    {
        using var database = DuckDb.OpenInMemory(1);
        var sql = new ValueSql(Mapping(currency, mark)).Number("v", mark[0]);
        double? found = double.NaN;
        database.Query($"SELECT CAST({sql} AS DOUBLE) FROM (SELECT {DuckDb.Literal(text)} AS v)", row => found = row.IsDBNull(0) ? null : row.GetDouble(0));
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Marked_amounts_give_the_same_orders_as_plain_ones_and_foreign_marks_are_named()
    {
        using var shop = new SmallShop();
        shop.Write("items.csv", "order,product,kind,price,freight\no1,p1,toys,€10.50,2\no1,p2,books,EUR 20,0\no2,p1,toys,10.50 €,2\no3,p3,garden,99.90,9.95\no4,p3,garden,99.90,9.95\no3,p4,toys,US$7,0\no3,p4,toys,1 2,0\n");
        using var transactions = await shop.LoadAsync();
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([30.5, 99.9, 10.5], orders.Amount);
        Assert.Equal(
            [new RejectedRow("items.csv", 7, "price", "US$7", "is not an amount in EUR, the mapping's `currency`"), new RejectedRow("items.csv", 8, "price", "1 2", "is not an amount")],
            transactions.Rejected);
    }

    [Fact]
    public async Task Number_columns_of_Parquet_files_keep_their_value_whatever_the_decimal_mark()
    {
        using var shop = new SmallShop { MappingYaml = SmallShop.MappingText + "\ndecimal: \",\"\n" };
        using (var database = DuckDb.OpenInMemory())
            database.Execute($"COPY (SELECT * FROM read_csv({DuckDb.Literal(Path.Combine(shop.Path, "items.csv"))})) TO {DuckDb.Literal(Path.Combine(shop.Path, "items.parquet"))}");
        shop.Delete("items.csv");
        shop.Write("payments.csv", "order,how,plan,paid\no1,card,3,\"32,50\"\n");
        using var transactions = await shop.LoadAsync();
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.Equal([30.5, 99.9, 10.5], orders.Amount);
        Assert.Equal(32.5, orders.PaymentValue[0]);
    }

    [Theory]
    [InlineData("BRL", "R$ 5,00", "R$ 1.234,00")]
    [InlineData("USD", "$5", "-$7.50")]
    [InlineData("EUR", "5 €", "6,50 €")]
    [InlineData("CHF", "CHF 5", "CHF 6")]
    [InlineData(null, "5", "6")]
    [InlineData(null, "5 €", "$6")]
    public void The_currency_is_guessed_where_marks_tell_it(string? expected, params string[] amounts) => Assert.Equal(expected, CurrencyMarks.Guess(amounts));

    private static Mapping Mapping(string currency, string mark) => MappingFile.Parse(
        SmallShop.MappingText.Replace("currency: EUR", $"currency: {currency}\ndecimal: \"{mark}\"", StringComparison.Ordinal), "small.yaml");
}
