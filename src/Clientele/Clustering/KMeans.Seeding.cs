using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Clientele.Clustering;

internal static partial class KMeans
{
    /// <summary>k-means++: each next centroid is drawn with probability weight × squared distance to the nearest one so far; of 2 + ln k candidates
    /// the one that leaves the least inertia is kept.</summary>
    internal static double[] PlusPlus(PointSet points, int k, SeededRandom random, Workers workers)
    {
        var d = points.Dimensions;
        var centroids = new double[k * d];
        var nearest = Unassigned(points);
        // Before there is a centroid every point counts by its weight alone.
        var masses = BlockSums(points, workers, (start, end) => SumOf(points.Weights.AsSpan(start, end - start)));
        Place(points, Draw(points.Weights, null, masses, random), centroids, 0);
        for (var c = 1; c < k; c++)
        {
            masses = Cover(points, centroids, c - 1, nearest, workers);
            Place(points, BestCandidate(points, nearest, masses, k, random, workers), centroids, c);
        }
        return centroids;
    }

    /// <summary>The centroids with one of them put where k-means++ would put it after all the others.</summary>
    internal static double[] Replace(PointSet points, double[] centroids, int k, int removed, SeededRandom random, Workers workers)
    {
        var result = (double[])centroids.Clone();
        var nearest = Unassigned(points);
        var masses = Array.Empty<double>();
        for (var c = 0; c < k; c++)
            if (c != removed)
                masses = Cover(points, centroids, c, nearest, workers);
        if (SumOf(masses) > 0)
            Place(points, BestCandidate(points, nearest, masses, k, random, workers), result, removed);
        return result;
    }

    private static double[] Unassigned(PointSet points)
    {
        var nearest = new double[points.PaddedCount];
        Array.Fill(nearest, double.PositiveInfinity);
        return nearest;
    }

    private static void Place(PointSet points, int point, double[] centroids, int c)
    {
        for (var j = 0; j < points.Dimensions; j++)
            centroids[c * points.Dimensions + j] = points.Columns[j][point];
    }

    private static double[] Cover(PointSet points, double[] centroids, int c, double[] nearest, Workers workers)
    {
        var centroid = centroids.AsSpan(c * points.Dimensions, points.Dimensions).ToArray();
        return BlockSums(points, workers, (start, end) => Shrink(points, centroid, nearest, nearest, start, end));
    }

    private static int BestCandidate(PointSet points, double[] nearest, double[] masses, int k, SeededRandom random, Workers workers)
    {
        var (chosen, least) = (-1, double.PositiveInfinity);
        var trials = 2 + (int)Math.Log(k);
        for (var t = 0; t < trials; t++)
        {
            var candidate = Draw(points.Weights, nearest, masses, random);
            var at = new double[points.Dimensions];
            Place(points, candidate, at, 0);
            var inertia = SumOf(BlockSums(points, workers, (start, end) => Shrink(points, at, nearest, null, start, end)));
            if (inertia < least)
                (chosen, least) = (candidate, inertia);
        }
        return chosen;
    }

    private static double[] BlockSums(PointSet points, Workers workers, Func<int, int, double> sum)
    {
        var sums = new double[Threading.Blocks(points.PaddedCount)];
        workers.For(sums.Length, block =>
        {
            var (start, end) = Threading.Range(block, points.PaddedCount);
            sums[block] = sum(start, end);
        });
        return sums;
    }

    private static double SumOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    /// <summary>A point with probability proportional to weight × squared distance; never one whose product is 0.</summary>
    private static int Draw(double[] weights, double[]? nearest, double[] masses, SeededRandom random)
    {
        var target = random.NextDouble() * SumOf(masses);
        var block = 0;
        while (block < masses.Length - 1 && target >= masses[block])
            target -= masses[block++];
        while (masses[block] == 0)
            block--;
        var (start, end) = Threading.Range(block, weights.Length);
        var last = -1;
        for (var i = start; i < end; i++)
        {
            var mass = nearest is null ? weights[i] : weights[i] * nearest[i];
            if (mass <= 0)
                continue;
            last = i;
            target -= mass;
            if (target < 0)
                break;
        }
        return last;
    }

    /// <summary>Weighted sum over the points of min(nearest, squared distance to <paramref name="centroid"/>), which is also stored when a target is given.</summary>
    private static double Shrink(PointSet points, double[] centroid, double[] nearest, double[]? target, int start, int end)
    {
        var sum0 = Vector256<double>.Zero;
        var sum1 = Vector256<double>.Zero;
        ref var near = ref MemoryMarshal.GetArrayDataReference(nearest);
        ref var weight = ref MemoryMarshal.GetArrayDataReference(points.Weights);
        for (var i = (nuint)start; i < (nuint)end; i += 8)
        {
            var d0 = Vector256<double>.Zero;
            var d1 = Vector256<double>.Zero;
            for (var j = 0; j < centroid.Length; j++)
            {
                ref var column = ref MemoryMarshal.GetArrayDataReference(points.Columns[j]);
                var c = Vector256.Create(centroid[j]);
                var x0 = Vector256.LoadUnsafe(ref column, i) - c;
                var x1 = Vector256.LoadUnsafe(ref column, i + 4) - c;
                d0 = Vector256.FusedMultiplyAdd(x0, x0, d0);
                d1 = Vector256.FusedMultiplyAdd(x1, x1, d1);
            }
            d0 = Vector256.Min(d0, Vector256.LoadUnsafe(ref near, i));
            d1 = Vector256.Min(d1, Vector256.LoadUnsafe(ref near, i + 4));
            sum0 = Vector256.FusedMultiplyAdd(d0, Vector256.LoadUnsafe(ref weight, i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(d1, Vector256.LoadUnsafe(ref weight, i + 4), sum1);
            if (target is not null)
            {
                d0.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(target), i);
                d1.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(target), i + 4);
            }
        }
        return Vector256.Sum(sum0 + sum1);
    }
}
