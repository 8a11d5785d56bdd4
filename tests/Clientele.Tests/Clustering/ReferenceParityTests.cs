using System.Text.Json;
using Clientele.Clustering;

namespace Clientele.Tests.Clustering;

public sealed class ReferenceParityTests
{
    [Fact]
    public void Inertia_on_the_real_customers_is_at_most_the_reference_s_at_every_k()
    {
        var (matrix, _) = Customers.Olist();
        foreach (var (k, inertia, _) in Reference())
        {
            var ours = Segmenter.Fit(matrix, new SegmentationOptions { K = k, Silhouette = false }, cancellationToken: Cancel).Inertia;
            TestContext.Current.TestOutputHelper?.WriteLine($"k {k} ours {ours:F2} reference {inertia:F2} ratio {ours / inertia:F6}");
            Assert.True(ours <= inertia * 1.0005, $"k = {k}: {ours} against {inertia}");
        }
    }

    [Fact]
    public void Silhouette_of_the_reference_s_labels_is_the_reference_s()
    {
        var (matrix, clusters) = Customers.Olist();
        var score = Silhouette.Score(matrix, StandardScaler.Fit(matrix), [clusters], cancellationToken: Cancel)[0];
        Assert.Equal(Reference().Single(r => r.K == 7).Silhouette, score.Mean, 1e-6);
    }

    [Fact]
    public void The_scaler_learns_the_reference_s_means()
    {
        var (matrix, _) = Customers.Olist();
        var scaler = StandardScaler.Fit(matrix);
        using var summary = Summary();
        Assert.Equal(summary.RootElement.GetProperty("feature_mean").GetProperty("avg_installments").GetDouble(), scaler.Mean[4], 1e-9);
        var std = summary.RootElement.GetProperty("feature_std_ddof1").GetProperty("avg_installments").GetDouble();
        Assert.Equal(std * Math.Sqrt((matrix.Count - 1.0) / matrix.Count), scaler.Scale[4], 1e-9);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JsonDocument Summary() => JsonDocument.Parse(File.ReadAllText(TestData.Shared("reference/olist-subset/summary.json")));

    private static List<(int K, double Inertia, double Silhouette)> Reference()
    {
        using var summary = Summary();
        return [.. summary.RootElement.GetProperty("k_range").EnumerateArray().Select(r =>
            (r.GetProperty("k").GetInt32(), r.GetProperty("inertia").GetDouble(), r.GetProperty("silhouette").GetDouble()))];
    }
}
