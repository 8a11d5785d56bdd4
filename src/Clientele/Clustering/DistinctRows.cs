using System.Numerics;
using System.Runtime.InteropServices;
using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>The distinct feature vectors of a matrix, each with the number of customers who share it. Clustering and silhouettes run on these:
/// exactly the same result for a half or a quarter of the work on real shops, where many customers bought the same thing in the same way.</summary>
/// <remarks>Their order depends on the values alone (by hash, equal hashes by value), so that the order of the rows does not matter.</remarks>
internal sealed class DistinctRows
{
    private DistinctRows(double[][] columns, int[] weights, int[] rowToPoint)
    {
        Columns = columns;
        Weights = weights;
        RowToPoint = rowToPoint;
    }

    /// <summary>Raw values by feature: (d, m).</summary>
    public double[][] Columns { get; }

    /// <summary>Customers with each vector, m, at least 1.</summary>
    public int[] Weights { get; }

    /// <summary>Distinct vector of each customer, n.</summary>
    public int[] RowToPoint { get; }

    /// <summary>Distinct vectors, m.</summary>
    public int Count => Weights.Length;

    /// <summary>Finds the distinct rows.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static DistinctRows Of(FeatureMatrix matrix, int threads, CancellationToken cancellation)
    {
        var rows = matrix.Count;
        var columns = matrix.Columns;
        var keys = HashRows(matrix, threads, cancellation);
        var order = new int[rows];
        SortByHash(keys, order, threads, cancellation);
        OrderCollisions(keys, order, columns);

        var rowToPoint = new int[rows];
        var first = new List<int>(rows / 2);
        var weights = new List<int>(rows / 2);
        for (var i = 0; i < rows; i++)
        {
            var row = order[i];
            if (i == 0 || keys[i] != keys[i - 1] || Compare(columns, row, order[i - 1]) != 0)
            {
                first.Add(row);
                weights.Add(0);
            }
            CollectionsMarshal.AsSpan(weights)[^1]++;
            rowToPoint[row] = first.Count - 1;
        }
        var distinct = new double[columns.Count][];
        new Workers(threads, cancellation).For(columns.Count, j =>
        {
            var source = columns[j];
            var target = new double[first.Count];
            for (var i = 0; i < target.Length; i++)
                target[i] = source[first[i]] + 0.0; // −0 becomes 0
            distinct[j] = target;
        });
        return new DistinctRows(distinct, [.. weights], rowToPoint);
    }

    private static ulong[] HashRows(FeatureMatrix matrix, int threads, CancellationToken cancellation)
    {
        var keys = new ulong[matrix.Count];
        new Workers(threads, cancellation).For(Threading.Blocks(keys.Length), block =>
        {
            var (start, end) = Threading.Range(block, keys.Length);
            for (var j = 0; j < matrix.Columns.Count; j++)
            {
                var column = matrix.Columns[j];
                for (var i = start; i < end; i++)
                {
                    var value = column[i] + 0.0;
                    if (!double.IsFinite(value))
                        throw new ArgumentException($"Feature {matrix.Features[j].Name} of customer {matrix.CustomerIds[i]} is {value}.", nameof(matrix));
                    keys[i] = BitOperations.RotateLeft(keys[i] ^ BitConverter.DoubleToUInt64Bits(value), 29) * 0x9E3779B97F4A7C15UL;
                }
            }
            for (var i = start; i < end; i++)
                keys[i] = SeededRandom.Mix(keys[i], 0);
        });
        return keys;
    }

    /// <summary>Buckets by the hash's top byte, then sorts the buckets side by side: the same order for any number of threads.</summary>
    private static void SortByHash(ulong[] keys, int[] order, int threads, CancellationToken cancellation)
    {
        var starts = new int[257];
        foreach (var key in keys)
            starts[(key >> 56) + 1]++;
        for (var b = 0; b < 256; b++)
            starts[b + 1] += starts[b];
        var next = starts.AsSpan(0, 256).ToArray();
        var sorted = new ulong[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var at = next[keys[i] >> 56]++;
            sorted[at] = keys[i];
            order[at] = i;
        }
        new Workers(threads, cancellation).For(256,
            b => Array.Sort(sorted, order, starts[b], starts[b + 1] - starts[b]));
        sorted.CopyTo(keys, 0);
    }

    /// <summary>Rows of equal hash are nearly always equal rows; where they are not, they are put in the order of their values.</summary>
    private static void OrderCollisions(ulong[] keys, int[] order, IReadOnlyList<double[]> columns)
    {
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            var differ = false;
            for (; end < keys.Length && keys[end] == keys[start]; end++)
                differ |= Compare(columns, order[start], order[end]) != 0;
            if (differ)
                order.AsSpan(start, end - start).Sort((x, y) => Compare(columns, x, y));
            start = end;
        }
    }

    private static int Compare(IReadOnlyList<double[]> columns, int x, int y)
    {
        for (var j = 0; j < columns.Count; j++)
            if (columns[j][x].CompareTo(columns[j][y]) is var c and not 0 && columns[j][x] != columns[j][y])
                return c;
        return 0;
    }
}
