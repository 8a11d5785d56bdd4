using Clientele.Clustering;
using Clientele.Data;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Clientele.Validation.Baselines;

/// <summary>Multinomial logistic regression over the feasible options with a ridge, by L-BFGS (Nocedal 1980; MathNet). The ridge is the one of a few that does
/// best on the calibration customers.</summary>
internal static class Logistic
{
    private static readonly double[] Ridges = [3, 30];

    /// <summary>Probabilities (n, options), infeasible options 0.</summary>
    /// <param name="table">The task.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="iterations">Iterations of L-BFGS at most.</param>
    public static double[][] Predict(TaskTable table, Workers workers = default, int iterations = 80)
    {
        int[] Rows(CustomerGroup group) => [.. Enumerable.Range(0, table.Count).Where(i => table.Group[i] == group)];
        var (fit, calibrate) = (Rows(CustomerGroup.Fit), Rows(CustomerGroup.Calibrate));
        var design = new LogisticDesign(table.Columns, fit, table.Count);
        var (weights, best, loss) = (new double[design.Features * LogisticLikelihood.Width(table.Options.Count)], Array.Empty<double>(), double.PositiveInfinity);
        // From the stiffest ridge to the softest, each starting where the last one ended.
        foreach (var ridge in Ridges.OrderDescending())
        {
            weights = Fit(design, table.Outcome, table.Feasible, fit, table.Options.Count, ridge, iterations, weights, workers);
            var own = Loss(table, design, weights, calibrate);
            if (best.Length == 0 || own < loss)
                (best, loss) = (weights, own);
        }
        return Predict(design, table.Feasible, table.Options.Count, best, workers);
    }

    /// <summary>Fits on some rows and predicts all, for one ridge: (n, options).</summary>
    public static double[][] FitPredict(
        IReadOnlyList<TaskColumn> columns, int[] label, int options, int[] fit, double ridge, Workers workers = default, int iterations = 80)
    {
        var (design, feasible) = (new LogisticDesign(columns, fit, label.Length), Enumerable.Repeat(options, label.Length).ToArray());
        var start = new double[design.Features * LogisticLikelihood.Width(options)];
        return Predict(design, feasible, options, Fit(design, label, feasible, fit, options, ridge, iterations, start, workers), workers);
    }

    private static double[] Fit(
        LogisticDesign design, int[] outcome, int[] feasible, int[] rows, int options, double ridge, int iterations, double[] start, Workers workers)
    {
        var likelihood = new LogisticLikelihood(design, outcome, feasible, rows, options, ridge, workers);
        var (best, lowest) = (start, double.PositiveInfinity);
        (double, Vector<double>) Evaluate(Vector<double> point)
        {
            workers.Cancellation.ThrowIfCancellationRequested();
            var (weights, gradient) = (point.ToArray(), new double[point.Count]);
            var loss = likelihood.Evaluate(weights, gradient);
            if (loss < lowest)
                (best, lowest) = (weights, loss);
            return (loss, Vector<double>.Build.Dense(gradient));
        }
        try
        {
            new LimitedMemoryBfgsMinimizer(1e-5, 1e-9, 1e-7, 10, iterations).FindMinimum(ObjectiveFunction.Gradient(Evaluate), Vector<double>.Build.Dense((double[])start.Clone()));
        }
        catch (OptimizationException)
        {
            // Out of iterations, or the line search finds nothing better: the best point so far is what there is, and the loss says how good it is.
        }
        return best;
    }

    private static double Loss(TaskTable table, LogisticDesign design, double[] weights, int[] rows)
    {
        var (scores, sum) = (new double[LogisticLikelihood.Width(table.Options.Count)], 0.0);
        foreach (var i in rows)
        {
            LogisticLikelihood.Probabilities(design, weights, i, table.Feasible[i], scores);
            sum -= Math.Log(Math.Max(scores[table.Outcome[i]], 1e-300));
        }
        return sum / rows.Length;
    }

    private static double[][] Predict(LogisticDesign design, int[] feasible, int options, double[] weights, Workers workers)
    {
        var rows = new double[feasible.Length][];
        workers.For(Threading.Blocks(rows.Length), block =>
        {
            var scores = new double[LogisticLikelihood.Width(options)];
            var (start, end) = Threading.Range(block, rows.Length);
            for (var i = start; i < end; i++)
            {
                LogisticLikelihood.Probabilities(design, weights, i, feasible[i], scores);
                rows[i] = scores[..options];
            }
        });
        return rows;
    }
}
