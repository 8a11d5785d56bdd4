using System.Diagnostics;
using System.Globalization;
using System.Text;
using Clientele.Clustering;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using Clientele.Validation.Personas;
using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Benchmarks;

/// <summary>Our statistics beside R's on the same made-up numbers: <c>statistics [--rscript Rscript] [--page docs/statistics.md]</c>. The numbers and ours go to a
/// temporary folder, <c>bench/reference/statistics.R</c> computes its own from them, and the table of largest differences is put into the page.</summary>
internal static class StatisticsRun
{
    private const string Begin = "<!-- differences -->", End = "<!-- /differences -->";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new RunArguments(arguments);
        var folder = Directory.CreateTempSubdirectory("clientele-statistics-");
        try
        {
            var ours = new SortedDictionary<string, double>(StringComparer.Ordinal);
            Segments(folder.FullName, ours);
            Correlations(folder.FullName, ours);
            Orders(folder.FullName, ours);
            Forecasts(folder.FullName, ours);
            var theirs = await PeerAsync(given.Text("--rscript", "Rscript"), folder.FullName);
            var table = Table(ours, theirs);
            Console.WriteLine(table);
            var page = given.Text("--page", Path.Combine("docs", "statistics.md"));
            var text = await File.ReadAllTextAsync(page);
            var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
            await File.WriteAllTextAsync(page, $"{text[..from]}\n{table}{text[to..]}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Segments(string folder, SortedDictionary<string, double> ours)
    {
        const int Count = 1_500, K = 4;
        var random = new SeededRandom(11);
        var columns = Enumerable.Range(0, 3).Select(_ => new double[PointSet.Pad(Count)]).ToArray();
        var weights = new double[PointSet.Pad(Count)];
        for (var i = 0; i < Count; i++)
        {
            var kind = random.NextInt32(4);
            (columns[0][i], columns[1][i], columns[2][i], weights[i]) = ((kind % 2 * 2.5) + random.NextGaussian(), (kind / 2 * 2.0) + random.NextGaussian(), random.NextGaussian(), 1);
        }
        var points = new PointSet(columns, weights, Count);
        var result = KMeans.Fit(points, K, new KMeansOptions(), default);
        // Another partition with as many segments: the nearest of other centres.
        var other = KMeans.Assign(points, [.. result.Centroids.Select((value, j) => value + (j % 3 == 0 ? 0.7 : 0))], K, Workers.All);
        Write(folder, "points.csv", ["x", "y", "z", "one", "other"], Enumerable.Range(0, Count).Select(i => new[] { columns[0][i], columns[1][i], columns[2][i], result.Labels[i] + 1, other[i] + 1 }));
        Write(folder, "centroids.csv", ["x", "y", "z"], result.Centroids.Chunk(3));
        ours["k-means inertia at convergence"] = result.Inertia;
        ours["silhouette, mean"] = Silhouette.Score(points, [.. Enumerable.Range(0, Count)], [result.Labels[..Count]], new SilhouetteOptions(), null, default)[0].Mean;
        ours["adjusted Rand index"] = AdjustedRand.Index(weights, result.Labels, other);
        var jaccard = SegmentStability.Jaccard(weights, result.Labels, other, K);
        for (var s = 0; s < K; s++)
            ours[$"Jaccard similarity of segment #{s + 1}"] = jaccard[s];
        ours["prediction strength"] = SegmentStability.PredictionStrength(weights, result.Labels, other, K);
        ours["spread kept"] = 1 - (result.Inertia / points.Spread());
    }

    private static void Correlations(string folder, SortedDictionary<string, double> ours)
    {
        var random = new SeededRandom(5);
        var matrix = Matrix<double>.Build.DenseIdentity(6);
        for (var a = 0; a < 6; a++)
            for (var b = 0; b < a; b++)
                matrix[a, b] = matrix[b, a] = (2 * random.NextDouble()) - 1;
        Write(folder, "matrix.csv", ["a", "b", "c", "d", "e", "f"], matrix.ToRowArrays());
        var nearest = CorrelationFit.Nearest(matrix);
        for (var a = 0; a < 6; a++)
            for (var b = 0; b < a; b++)
                ours[$"nearest correlation matrix #{a + 1}.{b + 1}"] = nearest[a, b];
        // Two yes/no features with 30 and 60 % yes and latent correlation .5: their correlation is an integral over the normal plane.
        var (one, two) = (GaussianCopula.Margin.Of([0, 1], [70, 30], 2), GaussianCopula.Margin.Of([0, 1], [40, 60], 2));
        ours["correlation that a Gaussian copula gives two yes/no features"] = new PairCorrelation(0, 1, 0, GaussianCopula.Series(one, two)).Drawn(.5);
    }

    private static void Orders(string folder, SortedDictionary<string, double> ours)
    {
        const int Count = 4_000;
        var random = new SeededRandom(8);
        var (running, outcome, price, quantity) = (new double[Count], new double[Count], new double[Count], new double[Count]);
        var (customer, product) = (new int[Count], new int[Count]);
        for (var i = 0; i < Count; i++)
        {
            (customer[i], product[i], running[i]) = (random.NextInt32(1_500), random.NextInt32(60), 40 * random.NextDouble());
            var taste = (SeededRandom.Mix(1, (ulong)customer[i]) % 1000 / 1000.0) - .5;
            outcome[i] = random.NextBoolean(.3 + (.2 * (running[i] >= 20 ? 1 : 0)) + (.2 * taste)) ? 1 : 0;
            price[i] = (product[i] / 20.0) + random.NextGaussian();
            quantity[i] = (product[i] / 10.0) - (1.3 * price[i]) + random.NextGaussian() + (2 * taste);
        }
        Write(folder, "orders.csv", ["running", "outcome", "customer", "product", "price", "quantity"], Enumerable.Range(0, Count).Select(i => new[] { running[i], outcome[i], customer[i], product[i], price[i], quantity[i] }));
        var jump = new LocalLinear(running, 20, 8).Estimate(i => outcome[i], customer);
        (ours["discontinuity"], ours["discontinuity: clustered standard error"], ours["discontinuity: robust standard error"]) = (jump.Value, jump.Se, jump.RobustSe);
        var slope = WithinSlope.Of(quantity, price, customer, product);
        (ours["slope within products"], ours["slope within products: clustered standard error"]) = (slope.Value, slope.Se);
    }

    private static void Forecasts(string folder, SortedDictionary<string, double> ours)
    {
        const int Count = 2_000;
        var random = new SeededRandom(9);
        var (first, second, outcome, customer) = (new double[Count][], new double[Count][], new int[Count], new int[Count]);
        for (var i = 0; i < Count; i++)
        {
            var (x, y) = (random.NextGaussian(), random.NextGaussian());
            var (p, q) = (1 / (1 + Math.Exp(-x)), 1 / (1 + Math.Exp(-x - y)));
            (first[i], second[i], customer[i]) = ([1 - p, p], [1 - q, q], i / 3);
            outcome[i] = random.NextBoolean(1 / (1 + Math.Exp(-x - (.4 * y) - .2))) ? 1 : 0;
        }
        var amounts = Enumerable.Range(0, Count).Select(_ => 20 + (30 * random.NextDouble())).ToArray();
        double[] representatives = [20, 35];
        Write(folder, "forecasts.csv", ["p", "q", "outcome", "customer", "amount"], Enumerable.Range(0, Count).Select(i => new[] { first[i][1], second[i][1], outcome[i], customer[i], amounts[i] }));
        ours["log loss"] = ProperScores.LogLoss(first, outcome).Average();
        ours["Brier score"] = ProperScores.Brier(first, outcome).Average();
        ours["area under the curve"] = TwoSampleTest.Area([.. first.Select(p => p[1])], [.. outcome.Select(y => y == 1)]);
        ours["continuous ranked probability score"] = ContinuousRankedProbability.Of(first, representatives, amounts).Average();
        var added = AddedValue.Of(first, second, outcome, [.. outcome.Select(_ => 2)], customer);
        (ours["pool of two forecasts: first weight"], ours["pool of two forecasts: second weight"]) = (added.Choice.Value, added.Model.Value);
        ours["pool of two forecasts: clustered standard error"] = (added.Model.High - added.Model.Value) / 1.96;
        var calibration = CalibrationError.Of(first, outcome, 15);
        (ours["calibration error as measured"], ours["calibration error without what chance adds"]) = (calibration.Value, calibration.Debiased);
    }

    private static async Task<Dictionary<string, (double Value, string Source)>> PeerAsync(string rscript, string folder)
    {
        var script = Path.Combine("bench", "reference", "statistics.R");
        using var process = Process.Start(new ProcessStartInfo(rscript, [script, folder]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{rscript} does not start.");
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}.");
        return lines.Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => (double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]), StringComparer.Ordinal);
    }

    private static string Table(SortedDictionary<string, double> ours, Dictionary<string, (double Value, string Source)> theirs)
    {
        var text = new StringBuilder("| statistic | ours | held against | largest difference |\n|---|---:|---|---:|\n");
        foreach (var group in ours.GroupBy(pair => pair.Key.Split(" #")[0]))
        {
            var worst = group.Max(pair => Math.Abs(pair.Value - theirs[pair.Key].Value));
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {(group.Count() == 1 ? group.First().Value.ToString("0.000000", CultureInfo.InvariantCulture) : $"{group.Count()} values")} | {theirs[group.First().Key].Source} | {worst:0.0E+0} |\n");
        }
        return text.ToString();
    }

    private static void Write(string folder, string name, string[] header, IEnumerable<double[]> rows) => File.WriteAllLines(
        Path.Combine(folder, name), rows.Select(row => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))).Prepend(string.Join(',', header)));
}
