using System.Text;

namespace Clientele.Data;

public static partial class SyntheticStore
{
    private static readonly (string Name, string Header)[] Headers =
    [
        (SyntheticStoreFiles.Customers, "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state"),
        (SyntheticStoreFiles.Orders, "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,"
            + "order_delivered_customer_date,order_estimated_delivery_date"),
        (SyntheticStoreFiles.Items, "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value"),
        (SyntheticStoreFiles.Payments, "order_id,payment_sequential,payment_type,payment_installments,payment_value"),
        (SyntheticStoreFiles.Reviews, "review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp"),
    ];

    // The small files: products, sellers and the names of the categories in English. "lenght" is Olist's spelling.
    private static async Task WriteDimensionsAsync(SyntheticStoreFiles files, SyntheticStoreModel model, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(model.Seed, ulong.MaxValue - 1);
        await files.WriteAsync(SyntheticStoreFiles.Products, Table(
            "product_id,product_category_name,product_name_lenght,product_description_lenght,product_photos_qty,product_weight_g,"
            + "product_length_cm,product_height_cm,product_width_cm", rows => Products(rows, model, random)), cancellationToken);
        await files.WriteAsync(SyntheticStoreFiles.Sellers, Table(
            "seller_id,seller_zip_code_prefix,seller_city,seller_state", rows => Sellers(rows, model, random)), cancellationToken);
        await files.WriteAsync(SyntheticStoreFiles.Translation, Table(
            "product_category_name,product_category_name_english", Translation), cancellationToken);
    }

    private static byte[] Table(string header, Action<SyntheticStoreRows> fill)
    {
        var rows = new SyntheticStoreRows();
        rows.Text(Encoding.ASCII.GetBytes(header)).EndRow();
        fill(rows);
        return rows.Written.ToArray();
    }

    private static void Products(SyntheticStoreRows rows, SyntheticStoreModel model, SeededRandom random)
    {
        var catalog = model.Catalog;
        var names = SyntheticStoreCategory.All.Select(category => Encoding.ASCII.GetBytes(category.Portuguese)).ToArray();
        for (var i = 0; i < catalog.ProductIds.Length; i++)
        {
            rows.Id(catalog.ProductIds[i]);
            if (catalog.Named[i])
                rows.Text(names[catalog.Category[i]]).Number(Bounded(48 + (10 * random.NextGaussian()), 5, 76))
                    .Number(Bounded(600 * Math.Exp(0.75 * random.NextGaussian()), 4, 3_990)).Number(Bounded(1 + (1.2 * random.NextExponential()), 1, 20));
            else
                rows.Text([]).Text([]).Text([]).Text([]);
            var side = 14 * Math.Cbrt(catalog.Weight[i] / 500.0);
            rows.Number(catalog.Weight[i]).Number(Bounded(1.8 * side, 7, 105)).Number(Bounded(side, 2, 105)).Number(Bounded(1.4 * side, 6, 118)).EndRow();
        }
    }

    private static void Sellers(SyntheticStoreRows rows, SyntheticStoreModel model, SeededRandom random)
    {
        for (var i = 0; i < model.Catalog.SellerIds.Length; i++)
        {
            var place = model.Catalog.SellerPlace[i];
            var (zips, cities) = (SyntheticStorePlace.All[place], model.Cities[place]);
            rows.Id(model.Catalog.SellerIds[i]).Zip(zips.FirstZip + random.NextInt32(zips.LastZip - zips.FirstZip + 1))
                .Text(cities[random.NextInt32(cities.Length)]).Text(model.States[place]).EndRow();
        }
    }

    private static void Translation(SyntheticStoreRows rows)
    {
        foreach (var category in SyntheticStoreCategory.All)
            if (category.English is not null)
                rows.Text(Encoding.ASCII.GetBytes(category.Portuguese)).Text(Encoding.ASCII.GetBytes(category.English)).EndRow();
    }

    private static int Bounded(double value, int least, int most) => (int)Math.Clamp(Math.Round(value), least, most);
}
