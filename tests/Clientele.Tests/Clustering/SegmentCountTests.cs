using Clientele.Clustering;
using Clientele.Features;

namespace Clientele.Tests.Clustering;

public sealed class SegmentCountTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly SegmentCountOptions Small = new() { Largest = 6, Bootstraps = 6, Halvings = 3 };

    [Fact]
    public void Three_planted_groups_are_found_and_called_stable()
    {
        var evaluation = SegmentCount.Evaluate(Blobs(3, 400), Small, cancellationToken: Cancel);
        Assert.Equal(3, evaluation.Recommended);
        Assert.Equal(3, evaluation.Best.K);
        var three = evaluation.Rows.Single(r => r.K == 3);
        Assert.True(three.JaccardMin > 0.95 && three.PredictionStrength > 0.95);
        Assert.StartsWith("3 is the largest number of segments that come back", evaluation.Reason, StringComparison.Ordinal);
        Assert.All(evaluation.Rows.Where(r => r.K > 3), r => Assert.True(r.PredictionStrength < 0.8));
    }

    [Fact]
    public void Everything_is_as_if_each_k_had_been_fitted_alone()
    {
        var matrix = Customers.Shop(2000, 4);
        var evaluation = SegmentCount.Evaluate(matrix, Small with { Stability = false }, cancellationToken: Cancel);
        Assert.Equal([2, 3, 4, 5, 6], evaluation.Rows.Select(r => r.K));
        foreach (var row in evaluation.Rows)
        {
            var alone = Segmenter.Fit(matrix, new SegmentationOptions { K = row.K }, cancellationToken: Cancel);
            Assert.Equal(alone.Labels, row.Segmentation.Labels);
            Assert.Equal(alone.Silhouette!.Mean, row.Segmentation.Silhouette!.Mean, 1e-6);
            Assert.Null(row.PredictionStrength);
            Assert.Null(row.JaccardMin);
        }
        Assert.Equal(evaluation.Rows.MaxBy(r => r.Segmentation.Silhouette!.Mean)!.K, evaluation.Recommended);
        Assert.Contains("not examined", evaluation.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_threads_changes_no_digit()
    {
        var matrix = Customers.Shop(1500, 6);
        var evaluations = new[] { 1, 3 }.Select(threads => SegmentCount.Evaluate(
            matrix, Small with { Largest = 4, Segmentation = new SegmentationOptions { Threads = threads } }, cancellationToken: Cancel)).ToArray();
        for (var r = 0; r < evaluations[0].Rows.Count; r++)
        {
            Assert.Equal(evaluations[0].Rows[r].JaccardBySegment, evaluations[1].Rows[r].JaccardBySegment);
            Assert.Equal(evaluations[0].Rows[r].PredictionStrength, evaluations[1].Rows[r].PredictionStrength);
        }
        Assert.Equal(evaluations[0].Reason, evaluations[1].Reason);
    }

    [Fact]
    public void A_shop_of_few_different_customers_is_compared_as_far_as_it_goes()
    {
        var evaluation = SegmentCount.Evaluate(Customers.Matrix([1, 1, 2, 2, 3, 3]), Small, cancellationToken: Cancel);
        Assert.Equal([2, 3], evaluation.Rows.Select(r => r.K));
    }

    [Fact]
    public void The_same_partition_under_other_numbers_has_similarity_and_strength_1()
    {
        double[] weights = [1, 2, 1, 3];
        Assert.Equal([1, 1], SegmentStability.Jaccard(weights, [0, 0, 1, 1], [1, 1, 0, 0], 2));
        Assert.Equal(1, SegmentStability.PredictionStrength(weights, [0, 0, 1, 1], [1, 1, 0, 0], 2));
    }

    [Fact]
    public void Similarity_and_strength_are_counted_over_customers()
    {
        // Segment 0 holds 4 customers; the other partition keeps 3 of them together and puts the fourth with the 2 of segment 1.
        double[] weights = [3, 1, 2];
        Assert.Equal([0.75, 2.0 / 3], SegmentStability.Jaccard(weights, [0, 0, 1], [0, 1, 1], 2));
        Assert.Equal(0.5, SegmentStability.PredictionStrength(weights, [0, 0, 1], [0, 1, 1], 2)); // 3 of 6 pairs
    }

    [Fact]
    public void Nothing_to_choose_by_is_refused() =>
        Assert.Throws<ClienteleException>(() => SegmentCount.Evaluate(
            Blobs(2, 20), Small with { Stability = false, Segmentation = new SegmentationOptions { Silhouette = false } }, cancellationToken: Cancel));

    private static FeatureMatrix Blobs(int groups, int n)
    {
        var random = new Random(1);
        var x = new double[n];
        var y = new double[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = (10 * Math.Cos(2 * Math.PI * (i % groups) / groups)) + random.NextDouble();
            y[i] = (10 * Math.Sin(2 * Math.PI * (i % groups) / groups)) + random.NextDouble();
        }
        return Customers.Matrix(x, y);
    }
}
