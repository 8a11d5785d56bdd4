using Clientele.Features;

namespace Clientele.Personas;

/// <summary>One feature of one persona as every sentence sees it.</summary>
/// <param name="Index">Column of the feature.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Persona">Its distribution in the persona.</param>
/// <param name="Population">Its distribution over all customers.</param>
/// <param name="Level">The level, found once.</param>
/// <param name="ShareBelow">Share of all customers strictly below the persona's median.</param>
/// <param name="ShareAbove">Share of all customers strictly above it.</param>
internal sealed record TraitReading(
    int Index, FeatureDefinition Feature, FeatureSummary Persona, FeatureSummary Population, TraitLevel Level, double ShareBelow, double ShareAbove)
{
    public double Mean => Persona.Mean;

    public bool IsShare => Share(Feature);

    /// <summary>Whether a feature is a share in [0, 1].</summary>
    public static bool Share(FeatureDefinition feature) => feature.Unit is "share" or "0/1";

    public bool IsLow => Level == TraitLevel.Low;

    public bool IsHigh => Level == TraitLevel.High;

    public bool LowSide => Level < TraitLevel.Typical;

    public bool HighSide => Level > TraitLevel.Typical;

    /// <summary>Whether it differs from customers overall by an amount worth words: nothing is said of a figure that does not.</summary>
    public bool Differs => TraitThresholds.Material(Mean, Population.Mean, IsShare);

    /// <summary>Above customers overall by an amount worth words: what a claim of "much" needs besides its own threshold.</summary>
    public bool Higher => Differs && Mean > Population.Mean;

    /// <summary>Below customers overall by an amount worth words.</summary>
    public bool Lower => Differs && Mean < Population.Mean;

    public bool Distinguishes => IsLow || IsHigh;

    public Evidence Evidence => new(Feature.Name, Persona.Mean, Population.Mean, Persona.ZScore);
}
