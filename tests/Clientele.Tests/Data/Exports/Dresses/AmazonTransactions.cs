namespace Clientele.Tests.Data.Exports;

/// <summary>Amazon, Payments, Date Range Report: seven lines of explanation above the header, times as <c>Sep 1, 2025 1:05:07 AM PDT</c>,
/// transfers and fees among the
/// orders. It names no buyer, so there are no customers to learn from: a mapping that takes the city or the kind of account for one is
/// wrong.</summary>
internal sealed class AmazonTransactions : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "date/time|settlement id|type|order id|sku|description|quantity|marketplace|account type|fulfillment|order city|order state|"
        + "order postal|tax collection model|product sales|product sales tax|shipping credits|shipping credits tax|gift wrap credits|"
        + "giftwrap credits tax|Regulatory Fee|Tax On Regulatory Fee|promotional rebates|promotional rebates tax|"
        + "marketplace withheld tax|selling fees|fba fees|other transaction fees|other|total");

    public override string Name => "amazon_transactions";

    public override ShopProfile Profile => ShopProfile.California;

    public override string Lacks => "a customer";

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Where(order => order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled)))
        {
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, line, 1)]);
            if (order.Refund > 0)
                sheet.Add(order.Number, -1, [.. Cells(order with { At = order.At.AddDays(3) }, 0, -1)]);
            if (order.Number % 14 == 0)
                sheet.Add(-1, -1, [("date/time", Time(order.At)), ("settlement id", "18472930156"), ("type", "Transfer"),
                    ("description", "To your account ending in: 429"), ("product sales", "0"), ("shipping credits", "0"),
                    ("total", "-1,204.55")]);
        }
        return
        [
            sheet.File("2025AugMonthlyUnifiedTransaction.csv", new ExportStyle
            {
                Encoding = ExportStyle.Utf8Marked,
                Quotes = ExportQuotes.All,
                Above =
                [
                    "\"Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions\"",
                    "\"All amounts in USD, unless specified\"",
                    "\"Definitions:\"",
                    "\"Sales tax collected: Includes sales tax collected from buyers for product sales, shipping, and gift wrap.\"",
                    "\"Selling fees: Includes variable closing fees and referral fees.\"",
                    "\"Other transaction fees: Includes shipping chargebacks, shipping holdbacks, per-item fees and sales tax collection "
                    + "fees.\"",
                    "\"Other: Includes non-order transaction amounts. For more details, see the \"\"Type\"\" and \"\"Description\"\" "
                    + "columns for each order ID.\"",
                ],
            }),
        ];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, int index, int sign)
    {
        var line = order.Lines[index];
        var freight = index == 0 ? order.Freight : 0;
        var fee = Math.Round(line.Gross * 0.15m, 2);
        return
        [
            ("date/time", Time(order.At)), ("settlement id", "18472930156"), ("type", sign > 0 ? "Order" : "Refund"),
            ("order id", $"{110 + order.Number % 5}-{1000000 + 37 * order.Number}-{2000000 + 91 * order.Number}"),
            ("sku", line.Product.Sku), ("description", line.Product.Name),
            ("quantity", Text(line.Quantity)), ("marketplace", "amazon.com"), ("account type", "Standard Orders"),
            ("fulfillment", "Amazon"), ("order city", order.Person.City),
            ("order state", order.Person.State), ("order postal", order.Person.Zip), ("tax collection model", "MarketplaceFacilitator"),
            ("product sales", Money(sign * line.Gross)), ("product sales tax", Money(sign * line.Tax)),
            ("shipping credits", Money(sign * freight)), ("gift wrap credits", "0"),
            ("promotional rebates", Money(-sign * (line.Discount + line.Share))), ("marketplace withheld tax", Money(-sign * line.Tax)),
            ("selling fees", Money(-sign * fee)),
            ("fba fees", "0"), ("other transaction fees", "0"), ("other", "0"), ("total", Money(sign * (line.Paid + freight - fee))),
        ];
    }

    private static string Money(decimal amount) => amount == 0 ? "0" : Text(amount, "#,##0.00");

    private static string Time(DateTimeOffset time) => Text(time.DateTime, "MMM d, yyyy h:mm:ss tt")
        + (time.Offset.Hours == -7 ? " PDT" : " PST");
}
