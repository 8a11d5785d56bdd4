using Clientele.Simulation;

namespace Clientele.Validation;

/// <summary>The user's own past experiments: what real customers did in situations that can be simulated.</summary>
/// <param name="File">Where they were read.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the file.</param>
/// <param name="Experiments">One a scenario, in the order of the file.</param>
public sealed record PastOutcomes(string File, string Sha256, IReadOnlyList<PastExperiment> Experiments);

/// <summary>A past experiment.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Arms">Its variants with their outcomes; the control, which is the scenario's first variant, comes first.</param>
public sealed record PastExperiment(string Scenario, IReadOnlyList<PastArm> Arms);

/// <summary>An arm of a past experiment.</summary>
/// <param name="Scenario">The scenario in this variant.</param>
/// <param name="N">Customers who saw it, &gt;= 1.</param>
/// <param name="Conversions">Of these, customers who bought, 0..<paramref name="N"/>.</param>
public sealed record PastArm(Scenario Scenario, long N, long Conversions)
{
    /// <summary>Log odds of buying; half a customer more on each side, so that nobody and everybody have one too (Haldane 1956, Anscombe 1956).</summary>
    public double LogOdds => Math.Log((Conversions + .5) / (N - Conversions + .5));

    /// <summary>Sampling variance of <see cref="LogOdds"/> (Woolf 1955).</summary>
    public double Variance => 1 / (Conversions + .5) + 1 / (N - Conversions + .5);

    /// <summary>Share that bought, inside (0, 1): the odds of <see cref="LogOdds"/>.</summary>
    public double Share => (Conversions + .5) / (N + 1);
}
