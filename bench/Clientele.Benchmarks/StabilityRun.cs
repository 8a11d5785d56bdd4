using System.Diagnostics;
using System.Globalization;
using System.Text;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;

namespace Clientele.Benchmarks;

/// <summary>Stability of segments next to its peer and to other searches: <c>stability --data DIR --mapping M [--customers 8000] [--seed 1] [--halvings 50]
/// [--resamples 100] [--rscript Rscript] [--search-only] [--out FILE]</c>. Customers are drawn by the seed; R's fpc gets the same standardised features.</summary>
internal static class StabilityRun
{
    private const int Smallest = 2, Largest = 10;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new RunArguments(arguments);
        var (halvings, resamples, seed) = (given.Whole("--halvings", 50), given.Whole("--resamples", 100), given.Whole("--seed", 1));
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = given.Text("--data", "."), Mapping = MappingFile.Load(given.Text("--mapping", "olist")) });
        var all = await FeatureBuilder.BuildAsync(transactions, FeatureSet.Load(given.Text("--features", "reference")));
        var matrix = Sample(all, given.Whole("--customers", 8_000), seed);
        var options = new SegmentCountOptions
        {
            Smallest = Smallest,
            Largest = Largest,
            Halvings = halvings,
            MostHalvings = halvings,
            Bootstraps = resamples,
            MostBootstraps = resamples,
            Segmentation = new SegmentationOptions { Seed = seed, Silhouette = false },
        };
        SegmentCount.Evaluate(matrix, options with { Halvings = 2, MostHalvings = 2, Bootstraps = 2, MostBootstraps = 2 });
        var watch = Stopwatch.StartNew();
        var ours = SegmentCount.Evaluate(matrix, options);
        var seconds = watch.Elapsed.TotalSeconds;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{matrix.Count:#,0} customers drawn with seed {seed} from {all.Count:#,0} of {transactions.Mapping.Name}, {halvings} halvings, {resamples} resamples, k = {Smallest} to {Largest}.");
        text.AppendLine();
        Searches(text, matrix, halvings, resamples, seed);
        if (!given.Has("--search-only"))
            await PeerAsync(text, matrix, ours, seconds, halvings, resamples, seed, given.Text("--rscript", "Rscript"));
        Console.Write(text);
        if (given.Text("--out", "") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, $"# Stability of segments\n\n{text}");
        return 0;
    }

    /// <summary>The search over cells next to searches over the points: ten starts with swaps, and ten plain starts.</summary>
    private static void Searches(StringBuilder text, FeatureMatrix matrix, int halvings, int resamples, int seed)
    {
        var customers = StandardisedCustomers.Of(matrix, 0, default);
        var cells = PointCells.Of(customers.Points);
        var ours = new SegmentationOptions { Seed = seed };
        Search[] searches =
        [
            new("ours: cells", (points, k, stream) => KMeans.FitSample(points.Compact(), cells.Weighted(points.Weights), k, ours, stream, default)!),
            new("ten starts with swaps", (points, k, stream) => Points(points, k, 10, 8, seed, stream)),
            new("ten plain starts", (points, k, stream) => Points(points, k, 10, 0, seed, stream)),
        ];
        text.AppendLine("Prediction strength by how each half is searched (mean ± standard error over the same halvings).");
        Compare(text, searches, halvings, k => (search, h) =>
        {
            var (left, right) = SegmentStability.Halved(customers, RandomStream.Of(seed, 77, h));
            var (a, b) = (search.Labels(left, k, 3 * h), search.Labels(right, k, (3 * h) + 1));
            var strength = SegmentStability.PredictionStrength(right.Weights, b.Labels, a.Labels, k) + SegmentStability.PredictionStrength(left.Weights, a.Labels, b.Labels, k);
            return (strength / 2, a.Inertia + b.Inertia);
        });
        text.AppendLine("Jaccard similarity, mean over the segments, of all customers' segments with those of a resample, by how each resample is searched.");
        Compare(text, searches, resamples, k =>
        {
            var original = KMeans.Lloyd(customers.Points, Points(customers.Points, k, 20, 20, seed, 0), k, 100, 0, new Workers(0, default)).Labels;
            return (search, b) =>
            {
                var fit = search.Labels(SegmentStability.Resampled(customers, RandomStream.Of(seed, 78, b)), k, (3 * b) + 2);
                return (SegmentStability.Jaccard(customers.Points.Weights, original, fit.Labels, k).Average(), fit.Inertia);
            };
        });
    }

    private static void Compare(StringBuilder text, Search[] searches, int draws, Func<int, Func<Search, int, (double Value, double Inertia)>> of)
    {
        text.AppendLine("Excess: how far the inertia lies above the least that any of the three found.");
        text.AppendLine();
        text.AppendLine("| k | " + string.Join(" | ", searches.Select(search => $"{search.Name} | excess")) + " |");
        text.AppendLine("|---:|" + string.Concat(Enumerable.Repeat("---:|---:|", searches.Length)));
        var (overall, times) = (searches.Select(_ => new List<double>()).ToArray(), new double[searches.Length]);
        for (var k = Smallest; k <= Largest; k++)
        {
            var measure = of(k);
            var found = searches.Select(_ => new (double Value, double Inertia)[draws]).ToArray();
            for (var s = 0; s < searches.Length; s++)
            {
                var (search, watch) = (s, Stopwatch.StartNew());
                new Workers(0, default).For(draws, draw => found[search][draw] = measure(searches[search], draw));
                times[s] += watch.Elapsed.TotalSeconds;
                overall[s].AddRange(found[s].Select(one => one.Value));
            }
            text.Append(CultureInfo.InvariantCulture, $"| {k} |");
            foreach (var one in found)
            {
                var excess = one.Select((fit, draw) => (fit.Inertia / found.Min(other => other[draw].Inertia)) - 1).Average();
                text.Append(CultureInfo.InvariantCulture, $" {MonteCarloMean.Of([.. one.Select(fit => fit.Value)]).Text("0.000")} | {100 * excess:0.000} % |");
            }
            text.AppendLine();
        }
        text.AppendLine("| all | " + string.Join(" | ", overall.Select((values, s) => FormattableString.Invariant($"{MonteCarloMean.Of(values).Text("0.000")} | {times[s]:0.0} s"))) + " |");
        text.AppendLine();
        for (var other = 1; other < searches.Length; other++)
        {
            var difference = MonteCarloMean.Of([.. overall[0].Zip(overall[other], (a, b) => a - b)]);
            text.AppendLine(CultureInfo.InvariantCulture, $"Ours less {searches[other].Name}, pair by pair: {difference.Mean:+0.0000;−0.0000} ± {difference.StandardError:0.0000}.");
        }
        text.AppendLine();
    }

    private sealed record Search(string Name, Func<PointSet, int, int, double[]> Fit)
    {
        public KMeansResult Labels(PointSet sample, int k, int stream) => KMeans.Lloyd(sample, Fit(sample, k, stream), k, 1, 0, new Workers(1, default));
    }

    private static double[] Points(PointSet points, int k, int starts, int swaps, int seed, int stream) =>
        KMeans.Fit(points.Compact(), k, new KMeansOptions { NInit = starts, SwapFailures = swaps, Seed = seed, Stream = (6 << 24) + stream, Threads = 1 }, default).Centroids;

    private static async Task PeerAsync(
        StringBuilder text, FeatureMatrix matrix, SegmentCountEvaluation ours, double seconds, int halvings, int resamples, int seed, string rscript)
    {
        var file = Path.GetTempFileName();
        try
        {
            var columns = ours.Rows[0].Segmentation.Scaler.Standardise(matrix);
            await File.WriteAllLinesAsync(file, Enumerable.Range(0, matrix.Count).Select(i => string.Join(',', columns.Select(column => column[i].ToString("R", CultureInfo.InvariantCulture)))));
            using var process = Process.Start(new ProcessStartInfo(
                rscript, [Path.Combine("bench", "reference", "stability.R"), file, $"{halvings}", $"{resamples}", $"{Largest}", $"{seed}"])
            { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"bench/reference/stability.R ended with {process.ExitCode}.");
            var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
            var peer = double.Parse(lines.Single(line => line[0] == "seconds")[1], CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"R's fpc on the same customers (`prediction.strength` and `clusterboot`, runs = 10): {peer:0.0} s, ours {seconds:0.0} s, silhouettes left out in both: {peer / seconds:0} × as fast.");
            text.AppendLine();
            text.AppendLine("| k | strength, ours | strength, fpc | least Jaccard, ours | least Jaccard, fpc |");
            text.AppendLine("|---:|---:|---:|---:|---:|");
            foreach (var row in ours.Rows)
            {
                var line = lines.Single(parts => parts[0] == row.K.ToString(CultureInfo.InvariantCulture));
                text.AppendLine($"| {row.K} | {row.PredictionStrength!.Value.Text("0.000")} | {line[1]} ± {line[2]} | {row.JaccardMin!.Value.Text("0.000")} | {line[3]} |");
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static FeatureMatrix Sample(FeatureMatrix matrix, int count, int seed)
    {
        var rows = Enumerable.Range(0, matrix.Count).ToArray();
        RandomStream.Of(seed, 88).Shuffle(rows);
        rows = [.. rows.Take(count).Order()];
        return new FeatureMatrix(
            matrix.FeatureSet, [.. rows.Select(row => matrix.CustomerIds[row])], matrix.Features, [.. matrix.Columns.Select(column => rows.Select(row => column[row]).ToArray())]);
    }
}
