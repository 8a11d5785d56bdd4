using Clientele.Data;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Guessing;

/// <summary>Files for which a mapping is shipped are known, whichever of them are there.</summary>
public sealed class ShippedMappingTests
{
    private static readonly Dictionary<string, string> Olist = new()
    {
        ["olist_orders_dataset.csv"] =
            "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date\n"
            + "o1,c1,delivered,2018-01-02 10:00:00,,,2018-01-09 10:00:00,2018-01-20 00:00:00\no2,c2,canceled,2018-01-03 "
                + "10:00:00,,,,2018-01-20 00:00:00\no3,c3,delivered,2018-02-02 10:00:00,,,2018-02-09 10:00:00,2018-02-20 00:00:00\n",
        ["olist_order_items_dataset.csv"] =
            "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\no1,1,p1,s1,2018-01-05 "
            + "10:00:00,10.50,2.00\no3,1,p1,s1,2018-01-05 10:00:00,10.50,2.00\n",
        ["olist_customers_dataset.csv"] =
            "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\nc1,u1,1,x,SP\nc2,u2,1,x,SP\nc3,u1,1,x,SP\n",
        ["olist_products_dataset.csv"] = "product_id,product_category_name\np1,brinquedos\n",
        ["olist_sellers_dataset.csv"] = "seller_id,seller_zip_code_prefix,seller_city,seller_state\ns1,1,x,SP\n",
        ["product_category_name_translation.csv"] = "product_category_name,product_category_name_english\nbrinquedos,toys\n",
        ["olist_order_payments_dataset.csv"] =
            "order_id,payment_sequential,payment_type,payment_installments,payment_value\no1,1,credit_card,2,12.50\no3,1,boleto,1,12.50\n",
        ["olist_order_reviews_dataset.csv"] =
            "review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp\nr1,o1,5,,,2018-01-10 00:00:00,2018-01-11 00:00:00\n",
    };

    private static TemporaryFolder Folder(params string[] without)
    {
        var folder = new TemporaryFolder();
        foreach (var (name, text) in Olist.Where(file => !without.Contains(file.Key)))
            folder.Write(name, text);
        return folder;
    }

    private static async Task<(MappingTemplate Template, Transactions Transactions)> ReadAsync(TemporaryFolder folder)
    {
        var template = MappingTemplate.Guess(folder.Path, Sampled.Today, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(template.Missing);
        return (template, await TransactionLoader.LoadAsync(new TransactionSource
        {
            Path = folder.Path,
            Mapping = MappingFile.Parse(template.Yaml, "guess.yaml")
        }, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task All_files_give_the_shipped_mapping_itself()
    {
        using var folder = Folder();
        folder.Write("order_sampling.csv", "order_id,weight\no1,2\n");
        var (template, transactions) = await ReadAsync(folder);
        using (transactions)
            Assert.Equal((2, 1, "olist"), (transactions.Orders, transactions.Customers, transactions.Mapping.Name));
        Assert.Equal(MappingFile.ReadShipped("olist").TrimEnd(), template.Yaml.TrimEnd());
        Assert.Equal(["the files are those of the shipped mapping olist, which was taken"], template.Guesses);
        Assert.Equal(["order_sampling.csv is no part of the mapping olist"], template.NotRead);
    }

    [Theory]
    [InlineData("olist_order_reviews_dataset.csv", "not there: reviews")]
    [InlineData("olist_order_payments_dataset.csv", "not there: payments")]
    [InlineData("olist_products_dataset.csv", "not there: items.category")]
    [InlineData("product_category_name_translation.csv",
        "not there: items.category is product_id -> products.product_category_name instead of product_id -> "
        + "products.product_category_name -> translation.product_category_name_english")]
    [InlineData("olist_sellers_dataset.csv", "not there: items.seller_state")]
    [InlineData("olist_customers_dataset.csv",
        "not there: orders.customer is customer_id instead of customer_id -> customers.customer_unique_id")]
    public async Task What_is_not_there_is_left_out_and_said(string without, string said)
    {
        using var folder = Folder(without);
        var (template, transactions) = await ReadAsync(folder);
        using (transactions)
            Assert.Equal(2, transactions.Orders);
        Assert.Contains(said, template.Guesses);
    }

    [Fact]
    public async Task Orders_and_items_alone_are_enough()
    {
        using var folder = Folder([.. Olist.Keys.Where(name => !name.Contains("orders", StringComparison.Ordinal)
            && !name.Contains("items", StringComparison.Ordinal))]);
        var (template, transactions) = await ReadAsync(folder);
        using (transactions)
            Assert.Equal((2, 0), (transactions.Orders, transactions.Mapping.Lookups.Count));
        Assert.DoesNotContain("lookups", template.Yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_items_it_is_another_shop()
    {
        using var folder = Folder("olist_order_items_dataset.csv");
        Assert.DoesNotContain(MappingTemplate.Guess(folder.Path, Sampled.Today, cancellationToken: TestContext.Current.CancellationToken).Guesses, line =>
            line.Contains("shipped mapping", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_without_a_header_is_known_by_its_name_and_cells()
    {
        using var folder = new TemporaryFolder();
        folder.Write("CDNOW_master.txt", " 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n 00002 19970112  5   77.00\n");
        var (template, transactions) = await ReadAsync(folder);
        using (transactions)
            Assert.Equal((2, 3), (transactions.Customers, transactions.Orders));
        Assert.Contains("the files are those of the shipped mapping cdnow, which was taken", template.Guesses);
        using var other = new TemporaryFolder();
        other.Write("CDNOW_master.txt", "not what it says\n");
        Assert.Throws<ClienteleException>(() => MappingTemplate.Guess(other.Path, Sampled.Today, cancellationToken: TestContext.Current.CancellationToken));
    }
}
