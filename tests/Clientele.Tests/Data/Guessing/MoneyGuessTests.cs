using Clientele.Data;

namespace Clientele.Tests.Data.Guessing;

/// <summary>Discounts, freight, refunds and tax: which columns they are, what one value is for, and what the totals say about it.</summary>
public sealed class MoneyGuessTests
{
    private const string Key = "order_id,date,customer_id,product_id,quantity,unit_price";

    // Orders of two lines at 10 and 20: the second is bought twice.
    private static Sampled Lines(string columns, Func<int, bool, string> cells, int orders = 12) =>
        Sampled.Lines($"{Key},{columns}", 2 * orders, row =>
        $"{100 + row / 2},2024-05-{1 + row / 2 % 28:00},c{row / 2 % 5},p{row % 2},{1 + row % 2},{10 * (1 + row % 2)}.00,{cells(row / 2, row % 2 == 0)}");

    private static string Money(double value) => value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Freight_that_the_lines_of_an_order_repeat_counts_once()
    {
        var freight = Lines("shipping", (order, _) => Money(4 + order % 3)).Mapping.Items.Freight;
        Assert.Equal(new MoneyColumn("shipping", MoneyPer.Order), freight);
    }

    [Fact]
    public void Freight_on_the_first_line_alone_counts_once() =>
        Assert.Equal(new MoneyColumn("Shipping", MoneyPer.Order), Lines("Shipping", (order, first) => first ? Money(4 + order % 3)
            : "").Mapping.Items.Freight);

    [Fact]
    public void Freight_that_differs_between_lines_is_of_the_line() =>
        Assert.Equal(new MoneyColumn("freight_value"), Lines("freight_value", (order, first) =>
            Money((first ? 4 : 7) + order % 3)).Mapping.Items.Freight);

    [Fact]
    public void Freight_that_is_the_same_on_every_line_of_the_file_is_asked_and_a_total_answers()
    {
        var asked = Lines("shipping", (_, _) => "4.90");
        Assert.Equal(["items.freight"], asked.Asked);
        Assert.Equal([("{ column: shipping, per: order }", "58.80 in all, once an order"), ("shipping", "117.60 in all, on every line")],
            asked.Question.Readings);
        var once = Lines("shipping,order_total", (_, _) => $"4.90,{Money(50 + 4.9)}");
        Assert.Equal((new MoneyColumn("shipping", MoneyPer.Order), 0), (once.Mapping.Items.Freight, once.Asked.Count()));
        var twice = Lines("shipping,order_total", (_, _) => $"4.90,{Money(50 + 9.8)}");
        Assert.Equal((new MoneyColumn("shipping"), 0), (twice.Mapping.Items.Freight, twice.Asked.Count()));
    }

    [Fact]
    public void A_line_discount_that_the_total_is_less_by_is_taken_off()
    {
        var guess = Lines("line_discount,order_total", (order, first) => $"{Money(first ? order % 3 : 2)},{Money(50 - order % 3 - 2)}");
        Assert.Equal(new MoneyColumn("line_discount"), guess.Mapping.Items.Discount);
        Assert.Contains(guess.Template.Guesses, line => line.Contains("checked: order_total = items - line_discount",
            StringComparison.Ordinal));
    }

    [Fact]
    public void An_order_discount_on_the_first_line_is_taken_off_once()
    {
        var guess = Lines("Discount Amount,Shipping,Total", (order, first) => first
            ? $"{Money(order % 4)},{Money(3 + order % 2)},{Money(50 - order % 4 + 3 + order % 2)}" : ",,");
        Assert.Equal(new MoneyColumn("Discount Amount", MoneyPer.Order), guess.Mapping.Items.Discount);
        Assert.Equal(new MoneyColumn("Shipping", MoneyPer.Order), guess.Mapping.Items.Freight);
    }

    [Fact]
    public void A_discount_of_each_unit_is_multiplied()
    {
        var guess = Lines("discount,order_total", (order, first) =>
            $"{Money(1 + order % 2 + (first ? 0 : 1))},{Money(50 - (1 + order % 2) - 2 * (2 + order % 2))}");
        Assert.Equal(new MoneyColumn("discount", MoneyPer.Unit), guess.Mapping.Items.Discount);
    }

    [Fact]
    public void A_discount_that_the_prices_hold_already_is_not_taken_off_again()
    {
        var guess = Lines("discount,order_total", (order, first) => $"{Money(first ? 1 + order % 3 : 2)},50.00");
        Assert.Null(guess.Mapping.Items.Discount);
        Assert.Empty(guess.Asked);
        Assert.Contains(guess.Template.Guesses, line => line.Contains("discount is in the prices already", StringComparison.Ordinal));
    }

    [Fact]
    public void A_discount_that_nothing_checks_is_asked()
    {
        var guess = Lines("discount", (order, first) => Money(first ? 1 + order % 3 : 2));
        Assert.Equal(["items.discount"], guess.Asked);
        var readings = guess.Question.Readings;
        Assert.Equal(["discount", "~"], readings.Select(reading => reading.Value));
        Assert.Equal([new MoneyColumn("discount"), null],
            readings.Select(reading =>
            MappingFile.Parse(Sampled.Answered(guess.Template).Replace($"\"{MappingFile.Ambiguous}\"", reading.Value, StringComparison.Ordinal),
            "answered.yaml").Items.Discount));
    }

    [Theory]
    [InlineData("0.05", "0.10")]
    [InlineData("5%", "10%")]
    [InlineData("SUMMER", "")]
    [InlineData("0.00", "0.00")]
    public void Rates_codes_and_noughts_are_no_discounts(string first, string second)
    {
        var guess = Lines("discount", (_, isFirst) => isFirst ? first : second);
        Assert.Null(guess.Mapping.Items.Discount);
        Assert.Empty(guess.Asked);
    }

    [Fact]
    public void A_line_total_that_holds_the_discount_is_the_amount_and_the_discount_stays_out()
    {
        var guess = Lines("discount,line_total", (order, first) => $"{Money(first ? order % 3 : 2)},{Money(first ? 10 - order % 3 : 38)}");
        Assert.Equal(("line_total", null, null), (guess.Mapping.Items.Amount, guess.Mapping.Items.UnitPrice, guess.Mapping.Items.Discount));
        Assert.Empty(guess.Asked);
    }

    [Fact]
    public void Negative_rows_of_discounts_reduce_their_order()
    {
        var guess = Sampled.Lines(Key, 36, row =>
            $"{100 + row / 3},2024-05-{1 + row / 3:00},c{row / 3 % 5},{(row % 3 == 2 ? "Discount" : $"Mug {row % 3}")},{1 + (row % 3 == 1 ? 1 : 0)},{(row % 3 == 2 ? "-5.00" : "20.00")}");
        var rule = Assert.Single(guess.Mapping.Items.DiscountLines);
        Assert.Equal(("product_id", ExclusionTest.In), (rule.Column, rule.Test));
        Assert.Equal(["Discount"], rule.Values);
        Assert.Empty(guess.Mapping.Items.Exclude);
    }

    [Fact]
    public void A_refund_that_is_named_keeps_refunded_orders_in()
    {
        var with = Lines("Financial Status,Refunded Amount", (order, first) => first
            ? $"{(order % 4 == 0 ? "refunded" : order % 4 == 1 ? "partially_refunded" : order % 7 == 3 ? "voided" : "paid")},{(order % 4 < 2 ? "10.00" : "0.00")}" : ",");
        Assert.Equal(new MoneyColumn("Refunded Amount", MoneyPer.Order), with.Mapping.Items.Refund);
        Assert.Equal(["paid", "partially_refunded", "refunded"], Assert.Single(with.Mapping.Orders.Exclude).Values);
        var without = Lines("Financial Status", (order, first) => first ? order % 4 == 0 ? "refunded" : "paid" : "");
        Assert.Equal(["paid"], Assert.Single(without.Mapping.Orders.Exclude).Values);
    }

    [Fact]
    public void Tax_on_top_and_tax_in_the_prices_are_told_apart_by_the_total()
    {
        var onTop = Lines("tax,order_total", (order, first) => $"{Money(first ? 1 + order % 3 : 4)},{Money(50 + 5 + order % 3)}");
        Assert.Equal((new MoneyColumn("tax"), (bool?)false), (onTop.Mapping.Items.Tax, onTop.Mapping.Items.PricesHoldTax));
        var held = Lines("tax,order_total", (order, first) => $"{Money(first ? 1 + order % 3 : 4)},50.00");
        Assert.Equal((new MoneyColumn("tax"), (bool?)true), (held.Mapping.Items.Tax, held.Mapping.Items.PricesHoldTax));
        var unknown = Lines("tax", (order, first) => Money(first ? 1 + order % 3 : 4));
        Assert.Equal((null, null), (unknown.Mapping.Items.Tax, unknown.Mapping.Items.PricesHoldTax));
    }

    [Fact]
    public void Money_of_an_orders_file_is_named_there()
    {
        var guess = Sampled.OfFiles(
            ("orders.csv", ["order_id,customer_id,created_at,shipping_total,discount_total,order_total", .. Enumerable.Range(0, 12)
                .Select(order =>
                $"{order + 1},c{order % 4},2024-05-{1 + order:00},{Money(4 + order % 2)},{Money(order % 3)},{Money(50 + 4 + order % 2 - order % 3)}")]),
            ("items.csv", ["order_id,sku,quantity,unit_price", .. Enumerable.Range(0, 24)
                .Select(row => $"{row / 2 + 1},p{row % 2},{1 + row % 2},{10 * (1 + row % 2)}.00")]));
        Assert.Empty(guess.Asked);
        Assert.Equal(("discount_total", "shipping_total"), (guess.Mapping.Orders.Discount, guess.Mapping.Orders.Freight));
        Assert.Equal((null, null), (guess.Mapping.Items.Discount, guess.Mapping.Items.Freight));
    }

    [Theory]
    [InlineData("on-hold")]
    [InlineData("pending")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    [InlineData("canceled")]
    [InlineData("voided")]
    [InlineData("draft")]
    [InlineData("trash")]
    [InlineData("checkout-draft")]
    [InlineData("wc-pending")]
    [InlineData("pending payment")]
    [InlineData("Storniert")]
    [InlineData("Annulé")]
    [InlineData("unpaid")]
    public void Orders_that_never_became_purchases_are_left_out(string status)
    {
        var guess = Sampled.Lines("order_id,date,customer_id,amount,status", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 5},10.50,{(row % 4 == 0 ? status : row % 4 == 1 ? "processing" : "completed")}");
        var rule = Assert.Single(guess.Mapping.Orders.Exclude);
        Assert.Equal(ExclusionTest.NotIn, rule.Test);
        Assert.Equal(["completed", "processing"], rule.Values);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("wc-completed")]
    [InlineData("Complete")]
    [InlineData("Paid")]
    [InlineData("Shipped")]
    [InlineData("Delivered")]
    [InlineData("Bezahlt")]
    [InlineData("Livré")]
    [InlineData("Entregado")]
    [InlineData("Concluído")]
    [InlineData("Fulfilled")]
    [InlineData("succeeded")]
    public void Orders_that_were_paid_or_sent_stay_in(string status)
    {
        var guess = Sampled.Lines("order_id,date,customer_id,amount,status", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 5},10.50,{(row % 4 == 0 ? "cancelled" : status)}");
        Assert.Equal([status], Assert.Single(guess.Mapping.Orders.Exclude).Values);
    }

    [Fact]
    public void Payment_and_order_status_both_speak()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,amount,order_status,payment_status,fulfillment_status", 12,
            row => $"{100 + row},2024-05-{1 + row:00},c{row % 5},10.50,{(row % 4 == 0 ? "cancelled" : "open")},{(row % 3 == 0 ? "pending" : "paid")},unfulfilled");
        Assert.Equal([("status", "payment_status", ExclusionTest.NotIn, "paid"), ("order_status", "order_status", ExclusionTest.In,
            "cancelled")],
            guess.Mapping.Orders.Exclude.Select(rule => (rule.Rule, rule.Column, rule.Test, string.Join(",", rule.Values))));
    }

    private static Sampled Orders(string columns, Func<int, string> cells) => Sampled.Lines($"order_id,date,customer_id,{columns}", 12,
        row => $"{100 + row},2024-05-{1 + row:00},c{row % 5},{cells(row)}");

    [Fact]
    public void Where_rows_are_orders_the_subtotal_is_what_the_items_cost()
    {
        var guess = Orders("total,shipping,tax,subtotal", row => $"{Money(20 + row + 4 + 2)},4.00,2.00,{Money(20 + row)}");
        Assert.Equal(("subtotal", "shipping", false), (guess.Mapping.Items.Amount, guess.Mapping.Items.Freight!.Column,
            guess.Mapping.Items.PricesHoldTax));
    }

    [Fact]
    public void A_total_that_may_hold_freight_tax_and_discount_has_nothing_put_on_top_or_taken_off()
    {
        var guess = Orders("order_total,shipping_total,tax_total,discount_total", row =>
            $"{Money(20 + row)},4.00,{Money(2 + row % 2)},{Money(row % 3)}");
        Assert.Equal(("order_total", null, null, null), (guess.Mapping.Items.Amount, guess.Mapping.Items.Freight, guess.Mapping.Items.Tax,
            guess.Mapping.Items.Discount));
        Assert.Empty(guess.Asked);
        Assert.Contains(guess.Template.Guesses, line => line.Contains("order_total may hold discount_total, shipping_total, tax_total",
            StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_prices_the_one_with_which_totals_come_out_is_taken()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,product_id,quantity,price_excl_tax,price_incl_tax,order_total", 24, row =>
            $"{100 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 5},p{row % 2},{1 + row % 2},{Money(row % 2 == 0 ? 10 : 20)},{Money(row % 2 == 0 ? 12 : 24)},60.00");
        Assert.Equal("price_incl_tax", guess.Mapping.Items.UnitPrice);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("zebra")]
    public void A_status_that_is_not_known_is_said(string word)
    {
        var guess = Sampled.Lines("order_id,date,customer_id,amount,status", 12, row =>
            $"{100 + row},2024-05-{1 + row:00},c{row % 5},10.50,{(row % 4 == 0 ? "6" : word)}");
        Assert.Empty(guess.Mapping.Orders.Exclude);
        Assert.Contains(guess.Template.Guesses, line => line.Contains($"what status says (", StringComparison.Ordinal)
            && line.Contains("is not known, so all orders count", StringComparison.Ordinal));
    }

    [Fact]
    public void A_discount_of_the_line_beside_one_of_the_order_are_asked_each()
    {
        var guess = Lines("discount,order_discount", (order, first) => $"{Money(first ? 1 + order % 3 : 2)},{Money(2 + order % 4)}");
        Assert.Equal(["items.discount", "orders.discount"], guess.Asked.Order());
        var answered = MappingFile.Parse(Sampled.Answered(guess.Template)
            .Replace($"discount: \"{MappingFile.Ambiguous}\"   # order_discount", "discount: order_discount   #", StringComparison.Ordinal)
            .Replace($"discount: \"{MappingFile.Ambiguous}\"", "discount: discount", StringComparison.Ordinal), "answered.yaml");
        Assert.Equal(("order_discount", new MoneyColumn("discount")), (answered.Orders.Discount, answered.Items.Discount));
    }

    [Fact]
    public void A_line_total_that_is_less_by_a_percentage_is_the_amount()
    {
        var guess = Lines("Rabatt %,line_total", (order, first) => $"{10 * (order % 3)},{Money((first ? 10 : 40) * (1 - 0.1 * (order % 3)))}");
        Assert.Equal(("line_total", null), (guess.Mapping.Items.Amount, guess.Mapping.Items.Discount));
        Assert.Empty(guess.Asked);
    }

    [Fact]
    public void Rows_that_hold_the_sum_of_their_orders_other_rows_are_left_out()
    {
        var guess = Sampled.Lines("order_id,date,customer_id,item_number,quantity,sold_for,total_price", 36, row => (row % 3) switch
        {
            0 => $"{100 + row / 3},2024-05-{1 + row / 3:00},c{row / 3 % 5},,3,{Money(50)},{Money(54)}",
            1 => $"{100 + row / 3},2024-05-{1 + row / 3:00},,p1,1,{Money(10)},",
            _ => $"{100 + row / 3},2024-05-{1 + row / 3:00},,p2,2,{Money(20)},",
        });
        var rule = Assert.Single(guess.Mapping.Items.Exclude);
        Assert.Equal(("order_total", "item_number", ExclusionTest.IsEmpty), (rule.Rule, rule.Column, rule.Test));
    }
}
