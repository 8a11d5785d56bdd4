using Clientele.Features;

namespace Clientele.Clustering;

public sealed partial record StandardScaler
{
    /// <summary>Learns mean and standard deviation (ddof 0) of each feature after its transform. The order of the customers does not matter, to the last bit.</summary>
    /// <param name="matrix">Raw features, (n, d), n >= 1.</param>
    /// <exception cref="ArgumentException">No customer, or a value is NaN or infinite.</exception>
    /// <exception cref="ClienteleException">A value is outside the domain of its transform (log1p needs values above −1).</exception>
    public static StandardScaler Fit(FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Fit(DistinctRows.Of(matrix, 0, CancellationToken.None), matrix.Features);
    }

    /// <summary>Standardises customers: <c>result[j][i]</c> = (transform(x) − mean) / scale for feature j of customer i.</summary>
    /// <exception cref="ArgumentException">The matrix has another number of features than the scaler.</exception>
    /// <exception cref="ClienteleException">A value is outside the domain of its transform.</exception>
    public IReadOnlyList<double[]> Standardise(FeatureMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Standardise(matrix.Columns, matrix.Features, matrix.Count);
    }

    internal static StandardScaler Fit(DistinctRows rows, IReadOnlyList<FeatureDefinition> features)
    {
        if (rows.Count == 0)
            throw new ArgumentException("A scaler needs at least one customer.", nameof(rows));
        var mean = new double[features.Count];
        var scale = new double[features.Count];
        Workers.All.For(features.Count, j =>
        {
            var values = new double[rows.Count];
            Transform(rows.Columns[j], values, features[j]);
            (mean[j], scale[j]) = Moments(values, rows.Weights);
        });
        return new StandardScaler(mean, scale);
    }

    /// <summary>Standardises columns into arrays of <paramref name="length"/> (>= the columns' own length; the rest stays 0).</summary>
    internal double[][] Standardise(IReadOnlyList<double[]> columns, IReadOnlyList<FeatureDefinition> features, int length)
    {
        if (features.Count != Mean.Count)
            throw new ArgumentException($"{features.Count} features for a scaler of {Mean.Count}.", nameof(features));
        var result = new double[columns.Count][];
        Workers.All.For(columns.Count, j =>
        {
            var values = result[j] = new double[length];
            var used = values.AsSpan(0, columns[j].Length);
            Transform(columns[j], used, features[j]);
            var (mean, scale) = (Mean[j], Scale[j]);
            foreach (ref var value in used)
                value = (value - mean) / scale;
        });
        return result;
    }

    private static (double Mean, double Scale) Moments(ReadOnlySpan<double> values, ReadOnlySpan<int> weights)
    {
        // A constant feature must give exactly 0 after scaling, whatever the rounding of its mean.
        if (!values.ContainsAnyExcept(values[0]))
            return (values[0], 1);
        double sum = 0, total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            total += weights[i];
        }
        var mean = sum / total;
        double squares = 0, rest = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var difference = values[i] - mean;
            squares += weights[i] * difference * difference;
            rest += weights[i] * difference;
        }
        var variance = (squares - rest * rest / total) / total; // the correction takes out what rounding left in the mean
        return (mean, variance > 0 ? Math.Sqrt(variance) : 1);
    }

    private static void Transform(ReadOnlySpan<double> source, Span<double> target, FeatureDefinition feature)
    {
        if (feature.Transform == FeatureTransform.None)
        {
            source.CopyTo(target);
            return;
        }
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] <= -1)
                throw new ClienteleException($"Feature {feature.Name} is {source[i]} for a customer, and ln(1 + x) needs values above −1.", "features",
                    "Set the feature's transform to none, or leave out customers whose returns exceed their purchases.");
            target[i] = Log1p(source[i]);
        }
    }

    /// <summary>ln(1 + x) without the loss of digits near 0 (Kahan): .NET has no log1p of full precision.</summary>
    private static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}
