using Clientele.Clustering;
using CsCheck;

namespace Clientele.Tests.Clustering;

public sealed class SilhouetteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_vector_form_agrees_with_the_definition_for_every_customer() =>
        (from matrix in Customers.Any(3, 120)
         from labels in Labels(matrix.Count)
         select (matrix, labels)).Sample(
            c =>
            {
                var scaler = StandardScaler.Fit(c.matrix);
                var score = Silhouette.Score(c.matrix, scaler, [c.labels], cancellationToken: Cancel)[0];
                var expected = Customers.SilhouetteByDefinition(c.matrix, scaler, c.labels);
                for (var i = 0; i < expected.Length; i++)
                {
                    Near(expected[i].A, score.PerCustomer[i].A);
                    Near(expected[i].B, score.PerCustomer[i].B);
                    Assert.Equal(expected[i].S, score.PerCustomer[i].S, 5e-5);
                }
                Assert.Equal(expected.Average(e => e.S), score.Mean, 1e-5);
                for (var s = 0; s < score.BySegment.Count; s++)
                    Assert.Equal(expected.Where((_, i) => c.labels[i] == s).Average(e => e.S), score.BySegment[s], 1e-5);
            }, iter: 300);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_vector_form_agrees_with_the_definition_over_several_blocks(bool distinct)
    {
        var matrix = Customers.Shop(3000, 3, distinct);
        var scaler = StandardScaler.Fit(matrix);
        var labels = Segmenter.Fit(matrix, new SegmentationOptions { K = 5, Silhouette = false }, cancellationToken: Cancel).Labels;
        var score = Silhouette.Score(matrix, scaler, [labels], cancellationToken: Cancel)[0];
        var expected = Customers.SilhouetteByDefinition(matrix, scaler, labels);
        for (var i = 0; i < expected.Length; i++)
        {
            Near(expected[i].A, score.PerCustomer[i].A);
            Near(expected[i].B, score.PerCustomer[i].B);
        }
        Assert.Equal(expected.Average(e => e.S), score.Mean, 1e-6);
    }

    [Fact]
    public void Several_labellings_in_one_pass_score_as_each_alone() =>
        (from matrix in Customers.Any(3, 60)
         from labellings in Labels(matrix.Count).Array[1, 4]
         select (matrix, labellings)).Sample(
            c =>
            {
                var scaler = StandardScaler.Fit(c.matrix);
                var together = Silhouette.Score(c.matrix, scaler, c.labellings, cancellationToken: Cancel);
                for (var l = 0; l < c.labellings.Length; l++)
                    Assert.Equal(Silhouette.Score(c.matrix, scaler, [c.labellings[l]], cancellationToken: Cancel)[0].Mean, together[l].Mean, 1e-5);
            }, iter: 200);

    [Fact]
    public void The_number_of_threads_changes_no_byte()
    {
        var matrix = Customers.Shop(6000, 5);
        var scaler = StandardScaler.Fit(matrix);
        var labels = Segmenter.Fit(matrix, new SegmentationOptions { K = 4, Silhouette = false }, cancellationToken: Cancel).Labels;
        var scores = new[] { 1, 2, 3 }.Select(threads =>
            Silhouette.Score(matrix, scaler, [labels], new SilhouetteOptions { Threads = threads }, cancellationToken: Cancel)[0]).ToArray();
        Assert.All(scores, s => Assert.Equal(scores[0].PerCustomer, s.PerCustomer));
        Assert.All(scores, s => Assert.Equal(scores[0].Mean, s.Mean));
    }

    [Fact]
    public void A_customer_alone_in_a_segment_scores_0()
    {
        var matrix = Customers.Matrix([0, 0.1, 5]);
        var score = Silhouette.Score(matrix, StandardScaler.Fit(matrix), [[0, 0, 1]], cancellationToken: Cancel)[0];
        Assert.Equal((0, 0), (score.PerCustomer[2].A, score.PerCustomer[2].S));
        Assert.True(score.PerCustomer[0].S > 0.9);
    }

    [Fact]
    public void Segments_of_equal_customers_score_1()
    {
        var matrix = Customers.Matrix([1, 1, 2, 2, 2]);
        Assert.Equal(1, Silhouette.Score(matrix, StandardScaler.Fit(matrix), [[0, 0, 1, 1, 1]], cancellationToken: Cancel)[0].Mean);
    }

    [Fact]
    public void A_sample_comes_near_the_exact_score_and_says_how_near()
    {
        var matrix = Customers.Shop(8_000, 11);
        var scaler = StandardScaler.Fit(matrix);
        var labels = Segmenter.Fit(matrix, new SegmentationOptions { Silhouette = false }, cancellationToken: Cancel).Labels;
        var exact = Silhouette.Score(matrix, scaler, [labels], cancellationToken: Cancel)[0];
        var within = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var options = new SilhouetteOptions { ExactLimit = 1000, SampleSize = 1000, Seed = seed };
            var sample = Silhouette.Score(matrix, scaler, [labels], options, cancellationToken: Cancel)[0];
            Assert.InRange(sample.Customers, 990, 1100);
            Assert.InRange(sample.StandardError!.Value, 1e-4, 0.03);
            within += Math.Abs(sample.Mean - exact.Mean) <= 2 * sample.StandardError ? 1 : 0;
        }
        Assert.InRange(within, 32, 40); // 95 % of 40 is 38
    }

    [Fact]
    public void A_sample_of_everybody_is_exact()
    {
        var matrix = Customers.Shop(3000, 2, distinct: true);
        var scaler = StandardScaler.Fit(matrix);
        var labels = Segmenter.Fit(matrix, new SegmentationOptions { K = 3, Silhouette = false }, cancellationToken: Cancel).Labels;
        var exact = Silhouette.Score(matrix, scaler, [labels], cancellationToken: Cancel)[0];
        var sample = Silhouette.Score(matrix, scaler, [labels], new SilhouetteOptions { ExactLimit = 10, SampleSize = 3000 }, cancellationToken: Cancel)[0];
        Assert.Equal(exact.Mean, sample.Mean, 1e-6);
        Assert.Equal(0, sample.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Labels_that_are_no_partition_are_refused()
    {
        var matrix = Customers.Matrix([1, 2, 3]);
        var scaler = StandardScaler.Fit(matrix);
        foreach (int[] labels in new int[][] { [0, 0, 0], [0, 1], [0, 2, 2], [-1, 0, 1] })
            Assert.Throws<ArgumentException>(() => Silhouette.Score(matrix, scaler, [labels], cancellationToken: Cancel));
    }

    [Fact]
    public void In_a_tournament_every_two_blocks_meet_once_and_no_block_plays_twice_in_a_round()
    {
        foreach (var players in new[] { 2, 4, 8, 22 })
        {
            var met = new HashSet<(int, int)>();
            for (var round = 0; round < players - 1; round++)
            {
                var busy = new HashSet<int>();
                for (var game = 0; game < players / 2; game++)
                {
                    var (a, b) = PairwiseSums.Pairing(round, game, players);
                    Assert.True(busy.Add(a) & busy.Add(b) & met.Add((a, b)));
                }
            }
            Assert.Equal(players * (players - 1) / 2, met.Count);
        }
    }

    [Fact]
    public void A_silhouette_can_be_stopped()
    {
        var matrix = Customers.Shop(3000, 2);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Silhouette.Score(matrix, StandardScaler.Fit(matrix), [[.. Enumerable.Range(0, 3000).Select(i => i % 2)]], cancellationToken: source.Token));
    }

    /// <summary>A partition into two to five segments without an empty one.</summary>
    private static Gen<int[]> Labels(int n) =>
        from k in Gen.Int[2, Math.Min(5, n)]
        from rest in Gen.Int[0, k - 1].Array[n - k]
        select (int[])[.. Enumerable.Range(0, k), .. rest];

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-6 + (1e-5 * Math.Abs(expected)));
}
