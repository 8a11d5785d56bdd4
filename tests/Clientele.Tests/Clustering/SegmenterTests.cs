using Clientele.Clustering;
using Clientele.Features;
using CsCheck;

namespace Clientele.Tests.Clustering;

public sealed class SegmenterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Segmentation Fit(FeatureMatrix matrix, int k, int seed = 42, int threads = 0, bool silhouette = false) =>
        Segmenter.Fit(matrix, new SegmentationOptions { K = k, Seed = seed, Threads = threads, Silhouette = silhouette }, cancellationToken: Cancel);

    [Fact]
    public void A_fit_gives_the_same_segments_for_the_same_seed_whatever_the_threads()
    {
        var matrix = Customers.Shop(10_000, 1);
        var fits = new[] { 1, 2, 3 }.Select(threads => Fit(matrix, 6, threads: threads, silhouette: true)).ToArray();
        foreach (var fit in fits)
        {
            Assert.Equal(fits[0].Labels, fit.Labels);
            Assert.Equal(fits[0].Inertia, fit.Inertia);
            Assert.Equal(fits[0].Centroids.SelectMany(c => c), fit.Centroids.SelectMany(c => c));
            Assert.Equal(fits[0].Silhouette!.Mean, fit.Silhouette!.Mean);
        }
    }

    [Fact]
    public void The_order_of_the_customers_does_not_matter() =>
        (from matrix in Customers.Any(12, 100)
         from order in Gen.Shuffle(Enumerable.Range(0, matrix.Count).ToArray())
         select (matrix, order)).Sample(
            c =>
            {
                var k = Math.Min(3, Distinct(c.matrix));
                var plain = Fit(c.matrix, k);
                var permuted = Fit(Customers.Permuted(c.matrix, c.order), k);
                Assert.Equal(plain.Inertia, permuted.Inertia);
                Assert.Equal(c.order.Select(i => plain.Labels[i]), permuted.Labels);
            }, iter: 100);

    [Fact]
    public void Every_customer_is_in_the_segment_of_the_nearest_centroid_and_every_centroid_is_its_segment_s_mean() =>
        Customers.Any(10, 100).Sample(
            matrix =>
            {
                var fit = Fit(matrix, Math.Min(4, Distinct(matrix)));
                var x = fit.Scaler.Standardise(matrix);
                for (var i = 0; i < matrix.Count; i++)
                {
                    var squares = fit.Centroids.Select(c => c.Select((v, j) => (x[j][i] - v) * (x[j][i] - v)).Sum()).ToArray();
                    Assert.True(squares[fit.Labels[i]] <= squares.Min() + 1e-9);
                }
                for (var s = 0; s < fit.K; s++)
                    for (var j = 0; j < x.Count; j++)
                        Assert.Equal(x[j].Where((_, i) => fit.Labels[i] == s).Average(), fit.Centroids[s][j], 1e-9);
            }, iter: 100);

    [Fact]
    public void Segments_are_never_empty_and_the_largest_comes_first() =>
        Customers.Any(10, 60).Sample(
            matrix =>
            {
                var fit = Fit(matrix, Math.Min(5, Distinct(matrix)));
                Assert.Equal(fit.Sizes, Enumerable.Range(0, fit.K).Select(s => fit.Labels.Count(l => l == s)));
                Assert.Equal(fit.Sizes, fit.Sizes.OrderDescending());
                Assert.DoesNotContain(0, fit.Sizes);
            }, iter: 200);

    [Fact]
    public void As_many_segments_as_different_customers_leave_no_inertia() =>
        Customers.Any(2, 12).Sample(
            matrix =>
            {
                var fit = Fit(matrix, Distinct(matrix));
                Assert.Equal(0, fit.Inertia, 1e-12);
            }, iter: 200);

    [Fact]
    public void More_segments_than_different_customers_are_refused_with_a_hint()
    {
        var failure = Assert.Throws<ClienteleException>(() => Fit(Customers.Matrix([1, 1, 2, 2]), 3));
        Assert.Contains("2 different customers", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Hint);
    }

    [Fact]
    public void No_segments_and_no_customers_are_refused()
    {
        Assert.Throws<ClienteleException>(() => Fit(Customers.Matrix([1, 2]), 0));
        Assert.Throws<ClienteleException>(() => Fit(Customers.Matrix([[]]), 1));
    }

    [Fact]
    public void One_segment_holds_everybody_and_has_no_silhouette()
    {
        var fit = Fit(Customers.Matrix([1, 2, 6]), 1, silhouette: true);
        Assert.Equal(3, fit.Inertia, 1e-12); // standardised: one per customer
        Assert.Null(fit.Silhouette);
    }

    [Fact]
    public void Customers_who_are_all_equal_make_one_segment()
    {
        var fit = Fit(Customers.Matrix([0.1, 0.1, 0.1], [3, 3, 3]), 1);
        Assert.Equal([3], fit.Sizes);
        Assert.Equal(0, fit.Inertia);
        Assert.Equal([1.0, 1.0], fit.Scaler.Scale);
    }

    [Fact]
    public void Customers_assigned_anew_get_the_segments_they_were_fitted_in()
    {
        var matrix = Customers.Shop(3000, 8);
        var fit = Fit(matrix, 5);
        Assert.Equal(fit.Labels, fit.Assign(matrix));
    }

    [Fact]
    public void Customers_with_other_features_cannot_be_assigned()
    {
        var fit = Fit(Customers.Matrix([1, 2, 3], [4, 5, 7]), 2);
        var failure = Assert.Throws<ClienteleException>(() => fit.Assign(Customers.Matrix([1, 2, 3])));
        Assert.Contains("x0, x1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_has_no_logarithm_is_named()
    {
        var failure = Assert.Throws<ClienteleException>(() => Fit(Customers.Matrix([[1, -2, 3.0]], "x0"), 2));
        Assert.Contains("x0 is -2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_no_number_is_a_broken_contract() =>
        Assert.Throws<ArgumentException>(() => Fit(Customers.Matrix([1, double.NaN, 3]), 2));

    [Fact]
    public void A_fit_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Segmenter.Fit(Customers.Shop(3000, 1), cancellationToken: source.Token));
    }

    private static int Distinct(FeatureMatrix matrix) => DistinctRows.Of(matrix, 0, CancellationToken.None).Count;
}
