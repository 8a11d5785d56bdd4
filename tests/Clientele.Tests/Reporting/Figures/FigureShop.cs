using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting;
using Clientele.Reporting.Figures;
using Clientele.Reporting.Statistics;
using Clientele.Simulation;

namespace Clientele.Tests.Reporting.Figures;

/// <summary>A synthetic store and everything that figures are drawn from.</summary>
public sealed class FigureShop : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal FigureInput Input { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await SyntheticStore.WriteAsync(_folder.Path, new SyntheticStoreOptions { Orders = 2_000, Seed = 5 });
        var source = new TransactionSource { Path = _folder.Path, Mapping = MappingFile.Load("olist") };
        using var transactions = await TransactionLoader.LoadAsync(source);
        var shop = await ShopStatistics.ReadAsync(transactions, OrderStatuses.Read(source));
        var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"));
        var segmentation = Segmenter.Fit(features, new SegmentationOptions { K = 4, Silhouette = false });
        var personas = Runs.Personas(3);
        var run = RunRecord.From(Runs.Manifest(personas), Runs.Run(personas, 2, 5, "30 % of customers buy at the list price."), Runs.Sweep(5, margin: true, null));
        var change = new GroupEffect("Population", 15, new Interval(.04, .01, .07), []);
        Input = new FigureInput
        {
            Shop = shop,
            Customers = CustomerStatistics.Of(transactions, features, segmentation),
            Personas = PersonaProfiler.Describe(features, segmentation, "BRL"),
            Mapping = shop.Mapping,
            DataSha256 = shop.DataSha256,
            SegmentCount = new SegmentCountRecord
            {
                Mapping = "olist",
                DataSha256 = shop.DataSha256,
                Customers = features.Count,
                Recommended = 3,
                Candidates = [3],
                Taken = 3,
                Reason = "3 is the largest number of segments that come back.",
                Rows = [.. Enumerable.Range(2, 4).Select(k => new SegmentCountEntry(
                    k, 1_000.0 / k, 1 - 1.6 / k, .2 + k / 100.0, .01, new MonteCarloMean(.85 - k / 50.0, .01 * k, 50),
                    new SegmentJaccard(new MonteCarloMean(.9 - k / 20.0, .02, 100), new MonteCarloMean(.95 - k / 40.0, .005, 100), []), SegmentCountVerdict.Undecided))],
            },
            Run = run with { Effects = [new EffectResult("flash_sale", "control", "cheaper", [], change, [change with { Name = "Bulk buyer", Purchase = new Interval(-.02, double.NaN, double.NaN) }])] },
            Fidelity = FidelityReports.Sample(),
        };
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
