using System.Globalization;
using System.Text;
using Clientele.Features;

namespace Clientele.Personas;

/// <summary>Names from traits, unique in a set by construction. A name depends on the customers of its segment and of those that would
/// share it, never on segment numbers or the seed.</summary>
internal static class PersonaNames
{
    private const int MostQualifiers = 2;

    /// <summary>The names of a set, in the order given.</summary>
    public static IReadOnlyList<string> For(IReadOnlyList<PersonaTraits> personas)
    {
        var names = new string[personas.Count];
        foreach (var group in Enumerable.Range(0, personas.Count).GroupBy(i => Base(personas[i])))
            Qualify(personas, names, [.. group], group.Key, [], NamedBy(personas[group.First()]));
        // Two bases can still lead to one text when users name their own features alike: the later one in the order of content gets a number.
        foreach (var group in Enumerable.Range(0, names.Length).GroupBy(i => names[i], StringComparer.Ordinal).Where(same => same.Count() > 1).ToList())
            Number(personas, names, [.. group], group.Key);
        return names;
    }

    /// <summary>A key made of a name: lower case, digits and underscores; unique when <paramref name="taken"/> is kept.</summary>
    public static string Id(string name, HashSet<string> taken)
    {
        var key = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                key.Append(letter);
            else if (key.Length > 0 && key[^1] != '_')
                key.Append('_');
        var id = key.ToString().Trim('_');
        var unique = id;
        for (var i = 2; !taken.Add(unique); i++)
            unique = $"{id}_{i}";
        return unique;
    }

    private static string Base(PersonaTraits persona)
    {
        var words = Words(persona);
        if (words.Count == 0)
        {
            // Distinguished by something that has no word of its own: said as it is, for only those like everybody are mainstream.
            return Unnamed(persona) is { } own ? Plain(persona, own) : "Mainstream shopper";
        }
        var name = string.Join(' ', words.Take(2).Select(word => word.Word));
        var last = words[Math.Min(1, words.Count - 1)].Trait;
        // "Explorer" is a noun already; the others get one that goes with what they describe.
        name += last switch
        {
            FeatureTrait.Variety => "",
            FeatureTrait.Basket => " buyer",
            FeatureTrait.Instalments or FeatureTrait.CardShare or FeatureTrait.Satisfaction => " customer",
            _ => " shopper",
        };
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Plain(PersonaTraits persona, TraitReading own) => (persona.Leads(own) ? own.Feature.Trait : FeatureTrait.Other, own.IsHigh) switch
    {
        (FeatureTrait.Frequency, false) => "One-time shopper",
        (FeatureTrait.ItemPrice, true) => "Shopper with dear items",
        (FeatureTrait.ItemPrice, false) => "Shopper with cheap items",
        (FeatureTrait.Basket, false) => "Shopper with small baskets",
        (FeatureTrait.Instalments, false) => "Shopper with short plans",
        (FeatureTrait.CardShare, true) => "Card customer",
        (FeatureTrait.Variety, false) => "Shopper with few categories",
        (FeatureTrait.Weekend, false) => "Workday shopper",
        _ => $"Shopper with {(own.IsHigh ? "high" : "low")} {Phrase.Label(own.Feature)}",
    };

    /// <summary>Up to one word a side of the customer, in order of importance: spend, payment, satisfaction, rhythm, basket, variety.</summary>
    private static List<(string Word, FeatureTrait Trait)> Words(PersonaTraits persona)
    {
        var words = new List<(string, FeatureTrait)>();
        if (persona[FeatureTrait.Spend] is { Distinguishes: true } spend)
            words.Add((spend.IsLow ? "budget" : spend.Persona.ZScore > TraitThresholds.PremiumSpend ? "premium" : "high-value", FeatureTrait.Spend));
        if (persona[FeatureTrait.Instalments] is { IsHigh: true })
            words.Add(("financing", FeatureTrait.Instalments));
        else if (persona[FeatureTrait.CardShare] is { IsLow: true } card)
            words.Add((persona.Payments.WordWithoutCard(card), FeatureTrait.CardShare));
        if (persona[FeatureTrait.Satisfaction] is { Distinguishes: true } positive)
            words.Add((positive.IsHigh ? "satisfied" : "critical", FeatureTrait.Satisfaction));
        // Who orders often has sooner or later ordered at a weekend: when both are high, the more unusual one counts.
        var (weekend, frequency) = (persona[FeatureTrait.Weekend], persona[FeatureTrait.Frequency]);
        if (weekend is { IsHigh: true } && !(frequency is { IsHigh: true } && frequency.Persona.ZScore > weekend.Persona.ZScore))
            words.Add(("weekend", FeatureTrait.Weekend));
        else if (frequency is { IsHigh: true })
            words.Add(("loyal", FeatureTrait.Frequency));
        if (persona[FeatureTrait.Basket] is { IsHigh: true })
            words.Add(("bulk", FeatureTrait.Basket));
        if (persona[FeatureTrait.Variety] is { IsHigh: true })
            words.Add(("explorer", FeatureTrait.Variety));
        return words;
    }

    private static HashSet<FeatureTrait> NamedBy(PersonaTraits persona) => Words(persona) is { Count: > 0 } words
        ? [.. words.Take(2).Select(word => word.Trait)]
        : Unnamed(persona) is { } own ? [own.Feature.Trait] : [];

    /// <summary>What distinguishes a persona most when nothing with a word of its own does.</summary>
    private static TraitReading? Unnamed(PersonaTraits persona) =>
        persona.Readings.Where(reading => reading.Distinguishes).MaxBy(reading => Math.Abs(reading.Persona.ZScore));

    /// <summary>Tells personas with one name apart by the fact in which each differs most from the others of the group.</summary>
    private static void Qualify(
        IReadOnlyList<PersonaTraits> personas, string[] names, int[] group, string name, IReadOnlyList<(int Feature, string Words)> qualifiers, HashSet<FeatureTrait> used)
    {
        var joint = name.Contains(" with ", StringComparison.Ordinal) ? " and " : " with ";
        var full = qualifiers.Count == 0 ? name : name + joint + string.Join(" and ", qualifiers.Select(qualifier => qualifier.Words));
        if (group.Length == 1)
        {
            names[group[0]] = full;
            return;
        }
        var most = name.Contains(" with ", StringComparison.Ordinal) ? MostQualifiers - 1 : MostQualifiers;
        List<(int, string)?> found = qualifiers.Count == most ? [] : [.. group.Select(i => Qualifier(personas, group, i, used, qualifiers) ?? Qualifier(personas, group, i, [], qualifiers))];
        if (found.Count == 0 || found.All(qualifier => qualifier is null))
        {
            Number(personas, names, group, full);
            return;
        }
        foreach (var same in group.Zip(found).GroupBy(pair => pair.Second, pair => pair.First))
            if (same.Key is null)
                Number(personas, names, [.. same], full);
            else
                Qualify(personas, names, [.. same], name, [.. qualifiers, same.Key.Value], used);
    }

    /// <summary>The fact that sets a persona apart most from the others of its group, if one is true against customers overall as well.</summary>
    private static (int Feature, string Words)? Qualifier(
        IReadOnlyList<PersonaTraits> personas, int[] group, int member, HashSet<FeatureTrait> used, IReadOnlyList<(int Feature, string Words)> taken)
    {
        (int, string)? best = null;
        var largest = 0.0;
        foreach (var own in personas[member].Readings)
        {
            if (own.Population.StandardDeviation == 0 || taken.Any(qualifier => qualifier.Feature == own.Index) || (personas[member].Leads(own) && used.Contains(own.Feature.Trait)))
                continue;
            var others = group.Where(i => i != member).ToList();
            var weight = others.Sum(i => (double)personas[i].Size);
            var mean = others.Sum(i => personas[i].Size * personas[i].Readings[own.Index].Mean) / weight;
            var difference = (own.Mean - mean) / own.Population.StandardDeviation;
            var holdsOverall = difference > 0 ? own.Higher : own.Lower;
            if (Math.Abs(difference) > largest && holdsOverall && TraitThresholds.Material(own.Mean, mean, own.IsShare))
                (largest, best) = (Math.Abs(difference), (own.Index, Comparative(personas[member], own, difference > 0)));
        }
        return best;
    }

    private static string Comparative(PersonaTraits persona, TraitReading reading, bool more) =>
        (persona.Leads(reading) ? reading.Feature.Trait : FeatureTrait.Other) switch
        {
            FeatureTrait.Frequency => more ? "more orders" : "fewer orders",
            FeatureTrait.Spend => more ? "higher spending" : "lower spending",
            FeatureTrait.ItemPrice => more ? "dearer items" : "cheaper items",
            FeatureTrait.Basket => more ? "larger baskets" : "smaller baskets",
            FeatureTrait.Instalments => more ? "longer plans" : "shorter plans",
            FeatureTrait.CardShare => more ? "more card payments" : "fewer card payments",
            FeatureTrait.Variety => more ? "more categories" : "fewer categories",
            FeatureTrait.Satisfaction => more ? "better reviews" : "poorer reviews",
            FeatureTrait.Weekend => more ? "more weekend orders" : "fewer weekend orders",
            _ => $"{(more ? "higher" : "lower")} {Phrase.Label(reading.Feature)}",
        };

    /// <summary>The last resort: ordinals in the order of content (largest first, then by the means), so that numbering does not matter.</summary>
    private static void Number(IReadOnlyList<PersonaTraits> personas, string[] names, int[] group, string name)
    {
        var ordered = group.OrderByDescending(i => personas[i].Size)
            .ThenBy(i => personas[i].Readings.Select(reading => reading.Mean).ToArray(), Comparer<double[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        var ordinal = 0;
        var taken = names.Where((_, i) => !group.Contains(i)).ToHashSet(StringComparer.Ordinal);
        foreach (var i in ordered)
        {
            string numbered;
            do
            {
                ordinal++;
                numbered = ordinal == 1 ? name : name + " " + ordinal.ToString(CultureInfo.InvariantCulture);
            }
            while (!taken.Add(numbered));
            names[i] = numbered;
        }
    }
}
