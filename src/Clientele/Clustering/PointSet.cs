using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>Weighted points in standardised units, structure of arrays: what the kernels read.</summary>
/// <param name="Columns">Values by feature, (d, m padded to a multiple of <see cref="Lanes"/>); the padding is 0.</param>
/// <param name="Weights">Customers a point, m padded with 0; 0 also leaves a point out of every sum.</param>
/// <param name="Count">Points, m.</param>
internal sealed record PointSet(double[][] Columns, double[] Weights, int Count)
{
    /// <summary>Points that a kernel handles at once.</summary>
    public const int Lanes = 8;

    /// <summary>Features, d.</summary>
    public int Dimensions => Columns.Length;

    /// <summary>m rounded up to whole vectors.</summary>
    public int PaddedCount => Pad(Count);

    /// <summary>Rounds a number of points up to whole vectors.</summary>
    public static int Pad(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>The distinct vectors of a matrix, standardised.</summary>
    public static PointSet Of(DistinctRows rows, IReadOnlyList<FeatureDefinition> features, StandardScaler scaler)
    {
        var length = Pad(rows.Count);
        var weights = new double[length];
        for (var i = 0; i < rows.Count; i++)
            weights[i] = rows.Weights[i];
        return new PointSet(scaler.Standardise(rows.Columns, features, length), weights, rows.Count);
    }

    /// <summary>The points that have a weight, in their order: what a fit reads. A half or a resample leaves out many.</summary>
    public PointSet Compact()
    {
        var kept = Enumerable.Range(0, Count).Where(i => Weights[i] > 0).ToArray();
        if (kept.Length == Count)
            return this;
        return new PointSet([.. Columns.Select(Gather)], Gather(Weights), kept.Length);

        double[] Gather(double[] values)
        {
            var gathered = new double[Pad(kept.Length)];
            for (var i = 0; i < kept.Length; i++)
                gathered[i] = values[kept[i]];
            return gathered;
        }
    }

    /// <summary>Weighted sum of the squared distances to the mean.</summary>
    public double Spread()
    {
        var total = Weights.Sum();
        return Columns.Sum(column =>
        {
            double sum = 0, squares = 0;
            for (var i = 0; i < Count; i++)
                sum += Weights[i] * column[i];
            for (var i = 0; i < Count; i++)
                squares += Weights[i] * (column[i] - (sum / total)) * (column[i] - (sum / total));
            return squares;
        });
    }

    /// <summary>Weights that are not 0.</summary>
    public int CountWeighted()
    {
        var count = 0;
        foreach (var weight in Weights)
            count += weight > 0 ? 1 : 0;
        return count;
    }
}
