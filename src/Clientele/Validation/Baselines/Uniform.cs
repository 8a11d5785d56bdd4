namespace Clientele.Validation.Baselines;

/// <summary>Every feasible option alike: what knowing nothing but the menu is worth.</summary>
internal static class Uniform
{
    /// <summary>Probabilities (n, options).</summary>
    public static double[][] Predict(TaskTable table)
    {
        var rows = new double[table.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[table.Options.Count];
            rows[i].AsSpan(0, table.Feasible[i]).Fill(1.0 / table.Feasible[i]);
        }
        return rows;
    }
}
