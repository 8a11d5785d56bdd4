using Clientele.Clustering;
using Clientele.Features;

namespace Clientele.Validation.Personas;

/// <summary>Are segments more than what margins and correlations alone produce? Data without any groups, but with the real margins and correlations, are
/// drawn, clustered in the same way as the real ones, and their silhouettes held against the real one.</summary>
/// <remarks>A parametric bootstrap test of homogeneity against clustering (Hennig and Lin 2015) with a Gaussian copula as the homogeneous model. With
/// near-binary features k-means finds tidy groups in data that have none: their silhouette is the yardstick, not 0.</remarks>
/// <param name="Silhouette">Silhouette of the real customers, as many and clustered as the drawn ones are.</param>
/// <param name="NullSilhouettes">Silhouettes of the drawn data, in the order of the draws: equal places of several results come from equal draws.</param>
/// <param name="LargestDeviation">Largest difference between a correlation of the drawn features and the real one.</param>
public sealed record CopulaNull(double Silhouette, IReadOnlyList<double> NullSilhouettes, double LargestDeviation)
{
    private const int DrawStream = 3;
    private const int RealStream = 4;

    /// <summary>Share of the real silhouette that data without groups reach, on average; NaN when the real one is not above 0.</summary>
    public double Share => Silhouette > 0 ? NullSilhouettes.Average() / Silhouette : double.NaN;

    /// <summary>Monte-Carlo p value: how often data without groups come out as tidy or tidier, (1 + that many) / (1 + draws).</summary>
    public double PValue => (1.0 + NullSilhouettes.Count(silhouette => silhouette >= Silhouette)) / (1 + NullSilhouettes.Count);

    /// <summary>Holds numbers of segments of the same customers against the same draws.</summary>
    /// <param name="matrix">Raw features, (n, d).</param>
    /// <param name="numbers">Numbers of segments, each at least 1.</param>
    /// <param name="options">How; null = the defaults.</param>
    /// <param name="progress">Reports draws.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <returns>One result a number, in their order.</returns>
    public static IReadOnlyList<CopulaNull> Evaluate(
        FeatureMatrix matrix, IReadOnlyList<int> numbers, CopulaNullOptions? options = null, IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(numbers);
        options ??= new CopulaNullOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1, nameof(options));
        var customers = StandardisedCustomers.Of(matrix, options.Threads, cancellationToken);
        var copula = GaussianCopula.Fit(customers.Points);
        var count = Math.Min(options.Customers, matrix.Count);
        // The first is the real one: all are handled alike.
        var silhouettes = new double[1 + options.Draws][];
        var (done, gate) = (0, new Lock());
        new Workers(options.Threads, cancellationToken).For(silhouettes.Length, draw =>
        {
            var points = draw == 0 ? Sample(customers, RandomStream.Of(options.Seed, RealStream), count) : copula.Draw(RandomStream.Of(options.Seed, DrawStream, draw - 1), count);
            silhouettes[draw] = Silhouettes(points, numbers, options, draw, cancellationToken);
            lock (gate)
                progress?.Report(new StageProgress("Copula null", ++done, silhouettes.Length, "data sets"));
        });
        return [.. numbers.Select((_, index) => new CopulaNull(silhouettes[0][index], [.. silhouettes.Skip(1).Select(draw => draw[index])], copula.LargestDeviation))];
    }

    /// <summary>Some of the real customers, none twice, one a point like the drawn ones.</summary>
    private static PointSet Sample(StandardisedCustomers customers, SeededRandom random, int count)
    {
        // Customers in the order of their points, so that the order of the rows does not matter.
        var members = Enumerable.Range(0, customers.Points.Count).SelectMany(point => Enumerable.Repeat(point, customers.Rows.Weights[point])).ToArray();
        random.Shuffle(members);
        var weights = new double[PointSet.Pad(count)];
        weights.AsSpan(0, count).Fill(1);
        return new PointSet([.. customers.Points.Columns.Select(column =>
        {
            var values = new double[PointSet.Pad(count)];
            for (var i = 0; i < count; i++)
                values[i] = column[members[i]];
            return values;
        })], weights, count);
    }

    private static double[] Silhouettes(PointSet points, IReadOnlyList<int> numbers, CopulaNullOptions options, int draw, CancellationToken cancellation)
    {
        var cells = PointCells.Of(points);
        var weighted = cells.Weighted(points.Weights);
        var search = new SegmentationOptions { Seed = options.Seed };
        var labellings = numbers.Select(number =>
        {
            // A draw may have fewer different customers than the real data.
            var k = Math.Min(number, weighted.Count);
            var centroids = KMeans.FitSample(points, weighted, k, search, (DrawStream << 24) + draw, cancellation)!;
            return Compact(KMeans.Assign(points, centroids, k, new Workers(1, cancellation)).AsSpan(0, points.Count));
        }).ToArray();
        // Without a second segment there is no silhouette: nothing is tidy.
        var scored = labellings.Where(labels => labels.Max() > 0).ToArray();
        var settings = new SilhouetteOptions { Threads = 1, Seed = options.Seed };
        var scores = new Queue<double>(Clustering.Silhouette.Score(points, [.. Enumerable.Range(0, points.Count)], scored, settings, null, cancellation).Select(score => score.Mean));
        return [.. labellings.Select(labels => labels.Max() > 0 ? scores.Dequeue() : 0)];
    }

    // Segments 0..k−1 without a gap.
    private static int[] Compact(ReadOnlySpan<int> labels)
    {
        var number = new Dictionary<int, int>();
        var result = new int[labels.Length];
        for (var i = 0; i < result.Length; i++)
        {
            if (!number.TryGetValue(labels[i], out var segment))
                number[labels[i]] = segment = number.Count;
            result[i] = segment;
        }
        return result;
    }
}
