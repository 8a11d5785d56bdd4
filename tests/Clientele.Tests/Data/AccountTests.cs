using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>Sums that a person holds against the shop's own, and what is said when nothing is left.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task Totals_are_the_sums_of_the_accepted_rows()
    {
        using var shop = new LineShop("order,who,at,what,n,price\n1,A,2024-05-03 10:00:00,x,2,5\n1,A,2024-05-03 10:00:00,y,1,0\n2,B,2024-05-04 09:30:00,x,1,5.25\n3,B,2024-05-05,x,1,oops\n4,A,2024-05-05,x,3,1\n");
        using var transactions = await shop.LoadAsync();
        Assert.Equal(new TransactionTotals(2, 3, 4, 7, 18.25m, null, null, null, null, 2, new DateTime(2024, 5, 3, 10, 0, 0), new DateTime(2024, 5, 5), 2 / 3.0, 1), transactions.Totals);
    }

    [Fact]
    public async Task Every_row_rejected_shows_the_commonest_reasons_with_an_example_and_keeps_the_rows()
    {
        using var shop = new LineShop("order,who,at,what,n,price\n1,A,03.05.2024,x,1,5\n2,A,04.05.2024,x,1,5\n3,A,2024-05-03,x,1,\"5,50\"\n");
        var failure = Assert.IsType<NoOrdersException>(await shop.FailureAsync());
        Assert.Equal("""
            lines.csv: none of the 3 rows leaves an order:
              lines.csv, line 2: "03.05.2024" is not a time (of the form 2024-05-03 or 2024-05-03 10:15:00) (column at); 2 rows like it
              lines.csv, line 4: "5,50" is not an amount (column price)
            """, failure.Message, ignoreLineEndingDifferences: true);
        Assert.Equal(3, failure.Rejected.Count);
        Assert.DoesNotContain("exclude", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_are_the_same_in_every_cell_are_counted_and_named()
    {
        const string header = "line,order,who,at,what,n,price\n";
        using var twice = new LineShop(header + "7,1,A,2024-05-03,x,1,5\r\n8,1,A,2024-05-03,x,1,5\r\n7,1,A,2024-05-03,x,1,5");
        using (var transactions = await twice.LoadAsync())
        {
            Assert.Equal(15m, transactions.Totals.Amount);
            Assert.StartsWith("1 row of lines.csv equals an earlier one", Assert.Single(transactions.Warnings, warning => warning.Name == "repeated_rows").Text, StringComparison.Ordinal);
        }
        using var once = new LineShop(header + "7,1,A,2024-05-03,x,1,5\n8,1,A,2024-05-03,x,1,5\n");
        using var different = await once.LoadAsync();
        Assert.Empty(different.Warnings);
    }

    [Fact]
    public async Task A_key_that_is_ambiguous_stops_the_load_and_names_it()
    {
        using var shop = new LineShop("order,who,at,what,n,price\n1,A,2024-05-03,x,1,5\n") { Top = $"date_format: {MappingFile.Ambiguous}" };
        Assert.Equal(["date_format"], MappingFile.Parse(shop.Yaml, "lines.yaml").Undecided);
        var failure = await shop.FailureAsync();
        Assert.Contains("`date_format`", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Hint);
    }
}
