using Clientele.Data;

namespace Clientele.Validation.Baselines;

/// <summary>The shares of the fit, the same for everybody: the zero of every skill. It knows no menu, so infeasible options keep their share; Laplace's rule,
/// (n_k + 1) / (n + K), keeps every share above 0.</summary>
internal static class PopulationMarginal
{
    /// <summary>The shares on the rows to fit on.</summary>
    public static double[] Shares(TaskTable table)
    {
        var shares = new double[table.Options.Count];
        Array.Fill(shares, 1);
        for (var i = 0; i < table.Count; i++)
            if (table.Group[i] == CustomerGroup.Fit)
                shares[table.Outcome[i]]++;
        var sum = shares.Sum();
        return Array.ConvertAll(shares, count => count / sum);
    }

    /// <summary>Probabilities (n, options); all rows are one array.</summary>
    public static double[][] Predict(TaskTable table)
    {
        var rows = new double[table.Count][];
        Array.Fill(rows, Shares(table));
        return rows;
    }
}
