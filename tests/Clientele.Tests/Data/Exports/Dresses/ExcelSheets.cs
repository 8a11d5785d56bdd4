namespace Clientele.Tests.Data.Exports;

/// <summary>A sheet kept by hand and saved as "Unicode text" by a German Excel: UTF-16, tabs, decimal commas, times as days since 1900
/// because the column was never
/// formatted.</summary>
internal sealed class ExcelUnicodeText : Dress
{
    private static readonly string[] Header =
        Sheet.Names("Bestellnr|Zeitpunkt|Kunde|Artikel|Gruppe|Anzahl|Einzelpreis|Rabatt|Versandkosten|Zahlungsart|Sterne");

    public override string Name => "excel_unicode_text";

    public override ShopProfile Profile => ShopProfile.Germany;

    protected override bool SaysRefunds => false;

    // What was cancelled is struck from such a list.
    public override bool Counts(ShopOrder order) => order.IsSale && !order.Anonymous;

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    public override DressColumns Columns => new("Bestellnr", "Kunde", "Zeitpunkt", "Einzelpreis", "Artikel")
    {
        Quantity = "Anzahl",
        Numbers = ["Einzelpreis", "Rabatt", "Versandkosten"],
        Decimal = ',',
    };

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [new("items.discount", "Rabatt")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Where(order => order.IsSale))
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, order.Lines[line])]);
        return [sheet.File("Bestellungen.txt", new ExportStyle { Delimiter = "\t", NewLine = "\r\n", Encoding = ExportStyle.Utf16 })];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line) =>
    [
        ("Bestellnr", Text(2400 + order.Number)), ("Zeitpunkt", Comma((decimal)order.Local.ToOADate(), "0.#####")),
        ("Kunde", order.Anonymous ? "" : order.Person.Email),
        ("Artikel", line.Product.Name), ("Gruppe", line.Product.Category), ("Anzahl", Text(line.Quantity)),
        ("Einzelpreis", Comma(line.UnitPrice, "0.##")),
        ("Rabatt", line.Discount + line.Share == 0 ? "" : Comma(line.Discount + line.Share, "0.##")),
        ("Versandkosten", Comma(order.Freight, "0.##")),
        ("Zahlungsart", order.Payment switch
        {
            ShopPayment.Card => "Kreditkarte",
            ShopPayment.PayPal => "PayPal",
            ShopPayment.Transfer => "Vorkasse",
            ShopPayment.Cash => "Nachnahme",
            _ => "Gutschein",
        }),
        ("Sterne", order.Stars > 0 ? Text(order.Stars) : ""),
    ];
}

/// <summary>A sheet saved as "CSV UTF-8" by a French Excel: a mark at the start, semicolons, decimal commas, days before months, a line
/// with the sum at the end.</summary>
internal sealed class ExcelCsvUtf8 : Dress
{
    private static readonly string[] Header =
        Sheet.Names("Commande|Date|Heure|Client|Produit|Catégorie|Quantité|Prix unitaire|Remise|Montant|Moyen de paiement");

    public override string Name => "excel_csv_utf8";

    public override ShopProfile Profile => ShopProfile.France;

    public override TimeSpan Precision => TimeSpan.FromMinutes(1);

    protected override bool SaysFreight => false;

    protected override bool SaysRefunds => false;

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    public override DressColumns Columns => new("Commande", "Client", "Date", "Montant", "Produit")
    {
        Quantity = "Quantité",
        Numbers = ["Prix unitaire", "Remise", "Montant"],
        DateFormat = "dd/MM/yyyy",
        Decimal = ',',
    };

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        var orders = shop.Orders.Where(order => order.IsSale).ToList();
        foreach (var order in orders)
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, order.Lines[line])]);
        sheet.Add(-1, -1, [("Commande", "TOTAL"), ("Quantité", Text(orders.Sum(order => order.Units))),
            ("Montant", Comma(orders.Sum(order => order.Goods), "0.00"))]);
        return [sheet.File("ventes.csv", new ExportStyle { Delimiter = ";", NewLine = "\r\n", Encoding = ExportStyle.Utf8Marked })];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line) =>
    [
        ("Commande", Text(900 + order.Number)), ("Date", Text(order.Local, "dd/MM/yyyy")), ("Heure", Text(order.Local, "HH:mm")),
        ("Client", order.Anonymous ? "" : order.Person.Email),
        ("Produit", line.Product.Name), ("Catégorie", line.Product.Category), ("Quantité", Text(line.Quantity)),
        ("Prix unitaire", Comma(line.UnitPrice, "0.00")),
        ("Remise", Comma(line.Discount + line.Share, "0.00")), ("Montant", Comma(line.Paid, "0.00")),
        ("Moyen de paiement", order.Payment switch
        {
            ShopPayment.Card => "Carte bancaire",
            ShopPayment.PayPal => "PayPal",
            ShopPayment.Transfer => "Virement",
            ShopPayment.Cash => "Espèces",
            _ => "Chèque cadeau",
        }),
    ];
}
