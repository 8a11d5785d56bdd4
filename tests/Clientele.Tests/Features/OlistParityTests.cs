using System.Globalization;
using Clientele.Data;
using Clientele.Features;

namespace Clientele.Tests.Features;

public sealed class OlistParityTests
{
    [Fact]
    public async Task Every_customer_and_value_of_the_reference_features_is_met()
    {
        var folder = TestData.Shared("data/olist");
        var expected = File.ReadAllLines(TestData.Shared("reference/olist-subset/customer_features.csv"));
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder, Mapping = MappingFile.Load("olist") }, null, TestContext.Current.CancellationToken);
        var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), null, TestContext.Current.CancellationToken);

        Assert.Equal(expected[0].Split(',')[1..], features.Features.Select(feature => feature.Name));
        Assert.Equal(expected.Length - 1, features.Count);
        Assert.Equal(1, features.Dropped.Values.Sum());
        for (var i = 0; i < features.Count; i++)
        {
            var row = expected[i + 1].Split(',');
            Assert.Equal(row[0], features.CustomerIds[i]);
            for (var j = 0; j < features.Features.Count; j++)
            {
                var value = double.Parse(row[j + 1], CultureInfo.InvariantCulture);
                Assert.True(Math.Abs(features.Columns[j][i] - value) <= 1e-9 * Math.Max(Math.Abs(value), 1e-12), $"{row[0]}: {features.Features[j].Name} is {features.Columns[j][i]:R}, not {value:R}");
            }
        }
    }

    [Fact]
    public async Task Every_row_of_the_real_files_is_accepted_excluded_or_rejected()
    {
        var folder = TestData.Shared("data/olist");
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder, Mapping = MappingFile.Load("olist") }, null, TestContext.Current.CancellationToken);
        Assert.Empty(transactions.Rejected);
        Assert.Equal(36_260, transactions.Orders);
        Assert.All(transactions.Files, file => Assert.Equal(file.Rows, file.Accepted + file.Excluded.Values.Sum() + file.Rejected));
        Assert.Equal(38_648, transactions.Files.Single(file => file.File == "olist_orders_dataset.csv").Rows);
        Assert.Equal(transactions.Orders, (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).Count);
    }
}
