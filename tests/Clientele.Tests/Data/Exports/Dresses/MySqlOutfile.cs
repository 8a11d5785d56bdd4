namespace Clientele.Tests.Data.Exports;

/// <summary>MySQL, <c>SELECT … INTO OUTFILE</c> with titles: \N for nothing, quotation marks after a backslash, the zero day where
/// a parcel has not arrived.</summary>
internal sealed class MySqlOutfile : Dress
{
    private static readonly string[] OrderHeader =
        Sheet.Names("id|customer_id|placed_at|delivered_at|status|payment_method|discount|shipping_cost|refunded_amount|note");

    private static readonly string[] ItemHeader = Sheet.Names("id|order_id|product_id|product_name|category|quantity|unit_price|discount");

    public override string Name => "mysql_outfile";

    public override ShopProfile Profile => ShopProfile.Germany;

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) =>
        [new("items.discount", "discount"), new("orders.discount", "discount")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var (orders, items) = (new Sheet(OrderHeader), new Sheet(ItemHeader));
        foreach (var order in shop.Orders)
        {
            orders.Add(order.Number, -1,
                ("id", Text(order.Number)), ("customer_id", order.Anonymous ? @"\N" : Text(order.Person.Number)),
                ("placed_at", Text(order.Local, "yyyy-MM-dd HH:mm:ss")),
                ("delivered_at", order.IsSale && order.Number % 6 > 0
                    ? Text(order.Local.AddDays(3), "yyyy-MM-dd HH:mm:ss") : "0000-00-00 00:00:00"),
                ("status", order.Status switch
                {
                    ShopStatus.Pending => "new",
                    ShopStatus.Cancelled => "cancelled",
                    ShopStatus.Refunded => "returned",
                    _ => "delivered",
                }),
                ("payment_method", order.Payment switch
                {
                    ShopPayment.Card => "visa",
                    ShopPayment.PayPal => "paypal",
                    ShopPayment.Transfer => "sepa",
                    ShopPayment.Cash => "cash",
                    _ => "gift card",
                }),
                ("discount", Text(order.Discount)), ("shipping_cost", Text(order.Freight)),
                ("refunded_amount", order.Refund > 0 ? Text(order.Refund) : @"\N"),
                ("note", order.Number % 9 == 0 ? "says \"thanks\",\nsecond line" : @"\N"));
            for (var index = 0; index < order.Lines.Count; index++)
            {
                var line = order.Lines[index];
                items.Add(order.Number, index,
                    ("id", Text(10 * order.Number + index)), ("order_id", Text(order.Number)), ("product_id", Text(line.Product.Number)),
                    ("product_name", line.Product.Name),
                    ("category", line.Product.Category), ("quantity", Text(line.Quantity)), ("unit_price", Text(line.UnitPrice)),
                    ("discount", Text(line.Discount)));
            }
        }
        var style = new ExportStyle { Escape = "\\" };
        return [orders.File("orders.csv", style), items.File("order_items.csv", style)];
    }
}
