using Clientele.Features;

namespace Clientele.Personas;

/// <summary>The personas of a shop: the output of stage 4.</summary>
public sealed record PersonaSet
{
    /// <summary>The features described, d.</summary>
    public required IReadOnlyList<FeatureDefinition> Features { get; init; }

    /// <summary>Each feature's distribution over all customers, d.</summary>
    public required IReadOnlyList<FeatureSummary> Population { get; init; }

    /// <summary>The personas by segment number (largest first).</summary>
    public required IReadOnlyList<Persona> Personas { get; init; }

    /// <summary>Customers in all.</summary>
    public required int Customers { get; init; }

    /// <summary>ISO 4217 code of every amount, from the mapping.</summary>
    public required string Currency { get; init; }
}
