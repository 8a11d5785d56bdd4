namespace Clientele.Tests.Data.Exports;

/// <summary>Shopify, Orders, Export: newest first; what belongs to the order stands on its first line; times with the shop's offset.
/// <c>Discount Amount</c>
/// is the sum of all discounts, those that <c>Lineitem discount</c> shows included; <c>Subtotal</c> is what is left. Sales at the counter
/// have no e-mail address.</summary>
internal sealed class ShopifyOrders(ShopProfile profile) : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Accepts Marketing|Currency|Subtotal|Shipping|Taxes|Total|"
        + "Discount Code|Discount Amount|Shipping Method|Created at|Lineitem quantity|Lineitem name|Lineitem price|"
        + "Lineitem compare at price|Lineitem sku|Lineitem requires shipping|Lineitem taxable|Lineitem fulfillment status|Billing Name|"
        + "Billing Street|Billing Address1|Billing Address2|Billing Company|Billing City|Billing Zip|Billing Province|Billing Country|"
        + "Billing Phone|Shipping Name|Shipping Street|Shipping Address1|Shipping Address2|Shipping Company|Shipping City|Shipping Zip|"
        + "Shipping Province|Shipping Country|Shipping Phone|Notes|Note Attributes|Cancelled at|Payment Method|Payment Reference|"
        + "Refunded Amount|Vendor|Outstanding Balance|Employee|Location|Device ID|Id|Tags|Risk Level|Source|Lineitem discount|Tax 1 Name|"
        + "Tax 1 Value|Tax 2 Name|Tax 2 Value|Tax 3 Name|Tax 3 Value|Tax 4 Name|Tax 4 Value|Tax 5 Name|Tax 5 Value|Phone|Receipt Number|"
        + "Duties|Billing Province Name|Shipping Province Name|Payment ID|Payment Terms Name|Next Payment Due At|Payment References");

    public override string Name => $"shopify_{Profile.Currency.ToLowerInvariant()}";

    public override ShopProfile Profile => profile;

    public override DressColumns Columns => new("Name", "Email", "Created at", "Lineitem price", "Lineitem name")
    {
        Quantity = "Lineitem quantity",
        Currency = "Currency",
        Numbers = ["Subtotal", "Shipping", "Taxes", "Total", "Discount Amount", "Lineitem price", "Refunded Amount", "Lineitem discount"],
    };

    protected override decimal AmountOf(ShopOrder order) => order.GoodsLessDiscounts;

    protected override bool RefundedIsAState => true;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Reverse())
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Line(order, order.Lines[line]), .. line == 0 ? First(order) : []]);
        return [sheet.File("orders_export_1.csv")];
    }

    private static IEnumerable<(string, string)> Line(ShopOrder order, ShopLine line) =>
    [
        ("Name", $"#{1000 + order.Number}"), ("Email", order.Anonymous ? "" : order.Person.Email), ("Created at", Time(order.At)),
        ("Lineitem quantity", Text(line.Quantity)), ("Lineitem name", line.Product.Name), ("Lineitem price", Text(line.UnitPrice)),
        ("Lineitem sku", line.Product.Sku),
        ("Lineitem requires shipping", "true"), ("Lineitem taxable", "true"),
        ("Lineitem fulfillment status", order.IsSale ? "fulfilled" : "pending"),
        ("Vendor", "Made Up"), ("Lineitem discount", Text(line.Discount)),
    ];

    private IEnumerable<(string, string)> First(ShopOrder order) =>
    [
        ("Financial Status", order.Status switch
        {
            ShopStatus.Pending => "pending",
            ShopStatus.Cancelled => "voided",
            ShopStatus.Refunded => "refunded",
            ShopStatus.PartlyRefunded => "partially_refunded",
            _ => "paid",
        }),
        ("Paid at", order.Status is ShopStatus.Pending or ShopStatus.Cancelled ? "" : Time(order.At.AddSeconds(4))),
        ("Fulfillment Status", order.IsSale ? "fulfilled" : "unfulfilled"), ("Fulfilled at", order.IsSale ? Time(order.At.AddDays(1)) : ""),
        ("Accepts Marketing", "no"), ("Currency", Profile.Currency), ("Subtotal", Text(order.Goods)), ("Shipping", Text(order.Freight)),
        ("Taxes", Text(order.Tax)),
        ("Total", Text(order.Total)), ("Discount Code", order.Discount > 0 ? "SPRING10" : ""),
        ("Discount Amount", Text(order.AllDiscounts)),
        ("Shipping Method", order.Freight > 0 ? "Standard" : ""),
        ("Billing Name", order.Anonymous ? "" : $"{order.Person.First} {order.Person.Last}"),
        ("Billing City", order.Anonymous ? "" : order.Person.City), ("Billing Zip", order.Anonymous ? "" : "'" + order.Person.Zip),
        ("Shipping Province", order.Anonymous ? "" : order.Person.State), ("Shipping Country", order.Anonymous ? "" : "US"),
        ("Notes", order.Number % 11 == 0 ? "please ring,\ntwice" : ""),
        ("Cancelled at", order.Status == ShopStatus.Cancelled ? Time(order.At.AddHours(5)) : ""),
        ("Payment Method", order.Payment switch
        {
            ShopPayment.Card => "Shopify Payments",
            ShopPayment.PayPal => "PayPal Express Checkout",
            ShopPayment.Transfer => "Bank Deposit",
            ShopPayment.Cash => "Cash",
            _ => "gift_card",
        }),
        ("Payment Reference", $"c{order.Number * 7919}.1"), ("Refunded Amount", Text(order.Refund)),
        ("Outstanding Balance", order.Status == ShopStatus.Pending ? Text(order.Total) : "0.00"),
        ("Id", Text(550000000) + Text(1000 + order.Number)), ("Risk Level", "Low"), ("Source", order.Anonymous ? "pos" : "web"),
        ("Tax 1 Name", Profile.TaxIncluded ? "VAT 19%" : "New York State Tax 4%"), ("Tax 1 Value", Text(order.Tax)),
    ];

    private static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)
        + (time.Offset < TimeSpan.Zero ? " -" : " +") + time.Offset.ToString("hhmm", System.Globalization.CultureInfo.InvariantCulture);
}
