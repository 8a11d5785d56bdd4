using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>Stage 3: customers' features to segments.</summary>
public static class Segmenter
{
    /// <summary>Standardises the features and partitions the customers by k-means.</summary>
    /// <param name="matrix">Raw features, (n, d).</param>
    /// <param name="options">How; null = the defaults.</param>
    /// <param name="progress">Reports k-means starts, then pairs of the silhouette.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <returns>The segments, the largest first. Every customer is in the segment of the nearest centroid.</returns>
    /// <exception cref="ClienteleException">Fewer different customers than segments, or a value outside its transform's domain.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static Segmentation Fit(
        FeatureMatrix matrix, SegmentationOptions? options = null, IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new SegmentationOptions();
        var customers = StandardisedCustomers.Of(matrix, options.Threads, cancellationToken);
        var segmentation = Fit(customers, options, progress, cancellationToken);
        if (!options.Silhouette || options.K < 2)
            return segmentation;
        var silhouette = options.SilhouetteOptions with { Threads = options.Threads, Seed = options.Seed };
        var scores = Silhouette.Score(customers.Points, customers.Rows.RowToPoint, [segmentation.Labels], silhouette, progress, cancellationToken);
        return segmentation with { Silhouette = scores[0] };
    }

    internal static Segmentation Fit(
        StandardisedCustomers customers, SegmentationOptions options, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        if (options.K < 1)
            throw new ClienteleException($"{options.K} segments were asked for.", "--k", "Ask for at least 1 segment; 7 is the default.");
        var search = new KMeansOptions
        {
            NInit = options.NInit,
            MaxIterations = options.MaxIterations,
            Tolerance = options.Tolerance,
            Seed = options.Seed,
            Threads = options.Threads,
        };
        var done = 0;
        var result = KMeans.Fit(customers.Points, options.K, search, cancellation,
            () => progress?.Report(new StageProgress("k-means", ++done, options.NInit, "starts")));
        return Number(customers, Better(customers, result, options, cancellation), options);
    }

    /// <summary>Starts over points now and then all end in local minima. A thorough search over cells costs little and is taken where it ends lower.</summary>
    private static KMeansResult Better(
        StandardisedCustomers customers, KMeansResult result, SegmentationOptions options, CancellationToken cancellation)
    {
        // Few points have been searched well enough by the starts.
        if (options.K == 1 || customers.Points.Count <= PointCells.Most / 4)
            return result;
        var cells = customers.Cells.Weighted(customers.Points.Weights);
        if (KMeans.FitSample(customers.Points, cells, options.K, options, CellStream, cancellation) is not { } centroids)
            return result;
        var other = KMeans.Lloyd(customers.Points, centroids, options.K, options.MaxIterations, 0, new Workers(options.Threads, cancellation));
        return KMeans.Cost(customers.Points, other, options.K) < KMeans.Cost(customers.Points, result, options.K) * (1 - 1e-6) ? other : result;
    }

    private const int CellStream = 5 << 24;

    /// <summary>Numbers the segments by size, ties by centroid.</summary>
    private static Segmentation Number(StandardisedCustomers customers, KMeansResult result, SegmentationOptions options)
    {
        var d = customers.Points.Dimensions;
        var centroids = result.Centroids.Chunk(d).ToArray();
        var sizes = new int[options.K];
        for (var i = 0; i < customers.Points.Count; i++)
            sizes[result.Labels[i]] += customers.Rows.Weights[i];
        var order = Enumerable.Range(0, options.K).ToArray();
        Array.Sort(order, (a, b) => sizes[b] != sizes[a] ? sizes[b].CompareTo(sizes[a]) : centroids[a].AsSpan().SequenceCompareTo(centroids[b]));
        var number = new int[options.K];
        for (var c = 0; c < order.Length; c++)
            number[order[c]] = c;
        var labels = new int[customers.Rows.RowToPoint.Length];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = number[result.Labels[customers.Rows.RowToPoint[i]]];
        return new Segmentation
        {
            Features = customers.Features,
            Labels = labels,
            Sizes = [.. order.Select(c => sizes[c])],
            Scaler = customers.Scaler,
            Centroids = [.. order.Select(c => (IReadOnlyList<double>)centroids[c])],
            Inertia = result.Inertia,
            Seed = options.Seed,
        };
    }
}
