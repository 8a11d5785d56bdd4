using BenchmarkDotNet.Attributes;
using Clientele.Clustering;
using Clientele.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Clientele.Benchmarks;

/// <summary>k-means, k = 7, on 93,000 customers × 9 features. The baseline is ML.NET's trainer with its defaults (one k-means++ start, all cores);
/// ours is shown with one start, with ten as scikit-learn, and as shipped (ten and swaps). Inertia of each is printed by the clean-up.</summary>
[ShortRunJob, MemoryDiagnoser]
public class KMeansBenchmarks
{
    private const int K = 7;
    private FeatureMatrix _matrix = null!;
    private StandardisedCustomers _customers = null!;
    private MLContext _ml = null!;
    private IDataView _view = null!;
    private readonly Dictionary<string, double> _inertia = [];

    [Params(false, true)]
    public bool Distinct { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _matrix = Shop.Customers(93_000, Distinct);
        _customers = StandardisedCustomers.Of(_matrix, 0, default);
        var columns = _customers.Scaler.Standardise(_matrix);
        _ml = new MLContext(seed: 42);
        var rows = Enumerable.Range(0, _matrix.Count).Select(i => new Row { Features = [.. columns.Select(c => (float)c[i])] }).ToArray();
        _view = _ml.Data.LoadFromEnumerable(rows);
    }

    [Benchmark(Baseline = true, Description = "ML.NET KMeansTrainer, 1 start")]
    public object MlNet()
    {
        var options = new KMeansTrainer.Options { NumberOfClusters = K, FeatureColumnName = nameof(Row.Features) };
        var model = _ml.Clustering.Trainers.KMeans(options).Fit(_view);
        VBuffer<float>[] centroids = [];
        model.Model.GetClusterCentroids(ref centroids, out _);
        _inertia["ML.NET"] = Inertia([.. centroids.SelectMany(c => c.DenseValues().Select(v => (double)v))]);
        return model;
    }

    [Benchmark(Description = "Clientele, 1 start")]
    public object One() => Ours("1 start", 1, 0);

    [Benchmark(Description = "Clientele, 10 starts")]
    public object Ten() => Ours("10 starts", 10, 0);

    [Benchmark(Description = "Clientele, 10 starts and swaps (as shipped)")]
    public object Shipped() => Ours("shipped", 10, new KMeansOptions().SwapFailures);

    [Benchmark(Description = "Clientele, as shipped, from raw features")]
    public object FromRaw() => Segmenter.Fit(_matrix, new SegmentationOptions { Silhouette = false });

    [GlobalCleanup]
    public void Print()
    {
        foreach (var (who, inertia) in _inertia)
            Console.WriteLine($"// inertia, distinct = {Distinct}: {who} {inertia:F0}");
    }

    private KMeansResult Ours(string name, int starts, int swaps)
    {
        var result = KMeans.Fit(_customers.Points, K, new KMeansOptions { NInit = starts, SwapFailures = swaps }, default);
        _inertia[name] = result.Inertia;
        return result;
    }

    private double Inertia(double[] centroids)
    {
        var points = _customers.Points;
        var sum = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            var least = double.PositiveInfinity;
            for (var c = 0; c < K; c++)
            {
                var squared = 0.0;
                for (var j = 0; j < points.Dimensions; j++)
                    squared += Math.Pow(points.Columns[j][i] - centroids[(c * points.Dimensions) + j], 2);
                least = Math.Min(least, squared);
            }
            sum += points.Weights[i] * least;
        }
        return sum;
    }

    private sealed class Row
    {
        [VectorType(9)]
        public float[] Features { get; set; } = [];
    }
}
