namespace Clientele.Validation.Experiments;

/// <summary>How well random halves of the customers agree on a vector of effects.</summary>
/// <param name="Correlation">Mean Pearson correlation of the two halves' vectors over the splits.</param>
/// <param name="Splits">Splits in which both halves gave all effects.</param>
internal readonly record struct SplitHalf(double Correlation, int Splits)
{
    /// <summary>Not measurable.</summary>
    public static SplitHalf None { get; } = new(double.NaN, 0);

    /// <summary>Reliability of the whole sample's vector (Spearman 1910 and Brown 1910: twice the length).</summary>
    public double Reliability => 2 * Correlation / (1 + Correlation);

    /// <summary>What the true effects themselves would correlate with these estimates: √reliability, the most a simulation can reach on average.</summary>
    public double Ceiling => Reliability > 0 ? Math.Sqrt(Reliability) : double.NaN;
}
