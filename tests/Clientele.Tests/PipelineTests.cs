using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Tests;

public sealed class PipelineTests
{
    private static readonly string[] Archetypes = ["Mainstream", "Weekend", "Cash", "High-value financing", "Bulk", "Loyal explorer", "Critical"];

    [Fact]
    public async Task A_run_on_real_transactions_recovers_the_archetypes_of_the_reference()
    {
        var folder = TestData.Shared("data/olist");
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder, Mapping = MappingFile.Load("olist") }, null, TestContext.Current.CancellationToken);
        var features = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), null, TestContext.Current.CancellationToken);
        foreach (var seed in new[] { 42, 1, 2, 3 })
        {
            var segmentation = Segmenter.Fit(features, new SegmentationOptions { Seed = seed, Silhouette = false }, null, TestContext.Current.CancellationToken);
            var names = PersonaProfiler.Describe(features, segmentation, "BRL").Personas.Select(persona => persona.Name).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: inertia {segmentation.Inertia:F1}, {string.Join(", ", names)}");
            Assert.All(Archetypes, archetype => Assert.Contains(names, name => name.StartsWith(archetype, StringComparison.Ordinal)));
        }
    }
}
