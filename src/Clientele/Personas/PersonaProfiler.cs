using Clientele.Clustering;
using Clientele.Features;

namespace Clientele.Personas;

/// <summary>Stage 4: describes each segment as a persona, with the evidence for every sentence.</summary>
public static class PersonaProfiler
{
    /// <summary>Names, profiles, heuristics and prompts of all segments.</summary>
    /// <param name="features">The customers, (n, d).</param>
    /// <param name="segmentation">Their segments; labels in the order of the customers.</param>
    /// <param name="currency">ISO 4217 code of amounts (<see cref="Data.Mapping.Currency"/>).</param>
    /// <returns>One persona a segment, in the order of segment numbers. Names depend on the customers of a segment, never on its number.</returns>
    /// <exception cref="ArgumentException">The labels do not fit the customers, or a segment is empty.</exception>
    public static PersonaSet Describe(FeatureMatrix features, Segmentation segmentation, string currency)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(currency);
        if (segmentation.Labels.Length != features.Count)
            throw new ArgumentException($"{segmentation.Labels.Length} labels for {features.Count} customers.", nameof(segmentation));
        var members = Members(segmentation);
        var statistics = new FeatureStatistics[features.Features.Count];
        Parallel.For(0, statistics.Length, j => statistics[j] = FeatureStatistics.Compute(features.Features[j], features.Columns[j], members));

        var payments = PaymentMix.Of(features, members);
        var traits = members.Select((segment, s) => new PersonaTraits(
            segment.Length, features.Count, currency, [.. statistics.Select((feature, j) => feature.Reading(j, features.Features[j], s))],
            payments[s])).ToList();
        var names = PersonaNames.For(traits);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        // Ids are given in the order of names, so that they too are independent of segment numbers.
        var idOf = names.Order(StringComparer.Ordinal).ToDictionary(name => name, name => PersonaNames.Id(name, ids), StringComparer.Ordinal);
        var set = new PersonaSet
        {
            Features = features.Features,
            Population = [.. statistics.Select(feature => feature.Population)],
            Personas = [.. traits.Select((persona, s) => Describe(s, names[s], idOf[names[s]], persona))],
            Customers = features.Count,
            Currency = currency,
            Period = features.Period,
        };
        return set with { Personas = [.. set.Personas.Select(persona => persona with { SystemPrompt = PersonaPrompt.Write(persona, set) })] };
    }

    // The prompt is written last: it needs the whole set.
    private static Persona Describe(int segment, string name, string id, PersonaTraits traits) => new()
    {
        Segment = segment,
        Name = name,
        Id = id,
        Size = traits.Size,
        Share = (double)traits.Size / traits.Customers,
        Features = [.. traits.Readings.Select(reading => reading.Persona)],
        Profile = ProfileSentences.Write(traits),
        Heuristics = DecisionHeuristics.Write(traits),
        SystemPrompt = "",
    };

    private static int[][] Members(Segmentation segmentation)
    {
        var members = segmentation.Sizes.Select(size => new int[size]).ToArray();
        var filled = new int[members.Length];
        for (var i = 0; i < segmentation.Labels.Length; i++)
        {
            var segment = segmentation.Labels[i];
            if ((uint)segment >= (uint)members.Length || filled[segment] == members[segment].Length)
                throw new ArgumentException($"Label {segment} of customer {i} does not fit the sizes of the segments.", nameof(segmentation));
            members[segment][filled[segment]++] = i;
        }
        for (var s = 0; s < members.Length; s++)
            if (members[s].Length == 0 || filled[s] != members[s].Length)
                throw new ArgumentException($"Segment {s} has {filled[s]} of {members[s].Length} customers.", nameof(segmentation));
        return members;
    }
}
