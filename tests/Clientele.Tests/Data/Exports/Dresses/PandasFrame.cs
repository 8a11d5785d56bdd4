namespace Clientele.Tests.Data.Exports;

/// <summary>pandas, <c>to_csv(na_rep="NaN")</c> of a merged table: an index column without a name, whole numbers that became floats where
/// one is missing, NaN.</summary>
internal sealed class PandasFrame : Dress
{
    private static readonly string[] Header =
    [
        "", "order_id", "customer_id", "created_at", "status", "payment_method", "sku", "product_name", "category", "quantity",
            "unit_price", "discount", "order_discount",
        "shipping_cost", "refunded", "review_score",
    ];

    public override string Name => "pandas_frame";

    public override ShopProfile Profile => ShopProfile.Britain;

    public override DressColumns Columns => new("order_id", "customer_id", "created_at", "unit_price", "product_name")
    {
        Quantity = "quantity",
        LineId = "",
        Numbers = ["quantity", "unit_price", "discount", "order_discount", "shipping_cost", "refunded"],
        DateFormat = "yyyy-MM-dd HH:mm:ss",
    };

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) =>
        [new("items.discount", "discount"), new("orders.discount", "order_discount")];

    protected override bool RefundedIsAState => true;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        var index = 0;
        foreach (var order in shop.Orders)
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [("", Text(index++)), .. Cells(order, order.Lines[line])]);
        return [sheet.File("orders_merged.csv")];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line) =>
    [
        ("order_id", Text(70000 + order.Number)), ("customer_id", order.Anonymous ? "NaN" : Float(order.Person.Number)),
        ("created_at", Text(order.Local, "yyyy-MM-dd HH:mm:ss")),
        ("status", order.Status switch
        {
            ShopStatus.Pending => "pending",
            ShopStatus.Cancelled => "canceled",
            ShopStatus.Refunded => "refunded",
            _ => "delivered",
        }),
        ("payment_method", order.Payment switch
        {
            ShopPayment.Card => "credit_card",
            ShopPayment.PayPal => "paypal",
            ShopPayment.Transfer => "bank_transfer",
            ShopPayment.Cash => "cash",
            _ => "voucher",
        }),
        ("sku", line.Product.Sku), ("product_name", line.Product.Name), ("category", line.Product.Category),
        ("quantity", Float(line.Quantity)), ("unit_price", Float(line.UnitPrice)),
        ("discount", Float(line.Discount)), ("order_discount", order.Discount > 0 ? Float(order.Discount) : "NaN"),
        ("shipping_cost", Float(order.Freight)),
        ("refunded", order.Refund > 0 ? Float(order.Refund) : "NaN"), ("review_score", order.Stars > 0 ? Float(order.Stars) : "NaN"),
    ];

    // Python's shortest form: 24.9, 2.0
    private static string Float(decimal amount) => Text(amount, "0.0###");
}
