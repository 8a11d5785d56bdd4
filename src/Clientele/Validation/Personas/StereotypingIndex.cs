namespace Clientele.Validation.Personas;

/// <summary>Do simulated personas differ more than the real ones? The variance between personas of an outcome, simulated over real: 1 = as different as in
/// reality, above it caricatures, below it personas that flatten into one (Wang, Morgenstern and Dickerson 2025, arXiv 2402.01908, on both).</summary>
/// <param name="Value">Simulated over real; NaN when the real personas do not differ beyond chance.</param>
/// <param name="Real">Variance between real personas.</param>
/// <param name="Simulated">Variance between simulated personas.</param>
public sealed record StereotypingIndex(double Value, double Real, double Simulated)
{
    /// <summary>Computes it for one outcome: paid by card (0/1), stars, instalments.</summary>
    /// <param name="real">Outcome of each real customer or order.</param>
    /// <param name="realPersona">Its persona, from 0.</param>
    /// <param name="simulated">Outcome of each simulated one.</param>
    /// <param name="simulatedPersona">Its persona.</param>
    /// <exception cref="ArgumentException">An outcome without persona, or the other way round.</exception>
    public static StereotypingIndex Of(IReadOnlyList<double> real, IReadOnlyList<int> realPersona, IReadOnlyList<double> simulated, IReadOnlyList<int> simulatedPersona)
    {
        var (truth, simulation) = (Between(real, realPersona), Between(simulated, simulatedPersona));
        return new StereotypingIndex(truth > 0 ? simulation / truth : double.NaN, truth, simulation);
    }

    /// <summary>Variance component between groups by the method of moments (one-way analysis of variance, unequal sizes: Searle, Casella and McCulloch 1992):
    /// what chance within the groups adds to the spread of their means is taken off, and what is left is not below 0.</summary>
    internal static double Between(IReadOnlyList<double> outcome, IReadOnlyList<int> group)
    {
        if (outcome.Count != group.Count)
            throw new ArgumentException($"{outcome.Count} outcomes of {group.Count} customers.", nameof(group));
        var groups = Enumerable.Range(0, outcome.Count).GroupBy(i => group[i], i => outcome[i]).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        double n = outcome.Count;
        if (groups.Length < 2 || n <= groups.Length)
            return 0;
        var mean = outcome.Average();
        var between = groups.Sum(g => g.Length * Math.Pow(g.Average() - mean, 2)) / (groups.Length - 1);
        var within = groups.Sum(SquaresWithin) / (n - groups.Length);
        var size = (n - (groups.Sum(g => (double)g.Length * g.Length) / n)) / (groups.Length - 1);
        return Math.Max(0, (between - within) / size);
    }

    private static double SquaresWithin(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
