using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clientele.Clustering;

internal static partial class KMeans
{
    /// <summary>Lloyd's iterations from given centroids until no point moves, the centroids shift less than the tolerance, or the iterations are used up.</summary>
    /// <remarks>Sums follow the points that move instead of being added up anew: after the first iterations few points do.</remarks>
    internal static KMeansResult Lloyd(
        PointSet points, double[] initial, int k, int maxIterations, double tolerance, Workers workers)
    {
        var d = points.Dimensions;
        var centroids = (double[])initial.Clone();
        var labels = new int[points.PaddedCount];
        Array.Fill(labels, -1);
        var blocks = new BlockChange[Threading.Blocks(points.PaddedCount)];
        var sums = new double[k * (d + 1)];
        var history = new List<double>();
        var filled = false;
        for (var iteration = 1; ; iteration++)
        {
            workers.For(blocks.Length, block => blocks[block] = AssignBlock(points, centroids, k, labels, block, accumulate: true));
            var inertia = 0.0;
            var moved = false;
            foreach (var block in blocks)
            {
                inertia += block.Inertia;
                if (block.Sums is not { } change)
                    continue;
                moved = true;
                for (var s = 0; s < sums.Length; s++)
                    sums[s] += change[s];
            }
            history.Add(inertia);
            // Without progress points only go to and fro between centroids that are equally near up to rounding.
            if (!moved || (history.Count > 1 && inertia >= history[^2] && !filled))
                return new KMeansResult(centroids, labels, inertia, history, true);
            filled = FillEmpty(points, centroids, sums, k, labels);
            var shift = MoveCentroids(centroids, sums, k, d);
            if ((shift <= tolerance && !filled) || iteration == maxIterations)
            {
                // Labels must belong to the centroids that are returned.
                workers.For(blocks.Length, block => blocks[block] = AssignBlock(points, centroids, k, labels, block, accumulate: false));
                inertia = 0;
                foreach (var block in blocks)
                    inertia += block.Inertia;
                history.Add(inertia);
                return new KMeansResult(centroids, labels, inertia, history, shift == 0);
            }
        }
    }

    /// <summary>Nearest centroid of each point (ties: the lower number).</summary>
    internal static int[] Assign(PointSet points, double[] centroids, int k, Workers workers)
    {
        var labels = new int[points.PaddedCount];
        workers.For(Threading.Blocks(points.PaddedCount),
            block => AssignBlock(points, centroids, k, labels, block, accumulate: false));
        return labels;
    }

    /// <summary>Gives each centroid without a point the point that is farthest from its own (as scikit-learn), which lowers the inertia.</summary>
    private static bool FillEmpty(PointSet points, double[] centroids, double[] sums, int k, int[] labels)
    {
        var d = points.Dimensions;
        var filled = false;
        for (var c = 0; c < k; c++)
        {
            if (sums[c * (d + 1) + d] > 0) // weights are whole numbers, so that this sum is exact
                continue;
            var (farthest, distance) = (-1, 0.0);
            for (var i = 0; i < points.Count; i++)
            {
                if (points.Weights[i] == 0)
                    continue;
                var squared = 0.0;
                for (var j = 0; j < d; j++)
                {
                    var difference = points.Columns[j][i] - centroids[labels[i] * d + j];
                    squared += difference * difference;
                }
                if (squared > distance)
                    (farthest, distance) = (i, squared);
            }
            if (farthest < 0)
                continue;
            var from = labels[farthest];
            for (var j = 0; j <= d; j++)
            {
                var value = (j < d ? points.Columns[j][farthest] : 1) * points.Weights[farthest];
                sums[from * (d + 1) + j] -= value;
                sums[c * (d + 1) + j] = value;
                if (j < d)
                    centroids[c * d + j] = points.Columns[j][farthest];
            }
            labels[farthest] = c;
            filled = true;
        }
        return filled;
    }

    /// <summary>Moves each centroid to its points' mean and returns the sum of the squared shifts.</summary>
    private static double MoveCentroids(double[] centroids, double[] sums, int k, int d)
    {
        var shift = 0.0;
        for (var c = 0; c < k; c++)
        {
            var weight = sums[c * (d + 1) + d];
            if (weight <= 0)
                continue;
            for (var j = 0; j < d; j++)
            {
                var mean = sums[c * (d + 1) + j] / weight;
                var difference = mean - centroids[c * d + j];
                shift += difference * difference;
                centroids[c * d + j] = mean;
            }
        }
        return shift;
    }

    private readonly record struct BlockChange(double Inertia, double[]? Sums);

    private static BlockChange AssignBlock(PointSet points, double[] centroids, int k, int[] labels, int block, bool accumulate)
    {
        var d = points.Dimensions;
        var (start, end) = Threading.Range(block, points.PaddedCount);
        double[]? sums = null;
        var inertia = Vector256<double>.Zero;
        ref var label = ref MemoryMarshal.GetArrayDataReference(labels);
        ref var weight = ref MemoryMarshal.GetArrayDataReference(points.Weights);
        for (var i = start; i < end; i += PointSet.Lanes)
        {
            var (low, high, nearest) = NearestOfEight(points.Columns, centroids, k, d, (nuint)i);
            inertia = Vector256.FusedMultiplyAdd(low, Vector256.LoadUnsafe(ref weight, (nuint)i), inertia);
            inertia = Vector256.FusedMultiplyAdd(high, Vector256.LoadUnsafe(ref weight, (nuint)i + 4), inertia);
            var old = Vector256.LoadUnsafe(ref label, (nuint)i);
            if (old == nearest)
                continue;
            nearest.StoreUnsafe(ref label, (nuint)i);
            if (!accumulate)
                continue;
            sums ??= new double[k * (d + 1)];
            for (var lane = 0; lane < PointSet.Lanes; lane++)
                if (old[lane] != nearest[lane])
                    Move(points, sums, i + lane, old[lane], nearest[lane]);
        }
        return new BlockChange(Vector256.Sum(inertia), sums);
    }

    private static void Move(PointSet points, double[] sums, int point, int from, int to)
    {
        var d = points.Dimensions;
        var weight = points.Weights[point];
        for (var j = 0; j <= d; j++)
        {
            var value = j < d ? weight * points.Columns[j][point] : weight;
            sums[to * (d + 1) + j] += value;
            if (from >= 0)
                sums[from * (d + 1) + j] -= value;
        }
    }

    /// <summary>Squared distances of eight points to their nearest centroid, and its number. Four centroids are walked together, so that each
    /// loaded coordinate serves four differences.</summary>
    private static (Vector256<double> Low, Vector256<double> High, Vector256<int> Nearest) NearestOfEight(
        double[][] columns, double[] centroids, int k, int d, nuint i)
    {
        var bestLow = Vector256.Create(double.PositiveInfinity);
        var bestHigh = bestLow;
        var indexLow = Vector256<long>.Zero;
        var indexHigh = Vector256<long>.Zero;
        ref var centroid = ref MemoryMarshal.GetArrayDataReference(centroids);
        var c = 0;
        for (; c + 4 <= k; c += 4)
        {
            ref var c0 = ref Unsafe.Add(ref centroid, c * d);
            ref var c1 = ref Unsafe.Add(ref c0, d);
            ref var c2 = ref Unsafe.Add(ref c1, d);
            ref var c3 = ref Unsafe.Add(ref c2, d);
            Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (var j = 0; j < d; j++)
            {
                ref var column = ref MemoryMarshal.GetArrayDataReference(columns[j]);
                var x = Vector256.LoadUnsafe(ref column, i);
                var y = Vector256.LoadUnsafe(ref column, i + 4);
                Square(x, y, Unsafe.Add(ref c0, j), ref a0, ref b0);
                Square(x, y, Unsafe.Add(ref c1, j), ref a1, ref b1);
                Square(x, y, Unsafe.Add(ref c2, j), ref a2, ref b2);
                Square(x, y, Unsafe.Add(ref c3, j), ref a3, ref b3);
            }
            Keep(a0, c, ref bestLow, ref indexLow);
            Keep(a1, c + 1, ref bestLow, ref indexLow);
            Keep(a2, c + 2, ref bestLow, ref indexLow);
            Keep(a3, c + 3, ref bestLow, ref indexLow);
            Keep(b0, c, ref bestHigh, ref indexHigh);
            Keep(b1, c + 1, ref bestHigh, ref indexHigh);
            Keep(b2, c + 2, ref bestHigh, ref indexHigh);
            Keep(b3, c + 3, ref bestHigh, ref indexHigh);
        }
        for (; c < k; c++)
        {
            Vector256<double> a = default, b = default;
            for (var j = 0; j < d; j++)
            {
                ref var column = ref MemoryMarshal.GetArrayDataReference(columns[j]);
                Square(Vector256.LoadUnsafe(ref column, i), Vector256.LoadUnsafe(ref column, i + 4), centroids[c * d + j], ref a, ref b);
            }
            Keep(a, c, ref bestLow, ref indexLow);
            Keep(b, c, ref bestHigh, ref indexHigh);
        }
        return (bestLow, bestHigh, Vector256.Narrow(indexLow, indexHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(Vector256<double> x, Vector256<double> y, double centroid, ref Vector256<double> a, ref Vector256<double> b)
    {
        var c = Vector256.Create(centroid);
        x -= c;
        y -= c;
        a = Vector256.FusedMultiplyAdd(x, x, a);
        b = Vector256.FusedMultiplyAdd(y, y, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(Vector256<double> distance, int c, ref Vector256<double> best, ref Vector256<long> index)
    {
        var closer = Vector256.LessThan(distance, best);
        best = Vector256.ConditionalSelect(closer, distance, best);
        index = Vector256.ConditionalSelect(closer.AsInt64(), Vector256.Create((long)c), index);
    }
}
