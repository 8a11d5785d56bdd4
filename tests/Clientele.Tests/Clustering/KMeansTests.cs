using Clientele.Clustering;
using CsCheck;

namespace Clientele.Tests.Clustering;

public sealed class KMeansTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Inertia_never_rises_from_one_iteration_to_the_next() =>
        (from matrix in Customers.Any(20, 200)
         from seed in Gen.Int
         select (matrix, seed)).Sample(
            c =>
            {
                var customers = StandardisedCustomers.Of(c.matrix, 1, Cancel);
                var k = Math.Min(5, customers.Points.Count);
                var start = KMeans.PlusPlus(customers.Points, k, new SeededRandom(c.seed), new Workers(1, Cancel));
                var result = KMeans.Lloyd(customers.Points, start, k, 300, 0, new Workers(1, Cancel));
                Assert.True(result.Converged);
                for (var i = 1; i < result.InertiaByIteration.Count; i++)
                    Assert.True(result.InertiaByIteration[i] <= result.InertiaByIteration[i - 1] * (1 + 1e-12) + 1e-12);
            }, iter: 200);

    [Fact]
    public void Centroids_that_start_without_customers_get_the_farthest_ones()
    {
        var customers = StandardisedCustomers.Of(Customers.Matrix([0, 1, 2, 10, 11, 50]), 1, Cancel);
        var result = KMeans.Lloyd(customers.Points, [0, 1e3, 1e3, 1e3], 4, 300, 0, new Workers(1, Cancel));
        Assert.Equal(4, result.Labels[..6].Distinct().Count());
    }

    [Fact]
    public void Distinct_customers_with_weights_cluster_as_all_customers_one_by_one()
    {
        var matrix = Customers.Shop(4000, 9);
        var customers = StandardisedCustomers.Of(matrix, 1, Cancel);
        var x = customers.Scaler.Standardise(matrix.Columns, matrix.Features, PointSet.Pad(matrix.Count));
        var weights = new double[PointSet.Pad(matrix.Count)];
        weights.AsSpan(0, matrix.Count).Fill(1);
        var start = KMeans.PlusPlus(customers.Points, 6, new SeededRandom(4), new Workers(1, Cancel));
        var weighted = KMeans.Lloyd(customers.Points, start, 6, 300, 0, new Workers(1, Cancel));
        var single = KMeans.Lloyd(new PointSet(x, weights, matrix.Count), start, 6, 300, 0, new Workers(1, Cancel));
        Assert.True(customers.Points.Count < matrix.Count);
        Assert.Equal(single.Inertia, weighted.Inertia, 1e-6);
        Assert.Equal(single.Labels[..matrix.Count], customers.Rows.RowToPoint.Select(p => weighted.Labels[p]));
    }

    [Fact]
    public void Distinct_rows_are_the_rows() =>
        Customers.Any(1, 60).Sample(matrix =>
        {
            var rows = DistinctRows.Of(matrix, 2, Cancel);
            Assert.Equal(matrix.Count, rows.Weights.Sum());
            for (var i = 0; i < matrix.Count; i++)
                for (var j = 0; j < matrix.Columns.Count; j++)
                    Assert.Equal(matrix.Columns[j][i], rows.Columns[j][rows.RowToPoint[i]]);
            var seen = Enumerable.Range(0, rows.Count).Select(p => string.Join(';', rows.Columns.Select(c => BitConverter.DoubleToInt64Bits(c[p]))));
            Assert.Equal(rows.Count, seen.Distinct().Count());
        });

    [Fact]
    public void Zero_and_negative_zero_are_the_same_customer() =>
        Assert.Equal(1, DistinctRows.Of(Customers.Matrix([0.0, -0.0]), 1, Cancel).Count);
}
