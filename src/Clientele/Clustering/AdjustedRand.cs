namespace Clientele.Clustering;

/// <summary>Agreement of two partitions of the same customers, corrected for chance (Hubert and Arabie 1985, "Comparing partitions").</summary>
internal static class AdjustedRand
{
    /// <summary>(pairs together in both − expected) / (the largest possible − expected): 1 = the same partition, 0 = as chance would have it, below it
    /// less. Two partitions without any pair to tell apart agree.</summary>
    /// <param name="weights">Customers at each point; a point of weight 0 is left out.</param>
    /// <param name="one">Segment of each point, from 0.</param>
    /// <param name="other">Segment of each point in the other partition.</param>
    public static double Index(ReadOnlySpan<double> weights, ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        int rows = 0, columns = 0;
        for (var i = 0; i < weights.Length; i++)
            (rows, columns) = (Math.Max(rows, one[i] + 1), Math.Max(columns, other[i] + 1));
        var table = new double[rows * columns];
        var (byRow, byColumn, total) = (new double[rows], new double[columns], 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            table[(one[i] * columns) + other[i]] += weights[i];
            byRow[one[i]] += weights[i];
            byColumn[other[i]] += weights[i];
            total += weights[i];
        }
        var (together, inOne, inOther, all) = (table.Sum(Pairs), byRow.Sum(Pairs), byColumn.Sum(Pairs), Pairs(total));
        if (all <= 0)
            return 1;
        var expected = inOne * inOther / all;
        var largest = (inOne + inOther) / 2;
        return largest - expected > 1e-12 * all ? (together - expected) / (largest - expected) : 1;
    }

    private static double Pairs(double n) => n * (n - 1) / 2;
}
