using Clientele.Clustering;
using Clientele.Data;

namespace Clientele.Validation.Baselines;

/// <summary>Gradient boosting on the whole context; rounds chosen on the calibration customers, never on test.</summary>
internal static class Boosting
{
    /// <summary>Probabilities (n, options), infeasible options 0.</summary>
    /// <exception cref="ClienteleException">LightGBM cannot be loaded here.</exception>
    public static double[][] Predict(TaskTable table, int seed, Workers workers = default, BoosterOptions? options = null)
    {
        var rows = Enumerable.Range(0, table.Count).ToArray();
        return FeasibleOptions.Restrict(table, Booster.FitPredict(
            table.Columns, table.Outcome, table.Options.Count, [.. rows.Where(i => table.Group[i] == CustomerGroup.Fit)],
            [.. rows.Where(i => table.Group[i] == CustomerGroup.Calibrate)], (options ?? new BoosterOptions()) with { Seed = seed }, workers));
    }
}
