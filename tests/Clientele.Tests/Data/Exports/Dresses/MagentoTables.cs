namespace Clientele.Tests.Data.Exports;

/// <summary>Magento, the tables <c>sales_order</c> and <c>sales_order_item</c> as a database tool writes them: four decimals, NULL, the
/// number that people know as
/// <c>increment_id</c> beside the <c>entity_id</c> that the items refer to, discounts below zero. Its times are UTC, which the files do not
/// say: they are taken as
/// they stand.</summary>
internal sealed class MagentoTables : Dress
{
    private static readonly string[] OrderHeader = Sheet.Names(
        "entity_id|state|status|coupon_code|protect_code|shipping_description|is_virtual|store_id|customer_id|base_discount_amount|"
        + "base_grand_total|base_shipping_amount|base_shipping_tax_amount|base_subtotal|base_tax_amount|discount_amount|grand_total|"
        + "shipping_amount|shipping_tax_amount|subtotal|tax_amount|total_paid|total_qty_ordered|total_refunded|customer_is_guest|"
        + "customer_group_id|increment_id|base_currency_code|customer_email|customer_firstname|customer_lastname|order_currency_code|"
        + "shipping_method|store_name|created_at|updated_at|total_item_count");

    private static readonly string[] ItemHeader = Sheet.Names(
        "item_id|order_id|parent_item_id|quote_item_id|store_id|created_at|updated_at|product_id|product_type|weight|is_virtual|sku|"
        + "name|description|qty_backordered|qty_canceled|qty_invoiced|qty_ordered|qty_refunded|qty_shipped|base_cost|price|base_price|"
        + "original_price|tax_percent|tax_amount|discount_percent|discount_amount|row_total|base_row_total|row_weight");

    public override string Name => "magento_tables";

    public override ShopProfile Profile => ShopProfile.NewYork;

    public override bool Counts(ShopOrder order) => order.IsSale;

    protected override DateTime TimeOf(ShopOrder order) => order.At.UtcDateTime;

    protected override decimal AmountOf(ShopOrder order) => order.GoodsLessDiscounts;

    protected override IEnumerable<KeyValuePair<string, string>> OwnAnswers(string guess) => [new("time_zone", "UTC")];

    protected override bool RefundedIsAState => true;

    public override IReadOnlyList<ExportFile> Files(MadeUpShop shop)
    {
        var (orders, items) = (new Sheet(OrderHeader), new Sheet(ItemHeader));
        foreach (var order in shop.Orders)
        {
            orders.Add(order.Number, -1, [.. Order(order)]);
            for (var line = 0; line < order.Lines.Count; line++)
                items.Add(order.Number, line, [.. Item(order, line)]);
        }
        var style = new ExportStyle { Quotes = ExportQuotes.All };
        return [orders.File("sales_order.csv", style), items.File("sales_order_item.csv", style)];
    }

    private IEnumerable<(string, string)> Order(ShopOrder order)
    {
        var (state, status) = order.Status switch
        {
            ShopStatus.Pending => ("new", "pending"),
            ShopStatus.Cancelled => ("canceled", "canceled"),
            ShopStatus.Refunded => ("closed", "closed"),
            _ => ("complete", "complete"),
        };
        var discount = order.AllDiscounts;
        return
        [
            ("entity_id", Text(300 + order.Number)), ("state", state), ("status", status),
            ("coupon_code", order.Discount > 0 ? "SPRING10" : "NULL"),
            ("shipping_description", "Flat Rate - Fixed"), ("is_virtual", "0"), ("store_id", "1"),
            ("customer_id", order.AsGuest ? "NULL" : Text(order.Person.Number)),
            ("base_discount_amount", Four(-discount)), ("base_grand_total", Four(order.Total)),
            ("base_shipping_amount", Four(order.Freight)), ("base_subtotal", Four(order.Subtotal)),
            ("base_tax_amount", Four(order.Tax)), ("discount_amount", Four(-discount)), ("grand_total", Four(order.Total)),
            ("shipping_amount", Four(order.Freight)),
            ("shipping_tax_amount", Four(order.FreightTax)), ("subtotal", Four(order.Subtotal)), ("tax_amount", Four(order.Tax)),
            ("total_paid", order.Status is ShopStatus.Pending or ShopStatus.Cancelled ? "NULL" : Four(order.Total)),
            ("total_qty_ordered", Four(order.Units)),
            ("total_refunded", order.Refund > 0 ? Four(order.Refund) : "NULL"), ("customer_is_guest", order.AsGuest ? "1" : "0"),
            ("customer_group_id", order.AsGuest ? "0" : "1"),
            ("increment_id", $"{order.Number:000000000}"), ("base_currency_code", Profile.Currency), ("customer_email", order.Person.Email),
            ("customer_firstname", order.Person.First), ("customer_lastname", order.Person.Last), ("order_currency_code", Profile.Currency),
            ("shipping_method", "flatrate_flatrate"),
            ("store_name", "Main Website\nMain Website Store\nDefault Store View"),
            ("created_at", Text(order.At.UtcDateTime, "yyyy-MM-dd HH:mm:ss")),
            ("updated_at", Text(order.At.UtcDateTime.AddDays(2), "yyyy-MM-dd HH:mm:ss")), ("total_item_count", Text(order.Lines.Count)),
        ];
    }

    private static IEnumerable<(string, string)> Item(ShopOrder order, int index)
    {
        var line = order.Lines[index];
        return
        [
            ("item_id", Text(10 * order.Number + index)), ("order_id", Text(300 + order.Number)), ("parent_item_id", "NULL"),
            ("quote_item_id", Text(5000 + 10 * order.Number + index)),
            ("store_id", "1"), ("created_at", Text(order.At.UtcDateTime, "yyyy-MM-dd HH:mm:ss")),
            ("updated_at", Text(order.At.UtcDateTime, "yyyy-MM-dd HH:mm:ss")),
            ("product_id", Text(line.Product.Number)), ("product_type", "simple"), ("weight", "1.0000"), ("is_virtual", "0"),
            ("sku", line.Product.Sku), ("name", line.Product.Name),
            ("description", "NULL"), ("qty_backordered", "NULL"), ("qty_canceled", "0.0000"),
            ("qty_invoiced", Four(order.IsSale ? line.Quantity : 0)),
            ("qty_ordered", Four(line.Quantity)), ("qty_refunded", "0.0000"), ("qty_shipped", Four(order.IsSale ? line.Quantity : 0)),
            ("base_cost", "NULL"),
            ("price", Four(line.UnitPrice)), ("base_price", Four(line.UnitPrice)), ("original_price", Four(line.UnitPrice)),
            ("tax_percent", "8.8750"), ("tax_amount", Four(line.Tax)),
            ("discount_percent", "0.0000"), ("discount_amount", Four(line.Discount + line.Share)), ("row_total", Four(line.Gross)),
            ("base_row_total", Four(line.Gross)), ("row_weight", "0.0000"),
        ];
    }

    private static string Four(decimal amount) => Text(amount, "0.0000");
}
