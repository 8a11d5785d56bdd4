namespace Clientele.Tests.Data.Guessing;

/// <summary>Which column is the order's id: by names of many systems, and by what the values do.</summary>
public sealed class OrderIdTests
{
    [Theory]
    [InlineData("id_order")]
    [InlineData("Receipt Number")]
    [InlineData("Invoice ID")]
    [InlineData("Order #")]
    [InlineData("Sale ID")]
    [InlineData("increment_id")]
    [InlineData("amazon-order-id")]
    [InlineData("Transaction ID")]
    [InlineData("OrderNumber")]
    [InlineData("order_name")]
    [InlineData("InvoiceNo")]
    [InlineData("Bestellnummer")]
    [InlineData("Auftragsnr.")]
    [InlineData("Rechnungs-Nr")]
    [InlineData("Número do pedido")]
    [InlineData("N° commande")]
    [InlineData("Pedido")]
    [InlineData("Numero ordine")]
    [InlineData("Ordernummer")]
    [InlineData("Bestelnummer")]
    [InlineData("Numer zamówienia")]
    [InlineData("Номер заказа")]
    [InlineData("订单号")]
    [InlineData("Check Number")]
    [InlineData("Ticket no")]
    [InlineData("basket_id")]
    public void A_name_of_many_systems_is_known(string name)
    {
        var guess = Sampled.Lines($"{name},date,customer_id,product_id,quantity,unit_price", 12, row =>
            $"{1000 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row % 5},1,10.50");
        Assert.Equal((name, name), (guess.Mapping.Orders.OrderId, guess.Mapping.Items.OrderId));
    }

    [Theory]
    [InlineData("Receipt Number,Name", "", "#100{0}", "Name")]
    [InlineData("Invoice ID,id", "", "ch_10{0}", "id")]
    [InlineData("order_id,order_number", "0", "10{0}", "order_number")]
    public void A_column_that_is_empty_or_always_the_same_is_passed_over(string columns, string first, string second, string expected)
    {
        var guess = Sampled.Lines($"{columns},Created at,Email,Lineitem name,Lineitem quantity,Lineitem price", 12,
            row => $"{first},{string.Format(System.Globalization.CultureInfo.InvariantCulture, second, row / 2)},2024-05-{1 + row / 2:00},p{row / 2 % 3}@example.org,Mug {row % 5},1,10.50");
        Assert.Equal(expected, guess.Mapping.Orders.OrderId);
    }

    [Theory]
    [InlineData("Transaction ID,Order ID")]
    [InlineData("order_item_id,order_number")]
    [InlineData("id,receipt")]
    public void Of_a_number_of_the_line_and_one_that_lines_share_the_second_is_the_orders(string columns)
    {
        var guess = Sampled.Lines($"{columns},date,customer_id,product_id,quantity,unit_price", 12, row =>
            $"{9000 + row},{1000 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row % 5},1,10.50");
        Assert.Equal(columns.Split(',')[1], guess.Mapping.Orders.OrderId);
    }

    [Fact]
    public void Codes_that_repeat_on_lines_of_one_customer_and_day_are_order_ids_whatever_their_name()
    {
        var guess = Sampled.Lines("x1,date,customer_id,product_id,quantity,unit_price", 12, row =>
            $"{1000 + row / 2},2024-05-{1 + row / 2:00},c{row / 2 % 3},p{row % 5},1,10.50");
        Assert.Equal("x1", guess.Mapping.Orders.OrderId);
    }

    [Fact]
    public void A_number_that_starts_again_every_day_is_no_order_id()
    {
        var guess = Sampled.Lines("receipt_no,date,customer_id,product_id,quantity,unit_price", 24, row =>
            $"{1 + row % 4},2024-05-{1 + row / 4:00},c{row % 5},p{row % 5},1,10.50");
        Assert.Null(guess.Mapping.Orders.OrderId);
        Assert.Contains(guess.Template.Guesses, line => line.Contains("receipt_no repeats over different customers or days",
            StringComparison.Ordinal));
    }

    [Fact]
    public void Neighbours_that_share_customer_and_time_are_said_where_no_order_id_is_found()
    {
        var guess = Sampled.Lines("time,customer_id,product_id,quantity,unit_price", 24, row =>
            $"2024-05-{1 + row / 3:00} 10:{row / 3:00}:00,c{row / 3 % 5},p{row % 5},1,10.50");
        Assert.Null(guess.Mapping.Orders.OrderId);
        Assert.Contains(guess.Template.Guesses, line =>
            line.Contains("16 of the first 24 rows have the customer and the time of the row before", StringComparison.Ordinal));
        var apart = Sampled.Lines("time,customer_id,quantity,unit_price", 24, row => $"2024-05-{1 + row:00} 10:00:00,c{row % 5},1,10.50");
        Assert.Contains(apart.Template.Guesses, line => line.EndsWith("every row counts as an order of its own", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_files_are_joined_by_the_id_that_one_has_of_the_other()
    {
        var guess = Sampled.OfFiles(
            ("orders.csv", ["id,number,customer_email,created_at", "11,R1,a@example.org,2024-05-01", "12,R2,b@example.org,2024-05-02",
                "13,R3,a@example.org,2024-05-03"]),
            ("order_items.csv", ["id,order_id,sku,quantity,price", "1,11,A,1,5.00", "2,11,B,2,7.00", "3,12,A,1,5.00", "4,13,A,3,5.00"]));
        Assert.Empty(guess.Template.Missing);
        Assert.Equal(("orders.csv", "id", "order_items.csv", "order_id"), (guess.Mapping.Orders.File, guess.Mapping.Orders.OrderId,
            guess.Mapping.Items.File, guess.Mapping.Items.OrderId));
    }

    [Fact]
    public void Order_ids_that_a_spreadsheet_shortened_are_missing_and_nothing_takes_their_place()
    {
        var guess = Sampled.Lines("Order ID,date,time,customer_id,product_id,quantity,unit_price", 12,
            row => $"6.0123{row / 6}E+12,2024-05-{1 + row / 2:00},10:{row / 2:00}:00,c{row / 2 % 3},p{row % 5},1,10.50");
        Assert.Null(guess.Mapping.Orders.OrderId);
        Assert.Contains(guess.Template.Missing, line => line.Contains("order ids in Order ID were shortened", StringComparison.Ordinal));
    }
}
