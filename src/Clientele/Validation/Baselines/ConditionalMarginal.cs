using Clientele.Data;

namespace Clientele.Validation.Baselines;

/// <summary>The shares given one column: by decile of a numeric one (cut on the fit), by level of a categorical one.</summary>
internal static class ConditionalMarginal
{
    /// <summary>Probabilities (n, options), infeasible options 0.</summary>
    /// <exception cref="ArgumentException">No such column.</exception>
    public static double[][] Predict(TaskTable table, string column)
    {
        var given = table.Columns.FirstOrDefault(c => c.Name == column) ?? throw new ArgumentException($"The {table.Kind} task has no column '{column}'.", nameof(column));
        if (given.Levels > 0)
            return CellMarginal.Predict(table, Array.ConvertAll(given.Values, v => double.IsNaN(v) ? -1 : (int)v), restrict: true);
        var cuts = Cuts(given.Values.Where((v, i) => table.Group[i] == CustomerGroup.Fit), 10);
        return CellMarginal.Predict(table, Array.ConvertAll(given.Values, v => double.IsNaN(v) ? -1 : Cell(cuts, v)), restrict: true);
    }

    /// <summary>Distinct upper ends of all but the last of <paramref name="parts"/> equal parts; NaN is left out.</summary>
    public static double[] Cuts(IEnumerable<double> values, int parts)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        return sorted.Length == 0 ? [] : [.. Enumerable.Range(1, parts - 1).Select(p => sorted[(int)((long)sorted.Length * p / parts)]).Distinct()];
    }

    /// <summary>How many cuts lie below a value.</summary>
    public static int Cell(double[] cuts, double value)
    {
        var cell = Array.BinarySearch(cuts, value);
        return cell < 0 ? ~cell : cell;
    }
}
