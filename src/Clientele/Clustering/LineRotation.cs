namespace Clientele.Clustering;

/// <summary>Two features that lie on one line for most customers (total spend and price an item, for all who bought one item) are turned so that
/// one coordinate runs along the line and the other is constant on it. A rotation changes no distance, and a constant coordinate costs nothing.</summary>
internal static class LineRotation
{
    private const int Probes = 256;
    private const double Grain = 1.0 / (1 << 28);

    /// <summary>The columns with at most one rotation a feature; unchanged columns are shared, not copied.</summary>
    public static double[][] Apply(double[][] columns, int count)
    {
        var result = (double[][])columns.Clone();
        var used = new bool[columns.Length];
        for (var x = 0; x < columns.Length; x++)
        {
            for (var y = x + 1; y < columns.Length; y++)
            {
                if (used[x] || used[y] || CommonSlope(columns[x], columns[y], count) is not { } slope)
                    continue;
                used[x] = used[y] = true;
                (result[x], result[y]) = Rotate(columns[x], columns[y], slope, count);
            }
        }
        return result;
    }

    /// <summary>The slope that a quarter or more of neighbouring points agree on; neighbours are unrelated, since points are in the order of their hash.</summary>
    private static double? CommonSlope(double[] x, double[] y, int count)
    {
        // Features of few values share coordinates anyway.
        if (x.Take(Math.Min(count, Probes)).Distinct().Count() < Probes / 8)
            return null;
        var slopes = new List<double>();
        for (var i = 0; i + 1 < Math.Min(count, Probes); i++)
            if (x[i] != x[i + 1] && y[i] != y[i + 1])
                slopes.Add((y[i + 1] - y[i]) / (x[i + 1] - x[i]));
        slopes.Sort();
        for (int start = 0, end = 0; start < slopes.Count; start++)
        {
            while (end < slopes.Count && slopes[end] - slopes[start] <= 1e-9 * Math.Abs(slopes[start]))
                end++;
            if (end - start >= Probes / 4)
                return slopes[(start + end) / 2];
        }
        return null;
    }

    private static (double[] Along, double[] Across) Rotate(double[] x, double[] y, double slope, int count)
    {
        var length = Math.Sqrt(1 + slope * slope);
        var (cos, sin) = (1 / length, slope / length);
        var along = new double[x.Length];
        var across = new double[x.Length];
        for (var i = 0; i < count; i++)
        {
            along[i] = cos * x[i] + sin * y[i];
            // Rounded to 2⁻²⁸, far below float's own precision, so that points on the line get exactly one value.
            across[i] = Math.Round((cos * y[i] - sin * x[i]) / Grain) * Grain;
        }
        return (along, across);
    }
}
