using Clientele.Clustering;
using Clientele.Features;

namespace Clientele.Validation.Personas;

/// <summary>Are segments more than what margins and correlations alone produce? Data without any groups, but with the real margins and correlations, are
/// drawn, clustered in the same way, and their silhouettes held against the real one.</summary>
/// <remarks>A parametric bootstrap test of homogeneity against clustering (Hennig and Lin 2015) with a Gaussian copula as the homogeneous model. With
/// near-binary features k-means finds tidy groups in data that have none: their silhouette is the yardstick, not 0.</remarks>
/// <param name="Silhouette">Silhouette of the real segments.</param>
/// <param name="NullSilhouettes">Silhouettes of the drawn data, in the order of the draws: equal places of several results come from equal draws.</param>
public sealed record CopulaNull(double Silhouette, IReadOnlyList<double> NullSilhouettes)
{
    /// <summary>Share of the real silhouette that data without groups reach, on average; NaN when the real one is not above 0.</summary>
    public double Share => Silhouette > 0 ? NullSilhouettes.Average() / Silhouette : double.NaN;

    /// <summary>Monte-Carlo p value: how often data without groups come out as tidy or tidier, (1 + that many) / (1 + draws).</summary>
    public double PValue => (1.0 + NullSilhouettes.Count(silhouette => silhouette >= Silhouette)) / (1 + NullSilhouettes.Count);

    /// <summary>Holds segmentations of the same customers against the same draws.</summary>
    /// <param name="matrix">Raw features, (n, d).</param>
    /// <param name="segmentations">Partitions of its customers; a silhouette that they do not carry is computed.</param>
    /// <param name="options">How; null = the defaults.</param>
    /// <param name="progress">Reports draws.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <returns>One result a segmentation, in their order.</returns>
    public static IReadOnlyList<CopulaNull> Evaluate(
        FeatureMatrix matrix, IReadOnlyList<Segmentation> segmentations, CopulaNullOptions? options = null, IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(segmentations);
        options ??= new CopulaNullOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Draws, 1, nameof(options));
        var customers = StandardisedCustomers.Of(matrix, options.Threads, cancellationToken);
        var copula = GaussianCopula.Fit(customers.Points);
        var count = Math.Min(options.Customers, matrix.Count);
        var silhouettes = new double[options.Draws][];
        var (done, gate) = (0, new Lock());
        new Workers(options.Threads, cancellationToken).For(options.Draws, draw =>
        {
            var points = copula.Draw(RandomStream.Of(options.Seed, Stream, draw), count);
            silhouettes[draw] = Silhouettes(points, segmentations, options, draw, cancellationToken);
            lock (gate)
                progress?.Report(new StageProgress("Copula null", ++done, options.Draws, "draws"));
        });
        return [.. segmentations.Select((segmentation, index) => new CopulaNull(
            segmentation.Silhouette?.Mean ?? Real(customers, segmentation, options, cancellationToken), [.. silhouettes.Select(draw => draw[index])]))];
    }

    private const int Stream = 3;

    private static double[] Silhouettes(PointSet points, IReadOnlyList<Segmentation> segmentations, CopulaNullOptions options, int draw, CancellationToken cancellation)
    {
        var labellings = segmentations.Select(segmentation =>
        {
            // A draw may have fewer different customers than the real data.
            var k = Math.Min(segmentation.K, Different(points, segmentation.K));
            var search = new KMeansOptions { NInit = options.NInit, SwapFailures = 1, Seed = options.Seed, Stream = (Stream << 24) + draw, Threads = 1 };
            return Compact(KMeans.Fit(points, k, search, cancellation).Labels.AsSpan(0, points.Count));
        }).ToArray();
        // Without a second segment there is no silhouette: nothing is tidy.
        var scored = labellings.Where(labels => labels.Max() > 0).ToArray();
        var settings = new SilhouetteOptions { Threads = 1, Seed = options.Seed };
        var scores = new Queue<double>(Clustering.Silhouette.Score(points, [.. Enumerable.Range(0, points.Count)], scored, settings, null, cancellation).Select(score => score.Mean));
        return [.. labellings.Select(labels => labels.Max() > 0 ? scores.Dequeue() : 0)];
    }

    private static int Different(PointSet points, int enough)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < points.Count && seen.Count < enough; i++)
            seen.Add(string.Join(' ', points.Columns.Select(column => BitConverter.DoubleToInt64Bits(column[i]))));
        return seen.Count;
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

    private static double Real(StandardisedCustomers customers, Segmentation segmentation, CopulaNullOptions options, CancellationToken cancellation) =>
        segmentation.K < 2
            ? 0
            : Clustering.Silhouette.Score(customers.Points, customers.Rows.RowToPoint, [segmentation.Labels], new() { Threads = options.Threads, Seed = options.Seed }, null, cancellation)[0].Mean;
}
