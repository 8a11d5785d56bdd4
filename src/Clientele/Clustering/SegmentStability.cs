namespace Clientele.Clustering;

/// <summary>Do the segments come back on other samples of the same customers?</summary>
internal static class SegmentStability
{
    private const int BootstrapStream = 1;
    private const int HalvingStream = 2;

    /// <summary>Bootstrap Jaccard similarity and prediction strength of each segmentation.</summary>
    public static IEnumerable<SegmentCountRow> Measure(
        StandardisedCustomers customers, IReadOnlyList<Segmentation> segmentations, SegmentCountOptions options, IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        var workers = new Workers(options.Segmentation.Threads, cancellation);
        var total = (options.Bootstraps + options.Halvings) * segmentations.Count;
        var done = 0;
        var gate = new Lock();
        var jaccard = new double[options.Bootstraps][][];
        var rand = new double[options.Bootstraps][];
        var originals = segmentations.Select(s => PointLabels(customers, s)).ToArray();
        workers.For(options.Bootstraps, b =>
        {
            var resample = Resample(customers, RandomStream.Of(options.Segmentation.Seed, BootstrapStream, b));
            rand[b] = new double[segmentations.Count];
            jaccard[b] = [.. segmentations.Select((s, index) =>
            {
                var labels = FitOrNull(resample, s.K, BootstrapStream, b, options, cancellation);
                Done();
                if (labels is null)
                    return new double[s.K];
                rand[b][index] = AdjustedRand.Index(customers.Points.Weights, originals[index], labels);
                return Jaccard(customers.Points.Weights, originals[index], labels, s.K);
            })];
        });
        var strength = new double[options.Halvings][];
        workers.For(options.Halvings, h =>
        {
            var (left, right) = Halve(customers, RandomStream.Of(options.Segmentation.Seed, HalvingStream, h));
            strength[h] = [.. segmentations.Select(s =>
            {
                var fromLeft = FitOrNull(left, s.K, HalvingStream, 2 * h, options, cancellation);
                var fromRight = FitOrNull(right, s.K, HalvingStream, (2 * h) + 1, options, cancellation);
                Done();
                return fromLeft is null || fromRight is null
                    ? 0
                    : (PredictionStrength(right.Weights, fromRight, fromLeft, s.K) + PredictionStrength(left.Weights, fromLeft, fromRight, s.K)) / 2;
            })];
        });
        return segmentations.Select((s, index) => new SegmentCountRow(
            s,
            options.Bootstraps == 0 ? [] : [.. Enumerable.Range(0, s.K).Select(segment => jaccard.Average(b => b[index][segment]))],
            options.Halvings == 0 ? null : strength.Average(h => h[index]))
        {
            AdjustedRand = options.Bootstraps == 0 ? null : rand.Average(b => b[index]),
        });

        void Done()
        {
            lock (gate)
                progress?.Report(new StageProgress("Stability", ++done, total, "fits"));
        }
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

    private static double Row(double[] table, int row, int k) => Enumerable.Range(row * k, k).Sum(i => table[i]);

    /// <summary>As many customers drawn with replacement: other weights on the same points.</summary>
    private static PointSet Resample(StandardisedCustomers customers, SeededRandom random)
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

    private static (PointSet Left, PointSet Right) Halve(StandardisedCustomers customers, SeededRandom random)
    {
        var left = new double[customers.Points.PaddedCount];
        var right = new double[customers.Points.PaddedCount];
        // Likewise over points and their copies, not over rows.
        for (var point = 0; point < customers.Points.Count; point++)
            for (var copy = 0; copy < customers.Rows.Weights[point]; copy++)
                (random.NextBoolean(0.5) ? left : right)[point]++;
        return (customers.Points with { Weights = left }, customers.Points with { Weights = right });
    }

    /// <summary>Labels of all points by k-means on those with a weight; null when there are too few of them.</summary>
    private static int[]? FitOrNull(PointSet points, int k, int kind, int number, SegmentCountOptions options, CancellationToken cancellation)
    {
        if (points.CountWeighted() < k)
            return null;
        var search = new KMeansOptions
        {
            NInit = options.StabilityNInit,
            SwapFailures = 1,
            MaxIterations = options.Segmentation.MaxIterations,
            Tolerance = options.Segmentation.Tolerance,
            Seed = options.Segmentation.Seed,
            Stream = (kind << 24) + number,
            Threads = 1,
        };
        return KMeans.Fit(points, k, search, cancellation).Labels;
    }

    private static int[] PointLabels(StandardisedCustomers customers, Segmentation segmentation)
    {
        var labels = new int[customers.Points.PaddedCount];
        for (var i = 0; i < segmentation.Labels.Length; i++)
            labels[customers.Rows.RowToPoint[i]] = segmentation.Labels[i];
        return labels;
    }
}
