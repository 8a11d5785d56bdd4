using System.Globalization;
using Clientele.Clustering;

namespace Clientele.Validation.Baselines;

/// <summary>Gradient-boosted trees (Friedman 2001; Ke et al. 2017, "LightGBM: a highly efficient gradient boosting decision tree") on mixed columns: fitted on some
/// rows, stopped on others, asked for all. The same bits for a seed and any number of threads (LightGBM's <c>deterministic</c>, rows first).</summary>
internal static class Booster
{
    /// <summary>Probabilities of the classes, row by row (rows × classes).</summary>
    /// <param name="columns">The columns; all rows.</param>
    /// <param name="label">Class of every row, 0..<paramref name="classes"/>−1.</param>
    /// <param name="classes">Classes, &gt;= 2.</param>
    /// <param name="fit">Rows to fit on.</param>
    /// <param name="stop">Rows that choose the number of rounds; empty = all rounds are used.</param>
    /// <param name="options">How to boost.</param>
    /// <param name="workers">Threads; a cancelled fit stops between two rounds.</param>
    /// <exception cref="ClienteleException">LightGBM cannot be loaded here.</exception>
    public static double[][] FitPredict(
        IReadOnlyList<TaskColumn> columns, int[] label, int classes, int[] fit, int[] stop, BoosterOptions options, Workers workers = default) =>
        LightGbm.Loaded(() => Run(columns, label, classes, fit, stop, options, workers));

    private static double[][] Run(
        IReadOnlyList<TaskColumn> columns, int[] label, int classes, int[] fit, int[] stop, BoosterOptions options, Workers workers)
    {
        var parameters = Parameters(columns, classes, options, workers);
        nint train = 0, validation = 0, booster = 0;
        try
        {
            train = Dataset(columns, label, fit, parameters, 0);
            LightGbm.Check(LightGbm.BoosterCreate(train, parameters, out booster));
            if (stop.Length > 0)
            {
                validation = Dataset(columns, label, stop, parameters, train);
                LightGbm.Check(LightGbm.BoosterAddValidData(booster, validation));
            }
            var rounds = Boost(booster, stop.Length > 0, options, workers.Cancellation);
            return Predict(booster, columns, label.Length, classes, rounds, parameters);
        }
        finally
        {
            if (booster != 0)
                _ = LightGbm.BoosterFree(booster);
            foreach (var dataset in new[] { validation, train })
                if (dataset != 0)
                    _ = LightGbm.DatasetFree(dataset);
        }
    }

    private static int Boost(nint booster, bool stopping, BoosterOptions options, CancellationToken cancellation)
    {
        var (best, bestRound, loss) = (double.PositiveInfinity, 0, new double[4]);
        for (var round = 1; round <= options.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            LightGbm.Check(LightGbm.BoosterUpdateOneIter(booster, out var finished));
            if (finished != 0)
                return stopping ? bestRound : round;
            if (!stopping)
                continue;
            LightGbm.Check(LightGbm.BoosterGetEval(booster, 1, out _, loss));
            if (loss[0] < best)
                (best, bestRound) = (loss[0], round);
            else if (round - bestRound >= options.Patience)
                return bestRound;
        }
        return stopping ? bestRound : options.Rounds;
    }

    private static double[][] Predict(nint booster, IReadOnlyList<TaskColumn> columns, int count, int classes, int rounds, string parameters)
    {
        var outputs = classes == 2 ? 1 : classes;
        var flat = new double[(long)count * outputs];
        LightGbm.Check(LightGbm.BoosterPredictForMat(
            booster, Matrix(columns, [.. Enumerable.Range(0, count)]), LightGbm.Float64, count, columns.Count, 1, 0, 0, Math.Max(1, rounds), parameters, out _, flat));
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
            rows[i] = outputs == 1 ? [1 - flat[i], flat[i]] : flat[(i * outputs)..((i + 1) * outputs)];
        return rows;
    }

    private static nint Dataset(IReadOnlyList<TaskColumn> columns, int[] label, int[] rows, string parameters, nint reference)
    {
        LightGbm.Check(LightGbm.DatasetCreateFromMat(Matrix(columns, rows), LightGbm.Float64, rows.Length, columns.Count, 1, parameters, reference, out var dataset));
        LightGbm.Check(LightGbm.DatasetSetField(dataset, "label", Array.ConvertAll(rows, i => (float)label[i]), rows.Length, LightGbm.Float32));
        return dataset;
    }

    private static double[] Matrix(IReadOnlyList<TaskColumn> columns, int[] rows)
    {
        var matrix = new double[(long)rows.Length * columns.Count];
        for (var j = 0; j < columns.Count; j++)
            for (var i = 0; i < rows.Length; i++)
                matrix[(i * columns.Count) + j] = columns[j].Values[rows[i]];
        return matrix;
    }

    private static string Parameters(IReadOnlyList<TaskColumn> columns, int classes, BoosterOptions options, Workers workers)
    {
        var categorical = string.Join(',', Enumerable.Range(0, columns.Count).Where(j => columns[j].Levels > 0));
        // LightGBM's threads wait for each other many times a tree: where other work holds a core, two threads on two cores take ten times as long as one.
        var threads = Math.Max(1, workers.Count / 2);
        var objective = classes == 2 ? "objective=binary metric=binary_logloss" : $"objective=multiclass metric=multi_logloss num_class={classes}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{objective} learning_rate={options.LearningRate} num_leaves={options.Leaves} min_data_in_leaf={options.MinOrdersInLeaf} lambda_l2={options.L2} feature_fraction={options.ColumnShare} seed={options.Seed} deterministic=true force_row_wise=true num_threads={threads} verbosity=-1{(categorical.Length > 0 ? $" categorical_feature={categorical}" : "")}");
    }
}
