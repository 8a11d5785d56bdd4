namespace Clientele.Tests.Data.Exports;

/// <summary>R, <c>write.csv</c>: row names under an empty title, texts in quotation marks, NA, numbers without the zeros at their
/// end.</summary>
internal sealed class RDataFrame : Dress
{
    private static readonly string[] Header =
        ["", "invoice_no", "client_id", "invoice_date", "region", "item", "item_group", "qty", "price", "rebate", "delivery_fee", "state"];

    public override string Name => "r_data_frame";

    public override ShopProfile Profile => ShopProfile.Britain;

    protected override bool SaysRefunds => false;

    protected override bool SaysFreight => false;

    public override DressColumns Columns => new("invoice_no", "client_id", "invoice_date", "price", "item")
    {
        Quantity = "qty",
        LineId = "",
        Numbers = ["price", "rebate", "delivery_fee"],
        DateFormat = "yyyy-MM-dd HH:mm:ss",
    };

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [new("items.discount", "rebate")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        var index = 1;
        foreach (var order in shop.Orders)
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [("", Text(index++)), .. Cells(order, order.Lines[line])]);
        return [sheet.File("sales.csv", new ExportStyle { Quotes = ExportQuotes.Texts })];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line) =>
    [
        ("invoice_no", $"INV{order.Number:00000}"), ("client_id", order.Anonymous ? "NA" : $"C{order.Person.Number}"),
        ("invoice_date", Text(order.Local, "yyyy-MM-dd HH:mm:ss")),
        ("region", order.Anonymous ? "NA" : order.Person.State), ("item", line.Product.Name), ("item_group", line.Product.Category),
        ("qty", Text(line.Quantity)),
        ("price", Text(line.UnitPrice, "0.####")), ("rebate", Text(line.Discount + line.Share, "0.####")),
        ("delivery_fee", order.Freight == 0 ? "NA" : Text(order.Freight, "0.####")),
        ("state", order.Status switch
        {
            ShopStatus.Pending => "open",
            ShopStatus.Cancelled => "cancelled",
            ShopStatus.Refunded => "returned",
            _ => "paid",
        }),
    ];
}
