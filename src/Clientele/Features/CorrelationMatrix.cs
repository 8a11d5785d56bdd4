namespace Clientele.Features;

/// <summary>Pearson correlations of columns, each pair over the rows where both are numbers.</summary>
/// <param name="Names">Names of the columns, d.</param>
/// <param name="Values">Correlations in [−1, 1], (d, d), symmetric; NaN where a column is constant or fewer than three rows hold both.</param>
/// <param name="Rows">Rows, n.</param>
public sealed record CorrelationMatrix(IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<double>> Values, int Rows)
{
    /// <summary>Correlates columns of equal length.</summary>
    /// <exception cref="ArgumentException">The columns differ in length, or there are not as many as names.</exception>
    public static CorrelationMatrix Of(IReadOnlyList<string> names, IReadOnlyList<double[]> columns)
    {
        if (names.Count != columns.Count || columns.Any(column => column.Length != columns[0].Length))
            throw new ArgumentException($"{columns.Count} columns of equal length were expected for {names.Count} names.", nameof(columns));
        var values = new double[columns.Count][];
        for (var a = 0; a < columns.Count; a++)
            values[a] = new double[columns.Count];
        Parallel.For(0, columns.Count, a =>
        {
            for (var b = 0; b <= a; b++)
                values[a][b] = Pearson(columns[a], columns[b]);
        });
        for (var a = 0; a < columns.Count; a++)
            for (var b = a + 1; b < columns.Count; b++)
                values[a][b] = values[b][a];
        return new CorrelationMatrix(names, values, columns.Count == 0 ? 0 : columns[0].Length);
    }

    private static double Pearson(double[] x, double[] y)
    {
        var (n, meanX, meanY) = (0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
                (n, meanX, meanY) = (n + 1, meanX + x[i], meanY + y[i]);
        if (n < 3)
            return double.NaN;
        (meanX, meanY) = (meanX / n, meanY / n);
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i]))
                continue;
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            (xx, yy, xy) = (xx + dx * dx, yy + dy * dy, xy + dx * dy);
        }
        return xx <= 1e-18 * n * meanX * meanX || yy <= 1e-18 * n * meanY * meanY || xx == 0 || yy == 0 ? double.NaN : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }
}
