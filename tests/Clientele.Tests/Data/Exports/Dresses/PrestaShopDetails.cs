namespace Clientele.Tests.Data.Exports;

/// <summary>PrestaShop, SQL Manager: semicolons, everything quoted, six decimals behind a point, states in the shop's language, discounts
/// and freight of the order on
/// every row, prices with tax.</summary>
internal sealed class PrestaShopDetails : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "id_order|reference|id_customer|email|payment|order_state|date_add|total_discounts_tax_incl|total_shipping_tax_incl|"
        + "total_paid_tax_incl|id_order_detail|product_id|product_reference|product_name|category|product_quantity|unit_price_tax_incl|"
        + "total_price_tax_incl");

    public override string Name => "prestashop_details";

    public override ShopProfile Profile => ShopProfile.France;

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("id_order", "email", "date_add", "unit_price_tax_incl", "product_name")
    {
        Quantity = "product_quantity",
        LineId = "id_order_detail",
        Numbers = ["total_discounts_tax_incl", "total_shipping_tax_incl", "total_paid_tax_incl", "unit_price_tax_incl",
            "total_price_tax_incl"],
        DateFormat = "yyyy-MM-dd HH:mm:ss",
    };

    public override bool Counts(ShopOrder order) => order.IsSale;

    protected override decimal AmountOf(ShopOrder order) => order.GoodsLessDiscounts;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders)
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, line)]);
        return [sheet.File("request_sql_4.csv", new ExportStyle { Delimiter = ";", Quotes = ExportQuotes.All })];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, int index)
    {
        var line = order.Lines[index];
        return
        [
            ("id_order", Text(40 + order.Number)), ("reference", Letters(order.Number)), ("id_customer", Text(order.Person.Number)),
            ("email", order.Person.Email),
            ("payment", order.Payment switch
            {
                ShopPayment.Card => "Carte bancaire",
                ShopPayment.PayPal => "PayPal",
                ShopPayment.Transfer => "Virement bancaire",
                ShopPayment.Cash => "Paiement à la livraison",
                _ => "Bon d'achat",
            }),
            ("order_state", order.Status switch
            {
                ShopStatus.Pending => "En attente du paiement par virement bancaire",
                ShopStatus.Cancelled => "Annulé",
                ShopStatus.Refunded => "Remboursé",
                _ => "Livré",
            }),
            ("date_add", Text(order.Local, "yyyy-MM-dd HH:mm:ss")), ("total_discounts_tax_incl", Six(order.AllDiscounts)),
            ("total_shipping_tax_incl", Six(order.Freight)), ("total_paid_tax_incl", Six(order.Total)),
            ("id_order_detail", Text(10 * order.Number + index)),
            ("product_id", Text(line.Product.Number)), ("product_reference", line.Product.Sku), ("product_name", line.Product.Name),
            ("category", line.Product.Category),
            ("product_quantity", Text(line.Quantity)), ("unit_price_tax_incl", Six(line.UnitPrice)),
            ("total_price_tax_incl", Six(line.Gross)),
        ];
    }

    private static string Six(decimal amount) => Text(amount, "0.000000");

    // XKBKNABJK
    private static string Letters(int number)
    {
        var letters = new char[9];
        for (var (i, rest) = (0, number * 104729L + 7919); i < letters.Length; i++, rest = rest * 31 + 17)
            letters[i] = (char)('A' + rest % 26);
        return new string(letters);
    }
}
