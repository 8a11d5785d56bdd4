namespace Clientele.Tests.Data.Exports;

/// <summary>All dresses, by name.</summary>
internal static class Wardrobe
{
    public static IReadOnlyList<Dress> All { get; } =
    [
        new ShopifyOrders(ShopProfile.NewYork), new ShopifyOrders(ShopProfile.Germany), new WooCommerceLines(), new WooCommerceAdvanced(),
            new SquareItems(), new EtsySoldItems(),
        new EbayOrders(), new AmazonOrders(), new AmazonTransactions(), new StripePayments(), new MagentoTables(), new PrestaShopDetails(),
            new LoyverseReceipts(),
        new GermanErp(), new GermanTill(), new ChileanSales(), new PandasFrame(), new RDataFrame(), new ExcelUnicodeText(),
            new ExcelCsvUtf8(), new MySqlOutfile(),
        new WarehouseMonths(),
    ];

    public static Dress Named(string name) => All.First(dress => dress.Name == name);
}
