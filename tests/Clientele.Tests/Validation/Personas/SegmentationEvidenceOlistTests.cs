using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Validation.Personas;

namespace Clientele.Tests.Validation.Personas;

public sealed class SegmentationEvidenceOlistTests
{
    [Fact]
    public async Task The_real_shop_has_segments_that_come_back_and_no_more_groups_than_its_margins_make()
    {
        var token = TestContext.Current.CancellationToken;
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = TestData.Shared("data/olist"), Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var reference = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), cancellationToken: token);
        var behaviour = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("behaviour"), cancellationToken: token);
        var evidence = SegmentationEvidence.Evaluate(
            reference, behaviour, new() { BehaviourK = [4, 7], Counts = new() { Smallest = 7, Largest = 7, MostBootstraps = 100, MostHalvings = 50 } }, cancellationToken: token);
        foreach (var c in evidence.Candidates)
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{c.FeatureSet} {c.K}: Jaccard {c.Row.JaccardMin!.Value.Text()} {c.Row.JaccardMedian!.Value.Text()}, ARI {c.Row.AdjustedRand!.Value.Text()}, prediction strength {c.Row.PredictionStrength!.Value.Text()}, "
                + $"silhouette {c.Null.Silhouette:F3}, null {c.Null.Share:F3}, p {c.Null.PValue:F3} ({c.AdjustedPValue:F3})");

        // The reference's seven segments: six of them come back, one does not, and none is more than margins and correlations make.
        var seven = evidence.Candidates.Single(c => c.FeatureSet == "reference");
        Assert.InRange(seven.Row.JaccardMin!.Value.Mean, 0.55, 0.78);
        Assert.InRange(seven.Row.JaccardMedian!.Value.Mean, 0.95, 1);
        Assert.Equal(SegmentCountVerdict.Out, seven.Row.Verdict);
        Assert.InRange(seven.Row.PredictionStrength!.Value.Mean, 0.4, 0.55);
        Assert.InRange(seven.Row.AdjustedRand!.Value.Mean, 0.8, 0.96);
        Assert.InRange(seven.Null.Share, 0.95, 1);
        // What people do in an order: the stablest cut, and a plain product of the margins.
        var four = evidence.Candidates.Single(c => c is { FeatureSet: "behaviour", K: 4 });
        Assert.True(four.Row.PredictionStrength!.Value.Mean > 0.95);
        Assert.InRange(four.Null.Silhouette, 0.37, 0.42);
        Assert.InRange(four.Null.Share, 0.97, 1.03);
        Assert.All(evidence.Candidates, candidate => Assert.Contains(candidate.Fails, fail => fail.StartsWith("copula null", StringComparison.Ordinal)));
        Assert.False(evidence.Claim.Claimed);
    }
}
