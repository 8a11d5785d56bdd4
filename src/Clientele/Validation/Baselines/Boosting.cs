using Clientele.Clustering;
using Clientele.Data;

namespace Clientele.Validation.Baselines;

/// <summary>Gradient boosting on the whole context; rounds chosen on the calibration customers, never on test.</summary>
internal static class Boosting
{
    /// <summary>How it is done for a number of options, chosen on calibration customers. Many options share the orders among many trees a round, so fewer rounds with
    /// larger steps do as well in a quarter of the time.</summary>
    public static BoosterOptions Options(int options) =>
        options > 20 ? new BoosterOptions { LearningRate = .2, Leaves = 31 } : new BoosterOptions { LearningRate = .1, Leaves = 15 };

    /// <summary>Probabilities (n, options), infeasible options 0.</summary>
    /// <exception cref="ClienteleException">LightGBM cannot be loaded here.</exception>
    public static double[][] Predict(TaskTable table, int seed, Workers workers = default, BoosterOptions? options = null)
    {
        var rows = Enumerable.Range(0, table.Count).ToArray();
        return FeasibleOptions.Restrict(table, Booster.FitPredict(
            table.Columns, table.Outcome, table.Options.Count, [.. rows.Where(i => table.Group[i] == CustomerGroup.Fit)],
            [.. rows.Where(i => table.Group[i] == CustomerGroup.Calibrate)], (options ?? Options(table.Options.Count)) with { Seed = seed }, workers));
    }
}
