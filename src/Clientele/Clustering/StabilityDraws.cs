namespace Clientele.Clustering;

/// <summary>Each halving and each resample of a number of segments, in the order of the draws.</summary>
/// <param name="Strength">Prediction strength of each halving, in [0, 1].</param>
/// <param name="Jaccard">Jaccard similarity of each resample's segments, (resamples, k), in [0, 1].</param>
/// <param name="AdjustedRand">Adjusted Rand index of each resample.</param>
public sealed record StabilityDraws(IReadOnlyList<double> Strength, IReadOnlyList<IReadOnlyList<double>> Jaccard, IReadOnlyList<double> AdjustedRand);
