namespace Clientele.Tests.Data.Exports;

/// <summary>eBay, Seller Hub, Orders report: a line of bare commas above the header, an empty row below it, days as Sep-01-25, a count and
/// the seller at the end.
/// An order of several articles has a row of its own with their sum before theirs; the buyer stands on that row alone.</summary>
internal sealed class EbayOrders : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Sales Record Number|Order Number|Buyer Username|Buyer Name|Buyer Email|Buyer Note|Buyer Address 1|Buyer Address 2|Buyer City|"
        + "Buyer State|Buyer Zip|Buyer Country|Buyer Tax Identifier Name|Buyer Tax Identifier Value|Ship To Name|Ship To Phone|"
        + "Ship To Address 1|Ship To Address 2|Ship To City|Ship To State|Ship To Zip|Ship To Country|Item Number|Item Title|"
        + "Custom Label|Sold Via Promoted Listings|Quantity|Sold For|Shipping And Handling|Item Location|Item Zip Code|Item Country|"
        + "eBay Collect And Remit Tax Rate|eBay Collect And Remit Tax Type|eBay Reference Name|eBay Reference Value|Tax Status|"
        + "Seller Collected Tax|eBay Collected Tax|Electronic Waste Recycling Fee|Mattress Recycling Fee|Battery Recycling Fee|"
        + "White Goods Disposal Tax|Tire Recycling Fee|Additional Fee|Lumber Fee|Prepaid Wireless Fee|"
        + "Road Improvement And Food Delivery Fee|eBay Collected Charges|Total Price|eBay Collected Tax and Fees Included in Total|"
        + "Payment Method|Sale Date|Paid On Date|Ship By Date|Minimum Estimated Delivery Date|Maximum Estimated Delivery Date|"
        + "Shipped On Date|Feedback Left|Feedback Received|My Item Note|PayPal Transaction ID|Shipping Service|Tracking Number|"
        + "Transaction ID|Variation Details|Global Shipping Program|Global Shipping Reference ID|Click And Collect|"
        + "Click And Collect Reference Number|eBay Plus|Authenticity Verification Program|Authenticity Verification Status|"
        + "Authenticity Verification Outcome Reason|PSA Vault Program|Vault Fulfillment Type|eBay Fulfillment Program|Tax City|Tax State|"
        + "Tax Zip|Tax Country|eBay International Shipping");

    public override string Name => "ebay_orders";

    public override ShopProfile Profile => ShopProfile.California;

    public override TimeSpan Precision => TimeSpan.FromDays(1);

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("Order Number", "Buyer Username", "Sale Date", "Sold For", "Item Title")
    {
        Quantity = "Quantity",
        LineId = "Transaction ID",
        Numbers = ["Sold For", "Shipping And Handling", "Seller Collected Tax", "eBay Collected Tax", "Total Price"],
        DateFormat = "MMM-dd-yy",
    };

    public override bool Counts(ShopOrder order) => order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled);

    // Prices are what was agreed on: no discounts are shown.
    protected override decimal AmountOf(ShopOrder order) => order.Subtotal;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var orders = shop.Orders.Where(Counts).Reverse().ToList();
        var sheet = new Sheet(Header);
        sheet.Add(-1, -1);
        foreach (var order in orders)
        {
            if (order.Lines.Count > 1)
                sheet.Add(order.Number, -1, [.. Record(order), ("Quantity", Text(order.Units)), ("Sold For", Dollars(order.Subtotal)),
                    .. Buyer(order), .. Money(order)]);
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Record(order), .. Item(order, line), .. order.Lines.Count > 1 ? [] : Buyer(order)
                    .Concat(Money(order))]);
        }
        return
        [
            sheet.File("eBay-OrdersReport-Sep-01-2025.csv", new ExportStyle
            {
                Quotes = ExportQuotes.All,
                Above = [new string(',', Header.Length - 1)],
                Below = ["", $"{orders.Count},record(s) downloaded,from Feb-01-24 00:00:00 to Sep-01-25 23:59:59",
                    "Seller ID : made_up_shop"],
            }),
        ];
    }

    private static IEnumerable<(string, string)> Record(ShopOrder order) =>
    [
        ("Sales Record Number", Text(7000 + order.Number)),
        ("Order Number", $"{order.Number % 30:00}-{12000 + order.Number}-{30000 + 7 * order.Number}"),
        ("Sale Date", Text(order.Local, "MMM-dd-yy")), ("Paid On Date", Text(order.Local, "MMM-dd-yy")),
    ];

    private static IEnumerable<(string, string)> Buyer(ShopOrder order) =>
    [
        ("Buyer Username", $"{order.Person.First.ToLowerInvariant()}_{order.Person.Number}"),
        ("Buyer Name", $"{order.Person.First} {order.Person.Last}"),
        ("Buyer City", order.Person.City), ("Buyer State", order.Person.State), ("Buyer Zip", order.Person.Zip),
        ("Buyer Country", "United States"),
        ("Ship To Name", $"{order.Person.First} {order.Person.Last}"), ("Ship To State", order.Person.State),
    ];

    private static IEnumerable<(string, string)> Money(ShopOrder order) =>
    [
        ("Shipping And Handling", Dollars(order.Freight)), ("Seller Collected Tax", "$0.00"), ("eBay Collected Tax", Dollars(order.Tax)),
        ("Total Price", Dollars(order.Subtotal + order.Freight + order.Tax)), ("eBay Collected Tax and Fees Included in Total", "Yes"),
    ];

    private static IEnumerable<(string, string)> Item(ShopOrder order, int index)
    {
        var line = order.Lines[index];
        return
        [
            ("Item Number", Text(407000000) + Text(line.Product.Number % 1000)), ("Item Title", line.Product.Name),
            ("Custom Label", line.Product.Sku),
            ("Sold Via Promoted Listings", "No"), ("Quantity", Text(line.Quantity)), ("Sold For", Dollars(line.UnitPrice)),
            ("Item Location", "Oakland, California"),
            ("Item Country", "US"), ("Transaction ID", Text(281000000) + Text(10 * order.Number + index)), ("Tracking Number", ""),
        ];
    }

    private static string Dollars(decimal amount) => "$" + Text(amount, "#,##0.00");
}
