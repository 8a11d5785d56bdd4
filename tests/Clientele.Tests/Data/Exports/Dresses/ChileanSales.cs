namespace Clientele.Tests.Data.Exports;

/// <summary>A Chilean shop's list of documents by product (after the manner of Bsale): whole pesos with a point for thousands, Spanish
/// names, tax numbers as
/// customers, days as dd-mm-yyyy. Only a person can say that 12.990 is not twelve pesos and ninety-nine.</summary>
internal sealed class ChileanSales : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "Tipo Documento|Número Documento|Fecha Emisión|Sucursal|Vendedor|RUT Cliente|Cliente|SKU|Producto|Categoría|Cantidad|"
        + "Precio Unitario|Descuento|Total|Medio de Pago|Estado");

    public override string Name => "chilean_sales";

    public override ShopProfile Profile => ShopProfile.Chile;

    public override TimeSpan Precision => TimeSpan.FromDays(1);

    protected override bool SaysFreight => false;

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("Número Documento", "RUT Cliente", "Fecha Emisión", "Total", "Producto")
    {
        Quantity = "Cantidad",
        DateFormat = "dd-MM-yyyy",
        Decimal = ',',
    };

    public override bool Counts(ShopOrder order) => order.IsSale && !order.Anonymous;

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [new("decimal", "\",\"")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders)
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, order.Lines[line])]);
        return [sheet.File("detalle_ventas.csv", new ExportStyle { Delimiter = ";", Encoding = ExportStyle.Utf8Marked, NewLine = "\r\n" })];
    }

    private static IEnumerable<(string, string)> Cells(ShopOrder order, ShopLine line) =>
    [
        ("Tipo Documento", "Boleta electrónica"), ("Número Documento", Text(41000 + order.Number)),
        ("Fecha Emisión", Text(order.Local, "dd-MM-yyyy")), ("Sucursal", "Casa Matriz"),
        ("Vendedor", "Caja 1"),
        ("RUT Cliente", order.Anonymous ? "" : $"{Comma(12000000 + 7919 * order.Person.Number, "#,##0")}-{order.Person.Number % 10}"),
        ("Cliente", order.Anonymous ? "" : $"{order.Person.First} {order.Person.Last}"), ("SKU", line.Product.Sku),
        ("Producto", line.Product.Name),
        ("Categoría", line.Product.Category), ("Cantidad", Text(line.Quantity)), ("Precio Unitario", Pesos(line.UnitPrice)),
        ("Descuento", Pesos(line.Discount + line.Share)),
        ("Total", Pesos(line.Paid)), ("Medio de Pago", order.Payment switch
        {
            ShopPayment.Card => "Tarjeta de crédito",
            ShopPayment.PayPal => "Tarjeta de débito",
            ShopPayment.Transfer => "Transferencia",
            ShopPayment.Cash => "Efectivo",
            _ => "Gift card",
        }),
        ("Estado", order.Status switch
        {
            ShopStatus.Pending => "Pendiente",
            ShopStatus.Cancelled => "Anulada",
            ShopStatus.Refunded => "Anulada",
            _ => "Pagada",
        }),
    ];

    private static string Pesos(decimal amount) => Comma(amount, "#,##0");
}
