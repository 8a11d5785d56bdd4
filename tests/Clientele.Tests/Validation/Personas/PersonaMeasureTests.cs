using Clientele.Clustering;
using Clientele.Validation.Personas;
using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Tests.Validation.Personas;

/// <summary>Each measure against numbers worked out by hand.</summary>
public sealed class PersonaMeasureTests
{
    private static readonly double[] One = [1, 1, 1, 1, 1, 1];

    [Fact]
    public void The_adjusted_Rand_index_is_that_of_the_paper()
    {
        // 2 pairs together in both, 6 and 3 in each, 15 in all: (2 − 1.2) / (4.5 − 1.2).
        Assert.Equal(0.8 / 3.3, AdjustedRand.Index(One, [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]), 1e-12);
        Assert.Equal(1, AdjustedRand.Index(One, [0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]), 1e-12);
        Assert.Equal(1, AdjustedRand.Index(One, [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]));
        // One point of weight 2 is two points.
        Assert.Equal(0.8 / 3.3, AdjustedRand.Index([2, 1, 1, 2, 0], [0, 0, 1, 1, 1], [0, 1, 1, 2, 0]), 1e-12);
        var random = new Random(3);
        int[] Partition() => [.. Enumerable.Range(0, 20_000).Select(_ => random.Next(5))];
        Assert.Equal(0, AdjustedRand.Index([.. Enumerable.Repeat(1.0, 20_000)], Partition(), Partition()), 0.002);
    }

    [Fact]
    public void Jaccard_similarity_and_prediction_strength_are_those_of_the_papers()
    {
        // Segment 0 loses one of three: 2/3. Segment 1 gains one to its three: 3/4.
        var jaccard = SegmentStability.Jaccard(One, [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 1], 2);
        Assert.Equal(2.0 / 3, jaccard[0], 1e-12);
        Assert.Equal(3.0 / 4, jaccard[1], 1e-12);
        // Of the six pairs of segment 0, three stay together; the pair of segment 1 does.
        Assert.Equal(0.5, SegmentStability.PredictionStrength(One, [0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 1], 2), 1e-12);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(-0.6)]
    [InlineData(0.8)]
    public void The_latent_correlation_of_two_halves_is_the_tetrachoric_one(double latent)
    {
        // Cut at the medians, a normal pair correlates with 2/π arcsin ρ (Sheppard 1899).
        var half = GaussianCopula.Margin.Of([0, 1], [1, 1], 2);
        var pair = new PairCorrelation(0, 1, 2 / Math.PI * Math.Asin(latent), GaussianCopula.Series(half, half));
        Assert.Equal(latent, pair.Latent(), 0.002);
        Assert.Equal((pair.Drawn(latent + 1e-5) - pair.Drawn(latent - 1e-5)) / 2e-5, pair.Slope(latent), 1e-6);
    }

    [Fact]
    public void A_copula_keeps_margins_and_correlations()
    {
        var random = new Random(8);
        const int Count = 4_000;
        var columns = Enumerable.Range(0, 3).Select(_ => new double[PointSet.Pad(Count)]).ToArray();
        for (var i = 0; i < Count; i++)
        {
            var common = random.NextDouble();
            columns[0][i] = common + random.NextDouble() > 1.2 ? 1 : 0;
            columns[1][i] = Math.Floor(3 * (common + random.NextDouble()));
            columns[2][i] = Math.Exp(common - random.NextDouble());
        }
        var weights = new double[PointSet.Pad(Count)];
        weights.AsSpan(0, Count).Fill(1);
        var points = new PointSet(columns, weights, Count);
        var drawn = GaussianCopula.Fit(points).Draw(new SeededRandom(1), 60_000);
        for (var a = 0; a < 3; a++)
        {
            Assert.Equal(Mean(points, a), Mean(drawn, a), 0.02);
            Assert.Subset(columns[a][..Count].ToHashSet(), drawn.Columns[a][..drawn.Count].ToHashSet());
            for (var b = 0; b < a; b++)
                Assert.Equal(Correlation(points, a, b), Correlation(drawn, a, b), 0.02);
        }
    }

    [Fact]
    public void The_nearest_correlation_matrices_are_those_of_the_paper()
    {
        // Higham (2002), section 4.
        var three = CorrelationFit.Nearest(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 1, 0 }, { 1, 1, 1 }, { 0, 1, 1 } }));
        Assert.Equal([0.7607, 0.1573, 0.7607], new[] { three[0, 1], three[0, 2], three[1, 2] }.Select(entry => Math.Round(entry, 4)));
        var four = CorrelationFit.Nearest(Matrix<double>.Build.DenseOfArray(new double[,] { { 2, -1, 0, 0 }, { -1, 2, -1, 0 }, { 0, -1, 2, -1 }, { 0, 0, -1, 2 } }));
        Assert.Equal([-0.8084, 0.1916, 0.1068, -0.6562], new[] { four[0, 1], four[0, 2], four[0, 3], four[1, 2] }.Select(entry => Math.Round(entry, 4)));
    }

    [Fact]
    public void Correlations_that_no_copula_has_are_met_as_nearly_as_can_be_and_the_rest_is_said()
    {
        // A total that is nearly the product of its parts: pair by pair the latent correlations contradict each other.
        var random = new SeededRandom(4);
        const int Count = 6_000;
        var columns = Enumerable.Range(0, 3).Select(_ => new double[PointSet.Pad(Count)]).ToArray();
        for (var i = 0; i < Count; i++)
        {
            var (price, items) = (random.NextGaussian(), random.NextDouble() < 0.1 ? 2.0 : 1.0);
            (columns[0][i], columns[1][i], columns[2][i]) = (price, items, price + Math.Log(items));
        }
        var weights = new double[PointSet.Pad(Count)];
        weights.AsSpan(0, Count).Fill(1);
        var points = new PointSet(columns, weights, Count);
        var copula = GaussianCopula.Fit(points);
        Assert.InRange(copula.LargestDeviation, 0.005, 0.05);
        var drawn = copula.Draw(new SeededRandom(1), 100_000);
        var largest = new[] { (1, 0), (2, 0), (2, 1) }.Max(pair => Math.Abs(Correlation(points, pair.Item1, pair.Item2) - Correlation(drawn, pair.Item1, pair.Item2)));
        Assert.Equal(copula.LargestDeviation, largest, 0.01);
    }

    [Fact]
    public void P_values_hold_for_all_candidates_together()
    {
        // 3 draws; z of the first candidate's draws −1.22, 0, 1.22, of the second's 1.22, 0, −1.22: the best a draw are 1.22, 0, 1.22.
        CopulaNull[] nulls = [new(0.5, [0.1, 0.2, 0.3], 0), new(0.25, [0.3, 0.2, 0.1], 0), new(0.15, [0.3, 0.2, 0.1], 0)];
        Assert.Equal([0.25, 0.75, 1.0], PersonaClaim.AdjustedPValues(nulls));
        Assert.Equal([0.25, 0.5, 0.75], nulls.Select(drawn => drawn.PValue));
        Assert.Equal(0.4, nulls[0].Share, 1e-12);
    }

    [Fact]
    public void Stereotyping_is_variance_between_personas_simulated_over_real()
    {
        // Two personas of n with means ±m and no spread within: the component is 2 m².
        Assert.Equal(2, StereotypingIndex.Between([1, 1, -1, -1], [0, 0, 1, 1]), 1e-12);
        // Spread within takes its share off: between 4 and within 1, two a persona, (4 − 1) / 2.
        Assert.Equal(1.5, StereotypingIndex.Between([1 + R, 1 - R, -1 + R, -1 - R], [0, 0, 1, 1]), 1e-12);
        var caricature = StereotypingIndex.Of([1, 1, -1, -1], [0, 0, 1, 1], [3, 3, -3, -3], [0, 0, 1, 1]);
        Assert.Equal(9, caricature.Value, 1e-12);
        Assert.Equal(0, StereotypingIndex.Of([1, 1, -1, -1], [0, 0, 1, 1], [1, -1, 1, -1], [0, 0, 1, 1]).Value);
        Assert.True(double.IsNaN(StereotypingIndex.Of([1, -1, 1, -1], [0, 0, 1, 1], [1, 1, -1, -1], [0, 0, 1, 1]).Value));
    }

    // Two values 1/√2 from their mean have variance 1.
    private static readonly double R = Math.Sqrt(0.5);

    private static double Mean(PointSet points, int column) => points.Columns[column].Take(points.Count).Average();

    private static double Correlation(PointSet points, int a, int b)
    {
        var mean = points.Columns.Select((_, column) => Mean(points, column)).ToArray();
        double Cross(int x, int y) => Enumerable.Range(0, points.Count).Average(i => (points.Columns[x][i] - mean[x]) * (points.Columns[y][i] - mean[y]));
        return Cross(a, b) / Math.Sqrt(Cross(a, a) * Cross(b, b));
    }
}
