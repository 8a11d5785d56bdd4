using Clientele.Clustering;
using Clientele.Features;
using Clientele.Reporting;
using Clientele.Reporting.Statistics;
using Clientele.Simulation;
using Clientele.Tests.Data;

namespace Clientele.Tests.Reporting;

/// <summary>Records that a program makes from the stages' results, without a study on disk.</summary>
public sealed class RecordsInMemoryTests
{
    [Fact]
    public async Task All_records_of_the_same_data_carry_the_same_hash_and_other_data_another()
    {
        var token = TestContext.Current.CancellationToken;
        using var shop = new SmallShop();
        using var transactions = await shop.LoadAsync();
        var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), cancellationToken: token);
        var counted = SegmentCount.Evaluate(features, new SegmentCountOptions { Largest = 2, Stability = false }, cancellationToken: token);

        var hash = transactions.DataSha256;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, (await ShopStatistics.ReadAsync(transactions, cancellationToken: token)).DataSha256);
        Assert.Equal(hash, CustomerStatistics.Of(transactions, features).DataSha256);
        Assert.Equal(hash, SegmentCountRecord.From(counted, transactions).DataSha256);

        using var remapped = new SmallShop { MappingYaml = SmallShop.MappingText.Replace("currency: EUR", "currency: USD", StringComparison.Ordinal) };
        using var read = await remapped.LoadAsync();
        Assert.NotEqual(hash, read.DataSha256);
    }

    [Fact]
    public async Task Customers_are_counted_alike_before_and_after_they_have_segments_but_for_the_map()
    {
        var token = TestContext.Current.CancellationToken;
        using var shop = new SmallShop();
        using var transactions = await shop.LoadAsync();
        var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), cancellationToken: token);
        var before = CustomerStatistics.Of(transactions, features);
        var after = CustomerStatistics.Of(transactions, features, Segmenter.Fit(features, new SegmentationOptions { K = 2, Silhouette = false }, cancellationToken: token));
        Assert.Null(before.Map);
        Assert.NotNull(after.Map);
        Assert.Equal((after.Mapping, after.Currency, after.Customers), (before.Mapping, before.Currency, before.Customers));
        Assert.Equal(after.Transformed.Select(feature => feature.SkewAfter), before.Transformed.Select(feature => feature.SkewAfter));
    }

    [Fact]
    public void Runs_that_differ_in_an_option_that_decides_are_different_runs()
    {
        var personas = Runs.Personas(3);
        var run = Runs.Run(personas, 2);
        string Hash(SimulationPlan plan) => RunRecord.From(RunManifest.Of(Runs.Model(personas), plan), run).PlanHash;
        var plan = new SimulationPlan { Questions = [] };
        Assert.Equal(Hash(plan), Hash(plan with { Options = new SimulationOptions { Threads = 3 } }));
        Assert.Equal(4, new[] { plan, plan with { Anchor = .02 }, plan with { Options = new SimulationOptions { Replicates = 2 } }, plan with { Options = new SimulationOptions { MinimumPersonaSize = 50 } } }.Select(Hash).Distinct().Count());
        Assert.Equal(EngineVersion.Number, RunManifest.Of(Runs.Model(personas), plan).EngineVersion);
    }
}
