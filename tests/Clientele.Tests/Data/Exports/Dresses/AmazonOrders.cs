using System.Globalization;

namespace Clientele.Tests.Data.Exports;

/// <summary>Amazon, Order report: tab separated without quotation marks, times with an offset, <c>item-price</c> and <c>shipping-price</c>
/// for the whole line,
/// a relay address for every buyer. What was cancelled is not listed, and refunds stand elsewhere.</summary>
internal sealed class AmazonOrders : Dress
{
    private static readonly string[] Header = Sheet.Names(
        "order-id|order-item-id|purchase-date|payments-date|buyer-email|buyer-name|buyer-phone-number|sku|product-name|"
        + "quantity-purchased|currency|item-price|item-tax|shipping-price|shipping-tax|ship-service-level|recipient-name|ship-address-1|"
        + "ship-address-2|ship-address-3|ship-city|ship-state|ship-postal-code|ship-country|ship-phone-number|bill-address-1|"
        + "bill-address-2|bill-address-3|bill-city|bill-state|bill-postal-code|bill-country|item-promotion-discount|item-promotion-id|"
        + "ship-promotion-discount|ship-promotion-id|delivery-start-date|delivery-end-date|delivery-time-zone|delivery-Instructions|"
        + "sales-channel");

    public override string Name => "amazon_orders";

    public override ShopProfile Profile => ShopProfile.California;

    protected override bool SaysRefunds => false;

    public override DressColumns Columns => new("order-id", "buyer-email", "purchase-date", "item-price", "product-name")
    {
        Quantity = "quantity-purchased",
        Currency = "currency",
        LineId = "order-item-id",
        Numbers = ["item-price", "item-tax", "shipping-price", "shipping-tax", "item-promotion-discount", "ship-promotion-discount"],
    };

    public override bool Counts(ShopOrder order) => order.Status is not (ShopStatus.Pending or ShopStatus.Cancelled);

    protected override decimal AmountOf(ShopOrder order) => order.Lines.Sum(line => line.Paid);

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) =>
        [new("items.discount", "item-promotion-discount")];

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var sheet = new Sheet(Header);
        foreach (var order in shop.Orders.Where(Counts))
            for (var line = 0; line < order.Lines.Count; line++)
                sheet.Add(order.Number, line, [.. Cells(order, line)]);
        return [sheet.File("54321098765019999.txt", new ExportStyle { Delimiter = "\t", Quotes = ExportQuotes.None, NewLine = "\r\n" })];
    }

    private IEnumerable<(string, string)> Cells(ShopOrder order, int index)
    {
        var (line, person) = (order.Lines[index], order.Person);
        var discount = line.Discount + line.Share;
        return
        [
            ("order-id", $"{110 + order.Number % 5}-{1000000 + 37 * order.Number}-{2000000 + 91 * order.Number}"),
            ("order-item-id", $"{59000000000000 + 10 * order.Number + index}"),
            ("purchase-date", Time(order.At)), ("payments-date", Time(order.At.AddMinutes(9))),
            ("buyer-email", $"q{person.Number * 7919}xz@marketplace.amazon.com"),
            ("buyer-name", $"{person.First} {person.Last}"), ("sku", line.Product.Sku), ("product-name", line.Product.Name),
            ("quantity-purchased", Text(line.Quantity)),
            ("currency", Profile.Currency), ("item-price", Text(line.Gross)), ("item-tax", Text(line.Tax)),
            ("shipping-price", Text(index == 0 ? order.Freight : 0)),
            ("shipping-tax", Text(index == 0 ? order.FreightTax : 0)), ("ship-service-level", "Standard"),
            ("recipient-name", $"{person.First} {person.Last}"),
            ("ship-city", person.City), ("ship-state", person.State), ("ship-postal-code", person.Zip), ("ship-country", "US"),
            ("item-promotion-discount", discount > 0 ? Text(discount) : ""), ("item-promotion-id", discount > 0 ? "PAWS-10" : ""),
            ("sales-channel", "Amazon.com"),
        ];
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
