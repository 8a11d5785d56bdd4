namespace Clientele.Validation.Experiments;

/// <summary>Effects side by side, with what is known of their error.</summary>
/// <param name="Value">Effects, in probability (or another unit that truth and simulation share).</param>
/// <param name="Se">Standard error of each; for truth the honest one.</param>
internal sealed record EffectVector(IReadOnlyList<double> Value, IReadOnlyList<double> Se)
{
    /// <summary>Joint draws of the effects, each as long as <see cref="Value"/>: they keep the correlation of effects that share orders or parameters.
    /// Null = draws are independent normals of <see cref="Se"/>.</summary>
    public IReadOnlyList<double[]>? Draws { get; init; }

    /// <summary>Number of effects.</summary>
    public int Count => Value.Count;

    /// <summary>The truth of the minimum instalment with honest standard errors and joint draws.</summary>
    public static EffectVector Of(MinimumInstalmentTruth truth, int draws, ulong seed) =>
        new([.. truth.Effects.Select(effect => effect.Value)], [.. truth.Effects.Select(effect => effect.HonestSe)]) { Draws = truth.Draw(draws, seed) };

    /// <summary>One draw.</summary>
    internal double[] Draw(int index, SeededRandom random) => Draws is { Count: > 0 }
        ? Draws[index % Draws.Count]
        : [.. Value.Select((value, i) => value + Se[i] * random.NextGaussian())];
}
