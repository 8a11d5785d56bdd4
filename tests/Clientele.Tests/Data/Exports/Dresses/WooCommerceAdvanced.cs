namespace Clientele.Tests.Data.Exports;

/// <summary>WooCommerce with Advanced Order Export in its default setting: titles with signs in them, times to the minute, a unit price
/// before the coupon
/// (<c>Item Cost</c>), the coupon and the freight of the order on every row.</summary>
internal sealed class WooCommerceAdvanced : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Order Number|Order Status|Order Date|Customer Note|First Name (Billing)|Last Name (Billing)|Company (Billing)|"
        + "Address 1&2 (Billing)|City (Billing)|State Code (Billing)|Postcode (Billing)|Country Code (Billing)|Email (Billing)|"
        + "Phone (Billing)|First Name (Shipping)|Last Name (Shipping)|Address 1&2 (Shipping)|City (Shipping)|State Code (Shipping)|"
        + "Postcode (Shipping)|Country Code (Shipping)|Payment Method Title|Cart Discount Amount|Order Subtotal Amount|"
        + "Shipping Method Title|Order Shipping Amount|Order Refund Amount|Order Total Amount|Order Total Tax Amount|SKU|Item #|"
        + "Item Name|Quantity (- Refund)|Item Cost|Coupon Code|Discount Amount|Discount Amount Tax");

    public override string Name => "woocommerce_advanced";

    public override ShopProfile Profile => ShopProfile.California;

    public override TimeSpan Precision => TimeSpan.FromMinutes(1);

    public override DressColumns Columns => new("Order Number", "Email (Billing)", "Order Date", "Item Cost", "Item Name")
    {
        Quantity = "Quantity (- Refund)",
        Numbers = ["Cart Discount Amount", "Order Subtotal Amount", "Order Shipping Amount", "Order Refund Amount", "Order Total Amount",
            "Order Total Tax Amount", "Item Cost", "Discount Amount"],
        DateFormat = "yyyy-MM-dd HH:mm",
    };

    public override bool Counts(ShopOrder order) => order.IsSale;

    protected override decimal AmountOf(ShopOrder order) => order.GoodsLessDiscounts;

    protected override bool RefundedIsAState => true;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Reverse())
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, line)]);
        return [sheet.File("orders-2025-09-01.csv", new ExportStyle { Encoding = ExportStyle.Utf8Marked })];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, int index)
    {
        var (line, person, discount) = (order.Lines[index], order.Person, order.AllDiscounts);
        return
        [
            ("Order Number", Text(1200 + order.Number)), ("Order Date", Text(order.Local, "yyyy-MM-dd HH:mm")),
            ("Order Status", order.Status switch
            {
                ShopStatus.Pending => "On hold",
                ShopStatus.Cancelled => Pick(order.Number, "Cancelled", "Failed"),
                ShopStatus.Refunded => "Refunded",
                _ => "Completed",
            }),
            ("First Name (Billing)", person.First), ("Last Name (Billing)", person.Last), ("City (Billing)", person.City),
            ("State Code (Billing)", person.State),
            ("Postcode (Billing)", person.Zip), ("Country Code (Billing)", "US"), ("Email (Billing)", person.Email),
            ("City (Shipping)", person.City),
            ("Payment Method Title", order.Payment switch
            {
                ShopPayment.Card => "Credit Card (Stripe)",
                ShopPayment.PayPal => "PayPal",
                ShopPayment.Transfer => "Direct bank transfer",
                ShopPayment.Cash => "Cash on delivery",
                _ => "Klarna",
            }),
            ("Cart Discount Amount", Text(discount)), ("Order Subtotal Amount", Text(order.Subtotal)),
            ("Shipping Method Title", order.Freight > 0 ? "Flat rate" : ""),
            ("Order Shipping Amount", Text(order.Freight)), ("Order Refund Amount", Text(order.Refund)),
            ("Order Total Amount", Text(order.Total)),
            ("Order Total Tax Amount", Text(order.Tax)), ("SKU", line.Product.Sku), ("Item #", Text(index + 1)),
            ("Item Name", line.Product.Name),
            ("Quantity (- Refund)", Text(line.Quantity)), ("Item Cost", Text(line.UnitPrice)),
            ("Coupon Code", discount > 0 ? "spring10" : ""),
            ("Discount Amount", discount > 0 ? Text(discount) : ""), ("Discount Amount Tax", discount > 0 ? "0" : ""),
        ];
    }
}
