using Clientele.Data;
using Clientele.Features;
using Clientele.Validation.Personas;

namespace Clientele.Tests.Validation.Personas;

public sealed class SegmentationEvidenceTests
{
    private static readonly SegmentationEvidenceOptions Small = new()
    {
        ReferenceK = 3,
        BehaviourK = [2, 3, 4],
        Counts = new() { Smallest = 2, Largest = 5, Bootstraps = 8, Halvings = 4, MostBootstraps = 8, MostHalvings = 4 },
        Null = new() { Draws = 20, Customers = 1_500 },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Three_planted_groups_pass_everything()
    {
        var evidence = SegmentationEvidence.Evaluate(Named(Blobs(3, 400), "reference"), Named(Blobs(3, 400), "behaviour"), Small, cancellationToken: Cancel);
        Assert.True(evidence.Claim.Claimed, evidence.Claim.Reason + evidence.Recommendation);
        Assert.Equal(3, evidence.Recommended.K);
        Assert.True(evidence.Recommended.Passes);
        Assert.StartsWith("Take 3 segments of the ", evidence.Recommendation, StringComparison.Ordinal);
        Assert.True(evidence.Recommended.Row.AdjustedRand!.Value.Mean > 0.95);
        Assert.InRange(evidence.Recommended.Null.Share, 0, 0.8);
        Assert.All(evidence.Candidates.Where(candidate => candidate.K > 3), candidate => Assert.False(candidate.Passes));
    }

    [Fact]
    public void Independent_margins_are_stable_segments_and_no_claim()
    {
        // Two yes/no answers without any relation: k-means finds the four cells of the table, again and again, with a perfect silhouette.
        var random = new Random(5);
        double[][] columns = [Column(_ => random.NextDouble() < 0.7 ? 1 : 0), Column(_ => random.NextDouble() < 0.4 ? 1 : 0)];
        var matrix = Clustering.Customers.Matrix(columns);
        var evidence = SegmentationEvidence.Evaluate(
            Named(matrix, "reference"), Named(matrix, "behaviour"), Small with { ReferenceK = 4, BehaviourK = [2, 3, 4] }, cancellationToken: Cancel);
        Assert.False(evidence.Claim.Claimed, evidence.Claim.Reason);
        Assert.Contains("data without any groups look as tidy", evidence.Claim.Reason, StringComparison.Ordinal);
        var cells = evidence.Candidates.First(candidate => candidate.K == 4);
        Assert.True(cells.Row.PredictionStrength!.Value.Mean > 0.9);
        Assert.Equal((1, 1, 1), (Math.Round(cells.Null.Silhouette, 6), Math.Round(cells.Null.Share, 6), cells.Null.PValue));
        Assert.StartsWith("copula null: data without groups reach", Assert.Single(cells.Fails), StringComparison.Ordinal);
        Assert.StartsWith("Nothing passes every threshold.", evidence.Recommendation, StringComparison.Ordinal);

        double[] Column(Func<int, double> draw) => [.. Enumerable.Range(0, 1_500).Select(draw)];
    }

    [Fact]
    public async Task No_personas_are_claimed_in_a_shop_without_heterogeneity()
    {
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new() { World = SyntheticStoreWorld.NoHeterogeneity, Orders = 8_000 }, null, Cancel);
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: Cancel);
        var reference = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("reference"), cancellationToken: Cancel);
        var behaviour = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load("behaviour"), cancellationToken: Cancel);
        var evidence = SegmentationEvidence.Evaluate(
            reference, behaviour, Small with { ReferenceK = 7, BehaviourK = [2, 4, 7], Null = Small.Null with { Customers = 4_000 } }, cancellationToken: Cancel);
        Assert.False(evidence.Claim.Claimed, evidence.Recommendation);
    }

    [Fact]
    public void The_number_of_threads_changes_no_digit_and_another_seed_changes_some()
    {
        var matrix = Clustering.Customers.Shop(800, 3);
        SegmentationEvidence Evaluate(int threads, int seed) => SegmentationEvidence.Evaluate(
            Named(matrix, "reference"), Named(matrix, "behaviour"),
            Small with { Counts = Small.Counts with { Segmentation = new() { Threads = threads, Seed = seed } }, Null = Small.Null with { Draws = 4, Customers = 500 } },
            cancellationToken: Cancel);
        var (one, three, other) = (Evaluate(1, 42), Evaluate(3, 42), Evaluate(3, 43));
        Assert.Equal(one.Recommendation, three.Recommendation);
        for (var i = 0; i < one.Candidates.Count; i++)
        {
            Assert.Equal(one.Candidates[i].Null.NullSilhouettes, three.Candidates[i].Null.NullSilhouettes);
            Assert.Equal(one.Candidates[i].Row.JaccardBySegment, three.Candidates[i].Row.JaccardBySegment);
            Assert.Equal(one.Candidates[i].Row.AdjustedRand, three.Candidates[i].Row.AdjustedRand);
        }
        Assert.NotEqual(one.Candidates[0].Null.NullSilhouettes, other.Candidates[0].Null.NullSilhouettes);
    }

    [Fact]
    public void It_reports_its_draws_and_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        var matrix = Clustering.Customers.Shop(600, 3);
        var progress = new Immediate(done =>
        {
            if (done is { Stage: "Copula null", Done: 2 })
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(
            () => SegmentationEvidence.Evaluate(Named(matrix, "reference"), Named(matrix, "behaviour"), Small, progress, source.Token));
    }

    private static FeatureMatrix Named(FeatureMatrix matrix, string set) => matrix with { FeatureSet = set };

    private static FeatureMatrix Blobs(int groups, int each)
    {
        var random = new Random(17);
        var columns = Enumerable.Range(0, 2).Select(_ => new double[groups * each]).ToArray();
        for (var i = 0; i < groups * each; i++)
        {
            var angle = 2 * Math.PI * (i % groups) / groups;
            columns[0][i] = (10 * Math.Cos(angle)) + random.NextDouble() + random.NextDouble();
            columns[1][i] = (10 * Math.Sin(angle)) + random.NextDouble() + random.NextDouble();
        }
        return Clustering.Customers.Matrix(columns);
    }

    private sealed class Immediate(Action<StageProgress> report) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => report(value);
    }
}
