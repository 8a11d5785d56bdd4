using System.Globalization;
using Clientele.Validation;

namespace Clientele.Benchmarks;

/// <summary>What one synthetic store gave, by <see cref="Metrics"/>.</summary>
internal sealed record WorldTruthRow(string World, int Orders, int Seed, double[] Values)
{
    /// <summary>Metrics kept, without the block's name.</summary>
    public static readonly string[] Metrics =
    [
        "r.menu", "r.lateness", "rmse", "rmse.lateness", "rmse.delay", "slope", "coverage.menu", "coverage.lateness", "coverage.delay", "coverage", "prior.coverage", "regret", "coin", "claimed",
    ];

    public static WorldTruthRow Of(string world, int orders, int seed, BlockResult result, bool? claimed)
    {
        double Value(string id) => result.Metrics.First(metric => metric.Id == "truth." + id).Value;
        return new(world, orders, seed,
        [
            .. Metrics.Select(name => name switch
            {
                "coin" => result.Metrics.First(metric => metric.Id == "truth.regret").Baselines["coin"],
                "claimed" => claimed is { } known ? known ? 1 : 0 : Value("false_discovery"),
                _ => Value(name),
            }),
        ]);
    }

    public double this[string metric] => Values[Array.IndexOf(Metrics, metric)];

    public override string ToString() => $"{World} {Orders} seed {Seed}: " + string.Join(", ", Metrics.Select((name, i) => FormattableString.Invariant($"{name} {Values[i]:0.###}")));

    public static List<WorldTruthRow> Load(string path) => !File.Exists(path) ? [] :
    [
        .. File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells => new WorldTruthRow(
            cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), int.Parse(cells[2], CultureInfo.InvariantCulture),
            [.. cells.Skip(3).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))])),
    ];

    public static void Save(string path, IEnumerable<WorldTruthRow> rows) => File.WriteAllLines(path, rows
        .OrderBy(row => row.Orders).ThenBy(row => row.World, StringComparer.Ordinal).ThenBy(row => row.Seed)
        .Select(row => FormattableString.Invariant($"{row.World},{row.Orders},{row.Seed},") + string.Join(',', row.Values.Select(value => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture))))
        .Prepend("world,orders,seed," + string.Join(',', Metrics)));
}
