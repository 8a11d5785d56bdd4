namespace Clientele.Tests.Data.Exports;

/// <summary>Square, Items Detail: date, time and zone in three columns, dollar signs, discounts below zero, a refund as a row of its own
/// later on. Most customers
/// are unknown, and there is neither a status nor freight: a refunded sale was a sale.</summary>
internal sealed class SquareItems : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Date|Time|Time Zone|Category|Item|Qty|Price Point Name|SKU|Modifiers Applied|Gross Sales|Discounts|Net Sales|Tax|"
        + "Transaction ID|Payment ID|Device Name|Notes|Details|Event Type|Location|Dining Option|Customer ID|Customer Name|"
        + "Customer Reference ID|Unit|Count|Itemization Type|Fulfillment Note|Channel|Token");

    public override string Name => "square_items";

    public override ShopProfile Profile => ShopProfile.NewYork;

    protected override bool SaysFreight => false;

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("Transaction ID", "Customer ID", "Date", "Net Sales", "Item")
    {
        Quantity = "Qty",
        Numbers = ["Qty", "Gross Sales", "Discounts", "Net Sales", "Tax"],
        DateFormat = "yyyy-MM-dd",
    };

    public override bool Counts(ShopOrder order) => !order.Anonymous && order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled);

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) =>
        [new("items.discount", guess.Contains("amount: Net", StringComparison.OrdinalIgnoreCase) ? "~" : "Discounts")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        var rows = shop.Orders.Where(order => order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled))
            .SelectMany(order => order.Lines.SelectMany((line, index) =>
            order.Status == ShopStatus.Paid || (order.Status == ShopStatus.PartlyRefunded && index > 0)
                ? new[] { (Time: order.Local, Order: order, Line: index, Sign: 1) }
                : [(order.Local, order, index, 1), (order.Local.AddHours(30), order, index, -1)]));
        foreach (var (time, order, line, sign) in rows.OrderByDescending(row => row.Time))
            sheet.Add(order.Number, sign > 0 ? line : -1, [.. Cells(time, order, order.Lines[line], sign)]);
        return [sheet.File("items-2024-02-01-2025-09-01.csv")];
    }

    private static IEnumerable<(string, string)> Cells(DateTime time, ShopOrder order, ShopLine line, int sign) =>
    [
        ("Date", Text(time, "yyyy-MM-dd")), ("Time", Text(time, "HH:mm:ss")), ("Time Zone", "Eastern Time (US & Canada)"),
        ("Category", line.Product.Category),
        ("Item", line.Product.Name), ("Qty", Text(sign * line.Quantity, "0.0")), ("Price Point Name", "Regular"), ("SKU", line.Product.Sku),
        ("Gross Sales", Dollars(sign * line.Gross)), ("Discounts", Dollars(-sign * (line.Discount + line.Share))),
        ("Net Sales", Dollars(sign * line.Paid)),
        ("Tax", Dollars(sign * line.Tax)), ("Transaction ID", $"{order.Number * 2654435 % 999983:x5}TxQ{order.Number}Z"),
        ("Payment ID", $"{order.Number * 40503 % 999979:x5}Pm{order.Number}{(sign < 0 ? "R" : "")}"), ("Device Name", "Market iPad"),
        ("Event Type", sign < 0 ? "Refund" : "Payment"),
        ("Location", "Main"), ("Customer ID", order.Anonymous ? "" : $"CUST{order.Person.Number:X}KQ"),
        ("Customer Name", order.Anonymous ? "" : $"{order.Person.First} {order.Person.Last}"), ("Unit", "ea"),
        ("Count", Text(sign * line.Quantity)),
        ("Itemization Type", "Physical Good"), ("Channel", "Main"),
    ];

    // -$1,012.00
    private static string Dollars(decimal amount) => (amount < 0 ? "-$" : "$") + Text(Math.Abs(amount), "#,##0.00");
}
