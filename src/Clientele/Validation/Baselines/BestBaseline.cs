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
}
