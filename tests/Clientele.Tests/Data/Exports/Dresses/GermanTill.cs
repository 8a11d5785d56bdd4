namespace Clientele.Tests.Data.Exports;

/// <summary>A till, receipts by item (after the manner of German cash register exports): semicolons, decimal commas, quantities with three
/// decimals, day and time in two
/// columns, a loyalty card of thirteen digits on few receipts, returns with quantities below zero.</summary>
internal sealed class GermanTill : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Bon-Nr.|Datum|Uhrzeit|Filiale|Kasse|Bediener|Kundenkarte|Warengruppe|Artikelnr.|Artikel|Menge|Einzelpreis|Rabatt|Betrag|MwSt|"
        + "Zahlungsart");

    public override string Name => "german_till";

    public override ShopProfile Profile => ShopProfile.Germany;

    protected override bool SaysFreight => false;

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("Bon-Nr.", "Kundenkarte", "Datum", "Betrag", "Artikel")
    {
        Quantity = "Menge",
        Numbers = ["Menge", "Einzelpreis", "Rabatt", "Betrag"],
        DateFormat = "dd.MM.yyyy",
        Decimal = ',',
    };

    public override bool Counts(ShopOrder order) => Known(order) && order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled);

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Where(order => order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled)))
        {
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, order.Lines[line], 1)]);
            for (var line = 0; line < order.Lines.Count && (line == 0 || order.Status == ShopStatus.Refunded) && order.Refund > 0; line++)
                sheet.Add(-1, -1, [.. Cells(order with { At = order.At.AddHours(30), Number = 500 + order.Number }, order.Lines[line],
                    -1)]);
        }
        return [sheet.File("bonjournal.csv", new ExportStyle { Delimiter = ";", NewLine = "\r\n" })];
    }

    private static bool Known(ShopOrder order) => !order.Anonymous && !order.AsGuest;

    private static IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line, int sign) =>
    [
        ("Bon-Nr.", Text(880000 + order.Number)), ("Datum", Text(order.Local, "dd.MM.yyyy")), ("Uhrzeit", Text(order.Local, "HH:mm:ss")),
        ("Filiale", "1"),
        ("Kasse", Text(1 + order.Number % 2)), ("Bediener", Pick(order.Number, "Anna", "Jörg")),
        ("Kundenkarte", Known(order) ? $"29{order.Person.Number * 1234567L:00000000000}" : ""),
        ("Warengruppe", line.Product.Category), ("Artikelnr.", Text(line.Product.Number)), ("Artikel", line.Product.Name),
        ("Menge", Comma(sign * line.Quantity, "0.000")),
        ("Einzelpreis", Comma(line.UnitPrice, "0.00")), ("Rabatt", Comma(-sign * (line.Discount + line.Share), "0.00")),
        ("Betrag", Comma(sign * line.Paid, "0.00")),
        ("MwSt", "19"), ("Zahlungsart", order.Payment is ShopPayment.Card or ShopPayment.PayPal ? "EC-Karte" : "Bar"),
    ];
}
