using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>Who a customer is, and who is nobody; which orders are one.</summary>
public sealed class IdentityTests
{
    private static string Rows(params string[] customers) =>
        "order,who,at,what,n,price\n" + string.Concat(customers.Select((customer, i) => $"{i},{customer},2024-05-03,x,1,5\n"));

    [Theory]
    [InlineData("NULL")]
    [InlineData("\\N")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("--")]
    [InlineData("n/a")]
    [InlineData("Guest")]
    [InlineData("GUEST")]
    [InlineData("6.01230E+12")]
    [InlineData("6,0123e+12")]
    [InlineData(" ")]
    public async Task A_word_for_nobody_is_no_customer(string word)
    {
        using var shop = new LineShop(Rows("A", $"\"{word}\"", "B", $"\"{word}\"", $"\"{word}\""));
        using var transactions = await shop.LoadAsync();
        Assert.Equal((2, 3), (transactions.Customers, transactions.Files[0].Excluded["anonymous"]));
        // A word is named; an empty cell needs no name.
        Assert.Equal(word == " " ? [] : [$"Taken for nobody, not for a customer: \"{word}\" in 3 rows. Settle it with orders.anonymous: [words that mean nobody]."],
            transactions.Warnings.Where(warning => warning.Name == "anonymous").Select(warning => warning.Text));
    }

    [Fact]
    public async Task A_zero_that_has_far_more_orders_than_anybody_is_nobody()
    {
        using var shop = new LineShop(Rows([.. Enumerable.Repeat("0", 12), "17", "18", "17", "19"]));
        using var transactions = await shop.LoadAsync();
        Assert.Equal((3, 12), (transactions.Customers, transactions.Files[0].Excluded["anonymous"]));
        Assert.Contains("\"0\" in 12 rows", Assert.Single(transactions.Warnings, warning => warning.Name == "anonymous").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zero_like_the_others_is_a_customer_and_is_named()
    {
        using var shop = new LineShop(Rows("0", "1", "2", "0", "1", "2"));
        using var transactions = await shop.LoadAsync();
        Assert.Equal(3, transactions.Customers);
        Assert.Contains(transactions.Warnings, warning => warning.Name == "customer_zero");
        using var settled = new LineShop(Rows("0", "1", "2", "0", "1", "2")) { Orders = "anonymous: []" };
        using var quiet = await settled.LoadAsync();
        Assert.Empty(quiet.Warnings);
    }

    [Fact]
    public async Task The_mapping_says_who_is_nobody()
    {
        using var shop = new LineShop(Rows("Laufkunde", "A", "laufkunde", "Guest", "99999")) { Orders = "anonymous: [Laufkunde, 99999]" };
        using var transactions = await shop.LoadAsync();
        Assert.Equal(["A", "Guest"], (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).CustomerIds);
    }

    [Fact]
    public async Task Ids_are_compared_without_blanks_and_without_the_zero_of_pandas()
    {
        using var shop = new LineShop(Rows("9001.0", "9001", " 9001", "9001 ", "77", "9001\u00a0"));
        using var transactions = await shop.LoadAsync();
        Assert.Equal(["77", "9001"], (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).CustomerIds);
        Assert.Contains("4 customer ids", Assert.Single(transactions.Warnings, warning => warning.Name == "joined_ids").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_are_compared_without_case_where_the_mapping_says_so()
    {
        using var shop = new LineShop(Rows("Ann@Example.org", "ann@example.org ", "bob@example.org")) { Orders = "normalise: email" };
        using (var transactions = await shop.LoadAsync())
            Assert.Equal(["ann@example.org", "bob@example.org"], (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).CustomerIds);
        using var raw = new LineShop(Rows("Ann@Example.org", "ann@example.org", "bob@example.org"));
        using (var transactions = await raw.LoadAsync())
        {
            Assert.Equal(3, transactions.Customers);
            Assert.Contains("orders.normalise: email", Assert.Single(transactions.Warnings, warning => warning.Name == "email_case").Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_customer_with_more_than_a_twentieth_of_the_orders_is_named_without_the_address()
    {
        using var shop = new LineShop(Rows([.. Enumerable.Repeat("till@shop.example", 20), .. Enumerable.Range(0, 80).Select(i => $"c{i % 40}")]));
        using var transactions = await shop.LoadAsync();
        var text = Assert.Single(transactions.Warnings).Text;
        Assert.Contains("has 20 of 100 orders (20 %)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("till", text, StringComparison.Ordinal);
        Assert.Equal(.2, transactions.Totals.LargestCustomerShare, 1e-12);
    }

    [Fact]
    public async Task An_order_id_that_a_spreadsheet_has_shortened_stands_for_no_order()
    {
        using var shop = new LineShop("order,who,at,what,n,price\n6.01230E+12,A,2024-05-03,x,1,5\n17,B,2024-05-03,x,1,5\n");
        using var transactions = await shop.LoadAsync();
        Assert.Equal(("order", "6.01230E+12"), (Assert.Single(transactions.Rejected).Column, transactions.Rejected[0].Value));
    }

    [Fact]
    public async Task Rows_that_follow_each_other_like_lines_of_one_order_are_named_where_no_order_is()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.csv", "who,at,price\nA,2024-05-03 10:15:01,5\nA,2024-05-03 10:15:01,6\nB,2024-05-03 10:17:22,6\n");
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource
        {
            Path = folder.Path,
            Mapping = MappingFile.Parse("schema: clientele/mapping/v1\nname: t\ncurrency: EUR\norders: { file: t.csv, customer: who, ordered_at: at }\nitems: { file: t.csv, amount: price }\n", "t.yaml"),
        }, null, TestContext.Current.CancellationToken);
        Assert.Equal("no_order_id", Assert.Single(transactions.Warnings).Name);
    }

    [Fact]
    public async Task Amounts_in_another_currency_stop_the_load_with_the_count_of_each()
    {
        const string text = "order,who,at,what,n,price,Currency\n1,A,2024-05-03,x,1,5,USD\n2,B,2024-05-03,x,1,5,usd\n3,B,2024-05-03,x,1,5,EUR\n";
        using var shop = new LineShop(text);
        var failure = await shop.FailureAsync();
        Assert.Equal("lines.csv: column \"Currency\" says USD in 2 rows, EUR in 1 row, and the mapping's `currency` is EUR", failure.Message);
        using var left = new LineShop(text) { Orders = "exclude: [{ rule: other_currency, column: Currency, not_in: [EUR] }]" };
        using var transactions = await left.LoadAsync();
        Assert.Equal(1, transactions.Orders);
    }
}
