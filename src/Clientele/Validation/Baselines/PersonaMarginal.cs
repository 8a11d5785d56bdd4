namespace Clientele.Validation.Baselines;

/// <summary>The shares of the customer's persona: what the persona alone is worth. For a fair number the personas were found without the masked attribute.</summary>
internal static class PersonaMarginal
{
    /// <summary>Probabilities (n, options), infeasible options 0.</summary>
    /// <param name="table">The task.</param>
    /// <param name="persona">Persona of every row's customer; −1 = unknown: the population's shares.</param>
    /// <param name="restrict">False leaves infeasible options their share, as the population marginal does.</param>
    public static double[][] Predict(TaskTable table, ReadOnlySpan<int> persona, bool restrict = true) => CellMarginal.Predict(table, persona, restrict);
}
