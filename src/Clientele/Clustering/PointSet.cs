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

    /// <summary>Weights that are not 0.</summary>
    public int CountWeighted()
    {
        var count = 0;
        foreach (var weight in Weights)
            count += weight > 0 ? 1 : 0;
        return count;
    }
}
