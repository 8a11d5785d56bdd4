using System.Text;

namespace Clientele.Tests.Data.Exports;

/// <summary>A German merchandise system, positions of documents (after the manner of JTL, Sage and Lexware): Windows-1252, semicolons,
/// <c>1.234,56 €</c>, days as
/// dd.mm.yy, a discount in percent beside a total that is net of it, coupons and postage as articles, credit notes as documents of their
/// own.</summary>
internal sealed class GermanErp : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Belegart|Belegnummer|Belegdatum|Kundennummer|Firma|Name|PLZ|Ort|Land|Pos.|Artikelnummer|Bezeichnung|Warengruppe|Menge|ME|"
        + "Einzelpreis netto|Rabatt %|Gesamtpreis netto|MwSt. %|Zahlungsart|Status|Sachbearbeiter");

    public override string Name => "german_erp";

    public override ShopProfile Profile => ShopProfile.GermanTrade;

    public override TimeSpan Precision => TimeSpan.FromDays(1);

    protected override bool SaysFreight => false;

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("Belegnummer", "Kundennummer", "Belegdatum", "Gesamtpreis netto", "Bezeichnung")
    {
        Quantity = "Menge",
        Numbers = ["Einzelpreis netto", "Gesamtpreis netto"],
        DateFormat = "dd.MM.yy",
        Decimal = ',',
    };

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [new("items.discount", "~")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders)
        {
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Document(order), .. Position(order.Lines[line], line, 1)]);
            if (order.Discount > 0)
                sheet.Add(order.Number, -1, [.. Document(order), .. Extra(order.Lines.Count, "RABATT", "Aktionsrabatt", -order.Discount)]);
            if (order.Freight > 0)
                sheet.Add(order.Number, -1, [.. Document(order),
                    .. Extra(order.Lines.Count + 1, "VERSAND", "Versandkosten", order.Freight)]);
            if (order.Status == ShopStatus.PartlyRefunded)
                sheet.Add(-1, -1, [.. Document(order with { At = order.At.AddDays(4) }), ("Belegart", "Gutschrift"),
                    ("Belegnummer", $"GS-{20000 + order.Number}"),
                    .. Position(order.Lines[0], 0, -1)]);
        }
        return [sheet.File("Umsätze Positionen.csv",
            new ExportStyle { Delimiter = ";", NewLine = "\r\n", Encoding = ExportStyle.Windows1252 })];
    }

    private static IEnumerable<(string, string)> Document(ShopOrder order) =>
    [
        ("Belegart", "Rechnung"), ("Belegnummer", $"RE-{10000 + order.Number}"), ("Belegdatum", Text(order.Local, "dd.MM.yy")),
        ("Kundennummer", order.Anonymous ? "" : Text(1000 + order.Person.Number)),
        ("Name", order.Anonymous ? "" : $"{order.Person.First} {order.Person.Last}"),
        ("PLZ", order.Anonymous ? "" : order.Person.Zip), ("Ort", order.Anonymous ? "" : order.Person.City),
        ("Land", order.Anonymous ? "" : "DE"),
        ("Zahlungsart", order.Payment switch
        {
            ShopPayment.Card => "Kreditkarte",
            ShopPayment.PayPal => "PayPal",
            ShopPayment.Transfer => "Überweisung",
            ShopPayment.Cash => "Bar",
            _ => "Gutschein",
        }),
        ("Status", order.Status switch
        {
            ShopStatus.Pending => "offen",
            ShopStatus.Cancelled => "storniert",
            ShopStatus.Refunded => "storniert",
            _ => "abgeschlossen",
        }),
        ("Sachbearbeiter", "Jörg Müller"),
    ];

    private static IEnumerable<(string, string)> Position(ShopLine line, int index, int sign) =>
    [
        ("Pos.", Text(index + 1)), ("Artikelnummer", line.Product.Sku), ("Bezeichnung", line.Product.Name),
        ("Warengruppe", line.Product.Category),
        ("Menge", Text(sign * line.Quantity)), ("ME", "Stk."), ("Einzelpreis netto", Euro(line.UnitPrice)),
        ("Rabatt %", Comma(line.Gross == 0 ? 0 : Math.Round(100 * line.Discount / line.Gross), "0")),
        ("Gesamtpreis netto", Euro(sign * line.Net)), ("MwSt. %", "19"),
    ];

    private static IEnumerable<(string, string)> Extra(int index, string number, string name, decimal amount) =>
    [
        ("Pos.", Text(index + 1)), ("Artikelnummer", number), ("Bezeichnung", name), ("Menge", "1"), ("ME", "psch"),
        ("Einzelpreis netto", Euro(amount)), ("Rabatt %", "0"),
        ("Gesamtpreis netto", Euro(amount)), ("MwSt. %", "19"),
    ];

    private static string Euro(decimal amount) => new StringBuilder(Comma(amount)).Append(" €").ToString();
}
