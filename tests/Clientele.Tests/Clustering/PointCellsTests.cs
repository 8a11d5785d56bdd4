using Clientele.Clustering;

namespace Clientele.Tests.Clustering;

public sealed class PointCellsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(5_000)]
    public void Cells_keep_every_customer_and_the_mean_of_each_feature(int most)
    {
        var points = Points(700);
        var random = new Random(2);
        var weights = points.Weights.Select(weight => weight > 0 ? random.Next(3) : 0.0).ToArray();
        var cells = PointCells.Of(points, most).Weighted(weights);
        Assert.InRange(cells.Count, 1, most);
        Assert.Equal(weights.Sum(), cells.Weights.Sum());
        Assert.All(cells.Weights.Take(cells.Count), weight => Assert.True(weight > 0));
        for (var j = 0; j < points.Dimensions; j++)
            Assert.Equal(Sum(points.Columns[j], weights), Sum(cells.Columns[j], cells.Weights), 1e-9);
    }

    [Fact]
    public void With_room_enough_every_place_is_a_cell_of_its_own()
    {
        var points = new PointSet([[0, 0, 1, 1, 3, 0, 0, 0], [0, 0, 0, 2, 2, 0, 0, 0]], [1, 2, 1, 1, 4, 0, 0, 0], 5);
        var cells = PointCells.Of(points).Weighted(points.Weights);
        Assert.Equal(4, cells.Count);
        Assert.Equal([1, 1, 3, 4], cells.Weights.Take(4).Order());
    }

    [Fact]
    public void Which_cell_a_point_is_in_does_not_depend_on_the_sample()
    {
        var points = Points(300);
        var cells = PointCells.Of(points, 10);
        var all = cells.Weighted(points.Weights);
        // Both halves together are the whole, cell by cell.
        double[] left = [.. points.Weights.Select((weight, i) => i % 2 == 0 ? weight : 0)], right = [.. points.Weights.Select((weight, i) => i % 2 == 0 ? 0 : weight)];
        Assert.Equal(all.Weights, cells.Weighted(left).Weights.Zip(cells.Weighted(right).Weights, (a, b) => a + b));
    }

    [Fact]
    public void A_search_over_cells_ends_as_low_as_one_over_the_points()
    {
        var points = Points(3_000);
        var cells = PointCells.Of(points, 500).Weighted(points.Weights);
        foreach (var k in new[] { 2, 4, 7 })
        {
            var centroids = KMeans.FitSample(points, cells, k, new SegmentationOptions(), 0, TestContext.Current.CancellationToken)!;
            var thorough = KMeans.Fit(points, k, new KMeansOptions { NInit = 20 }, TestContext.Current.CancellationToken);
            Assert.InRange(KMeans.Lloyd(points, centroids, k, 1, 0, Workers.All).Inertia / thorough.Inertia, 0.99, 1.001);
        }
    }

    private static PointSet Points(int count)
    {
        var random = new Random(1);
        var columns = Enumerable.Range(0, 3).Select(_ => new double[PointSet.Pad(count)]).ToArray();
        var weights = new double[PointSet.Pad(count)];
        for (var i = 0; i < count; i++)
        {
            var kind = random.Next(4);
            (columns[0][i], columns[1][i], columns[2][i]) = (kind % 2 * 3 + random.NextDouble(), kind / 2 * 2 + random.NextDouble(), random.Next(3));
            weights[i] = 1 + random.Next(2);
        }
        return new PointSet(columns, weights, count);
    }

    private static double Sum(double[] column, double[] weights) => column.Zip(weights, (value, weight) => value * weight).Sum();
}
