namespace Clientele.Tests.Data.Exports;

/// <summary>A warehouse's monthly extracts: one header, a file a month, beside a file that is none of them.</summary>
internal sealed class WarehouseMonths : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "order_id|order_ts|customer_key|channel|order_status|payment_type|sku|category|qty|unit_price|line_discount|shipping_fee|"
        + "currency_code");

    public override string Name => "warehouse_months";

    public override ShopProfile Profile => ShopProfile.Germany;

    protected override bool SaysRefunds => false;

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [new("items.discount", "line_discount")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var months = new List<ExportFile>();
        foreach (var month in shop.Orders.GroupBy(order => Text(order.Local, "yyyy_MM")))
        {
            var sheet = new Sheet(Header);
            foreach (var order in month)
                for (var line = 0; line < order.Lines.Count; line++)
                    sheet.Add(order.Number, line, [.. Cells(order, order.Lines[line])]);
            months.Add(sheet.File($"orders_{month.Key}.csv"));
        }
        var stock = new Sheet("sku", "on_hand", "bin");
        foreach (var product in MadeUpShop.Products(Profile))
            stock.Add(-1, -1, ("sku", product.Sku), ("on_hand", Text(product.Number % 90)), ("bin", $"A{product.Number % 7}"));
        return [.. months, stock.File("stock.csv")];
    }

    private IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line) =>
    [
        ("order_id", $"W{order.Number:000000}"), ("order_ts", Text(order.Local, "yyyy-MM-ddTHH:mm:ss")),
        ("customer_key", order.Anonymous ? "" : $"K{order.Person.Number}"),
        ("channel", "web"), ("order_status", order.Status switch
        {
            ShopStatus.Pending => "OPEN",
            ShopStatus.Cancelled => "CANCELLED",
            ShopStatus.Refunded => "RETURNED",
            _ => "SHIPPED",
        }),
        ("payment_type", order.Payment switch
        {
            ShopPayment.Card => "CREDIT_CARD",
            ShopPayment.PayPal => "PAYPAL",
            ShopPayment.Transfer => "INVOICE",
            ShopPayment.Cash => "COD",
            _ => "GIFT_CARD",
        }),
        ("sku", line.Product.Sku), ("category", line.Product.Category), ("qty", Text(line.Quantity)), ("unit_price", Text(line.UnitPrice)),
        ("line_discount", Text(line.Discount + line.Share)), ("shipping_fee", Text(order.Freight)), ("currency_code", Profile.Currency),
    ];
}
