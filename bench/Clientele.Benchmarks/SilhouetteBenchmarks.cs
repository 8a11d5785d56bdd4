using BenchmarkDotNet.Attributes;
using Clientele.Clustering;

namespace Clientele.Benchmarks;

/// <summary>Exact silhouettes of 93,000 customers × 9 features. The scalar definition is measured on a tenth of the customers (its time grows with the
/// square: multiply by 100 for the same job).</summary>
[ShortRunJob, MemoryDiagnoser]
public class SilhouetteBenchmarks
{
    private StandardisedCustomers _customers = null!;
    private int[][] _labellings = [];
    private double[][] _columns = [];

    [Params(false, true)]
    public bool Distinct { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var matrix = Shop.Customers(93_000, Distinct);
        _customers = StandardisedCustomers.Of(matrix, 0, default);
        _columns = [.. _customers.Scaler.Standardise(matrix)];
        _labellings = [.. Enumerable.Range(2, 9).Select(k =>
            Segmenter.Fit(_customers, new SegmentationOptions { K = k, NInit = 3 }, null, default).Labels)];
    }

    [Benchmark(Baseline = true, Description = "one labelling (k = 7)")]
    public double One() => Score([_labellings[5]]);

    [Benchmark(Description = "nine labellings (k = 2..10)")]
    public double Nine() => Score(_labellings);

    [Benchmark(Description = "scalar definition, one labelling, 9,300 customers (x 100 for all)")]
    public double Definition()
    {
        const int N = 9_300;
        var labels = _labellings[5];
        var sizes = new int[7];
        for (var i = 0; i < N; i++)
            sizes[labels[i]]++;
        var total = 0.0;
        for (var i = 0; i < N; i++)
        {
            var sums = new double[7];
            for (var o = 0; o < N; o++)
            {
                var squared = 0.0;
                foreach (var column in _columns)
                    squared += (column[i] - column[o]) * (column[i] - column[o]);
                sums[labels[o]] += Math.Sqrt(squared);
            }
            var a = sums[labels[i]] / Math.Max(1, sizes[labels[i]] - 1);
            var b = Enumerable.Range(0, 7).Where(s => s != labels[i] && sizes[s] > 0).Min(s => sums[s] / sizes[s]);
            total += (b - a) / Math.Max(a, b);
        }
        return total / N;
    }

    private double Score(int[][] labellings) =>
        Silhouette.Score(_customers.Points, _customers.Rows.RowToPoint, labellings, new SilhouetteOptions(), null, default)[0].Mean;
}
