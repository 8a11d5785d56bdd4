namespace Clientele.Tests.Data;

/// <summary>One table in several files.</summary>
public sealed class SeveralFilesTests
{
    private static LineShop Shop(string file)
    {
        var shop = new LineShop("") { File_ = file };
        shop.Write("orders_1.csv", "order,who,at,what,n,price\n1,A,2024-05-03,x,1,5\n2,B,2024-05-03,x,1,5\n2,B,2024-05-03,y,1,oops\n");
        shop.Write("orders_2.csv", "who,order,at,what,n,price\nA,3,2024-05-04,x,1,5\nC,4,2024-05-04,x,1\nC,5,never,x,1,5\n");
        return shop;
    }

    [Theory]
    [InlineData("orders_*.csv", "orders_*.csv")]
    [InlineData("[orders_1.csv, orders_2.csv]", "orders_1.csv + orders_2.csv")]
    public async Task Files_with_the_same_columns_are_read_as_one_and_accounted_for_by_name_and_line(string file, string name)
    {
        using var shop = Shop(file);
        using var transactions = await shop.LoadAsync();
        Assert.Equal((3, 2, 15m), (transactions.Orders, transactions.Customers, transactions.Totals.Amount));
        var account = Assert.Single(transactions.Files);
        Assert.Equal((name, 6, 3, 3), (account.File, account.Rows, account.Accepted, account.Rejected));
        Assert.Equal([("orders_1.csv", 3L), ("orders_2.csv", 3L)], account.Parts!.Select(part => (part.File, part.Rows)));
        Assert.Equal([("orders_1.csv", 4L, "price"), ("orders_2.csv", 3L, "price"), ("orders_2.csv", 4L, "at")], transactions.Rejected.Select(row => (row.File, row.Line, row.Column)));
    }

    [Fact]
    public async Task A_file_with_the_same_columns_that_is_not_read_is_named()
    {
        using var shop = Shop("orders_1.csv");
        shop.Write("orders_3.csv", "order,who,at,what,n,price\n9,A,2024-05-03,x,1,5\n");
        using var transactions = await shop.LoadAsync();
        Assert.Equal("orders_3.csv is not read, and has the columns of orders_1.csv: if its rows belong there, name both: file: [orders_1.csv, orders_3.csv].", Assert.Single(transactions.Warnings).Text);
    }

    [Fact]
    public async Task Exports_that_overlap_are_refused()
    {
        using var shop = Shop("orders_*.csv");
        shop.Write("orders_3.csv", "order,who,at,what,n,price\n1,A,2024-05-03,x,1,5\n2,B,2024-05-03,x,1,5\n3,A,2024-05-04,x,1,5\n");
        Assert.Contains("3 orders stand in more than one file", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_fits_nothing_and_a_file_that_lacks_a_column_are_named()
    {
        using var shop = Shop("sales_*.csv");
        Assert.Contains("no file fits the pattern sales_*.csv", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
        using var lacking = Shop("orders_*.csv");
        lacking.Write("orders_9.csv", "order,who,at,what,n\n1,A,2024-05-03,x,1\n");
        Assert.Contains("orders_9.csv, line 1: there is no column \"price\"", (await lacking.FailureAsync()).Message, StringComparison.Ordinal);
    }
}
