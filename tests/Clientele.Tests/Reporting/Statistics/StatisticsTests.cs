using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Reporting.Statistics;
using Clientele.Tests.Data;
using CsCheck;

namespace Clientele.Tests.Reporting.Statistics;

public sealed class StatisticsTests
{
    [Fact]
    public void Logarithmic_bins_are_equally_wide_in_the_logarithm_and_lose_no_value() => Gen.Double[.001, 1e6].Array[1, 200].Sample(values =>
    {
        var histogram = Histogram.Log([.. values, 0, double.NaN])!;
        var widths = histogram.Edges.Zip(histogram.Edges.Skip(1), (low, high) => Math.Log10(high / low)).ToList();
        Assert.All(widths, width => Assert.Equal(.1, width, 1e-9));
        Assert.Equal(values.Length, histogram.Counts.Sum());
        Assert.Equal((values.Length + 1, 1), (histogram.Values, histogram.Outside));
    });

    [Fact]
    public void Even_bins_are_equally_wide_and_count_what_is_outside()
    {
        var histogram = Histogram.Linear([.. Enumerable.Repeat(0.0, 6), .. Enumerable.Repeat(2.5, 7), 10, -1], 0, 1, 3);
        Assert.Equal([0, 1, 2, 3], histogram.Edges);
        Assert.Equal([6L, 0, 7], histogram.Counts);
        Assert.Equal((15, 2), (histogram.Values, histogram.Outside));
    }

    [Fact]
    public void No_bin_stands_for_one_to_four_values_and_none_is_lost() => Gen.Long[0, 12].Array[1, 30].Sample(counts =>
    {
        var before = counts.Sum();
        SmallCells.Merge(counts);
        Assert.Equal(before, counts.Sum());
        if (before >= 5 * counts.Length)
            Assert.DoesNotContain(counts, count => count is > 0 and < SmallCells.Least);
    });

    [Fact]
    public void Small_cells_are_grouped_until_the_group_is_large_enough_too() => Gen.Int[1, 30].Array[1, 30].Sample(sizes =>
    {
        var cells = SmallCells.Group(sizes.Select((size, i) => ($"cell {i}", (long)size, (long)size)), 10);
        Assert.Equal(sizes.Sum(), cells.Total);
        Assert.InRange(cells.Cells.Count, 0, 10);
        Assert.All(cells.Cells, cell => Assert.True(cell.Count >= SmallCells.Least));
        Assert.True(cells.OtherCount == 0 || cells.OtherCount >= SmallCells.Least || cells.Cells.Count == 0);
    });

    [Fact]
    public void A_place_with_four_customers_is_not_named()
    {
        var cells = SmallCells.Group([("north", 50, 50), ("south", 30, 30), ("east", 4, 4)], 20);
        Assert.Equal([new CountedCell("north", 50)], cells.Cells);
        Assert.Equal((2, 34), (cells.Others, cells.OtherCount));
    }

    [Fact]
    public void Ratings_by_delay_cover_all_rated_orders_and_no_class_is_small()
    {
        var late = Enumerable.Range(0, 400).Select(i => i % 10 == 9 ? double.NaN : (double)(i % 40 - 20)).ToArray();
        var stars = late.Select((days, i) => i % 7 == 0 ? 0 : days > 0 ? 2 : 5).ToArray();
        var classes = DelayRating.Of(stars, late);
        Assert.Equal(Enumerable.Range(0, 400).Count(i => stars[i] > 0 && double.IsFinite(late[i])), classes.Sum(one => one.Orders));
        Assert.All(classes, one => Assert.True(one.Orders >= SmallCells.Least));
        Assert.All(classes, one => Assert.Equal(one.From > 0 ? 2 : 5, one.Mean));
        Assert.Equal((int.MinValue, int.MaxValue), (classes[0].From, classes[^1].To));
    }

    [Fact]
    public void Correlations_are_symmetric_within_their_range_and_leave_out_what_is_missing()
    {
        double[] rising = [1, 2, 3, 4, 5], falling = [5, 4, 3, 2, double.NaN], constant = [2, 2, 2, 2, 2];
        var matrix = CorrelationMatrix.Of(["a", "b", "c"], [rising, falling, constant]);
        Assert.Equal(1, matrix.Values[0][0], 1e-12);
        Assert.Equal(-1, matrix.Values[0][1], 1e-12);
        Assert.Equal(matrix.Values[0][1], matrix.Values[1][0]);
        Assert.True(double.IsNaN(matrix.Values[0][2]));
    }

    [Fact]
    public void A_map_is_the_same_for_the_same_seed_and_its_axes_share_the_variance()
    {
        var features = Enumerable.Range(0, 3).Select(j => new FeatureDefinition($"f{j}", "orders", "", "", FeatureTransform.None, FeatureTrait.Other)).ToList();
        var labels = Enumerable.Range(0, 600).Select(i => i % 2).ToArray();
        var matrix = Runs.Matrix(features, labels);
        var segmentation = Segmenter.Fit(matrix, new SegmentationOptions { K = 2, Silhouette = false }, cancellationToken: TestContext.Current.CancellationToken);
        var map = SegmentMap.Of(matrix, segmentation, sample: 100);
        Assert.Equal(100, map.Points.Count);
        Assert.Equal(map.Points, SegmentMap.Of(matrix, segmentation, sample: 100).Points);
        Assert.Equal(1, map.X.Share, 1e-9);   // the three columns rise together
        Assert.Equal(0, map.Y.Share, 1e-9);
    }

    [Fact]
    public async Task Items_and_statuses_are_read_as_the_mapping_says()
    {
        using var shop = new SmallShop();
        var source = new TransactionSource { Path = shop.Path, Mapping = MappingFile.Parse(SmallShop.MappingText, "small.yaml") };
        Assert.Equal([new("done", 3), new("open", 1)], OrderStatuses.Read(source)!.Orders);
        using var transactions = await shop.LoadAsync();
        var items = await transactions.ReadItemsAsync(TestContext.Current.CancellationToken);
        Assert.Equal([10.5, 10.5, 20, 99.9], items.Price.Order());
        Assert.Equal(["books", "garden", "toys"], items.Categories);
        Assert.Equal(2, items.Customer.Distinct().Count());
        var statistics = await ShopStatistics.ReadAsync(transactions, null, TestContext.Current.CancellationToken);
        Assert.Null(statistics.Statuses);
        Assert.Null(statistics.DeliveryDays);
        Assert.Null(statistics.States);
        Assert.Empty(statistics.Categories!.Cells);   // no category has five customers
        Assert.All(statistics.Months, month => Assert.Equal(0, month.Orders));
    }
}
