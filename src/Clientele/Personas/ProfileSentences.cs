using Clientele.Features;

namespace Clientele.Personas;

/// <summary>One sentence a feature that differs from all customers', distinguishing ones first, each a fact relative to all customers. A figure that is about
/// the same says nothing of the persona, so there is no sentence.</summary>
internal static class ProfileSentences
{
    public static IReadOnlyList<Statement> Write(PersonaTraits traits) =>
    [
        .. traits.Readings.Where(traits.Tells)
            .OrderByDescending(reading => reading.Distinguishes)
            .ThenByDescending(reading => reading.Distinguishes ? Math.Abs(reading.Persona.ZScore) : 0)
            .ThenBy(reading => reading.Index)
            .Select(reading => Sentence(traits, reading)),
    ];

    private static Statement Sentence(PersonaTraits traits, TraitReading reading)
    {
        var trait = traits.Leads(reading) ? reading.Feature.Trait : FeatureTrait.Other;
        var (value, population) = traits.Phrase.Pair(reading);
        var (fact, more, less) = trait switch
        {
            FeatureTrait.Frequency => ($"They have placed {value} {Plural(value, "order")} each on average", "more", "fewer"),
            FeatureTrait.Spend => ($"They have spent {value} each on average", "more", "less"),
            FeatureTrait.ItemPrice => ($"The items they buy cost {value} on average", "dearer", "cheaper"),
            FeatureTrait.Basket => ($"Their orders hold {value} {Plural(value, "item")} on average", "more", "fewer"),
            FeatureTrait.Instalments => ($"They pay in {value} {Plural(value, "instalment")} on average", "more", "fewer"),
            FeatureTrait.CardShare => ($"They use a credit card for {value} of their orders", "more often", "less often"),
            FeatureTrait.Variety => ($"They have bought from {value} {(value == "1" ? "category" : "categories")} each on average", "more", "fewer"),
            FeatureTrait.Satisfaction => ($"{value} of them have left positive reviews", "more", "fewer"),
            FeatureTrait.Weekend => ($"{value} of them bought at a weekend", "more", "fewer"),
            _ => (Plain(reading, value), "higher", "lower"),
        };
        var comparison = $" against {population} overall: " + reading.Level switch
        {
            TraitLevel.High => "clearly " + more,
            TraitLevel.SomewhatHigh => "somewhat " + more,
            TraitLevel.Low => "clearly " + less,
            TraitLevel.SomewhatLow => "somewhat " + less,
            _ => $"{(reading.Higher ? more : less)}, though not unusually so",
        };
        var text = fact + comparison + Rank(traits.Phrase, reading) + ".";
        if (trait == FeatureTrait.Satisfaction)
            text += " Customers without any review are counted as not positive.";
        return new Statement(trait == FeatureTrait.Other ? reading.Feature.Name : Kind(trait), text, [reading.Evidence]) { Distinguishing = reading.Distinguishes };
    }

    /// <summary>Where the persona's median stands among all customers, when that says more than the means do.</summary>
    private static string Rank(Phrase phrase, TraitReading reading)
    {
        if (reading.IsShare || !reading.Distinguishes)
            return "";
        var (share, side) = reading.IsHigh ? (reading.ShareBelow, "more") : (reading.ShareAbove, "less");
        return share < TraitThresholds.RankWorthSaying
            ? ""
            : $"; their median, {phrase.Value(reading.Feature, reading.Persona.Median)}, is {side} than that of {Phrase.Percent(share)} of all customers";
    }

    private static string Plain(TraitReading reading, string value)
    {
        var label = Phrase.Label(reading.Feature);
        var unit = reading.IsShare || reading.Feature.Unit is "currency" or "" ? "" : " " + reading.Feature.Unit;
        return $"{char.ToUpperInvariant(label[0])}{label[1..]} is {value}{unit} on average";
    }

    private static string Plural(string value, string noun) => value == "1" ? noun : noun + "s";

    internal static string Kind(FeatureTrait trait) => trait switch
    {
        FeatureTrait.ItemPrice => "item_price",
        FeatureTrait.CardShare => "card_share",
        _ => trait.ToString().ToLowerInvariant(),
    };
}
