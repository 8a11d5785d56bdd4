using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;

namespace Clientele.Reporting.Statistics;

/// <summary>What customers look like by their features: everything that figures of features and segments show beyond the personas.</summary>
public sealed record CustomerStatistics
{
    /// <summary>Name of the mapping.</summary>
    public required string Mapping { get; init; }

    /// <summary>Hash over the input files and the mapping.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>ISO 4217 code of amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Customers with all features.</summary>
    public required int Customers { get; init; }

    /// <summary>The features, d.</summary>
    public required IReadOnlyList<FeatureDefinition> Features { get; init; }

    /// <summary>Each feature that is transformed before clustering, before and after; empty when none is.</summary>
    public required IReadOnlyList<FeatureDistribution> Transformed { get; init; }

    /// <summary>Correlations of the features as they are clustered, transformed.</summary>
    public required CorrelationMatrix Correlations { get; init; }

    /// <summary>The customers on two axes; null without segments or with fewer than two features.</summary>
    public required SegmentMap? Map { get; init; }

    /// <summary>Counts the customers of a shop.</summary>
    /// <param name="transactions">What the features were computed from.</param>
    /// <param name="features">The customers.</param>
    /// <param name="segmentation">Their segments; null before they are made, and then there is no <see cref="Map"/>.</param>
    public static CustomerStatistics Of(Transactions transactions, FeatureMatrix features, Segmentation? segmentation = null)
    {
        var transformed = features.Features.Select((feature, j) => feature.Transform == FeatureTransform.Log1p ? Array.ConvertAll(features.Columns[j], value => Math.Log(1 + value)) : features.Columns[j]).ToList();
        return new CustomerStatistics
        {
            Mapping = transactions.Mapping.Name,
            Currency = transactions.Mapping.Currency,
            DataSha256 = transactions.DataSha256,
            Customers = features.Count,
            Features = features.Features,
            Transformed = [.. features.Features.Index().Where(feature => feature.Item.Transform == FeatureTransform.Log1p)
                .Select(feature => FeatureDistribution.Of(feature.Item, features.Columns[feature.Index], transformed[feature.Index]))],
            Correlations = CorrelationMatrix.Of([.. features.Features.Select(feature => feature.Name)], transformed),
            Map = segmentation is null || features.Features.Count < 2 ? null : SegmentMap.Of(features, segmentation),
        };
    }
}

/// <summary>One feature before and after its transform.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Before">Raw values, in the feature's unit, without the highest 1 %.</param>
/// <param name="SkewBefore">Skewness of all raw values: 0 = symmetric.</param>
/// <param name="After">Transformed values, likewise.</param>
/// <param name="SkewAfter">Skewness of all transformed values.</param>
public sealed record FeatureDistribution(FeatureDefinition Feature, Histogram Before, double SkewBefore, Histogram After, double SkewAfter)
{
    private const int Bins = 30;

    /// <summary>Counts both.</summary>
    public static FeatureDistribution Of(FeatureDefinition feature, double[] before, double[] after) =>
        new(feature, Count(before), Skewness(before), Count(after), Skewness(after));

    private static Histogram Count(double[] values)
    {
        var (low, high) = (values.Min(), Histogram.Quantile(values, .99));
        if (Array.TrueForAll(values, value => value == Math.Floor(value)) && high - low <= 2 * Bins)
            return Histogram.Linear(values, low - .5, 1, Math.Max(4, (int)(high - low) + 1));
        var width = Math.Max(high - low, 1e-9) / Bins;
        return Histogram.Linear(values, low, width * (1 + 1e-9), Bins);
    }

    private static double Skewness(double[] values)
    {
        var mean = values.Average();
        var (squares, cubes) = (0.0, 0.0);
        foreach (var value in values)
            (squares, cubes) = (squares + Math.Pow(value - mean, 2), cubes + Math.Pow(value - mean, 3));
        return squares == 0 ? 0 : cubes / values.Length / Math.Pow(squares / values.Length, 1.5);
    }
}
