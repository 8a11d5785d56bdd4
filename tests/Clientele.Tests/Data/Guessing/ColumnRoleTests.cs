using System.Globalization;

namespace Clientele.Tests.Data.Guessing;

/// <summary>What a column means is decided by its values where its name would mislead.</summary>
public sealed class ColumnRoleTests
{
    [Fact]
    public void A_price_holds_numbers_and_a_product_is_no_line_number()
    {
        var guess = Sampled.Lines("Order ID,Date,Customer ID,Item #,Item,Price Point Name,Qty,Price", 12, row =>
            $"{100 + row / 3},2024-05-{1 + row / 3:00},c{row / 3 % 2},{1 + row % 3},Mug {row % 4},Regular,{1 + row % 3},10.50");
        Assert.Equal(("Item", "Price", "Qty"), (guess.Mapping.Items.Product, guess.Mapping.Items.UnitPrice, guess.Mapping.Items.Quantity));
    }

    [Theory]
    [InlineData("qty", "many")]
    [InlineData("Quantity", "n/k")]
    public void A_quantity_holds_numbers(string name, string word) =>
        Assert.Null(Sampled.Lines($"order_id,date,customer_id,product_id,{name},price", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 2},p{row % 4},{word},10.50").Mapping.Items.Quantity);

    [Fact]
    public void A_method_of_payment_is_a_few_words()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,amount,payment_reference,payment_method", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 2},10.50,pi_{row},{(row % 2 == 0 ? "visa" : "gift card")}");
        Assert.Equal("payment_method", guess.Mapping.Payments!.Method);
        Assert.Null(Sampled.Lines("order_id,date,customer_id,amount,payment", 60, row =>
            $"{100 + row},2024-05-{1 + row % 28:00},c{row % 2},10.50,paid by {row} of them").Mapping.Payments);
    }

    [Fact]
    public void A_shipping_method_is_no_payment_and_a_fulfilment_status_leaves_nothing_out()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,amount,Shipping Method,Fulfillment Status", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 2},10.50,Standard,{(row % 2 == 0 ? "fulfilled" : "unfulfilled")}");
        Assert.Null(guess.Mapping.Payments);
        Assert.Empty(guess.Mapping.Orders.Exclude);
    }

    private static Sampled Lines(string price, Func<int, int, string> cost) =>
        Sampled.Lines($"order_id,date,customer_id,product_id,quantity,{price}", 24, row =>
        $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row % 4},{1 + row / 4 % 3},{cost(row % 4, 1 + row / 4 % 3)}");

    [Theory]
    [InlineData("item_price")]
    [InlineData("price")]
    [InlineData("amount")]
    [InlineData("Line Total")]
    public void A_number_that_stays_the_same_at_every_quantity_is_the_price_of_a_unit(string name)
    {
        var guess = Lines(name, (product, _) => $"{10 + product}.50");
        Assert.Equal((name, null), (guess.Mapping.Items.UnitPrice, guess.Mapping.Items.Amount));
    }

    [Theory]
    [InlineData("item_price")]
    [InlineData("price")]
    [InlineData("amount")]
    [InlineData("unit_price")]
    public void A_number_that_grows_with_the_quantity_is_what_the_line_costs(string name)
    {
        var guess = Lines(name, (product, units) => string.Create(CultureInfo.InvariantCulture, $"{(10.5 + product) * units:0.00}"));
        Assert.Equal((null, name), (guess.Mapping.Items.UnitPrice, guess.Mapping.Items.Amount));
    }

    [Fact]
    public void Totals_of_orders_tell_where_no_product_comes_back()
    {
        var asUnit = Sampled.Lines("order_id,date,customer_id,product_id,quantity,item_price,order_total", 20, row =>
            string.Create(CultureInfo.InvariantCulture, $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row},{1 + row % 2},{10 + row}.00,{10 + row / 2 * 2 + 2 * (11 + row / 2 * 2)}.00"));
        Assert.Equal("item_price", asUnit.Mapping.Items.UnitPrice);
        var asLine = Sampled.Lines("order_id,date,customer_id,product_id,quantity,item_price,order_total", 20, row =>
            string.Create(CultureInfo.InvariantCulture, $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row},{1 + row % 2},{10 + row}.00,{10 + row / 2 * 2 + 11 + row / 2 * 2}.00"));
        Assert.Equal("item_price", asLine.Mapping.Items.Amount);
    }

    [Fact]
    public void Rows_that_cannot_tell_are_asked()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,product_id,quantity,item_price", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 3},p{row},{1 + row % 3},{10 + 3 * row}.50");
        Assert.Equal(["items.amount"], guess.Asked);
        var question = guess.Question;
        Assert.Equal(["amount: item_price", "unit_price: item_price"], question.Readings.Select(reading => reading.Value));
        foreach (var (value, _) in question.Readings)
        {
            var answered = Clientele.Data.MappingFile.Parse(guess.Template.Yaml.Replace($"amount: \"{Clientele.Data.MappingFile.Ambiguous}\"", value, StringComparison.Ordinal), "answered.yaml");
            Assert.Equal("item_price", answered.Items.Amount ?? answered.Items.UnitPrice);
        }
    }

    [Fact]
    public void Where_all_quantities_are_one_it_does_not_matter() =>
        Assert.Empty(Sampled.Lines("order_id,date,customer_id,product_id,quantity,item_price", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 3},p{row},1,{10 + 3 * row}.50").Asked);

    [Theory]
    [InlineData("unit_price")]
    [InlineData("UnitPrice")]
    [InlineData("Einzelpreis")]
    [InlineData("Preço unitário")]
    [InlineData("Lineitem price")]
    public void A_name_that_leaves_no_doubt_is_believed_where_rows_cannot_tell(string name) =>
        Assert.Equal(name, Sampled.Lines($"order_id,date,customer_id,product_id,quantity,{name}", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 3},p{row},{1 + row % 3},{10 + 3 * row}.50").Mapping.Items.UnitPrice);

    [Fact]
    public void The_column_that_is_price_times_quantity_is_the_amount()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,product_id,quantity,price,total", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 3},p{row},{1 + row % 3},{10 + row}.00,{(10 + row) * (1 + row % 3)}.00");
        Assert.Equal(("total", null), (guess.Mapping.Items.Amount, guess.Mapping.Items.UnitPrice));
    }

    [Fact]
    public void A_quantity_without_a_telling_name_is_found_by_the_totals_of_orders()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,product_id,n,price,order_total", 20, row =>
            string.Create(CultureInfo.InvariantCulture, $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row},{1 + row % 2},{10 + row}.00,{10 + row / 2 * 2 + 2 * (11 + row / 2 * 2)}.00"));
        Assert.Equal(("n", "price"), (guess.Mapping.Items.Quantity, guess.Mapping.Items.UnitPrice));
        Assert.Empty(guess.Asked);
    }

    [Fact]
    public void Totals_that_nothing_adds_up_to_are_said()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,product_id,quantity,unit_price,order_total", 20, row =>
            string.Create(CultureInfo.InvariantCulture, $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row},{1 + row % 2},{10 + row}.00,{900 + 7 * (row / 2)}.00"));
        Assert.Contains(guess.Template.Guesses, line => line.Contains("order_total is no sum of prices", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Cost price")]
    [InlineData("Compare at price")]
    [InlineData("Einkaufspreis")]
    [InlineData("Profit")]
    [InlineData("Tax Rate")]
    public void What_the_shop_paid_or_earned_is_not_what_the_customer_paid(string name)
    {
        var guess = Sampled.Lines($"order_id,date,customer_id,product_id,quantity,{name},amount", 24, row => string.Create(CultureInfo.InvariantCulture,
            $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row % 4},{1 + row / 4 % 3},{5 + row % 4}.00,{2 * (5 + row % 4) * (1 + row / 4 % 3)}.00"));
        Assert.Equal("amount", guess.Mapping.Items.Amount);
    }

    [Fact]
    public void A_total_that_all_lines_of_an_order_repeat_is_no_price_of_a_line()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,product_id,quantity,total", 24, row =>
            $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row % 4},1,{20 + row / 2}.00");
        Assert.Contains(guess.Template.Missing, line => line.Contains("total is the same on all lines of an order",
            StringComparison.Ordinal));
    }
}
