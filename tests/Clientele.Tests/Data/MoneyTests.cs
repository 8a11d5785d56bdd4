namespace Clientele.Tests.Data;

/// <summary>Discounts, freight, refunds and tax: of a line, of a unit, of an order.</summary>
public sealed class MoneyTests
{
    private const string Header = "order,who,at,what,n,price,off,ship,back,tax\n";

    private static LineShop Shop(string rows, string items, string orders = "") => new(Header + rows) { Items = items, Orders = orders };

    [Theory]
    [InlineData("discount: off", "1,A,2024-05-03,x,2,10,3,,,\n", 17, 3)]
    [InlineData("discount: off", "1,A,2024-05-03,x,2,10,-3,,,\n", 17, 3)]
    [InlineData("discount: { column: off, per: unit }", "1,A,2024-05-03,x,2,10,3,,,\n", 14, 6)]
    [InlineData("discount: { column: off, per: order }", "1,A,2024-05-03,x,2,10,3,,,\n1,A,2024-05-03,y,1,10,3,,,\n", 27, 3)]
    [InlineData("discount: { column: off, per: order }", "1,A,2024-05-03,x,2,10,3,,,\n1,A,2024-05-03,y,1,10,,,,\n", 27, 3)]
    [InlineData("discount: { column: off, per: order }", "1,A,2024-05-03,x,1,0,0,,,\n1,A,2024-05-03,y,1,0,,,,\n", 0, 0)]
    [InlineData("discount: { column: off, per: order }", "1,A,2024-05-03,x,1,2,5,,,\n", 0, 2)]
    [InlineData("discount_lines: [{ column: what, in: [Coupon] }]", "1,A,2024-05-03,x,2,10,,,,\n1,A,2024-05-03,Coupon,1,-2.50,,,,\n", 17.5, 2.5)]
    [InlineData("discount_lines: [{ column: what, in: [Coupon] }]", "1,A,2024-05-03,x,2,10,,,,\n1,A,2024-05-03,Coupon,-1,2.50,,,,\n", 17.5, 2.5)]
    public async Task A_discount_is_taken_off_once(string items, string rows, double amount, double discount)
    {
        using var shop = Shop(rows, items);
        using var transactions = await shop.LoadAsync();
        Assert.Equal(((decimal)amount, (decimal)discount), (transactions.Totals.Amount, transactions.Totals.Discount));
        Assert.Empty(transactions.Rejected);
    }

    [Fact]
    public async Task An_order_s_money_is_spread_over_its_items_to_the_last_digit()
    {
        var rows = string.Concat(Enumerable.Range(0, 400).Select(i => $"{i / 7},C{i / 7 % 5},2024-05-03,p{i % 13},{1 + i % 3},{1 + i * 37 % 100}.{i % 90:00},{(i % 7 == 0 ? (i % 11 / 3m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) : "")},4.99,,\n"));
        using var shop = Shop(rows, "discount: { column: off, per: order }, freight: { column: ship, per: order }");
        using var transactions = await shop.LoadAsync();
        var gross = Enumerable.Range(0, 400).Sum(i => (1 + i % 3) * (1 + i * 37 % 100 + i % 90 / 100m));
        var discount = Enumerable.Range(0, 400).Where(i => i % 7 == 0).Sum(i => Math.Round(i % 11 / 3m, 2));
        Assert.Equal(gross - discount, transactions.Totals.Amount);
        Assert.Equal(discount, transactions.Totals.Discount);
        Assert.Equal(58 * 4.99m, transactions.Totals.Freight);
        var orders = await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken);
        Assert.All(orders.Freight, freight => Assert.Equal(4.99, freight, 1e-9));
    }

    [Fact]
    public async Task Freight_of_the_order_that_is_repeated_on_its_lines_counts_once()
    {
        const string rows = "1,A,2024-05-03,x,1,10,,7.5,,\n1,A,2024-05-03,y,1,20,,7.5,,\n2,B,2024-05-03,x,1,10,,5,,\n";
        using var lines = Shop(rows, "freight: ship");
        using (var transactions = await lines.LoadAsync())
            Assert.Equal(20m, transactions.Totals.Freight);
        using var orders = Shop(rows, "", "freight: ship");
        using (var transactions = await orders.LoadAsync())
            Assert.Equal(12.5m, transactions.Totals.Freight);
    }

    [Fact]
    public async Task Lines_that_state_different_values_for_their_order_stop_the_load()
    {
        using var shop = Shop("1,A,2024-05-03,x,1,10,,7.5,,\n1,A,2024-05-03,y,1,20,,2.5,,\n", "freight: { column: ship, per: order }");
        var failure = await shop.FailureAsync();
        Assert.Contains("the lines of 1 of 1 orders state different values in \"ship\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("per: line", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refunds_leave_the_amount_alone_and_are_summed_up()
    {
        using var shop = Shop("1,A,2024-05-03,x,2,10,,,20,\n1,A,2024-05-03,y,1,5,,,,\n2,B,2024-05-03,x,-1,10,,,,\n2,B,2024-05-03,y,1,5,,,,\n",
            "exclude: [{ rule: returned, column: n, is_negative: true }]", "refund: back");
        using var transactions = await shop.LoadAsync();
        Assert.Equal((30m, 30m), (transactions.Totals.Amount, transactions.Totals.Refunds));
    }

    [Theory]
    [InlineData("tax: tax", 30, 4.8)]
    [InlineData("tax: { column: tax, included: true }", 25.2, 4.8)]
    [InlineData("tax: { column: tax, per: order, included: true }", 26, 4.0)]
    [InlineData("tax: included", 30, null)]
    [InlineData("tax: excluded", 30, null)]
    public async Task Tax_is_left_out_of_amounts_where_it_is_known_to_be_in_the_prices(string items, double amount, double? tax)
    {
        using var shop = Shop($"1,A,2024-05-03,x,2,10,,,,{(items.Contains("order", StringComparison.Ordinal) ? "4" : "3.20")}\n1,A,2024-05-03,y,1,10,,,,{(items.Contains("order", StringComparison.Ordinal) ? "4" : "1.60")}\n", items);
        using var transactions = await shop.LoadAsync();
        Assert.Equal(((decimal)amount, (decimal?)tax), (transactions.Totals.Amount, transactions.Totals.Tax));
    }

    [Fact]
    public async Task A_discount_of_more_than_the_row_costs_rejects_the_row()
    {
        using var shop = Shop("1,A,2024-05-03,x,1,10,12,,,\n2,A,2024-05-03,x,1,10,1,,,\n", "discount: off");
        using var transactions = await shop.LoadAsync();
        Assert.Equal(("off", "is a discount of more than the row costs"), (transactions.Rejected[0].Column, transactions.Rejected[0].Reason));
    }

    [Fact]
    public async Task A_discount_row_that_cannot_be_read_is_rejected()
    {
        using var shop = Shop("1,A,2024-05-03,x,2,10,,,,\n1,A,2024-05-03,Coupon,1,\"-2,50\",,,,\n", "discount_lines: [{ column: what, in: [Coupon] }]");
        using var transactions = await shop.LoadAsync();
        Assert.Equal((3, "is not an amount"), ((int)Assert.Single(transactions.Rejected).Line, transactions.Rejected[0].Reason));
    }

    [Fact]
    public async Task Weights_make_amounts_to_the_cent_and_count_as_pieces()
    {
        using var shop = new LineShop("order,who,at,what,n,price\n1,A,2024-05-03,cheese,0.354,19.90\n1,A,2024-05-03,bread,2,3\n");
        using var transactions = await shop.LoadAsync();
        Assert.Equal((13.0446m, 2.354m), (transactions.Totals.Amount, transactions.Totals.Units));
        Assert.Equal(3, (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).Items[0]);
        Assert.Equal("weights", Assert.Single(transactions.Warnings).Name);
    }

    [Fact]
    public async Task The_same_decimal_mark_is_not_asked_of_every_column()
    {
        using var shop = new LineShop("order;who;at;what;n;price\n1;A;2024-05-03;x;2.000;24,99\n") { Top = "delimiter: \";\"\ndecimal: \",\"", Items = "decimal: { n: \".\" }" };
        using var transactions = await shop.LoadAsync();
        Assert.Equal((49.98m, 2m), (transactions.Totals.Amount, transactions.Totals.Units));
    }

    [Theory]
    [InlineData("unit_price", "2,20", "4,40")]
    [InlineData("amount", "2,10", "4,10")]
    public async Task A_price_that_the_rows_contradict_is_named(string role, string two, string four)
    {
        var rows = string.Concat(Enumerable.Range(0, 12).Select(i => $"{3 * i},A{i},2024-05-03,p{i % 6},1,10\n{3 * i + 1},A{i},2024-05-03,p{i % 6},{two}\n{3 * i + 2},A{i},2024-05-03,p{i % 6},{four}\n"));
        using var shop = new LineShop("order,who,at,what,n,price\n" + rows) { Items = role == "amount" ? "amount: price" : "" };
        using var transactions = await shop.LoadAsync();
        Assert.Contains(transactions.Warnings, warning => warning.Name == "price_role");
    }
}
