using Clientele.Data;

namespace Clientele.Tests.Data.Exports;

/// <summary>WooCommerce with the Customer/Order CSV export, one row an item: the order's cells on every row, <c>item_total</c> after
/// coupons and without tax,
/// customer 0 for guests, who are known by their address.</summary>
internal sealed class WooCommerceLines : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "order_id|order_number|order_number_formatted|date|status|shipping_total|shipping_tax_total|fee_total|fee_tax_total|tax_total|"
        + "discount_total|order_total|refunded_total|order_currency|payment_method|shipping_method|customer_id|billing_first_name|"
        + "billing_last_name|billing_company|billing_email|billing_phone|billing_address_1|billing_address_2|billing_postcode|"
        + "billing_city|billing_state|billing_country|shipping_first_name|shipping_last_name|shipping_address_1|shipping_postcode|"
        + "shipping_city|shipping_state|shipping_country|customer_note|item_id|item_product_id|item_name|item_sku|item_quantity|"
        + "item_subtotal|item_subtotal_tax|item_total|item_total_tax|item_refunded|item_refunded_qty|item_meta|coupon_items|order_notes");

    public override string Name => "woocommerce_lines";

    public override ShopProfile Profile => ShopProfile.NewYork;

    public override DressColumns Columns => new("order_id", "billing_email", "date", "item_total", "item_name")
    {
        Quantity = "item_quantity",
        Currency = "order_currency",
        LineId = "item_id",
        Numbers = ["shipping_total", "tax_total", "discount_total", "order_total", "refunded_total", "item_subtotal", "item_subtotal_tax",
            "item_total", "item_total_tax"],
        DateFormat = "yyyy-MM-dd HH:mm:ss",
    };

    // Coupons are taken off line by line in item_total, and are known for the order in discount_total.
    protected override decimal AmountOf(ShopOrder order, Mapping? mapping) =>
        mapping is { Orders.Discount: not null } or { Items.Discount.Per: MoneyPer.Order }
            ? order.GoodsLessDiscounts : order.Lines.Sum(line => line.Paid);

    public override bool Counts(ShopOrder order) => order.IsSale;

    protected override bool RefundedIsAState => true;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders)
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Order(order), .. Line(order, line)]);
        return [sheet.File("orders-export-2025-09-01-10-00-00.csv")];
    }

    private IEnumerable<(string, string)> Order(ShopOrder order) =>
    [
        ("order_id", Text(5000 + 3 * order.Number)), ("order_number", Text(5000 + 3 * order.Number)),
        ("order_number_formatted", Text(5000 + 3 * order.Number)),
        ("date", Text(order.Local, "yyyy-MM-dd HH:mm:ss")),
        ("status", order.Status switch
        {
            ShopStatus.Pending => Pick(order.Number, "pending", "on-hold"),
            ShopStatus.Cancelled => Pick(order.Number, "cancelled", "failed"),
            ShopStatus.Refunded => "refunded",
            _ => "completed",
        }),
        ("shipping_total", Text(order.Freight)), ("shipping_tax_total", Text(order.FreightTax)), ("fee_total", "0.00"),
        ("fee_tax_total", "0.00"), ("tax_total", Text(order.Tax)),
        ("discount_total", Text(order.AllDiscounts)), ("order_total", Text(order.Total)),
        ("refunded_total", Text(order.Refund)),
        ("order_currency", Profile.Currency), ("payment_method", order.Payment switch
        {
            ShopPayment.Card => "stripe",
            ShopPayment.PayPal => "ppcp-gateway",
            ShopPayment.Transfer => "bacs",
            ShopPayment.Cash => "cod",
            _ => "gift_card",
        }),
        ("shipping_method", order.Freight > 0 ? "Flat rate" : "Free shipping"),
        ("customer_id", order.AsGuest ? "0" : Text(order.Person.Number)),
        ("billing_first_name", order.Person.First), ("billing_last_name", order.Person.Last),
        // As it was typed.
        ("billing_email", order.Number % 13 == 0 ? order.Person.Email.ToUpperInvariant() : order.Person.Email),
        ("billing_postcode", order.Person.Zip), ("billing_city", order.Person.City), ("billing_state", order.Person.State),
        ("billing_country", "US"),
        ("shipping_city", order.Person.City), ("shipping_state", order.Person.State), ("shipping_country", "US"),
        ("customer_note", order.Number % 17 == 0 ? "leave it \"behind\" the door;\r\nthanks" : ""),
    ];

    private static IEnumerable<(string, string)> Line(ShopOrder order, int index)
    {
        var line = order.Lines[index];
        return
        [
            ("item_id", Text(20 * order.Number + index)), ("item_product_id", Text(line.Product.Number)), ("item_name", line.Product.Name),
            ("item_sku", line.Product.Sku),
            ("item_quantity", Text(line.Quantity)), ("item_subtotal", Text(line.Gross)), ("item_subtotal_tax", Text(line.Tax)),
            ("item_total", Text(line.Paid)),
            ("item_total_tax", Text(line.Tax)), ("item_refunded", "0.00"), ("item_refunded_qty", "0"),
        ];
    }
}
