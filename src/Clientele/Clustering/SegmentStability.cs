namespace Clientele.Clustering;

/// <summary>Do the segments come back on other samples of the same customers?</summary>
internal sealed class SegmentStability
{
    private const int BootstrapStream = 1;
    private const int HalvingStream = 2;

    private readonly StandardisedCustomers _customers;
    private readonly IReadOnlyList<Segmentation> _segmentations;
    private readonly SegmentCountOptions _options;
    private readonly IProgress<StageProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly int[][] _originals;
    private readonly List<double>[] _strength;
    private readonly List<double[]>[] _jaccard;
    private readonly List<double>[] _rand;
    private readonly Lock _gate = new();
    private int _done, _planned;

    private SegmentStability(
        StandardisedCustomers customers, IReadOnlyList<Segmentation> segmentations, SegmentCountOptions options, IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        (_customers, _segmentations, _options, _progress, _cancellation) = (customers, segmentations, options, progress, cancellation);
        _originals = [.. segmentations.Select(s => PointLabels(customers, s))];
        _strength = [.. segmentations.Select(_ => new List<double>())];
        _jaccard = [.. segmentations.Select(_ => new List<double[]>())];
        _rand = [.. segmentations.Select(_ => new List<double>())];
        _planned = ((2 * options.Halvings) + options.Bootstraps) * segmentations.Count;
    }

    /// <summary>Bootstrap Jaccard similarity and prediction strength of each segmentation: first the least number of draws, then more in blocks wherever the
    /// Monte-Carlo error is still too large.</summary>
    public static IReadOnlyList<SegmentCountRow> Measure(
        StandardisedCustomers customers, IReadOnlyList<Segmentation> segmentations, SegmentCountOptions options, IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Halvings, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Bootstraps, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Block, 1, nameof(options));
        var stability = new SegmentStability(customers, segmentations, options, progress, cancellation);
        var all = Enumerable.Range(0, segmentations.Count).ToArray();
        stability.Resample(0, options.Bootstraps, all);
        stability.Halve(0, options.Halvings, all);
        stability.Extend(options.Bootstraps, options.MostBootstraps, fits: 1, stability.JaccardError, stability.Resample);
        stability.Extend(options.Halvings, options.MostHalvings, fits: 2, index => MonteCarloMean.Of(stability._strength[index]).StandardError, stability.Halve);
        return [.. segmentations.Select((s, index) => new SegmentCountRow(s, new StabilityDraws(stability._strength[index], stability._jaccard[index], stability._rand[index])))];
    }

    // A draw has the same number, and so the same chance, for every number of segments.
    private void Extend(int done, int most, int fits, Func<int, double> error, Action<int, int, int[]> draw)
    {
        var open = Enumerable.Range(0, _segmentations.Count).ToArray();
        while (done < most)
        {
            open = [.. open.Where(index => !(error(index) <= _options.StandardError))];
            if (open.Length == 0)
                return;
            var more = Math.Min(_options.Block, most - done);
            _planned += fits * more * open.Length;
            draw(done, more, open);
            done += more;
        }
    }

    private double JaccardError(int index) => Enumerable.Range(0, _segmentations[index].K)
        .Max(segment => MonteCarloMean.Of([.. _jaccard[index].Select(draw => draw[segment])]).StandardError);

    private void Resample(int first, int count, int[] open)
    {
        var drawn = new (double Rand, double[] Jaccard)[count][];
        new Workers(_options.Segmentation.Threads, _cancellation).For(count, b =>
        {
            var number = first + b;
            var sample = Resampled(_customers, RandomStream.Of(_options.Segmentation.Seed, BootstrapStream, number));
            var cells = _customers.Cells.Weighted(sample.Weights);
            var compact = sample.Compact();
            drawn[b] = [.. open.Select(index =>
            {
                var k = _segmentations[index].K;
                var labels = Labels(compact, cells, k, BootstrapStream, number);
                return labels is null
                    ? (0, new double[k])
                    : (AdjustedRand.Index(_customers.Points.Weights, _originals[index], labels), Jaccard(_customers.Points.Weights, _originals[index], labels, k));
            })];
        });
        foreach (var draw in drawn)
            for (var i = 0; i < open.Length; i++)
            {
                _rand[open[i]].Add(draw[i].Rand);
                _jaccard[open[i]].Add(draw[i].Jaccard);
            }
    }

    private void Halve(int first, int count, int[] open)
    {
        var drawn = new double[count][];
        new Workers(_options.Segmentation.Threads, _cancellation).For(count, h =>
        {
            var number = first + h;
            var (left, right) = Halved(_customers, RandomStream.Of(_options.Segmentation.Seed, HalvingStream, number));
            var (leftCells, rightCells) = (_customers.Cells.Weighted(left.Weights), _customers.Cells.Weighted(right.Weights));
            var (leftPoints, rightPoints) = (left.Compact(), right.Compact());
            drawn[h] = [.. open.Select(index =>
            {
                var k = _segmentations[index].K;
                // Each half is searched from nothing, by chance of its own.
                var fromLeft = Labels(leftPoints, leftCells, k, HalvingStream, 2 * number);
                var fromRight = Labels(rightPoints, rightCells, k, HalvingStream, (2 * number) + 1);
                return fromLeft is null || fromRight is null
                    ? 0
                    : (PredictionStrength(right.Weights, fromRight, fromLeft, k) + PredictionStrength(left.Weights, fromLeft, fromRight, k)) / 2;
            })];
        });
        foreach (var draw in drawn)
            for (var i = 0; i < open.Length; i++)
                _strength[open[i]].Add(draw[i]);
    }

    /// <summary>Labels of all points by k-means on a sample; null when it has too few different points.</summary>
    private int[]? Labels(PointSet sample, PointSet cells, int k, int kind, int number)
    {
        var centroids = KMeans.FitSample(sample, cells, k, _options.Segmentation, (kind << 24) + number, _cancellation);
        lock (_gate)
            _progress?.Report(new StageProgress("Stability", Math.Min(++_done, _planned), _planned, "fits"));
        return centroids is null ? null : KMeans.Assign(_customers.Points, centroids, k, new Workers(1, _cancellation));
    }

    /// <summary>For each segment of <paramref name="original"/>, its largest Jaccard similarity |A ∩ B| / |A ∪ B| with a segment of <paramref name="other"/>.</summary>
    internal static double[] Jaccard(double[] weights, int[] original, int[] other, int k)
    {
        var both = Table(weights, original, other, k);
        return [.. Enumerable.Range(0, k).Select(a => Enumerable.Range(0, k).Max(b =>
        {
            var union = Row(both, a, k) + Enumerable.Range(0, k).Sum(r => both[(r * k) + b]) - both[(a * k) + b];
            return union > 0 ? both[(a * k) + b] / union : 0;
        }))];
    }

    /// <summary>Least, over the test half's own segments, share of pairs that are also together by the other half's centroids.</summary>
    internal static double PredictionStrength(double[] weights, int[] own, int[] predicted, int k)
    {
        var both = Table(weights, own, predicted, k);
        var least = 1.0;
        for (var a = 0; a < k; a++)
        {
            var size = Row(both, a, k);
            if (size < 2)
                continue;
            var kept = 0.0;
            for (var b = 0; b < k; b++)
                kept += both[(a * k) + b] * (both[(a * k) + b] - 1);
            least = Math.Min(least, kept / (size * (size - 1)));
        }
        return least;
    }

    private static double[] Table(double[] weights, int[] rows, int[] columns, int k)
    {
        var table = new double[k * k];
        for (var i = 0; i < weights.Length; i++)
            if (weights[i] > 0)
                table[(rows[i] * k) + columns[i]] += weights[i];
        return table;
    }

    private static double Row(double[] table, int row, int k)
    {
        var sum = 0.0;
        foreach (var value in table.AsSpan(row * k, k))
            sum += value;
        return sum;
    }

    /// <summary>As many customers drawn with replacement: other weights on the same points.</summary>
    internal static PointSet Resampled(StandardisedCustomers customers, SeededRandom random)
    {
        // Customers in the order of their points, so that the order of the rows does not matter.
        var members = new int[customers.Rows.RowToPoint.Length];
        var at = 0;
        for (var point = 0; point < customers.Points.Count; point++)
        {
            members.AsSpan(at, customers.Rows.Weights[point]).Fill(point);
            at += customers.Rows.Weights[point];
        }
        var weights = new double[customers.Points.PaddedCount];
        for (var i = 0; i < members.Length; i++)
            weights[members[random.NextInt32(members.Length)]]++;
        return customers.Points with { Weights = weights };
    }

    /// <summary>Each customer in one half or the other.</summary>
    internal static (PointSet Left, PointSet Right) Halved(StandardisedCustomers customers, SeededRandom random)
    {
        var left = new double[customers.Points.PaddedCount];
        var right = new double[customers.Points.PaddedCount];
        // Likewise over points and their copies, not over rows.
        for (var point = 0; point < customers.Points.Count; point++)
            for (var copy = 0; copy < customers.Rows.Weights[point]; copy++)
                (random.NextBoolean(0.5) ? left : right)[point]++;
        return (customers.Points with { Weights = left }, customers.Points with { Weights = right });
    }

    private static int[] PointLabels(StandardisedCustomers customers, Segmentation segmentation)
    {
        var labels = new int[customers.Points.PaddedCount];
        for (var i = 0; i < segmentation.Labels.Length; i++)
            labels[customers.Rows.RowToPoint[i]] = segmentation.Labels[i];
        return labels;
    }
}
