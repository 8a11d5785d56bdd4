using System.Globalization;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;

namespace Clientele.Tests.Personas;

/// <summary>Customers to describe: the reference's own on real data, or made up ones.</summary>
internal static class Customers
{
    /// <summary>The nine features of the reference.</summary>
    public static IReadOnlyList<FeatureDefinition> Nine { get; } =
    [
        Feature("frequency", "orders", FeatureTrait.Frequency, FeatureTransform.Log1p),
        Feature("monetary_total", "currency", FeatureTrait.Spend, FeatureTransform.Log1p),
        Feature("monetary_avg_item", "currency", FeatureTrait.ItemPrice, FeatureTransform.Log1p),
        Feature("avg_items_per_order", "items", FeatureTrait.Basket, FeatureTransform.Log1p),
        Feature("avg_installments", "instalments", FeatureTrait.Instalments),
        Feature("pct_credit_card", "share", FeatureTrait.CardShare),
        Feature("category_diversity", "categories", FeatureTrait.Variety),
        Feature("is_positive_reviewer", "0/1", FeatureTrait.Satisfaction),
        Feature("is_weekend_shopper", "0/1", FeatureTrait.Weekend),
    ];

    public static FeatureDefinition Feature(string name, string unit, FeatureTrait trait, FeatureTransform transform = FeatureTransform.None) =>
        new(name, unit, "Definition of " + name + ".", "test", transform, trait);

    /// <summary>The reference's customers and its seven segments.</summary>
    public static (FeatureMatrix Features, Segmentation Segmentation) Reference()
    {
        var rows = File.ReadLines(TestData.Shared("reference/olist-subset/customer_features.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        var labels = File.ReadLines(TestData.Shared("reference/olist-subset/customer_clusters_k7.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture));
        var columns = Enumerable.Range(1, 9).Select(j => rows.Select(row => double.Parse(row[j], CultureInfo.InvariantCulture)).ToArray()).ToArray();
        var ids = rows.Select(row => row[0]).ToList();
        // The reference has no column for it; what Olist's customers do not pay by card they pay by boleto, but for a few.
        var boleto = Array.ConvertAll(columns[5], card => 1 - card);
        var matrix = new FeatureMatrix("reference", ids, Nine, columns)
        {
            PaymentShares = new Dictionary<PaymentMethod, double[]> { [PaymentMethod.Boleto] = boleto },
        };
        return (matrix, Segments([.. ids.Select(id => labels[id])], Nine));
    }

    /// <summary>A segmentation with given labels; centroids and inertia do not matter to personas.</summary>
    public static Segmentation Segments(int[] labels, IReadOnlyList<FeatureDefinition> features)
    {
        var k = labels.Max() + 1;
        return new Segmentation
        {
            Features = features,
            Labels = labels,
            Sizes = [.. Enumerable.Range(0, k).Select(s => labels.Count(label => label == s))],
            Scaler = new StandardScaler(new double[features.Count], [.. features.Select(_ => 1.0)]),
            Centroids = [.. Enumerable.Range(0, k).Select(s => (IReadOnlyList<double>)[.. features.Select((_, j) => (double)(s * 10 + j))])],
            Inertia = 1,
            Seed = 42,
        };
    }

    public static FeatureMatrix Matrix(IReadOnlyList<FeatureDefinition> features, params double[][] columns) =>
        new("test", [.. Enumerable.Range(0, columns[0].Length).Select(i => $"c{i:D6}")], features, columns);
}
