namespace Clientele.Tests.Data.Exports;

/// <summary>Etsy, Sold Order Items: days as MM/DD/YY, <c>Item Total</c> before <c>Discount Amount</c>, freight on the order's first item.
/// Refunds stand in other
/// files, and what was cancelled is not listed.</summary>
internal sealed class EtsySoldItems : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Sale Date|Item Name|Buyer|Quantity|Price|Coupon Code|Coupon Details|Discount Amount|Shipping Discount|Order Shipping|"
        + "Order Sales Tax|Item Total|Currency|Transaction ID|Listing ID|Date Paid|Date Shipped|Ship Name|Ship Address1|Ship Address2|"
        + "Ship City|Ship State|Ship Zipcode|Ship Country|Order ID|Variations|Order Type|Listings Type|Payment Type|InPerson Discount|"
        + "InPerson Location|VAT Paid by Buyer|SKU");

    public override string Name => "etsy_sold_items";

    public override ShopProfile Profile => ShopProfile.NewYork;

    public override TimeSpan Precision => TimeSpan.FromDays(1);

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("Order ID", "Buyer", "Sale Date", "Price", "Item Name")
    {
        Quantity = "Quantity",
        Currency = "Currency",
        LineId = "Transaction ID",
        Numbers = ["Price", "Discount Amount", "Shipping Discount", "Order Shipping", "Order Sales Tax", "Item Total"],
        DateFormat = "MM/dd/yy",
    };

    public override bool Counts(ShopOrder order) => order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled);

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [new("items.discount", "Discount Amount")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Where(Counts).Reverse())
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, line)]);
        return [sheet.File("EtsySoldOrderItems2025.csv", new ExportStyle { Encoding = ExportStyle.Utf8Marked, NewLine = "\r\n" })];
    }

    private IEnumerable<(string, string)> Cells(ShopOrder order, int index)
    {
        var (line, person, discount) = (order.Lines[index], order.Person, order.Lines[index].Discount + order.Lines[index].Share);
        return
        [
            ("Sale Date", Text(order.Local, "MM/dd/yy")), ("Item Name", line.Product.Name),
            ("Buyer", $"{person.First.ToLowerInvariant()}{person.Number}"),
            ("Quantity", Text(line.Quantity)), ("Price", Text(line.UnitPrice)), ("Coupon Code", discount > 0 ? "WELCOME10" : ""),
            ("Coupon Details", discount > 0 ? "WELCOME10 - 10% off" : ""), ("Discount Amount", Text(discount)),
            ("Shipping Discount", "0.00"),
            ("Order Shipping", Text(index == 0 ? order.Freight : 0)), ("Order Sales Tax", "0.00"), ("Item Total", Text(line.Gross)),
            ("Currency", Profile.Currency),
            ("Transaction ID", Text(391000000) + Text(10 * order.Number + index)), ("Listing ID", Text(line.Product.Number)),
            ("Date Paid", Text(order.Local, "MM/dd/yyyy")),
            ("Date Shipped", Text(order.Local.AddDays(2), "MM/dd/yyyy")), ("Ship Name", $"{person.First} {person.Last}"),
            ("Ship City", person.City),
            ("Ship State", person.State), ("Ship Zipcode", person.Zip), ("Ship Country", "United States"),
            ("Order ID", Text(310000000) + Text(order.Number)),
            ("Order Type", "online"), ("Listings Type", "listing"),
            ("Payment Type", order.Payment == ShopPayment.PayPal ? "online_paypal" : "online_cc"), ("SKU", line.Product.Sku),
        ];
    }
}
