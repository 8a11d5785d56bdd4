using Clientele.Data;
using Clientele.Features;

namespace Clientele.Personas;

/// <summary>The personas of a shop: the output of stage 4.</summary>
public sealed record PersonaSet
{
    /// <summary>Name of the group in which <see cref="Groups"/> puts small personas.</summary>
    public const string OtherName = "Other";

    /// <summary>What every list of personas says once: data without any groups come near to what all shops that we know show (docs/statistics.md).</summary>
    internal const string Continuum = "These are cuts of a continuum: useful groups, not natural types, unless a validation finds otherwise.";

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

    /// <summary>When the orders were placed that the figures are computed from; null where it is not known.</summary>
    public OrderPeriod? Period { get; init; }

    /// <summary>The groups to show so that none stands for fewer than <paramref name="minimumSize"/> customers (k-anonymity): smaller
    /// personas are merged into <see cref="OtherName"/>, together with the next smallest while that is still too small itself.</summary>
    /// <param name="minimumSize">Fewest customers a group may stand for, &gt;= 1.</param>
    /// <returns>Personas in their own order, <see cref="OtherName"/> last if there is one. A shop with fewer customers gives one group.</returns>
    public IReadOnlyList<PersonaGroup> Groups(int minimumSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumSize, 1);
        var bySize = Personas.OrderBy(persona => persona.Size).ThenByDescending(persona => persona.Segment).ToList();
        var merged = new HashSet<int>();
        var size = 0;
        foreach (var persona in bySize)
        {
            if (persona.Size >= minimumSize && (merged.Count == 0 || size >= minimumSize))
                break;
            merged.Add(persona.Segment);
            size += persona.Size;
        }
        var groups = Personas.Where(persona => !merged.Contains(persona.Segment)).Select(persona => new PersonaGroup(persona.Name, [persona])).ToList();
        if (merged.Count > 0)
            groups.Add(new PersonaGroup(OtherName, [.. Personas.Where(persona => merged.Contains(persona.Segment))]));
        return groups;
    }
}
