namespace Clientele.Tests.Data.Exports;

/// <summary>Loyverse, Receipts by item: days as DD/MM/YYYY, quantities with three decimals, most customers unknown, a refund as a receipt
/// of its own with numbers
/// below zero. There is no freight.</summary>
internal sealed class LoyverseReceipts : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Date|Receipt number|Receipt type|Category|SKU|Item|Variant|Modifiers applied|Quantity|Gross sales|Discounts|Net sales|"
        + "Cost of goods|Gross profit|Taxes|Dining option|POS|Store|Cashier name|Customer name|Customer contacts|Comment|Status");

    public override string Name => "loyverse_receipts";

    public override ShopProfile Profile => ShopProfile.Philippines;

    public override TimeSpan Precision => TimeSpan.FromMinutes(1);

    protected override bool SaysFreight => false;

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("Receipt number", "Customer name", "Date", "Net sales", "Item")
    {
        Quantity = "Quantity",
        Numbers = ["Quantity", "Gross sales", "Discounts", "Net sales", "Cost of goods", "Gross profit", "Taxes"],
        DateFormat = "dd/MM/yyyy HH:mm",
    };

    public override bool Counts(ShopOrder order) => Known(order) && order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled);

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    protected override string CustomerOf(ShopOrder order) => Person(order);

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) =>
        [new("items.discount", guess.Contains("amount: Net", StringComparison.OrdinalIgnoreCase) ? "~" : "Discounts")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Where(order => order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled)))
        {
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, order.Lines[line], 1)]);
            for (var line = 0; line < order.Lines.Count && (line == 0 || order.Status == ShopStatus.Refunded) && order.Refund > 0; line++)
                sheet.Add(order.Number, -1, [.. Cells(order with { At = order.At.AddHours(30) }, order.Lines[line], -1)]);
        }
        return [sheet.File("receipts-by-item-2024-02-01-2025-08-31.csv")];
    }

    private static bool Known(ShopOrder order) => !order.Anonymous && !order.AsGuest;

    private static string Person(ShopOrder order) => $"{order.Person.First} {order.Person.Last} {order.Person.Number}";

    private static IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line, int sign) =>
    [
        ("Date", Text(order.Local, "dd/MM/yyyy HH:mm")), ("Receipt number", $"{(sign > 0 ? 2 : 3)}-{1600 + order.Number}"),
        ("Receipt type", sign > 0 ? "Sale" : "Refund"),
        ("Category", line.Product.Category), ("SKU", Text(line.Product.Number % 100000)), ("Item", line.Product.Name),
        ("Quantity", Text(sign * line.Quantity, "0.000")),
        ("Gross sales", Text(sign * line.Gross)), ("Discounts", Text(sign * (line.Discount + line.Share))),
        ("Net sales", Text(sign * line.Paid)),
        ("Cost of goods", Text(sign * Math.Round(line.Gross * 0.6m, 2))),
        ("Gross profit", Text(sign * (line.Paid - Math.Round(line.Gross * 0.6m, 2)))),
        ("Taxes", Text(sign * line.Tax)), ("Dining option", "Takeout"), ("POS", "POS 1"), ("Store", "Main"), ("Cashier name", "Owner"),
        ("Customer name", Known(order) ? Person(order) : ""),
        ("Customer contacts", Known(order) ? $"+63 917 {order.Person.Number:0000000}" : ""), ("Status", "Closed"),
    ];
}
