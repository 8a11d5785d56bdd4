using Clientele.Data;
using Clientele.Features;
using Clientele.Tests.Data;

namespace Clientele.Tests.Features;

public sealed class FeatureBuilderTests
{
    [Fact]
    public async Task The_nine_features_of_a_small_shop_are_as_counted_by_hand()
    {
        using var shop = new SmallShop();
        using var transactions = await shop.LoadAsync();
        var features = await BuildAsync(transactions);
        Assert.Equal(["anna", "ben"], features.CustomerIds);
        // anna: two orders (30.50 in two items, 99.90 in one), card in 3 and 10, toys + books + garden, 5 stars, one of them on a Saturday.
        Assert.Equal([2, 130.4, 130.4 / 3, 1.5, 6.5, 1, 3, 1, 1], features.Columns.Select(column => column[0]));
        Assert.Equal([1, 10.5, 10.5, 1, 1, 0, 1, 0, 0], features.Columns.Select(column => column[1]));
    }

    [Fact]
    public async Task How_customers_pay_without_a_card_is_told_beside_the_share_of_card_payments()
    {
        const string Words = "boleto: slip, wallet: [PayPal, Twint], voucher: gift";
        using var shop = new SmallShop { MappingYaml = SmallShop.MappingText.Replace("boleto: slip", Words, StringComparison.Ordinal) };
        // Of anna's two orders one is paid in two ways, which is none of them alone; of ben's one the two rows are one way.
        shop.Write("payments.csv", "order,how,plan,paid\no1,PayPal,1,30\no1,gift,1,2.50\n"
            + "o2,PayPal,1,10\no2,Twint,1,2.50\no3,slip,1,109.85\n");
        using var transactions = await shop.LoadAsync();
        var features = await BuildAsync(transactions);
        Assert.Equal(["anna", "ben"], features.CustomerIds);
        Assert.Equal(PaymentWords.Ways.Skip(1).Order(), features.PaymentShares.Keys);
        Assert.Equal([.5, 0], features.PaymentShares[PaymentMethod.Boleto]);
        Assert.Equal([0, 1], features.PaymentShares[PaymentMethod.Wallet]);
        Assert.Equal([0, 0], features.PaymentShares[PaymentMethod.Voucher]);
        Assert.DoesNotContain(features.Features, feature => feature.Name.StartsWith("paid by", StringComparison.Ordinal));
        // Where no feature is about cards, nobody asks.
        var behaviour = await FeatureBuilder.BuildAsync(
            transactions, FeatureSet.Load("behaviour"), null, TestContext.Current.CancellationToken);
        Assert.Empty(behaviour.PaymentShares);
    }

    [Fact]
    public async Task A_customer_without_a_payment_is_left_out_and_counted()
    {
        using var shop = new SmallShop();
        shop.Write("payments.csv", "order,how,plan,paid\no1,card,3,32.50\n");
        using var transactions = await shop.LoadAsync();
        var features = await BuildAsync(transactions);
        Assert.Equal(["anna"], features.CustomerIds);
        Assert.Equal(1, features.Dropped["avg_installments"]);
    }

    [Fact]
    public async Task A_customer_without_a_review_counts_as_not_positive_and_a_further_review_counts_in_the_mean()
    {
        using var shop = new SmallShop();
        shop.Append("reviews.csv", "o1,2,2024-01-25,\n");   // anna: 5 and 2, mean 3.5
        using var transactions = await shop.LoadAsync();
        var features = await BuildAsync(transactions);
        Assert.Equal(0, features.Columns[7][0]);
        Assert.Equal(1, transactions.Files.Single(file => file.File == "reviews.csv").Excluded["further_review"]);
        Assert.Equal(5, (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).Stars[0]);   // order-level: the first
    }

    [Fact]
    public async Task Weekend_days_are_the_shops_own()
    {
        using var shop = new SmallShop { MappingYaml = SmallShop.MappingText + "\nweekend_days: [monday]\n" };
        using var transactions = await shop.LoadAsync();
        var mondays = await BuildAsync(transactions);
        Assert.Equal([0, 1], mondays.Columns[8]);
        using var never = new SmallShop { MappingYaml = SmallShop.MappingText + "\nweekend_days: []\n" };
        using var open = await never.LoadAsync();
        Assert.Contains("is_weekend_shopper", (await BuildAsync(open)).SwitchedOff.Keys);
    }

    [Fact]
    public async Task A_shop_of_ids_dates_and_amounts_has_the_features_that_it_can_have_and_says_what_is_off()
    {
        using var folder = new TemporaryFolder();
        folder.Write("CDNOW_master.txt", " 00001 19970104  1   11.77\n 00002 19970112  1   12.00\n 00002 19970113  5   77.00\n");
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("cdnow") }, null, TestContext.Current.CancellationToken);
        var features = await BuildAsync(transactions);
        Assert.Equal(["frequency", "monetary_total", "monetary_avg_item", "avg_items_per_order", "is_weekend_shopper"], features.Features.Select(feature => feature.Name));
        Assert.Equal([2, 89, 89 / 6.0, 3, 1], features.Columns.Select(column => column[1]));
        Assert.Equal("no payments are mapped", features.SwitchedOff["pct_credit_card"]);
        Assert.Equal("no category column is mapped", features.SwitchedOff["category_diversity"]);
    }

    [Fact]
    public async Task Real_repeat_purchase_data_are_read_whole()
    {
        var folder = TestData.Shared("data/cdnow");
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder, Mapping = MappingFile.Load("cdnow") }, null, TestContext.Current.CancellationToken);
        Assert.Equal((69_659, 23_570), (transactions.Orders, transactions.Customers));
        Assert.Equal(23_570, (await BuildAsync(transactions)).Count);
    }

    [Fact]
    public async Task A_users_own_feature_is_one_file()
    {
        using var shop = new SmallShop();
        using var own = new TemporaryFolder();
        own.Write("freight.sql", "-- feature: freight_share\n-- unit: share\n-- grain: order\n-- needs: freight\n-- definition: Freight over spend.\nsum(freight) / sum(amount)\n");
        using var transactions = await shop.LoadAsync();
        var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("behaviour", own.Path), null, TestContext.Current.CancellationToken);
        Assert.Equal("behaviour+freight_share", features.FeatureSet);
        Assert.Equal(11.95 / 130.4, features.Columns[^1][0], 1e-12);
    }

    [Theory]
    [InlineData("-- feature: Bad\n-- unit: x\n-- definition: y\n1", "cannot be a feature's name")]
    [InlineData("-- feature: x\n-- definition: y\nsum(amount)", "`-- unit: …`")]
    [InlineData("-- feature: x\n-- unit: y\n-- definition: z\n-- grain: basket\nsum(amount)", "`grain` is \"basket\"")]
    [InlineData("-- feature: x\n-- unit: y\n-- definition: z\n-- needs: weather\nsum(amount)", "`needs` names \"weather\"")]
    [InlineData("-- feature: x\n-- unit: y\n-- definition: z\n", "no SQL expression")]
    [InlineData("-- feature: frequency\n-- unit: y\n-- definition: z\n1", "has a feature \"frequency\" already")]
    public void A_file_that_is_no_feature_is_refused_with_the_reason(string text, string reason)
    {
        using var own = new TemporaryFolder();
        own.Write("own.sql", text);
        Assert.Contains(reason, Assert.Throws<ClienteleException>(() => FeatureSet.Load("reference", own.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expression_that_is_not_SQL_is_refused_with_the_databases_words()
    {
        using var shop = new SmallShop();
        using var own = new TemporaryFolder();
        own.Write("own.sql", "-- feature: x\n-- unit: y\n-- definition: z\nsum(amonut)");
        using var transactions = await shop.LoadAsync();
        var failure = await Assert.ThrowsAsync<ClienteleException>(() => FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference", own.Path), null, TestContext.Current.CancellationToken));
        Assert.Contains("amonut", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_of_a_group_see_nothing_of_other_customers()
    {
        using var shop = new SmallShop();
        using var all = await shop.LoadAsync();
        var ids = new List<string>();
        foreach (var group in new[] { CustomerGroup.Fit, CustomerGroup.Calibrate, CustomerGroup.Test })
        {
            var part = all.For(group);
            if (part.Customers == 0)
                continue;
            var features = await BuildAsync(part);
            Assert.All(features.CustomerIds, id => Assert.Equal(id == "anna" ? 130.4 : 10.5, features.Columns[1][features.CustomerIds.ToList().IndexOf(id)]));
            ids.AddRange(features.CustomerIds);
        }
        Assert.Equal(["anna", "ben"], ids.Order());
        var whole = await BuildAsync(all);   // the whole is itself again
        Assert.Equal([130.4, 10.5], whole.Columns[1]);
    }

    private static Task<FeatureMatrix> BuildAsync(Transactions transactions) =>
        FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), null, TestContext.Current.CancellationToken);
}
