using Clientele.Clustering;
using Clientele.Features;

namespace Clientele.Tests.Clustering;

public sealed class SegmentCountTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly SegmentCountOptions Small = new() { Largest = 6, Bootstraps = 6, Halvings = 4, MostBootstraps = 6, MostHalvings = 4 };

    [Fact]
    public void Three_planted_groups_are_found_and_called_stable()
    {
        var evaluation = SegmentCount.Evaluate(Blobs(3, 400), Small, cancellationToken: Cancel);
        Assert.Equal(3, evaluation.Recommended);
        Assert.Equal(3, evaluation.Best.K);
        var three = evaluation.Rows.Single(r => r.K == 3);
        Assert.True(three.JaccardMin!.Value.Mean > 0.95 && three.PredictionStrength!.Value.Mean > 0.95);
        Assert.StartsWith("3 is the largest number of segments that come back", evaluation.Reason, StringComparison.Ordinal);
        Assert.All(evaluation.Rows.Where(r => r.K > 3), r => Assert.True(r.PredictionStrength!.Value.Mean < 0.8));
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
        Assert.Equal(evaluation.Rows.OrderBy(r => r.Segmentation.Inertia).Select(r => r.K), evaluation.Rows.OrderByDescending(r => r.SpreadKept).Select(r => r.K));
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
    public void What_is_kept_of_the_spread_is_what_the_segments_do_not_lose()
    {
        // Two groups of two: 1 to the mean of all, 0.01 to the mean of the group, a customer.
        var evaluation = SegmentCount.Evaluate(Customers.Matrix([-1.1, -0.9, 0.9, 1.1]), Small with { Largest = 2, Stability = false }, cancellationToken: Cancel);
        Assert.Equal(1 - (0.01 / 1.01), Assert.Single(evaluation.Rows).SpreadKept, 1e-9);
    }

    [Fact]
    public void Draws_are_added_in_blocks_until_the_error_is_small_enough_or_the_most_is_reached()
    {
        var matrix = Customers.Shop(600, 4);
        var options = Small with { Smallest = 3, Largest = 5, Bootstraps = 4, Halvings = 4, Block = 3, MostBootstraps = 9, MostHalvings = 9, StandardError = 0.02 };
        var evaluation = SegmentCount.Evaluate(matrix, options, cancellationToken: Cancel);
        foreach (var row in evaluation.Rows)
        {
            Assert.Equal(Expected(row.Draws!.Strength.Count, [row.Draws.Strength]), row.Draws.Strength.Count);
            Assert.Equal(Expected(row.Draws.Jaccard.Count, [.. Enumerable.Range(0, row.K).Select(s => row.Draws.Jaccard.Select(draw => draw[s]).ToArray())]), row.Draws.Jaccard.Count);
            Assert.Equal(row.Draws.Jaccard.Count, row.Draws.AdjustedRand.Count);
        }
        // The first draws are those of a shorter measurement: none is thrown away.
        var shorter = SegmentCount.Evaluate(matrix, options with { MostBootstraps = 4, MostHalvings = 4 }, cancellationToken: Cancel);
        foreach (var (row, first) in evaluation.Rows.Zip(shorter.Rows))
        {
            Assert.Equal(first.Draws!.Strength, row.Draws!.Strength.Take(4));
            Assert.Equal(first.Draws.AdjustedRand, row.Draws.AdjustedRand.Take(4));
        }

        // What the rule gives when it looks at 4, 7 and 9 draws.
        static int Expected(int found, IReadOnlyList<IReadOnlyList<double>> series)
        {
            foreach (var count in new[] { 4, 7 })
                if (count < found && series.All(one => MonteCarloMean.Of([.. one.Take(count)]).StandardError <= 0.02))
                    return count;
            return found is 4 or 7 && series.Any(one => MonteCarloMean.Of([.. one]).StandardError > 0.02) ? 9 : found;
        }
    }

    public static TheoryData<string, int?, int[]> Rules => new()
    {
        { "in in in", 4, [4] },
        { "in in out", 3, [3] },
        { "in out undecided", null, [2, 4] },
        { "undecided in out", 3, [3] },
        { "out undecided undecided", null, [3, 4] },
        { "out out out", null, [] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void One_number_is_named_or_none(string verdicts, int? recommended, int[] candidates)
    {
        var evaluation = SegmentCount.Recommend([.. verdicts.Split(' ').Select((verdict, i) => Row(i + 2, verdict))]);
        Assert.Equal(verdicts.Split(' '), evaluation.Rows.Select(row => row.Verdict.ToString().ToLowerInvariant()));
        Assert.Equal(recommended, evaluation.Recommended);
        Assert.Equal(candidates, evaluation.Candidates);
        // The number nearest to the reference's seven, where the data choose none.
        Assert.Equal(recommended ?? 4, evaluation.Taken);
        Assert.Equal(recommended is null, evaluation.Reason.StartsWith("The data do not choose a number of segments", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_within_the_error_is_too_near_to_tell()
    {
        Assert.Equal(SegmentCountVerdict.In, new MonteCarloMean(0.853, 0.02, 50).Against(0.8));
        Assert.Equal(SegmentCountVerdict.Undecided, new MonteCarloMean(0.851, 0.02, 50).Against(0.8));
        Assert.Equal(SegmentCountVerdict.Undecided, new MonteCarloMean(0.749, 0.02, 50).Against(0.8));
        Assert.Equal(SegmentCountVerdict.Out, new MonteCarloMean(0.747, 0.02, 50).Against(0.8));
        Assert.Equal(SegmentCountVerdict.In, new MonteCarloMean(0.8, 0, 50).Against(0.8));
        // 1, 2, 3, 4: variance 5/3, error √(5/12).
        Assert.Equal(new MonteCarloMean(2.5, Math.Sqrt(5.0 / 12), 4), MonteCarloMean.Of([1, 2, 3, 4]));
    }

    private static SegmentCountRow Row(int k, string verdict)
    {
        double[] strength = verdict switch { "in" => [0.9, 0.92], "out" => [0.3, 0.32], _ => [0.7, 0.9] };
        var segmentation = new Segmentation
        {
            Features = [],
            Labels = [],
            Sizes = [.. Enumerable.Repeat(1, k)],
            Scaler = new StandardScaler([], []),
            Centroids = [],
            Inertia = 1,
            Seed = 1,
        };
        return new SegmentCountRow(segmentation, new StabilityDraws(strength, [.. strength.Select(_ => Enumerable.Repeat(0.95, k).ToArray())], [1, 1]));
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
