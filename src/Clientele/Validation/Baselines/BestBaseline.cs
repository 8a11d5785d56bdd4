using Clientele.Clustering;
using Clientele.Data;
using Clientele.Validation.Measures;

namespace Clientele.Validation.Baselines;

/// <summary>The best of logit, boosting and their blend: chosen on the calibration customers, to be scored on test. It gives the L_best of every skill and stands for
/// reality given the context where a perfect simulator is needed.</summary>
/// <param name="Name">Which one: <c>logistic</c>, <c>boosting</c> or <c>blend</c>.</param>
/// <param name="Probabilities">Its probabilities (n, options).</param>
/// <param name="CalibrationLoss">Mean log-loss of each on the calibration customers, by name.</param>
/// <param name="All">Probabilities of each, by name.</param>
internal sealed record BestBaseline(
    string Name, double[][] Probabilities, IReadOnlyDictionary<string, double> CalibrationLoss, IReadOnlyDictionary<string, double[][]> All)
{
    /// <summary>Fits the three and chooses.</summary>
    /// <exception cref="ClienteleException">LightGBM cannot be loaded here.</exception>
    public static BestBaseline Fit(TaskTable table, int seed, Workers workers = default)
    {
        var (logistic, boosting) = (Logistic.Predict(table, workers), Boosting.Predict(table, seed, workers));
        var all = new SortedDictionary<string, double[][]>(StringComparer.Ordinal)
        {
            ["logistic"] = logistic,
            ["boosting"] = boosting,
            ["blend"] = Blend.Choose(table, logistic, boosting).Apply(logistic, boosting),
        };
        var rows = Enumerable.Range(0, table.Count).Where(i => table.Group[i] == CustomerGroup.Calibrate).ToArray();
        var losses = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, probabilities) in all)
        {
            var loss = ProperScores.LogLoss(probabilities, table.Outcome);
            losses[name] = rows.Length == 0 ? double.NaN : rows.Average(i => loss[i]);
        }
        // "blend" comes first in the order of names: on a tie the simpler one is taken.
        var best = new[] { "logistic", "boosting", "blend" }.MinBy(name => losses[name])!;
        return new BestBaseline(best, all[best], losses, all);
    }

    /// <summary>As <see cref="Fit"/>, from an earlier run where there was one. With a cache only the test rows keep their probabilities; the others are empty.</summary>
    /// <param name="table">The task.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="cache">Earlier runs; null = fit.</param>
    /// <exception cref="ClienteleException">LightGBM cannot be loaded here, or the cache cannot be written.</exception>
    public static BestBaseline Scored(TaskTable table, int seed, Workers workers, BaselineCache? cache)
    {
        if (cache is null)
            return Fit(table, seed, workers);
        int[] rows = [.. Enumerable.Range(0, table.Count).Where(i => table.Group[i] == CustomerGroup.Test)];
        double[][] inputs =
        [
            [table.Options.Count, .. table.Columns.Select(column => (double)column.Levels)], .. table.Columns.Select(column => column.Values),
            Array.ConvertAll(table.Outcome, y => (double)y), Array.ConvertAll(table.Feasible, f => (double)f), Array.ConvertAll(table.Customer, c => (double)c),
            Array.ConvertAll(table.Group, group => (double)group),
        ];
        var packed = cache.Of("baselines-" + table.Kind, inputs, () => Fit(table, seed, workers).Pack(rows));
        return Unpack(packed, rows, table.Count);
    }

    // Losses by name, which is the best, then the rows of each by name.
    private double[][] Pack(int[] rows) =>
        [[.. CalibrationLoss.Values], [All.Keys.ToList().IndexOf(Name)], .. All.Values.SelectMany(probabilities => rows.Select(row => probabilities[row]))];

    private static BestBaseline Unpack(double[][] packed, int[] rows, int count)
    {
        string[] names = ["blend", "boosting", "logistic"];
        var (all, losses) = (new SortedDictionary<string, double[][]>(StringComparer.Ordinal), new SortedDictionary<string, double>(StringComparer.Ordinal));
        for (var k = 0; k < names.Length; k++)
        {
            var probabilities = new double[count][];
            Array.Fill(probabilities, []);
            for (var i = 0; i < rows.Length; i++)
                probabilities[rows[i]] = packed[2 + k * rows.Length + i];
            (all[names[k]], losses[names[k]]) = (probabilities, packed[0][k]);
        }
        var best = names[(int)packed[1][0]];
        return new BestBaseline(best, all[best], losses, all);
    }
}
