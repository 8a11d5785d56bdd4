using Clientele.Data;

namespace Clientele.Validation.Baselines;

/// <summary>The shares of the fit within cells of the rows, each drawn towards the population's as if it had held one more order an option.</summary>
internal static class CellMarginal
{
    /// <summary>Probabilities (n, options).</summary>
    /// <param name="table">The task.</param>
    /// <param name="cell">Cell of every row; −1 = unknown: the population's shares.</param>
    /// <param name="restrict">Whether infeasible options get 0.</param>
    public static double[][] Predict(TaskTable table, ReadOnlySpan<int> cell, bool restrict)
    {
        var (options, population) = (table.Options.Count, PopulationMarginal.Shares(table));
        var cells = 0;
        foreach (var c in cell)
            cells = Math.Max(cells, c + 1);
        var shares = new double[cells][];
        for (var c = 0; c < cells; c++)
            shares[c] = Array.ConvertAll(population, share => share * options);
        for (var i = 0; i < table.Count; i++)
            if (table.Group[i] == CustomerGroup.Fit && cell[i] >= 0)
                shares[cell[i]][table.Outcome[i]]++;
        foreach (var row in shares)
        {
            var sum = row.Sum();
            for (var k = 0; k < options; k++)
                row[k] /= sum;
        }
        var rows = new double[table.Count][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (double[])(cell[i] < 0 ? population : shares[cell[i]]).Clone();
        return restrict ? FeasibleOptions.Restrict(table, rows) : rows;
    }
}
