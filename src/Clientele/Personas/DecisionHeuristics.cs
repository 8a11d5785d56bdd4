using Clientele.Features;

namespace Clientele.Personas;

/// <summary>What the figures suggest about how such customers decide. Every rule reads the level that the profile sentence states, so a
/// heuristic never claims the opposite of the profile, and none rests on a figure that is not unusual. A sentence says what
/// customers did and what is likely to follow: character, mood and spare time are in no figure.</summary>
internal static class DecisionHeuristics
{
    public static IReadOnlyList<Statement> Write(PersonaTraits traits)
    {
        var rules = new List<Statement>();
        Payment(traits, rules);
        Money(traits, rules);
        Basket(traits, rules);
        Reviews(traits, rules);
        Rhythm(traits, rules);
        Range(traits, rules);
        return rules;
    }

    private static void Payment(PersonaTraits traits, List<Statement> rules)
    {
        var plan = traits[FeatureTrait.Instalments];
        var card = traits[FeatureTrait.CardShare];
        if (plan is { Higher: true } && (plan.IsHigh || plan.Mean > TraitThresholds.MonthlyPlanner))
            Add(rules, traits, "thinks_in_monthly_payments", "Pays over several months: what an instalment costs is likely to matter more than the total", plan);
        else if (card is { Lower: true } && (card.IsLow || card.Mean < TraitThresholds.RareCard))
        {
            if (traits.Payments.IsAtOnce(card))
                Add(rules, traits, "avoids_debt",
                    "Pays at once and mostly without a credit card: a discount for paying up front is likely to fit better than credit", card);
            else
                Add(rules, traits, "other_than_card", "Pays mostly without a credit card: what is tied to one is likely to fit less", card);
        }
        if (card is { HighSide: true })
            Add(rules, traits, "card_by_default", "Pays mostly by credit card: other ways of paying are likely to be rarer", card);
    }

    private static void Money(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Spend] is not { } spend || traits[FeatureTrait.ItemPrice] is not { } item)
            return;
        if (spend.IsHigh && item.IsHigh)
            Add(rules, traits, "quality_over_price", "Buys what is dear: a low price alone is unlikely to decide", spend, item);
        else if (spend.LowSide && item.LowSide)
            Add(rules, traits, "price_conscious", "Spends small amounts: a high price is likely to be a hurdle", spend, item);
    }

    private static void Basket(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Basket] is not { } basket)
            return;
        if (basket is { Higher: true, Mean: >= TraitThresholds.BundleBasket })
            Add(rules, traits, "bundles", "Takes several items at a time: an offer for more than one is likely to fit", basket);
        else if (traits[FeatureTrait.ItemPrice] is { IsHigh: true } item && basket is { Lower: true, Mean: < TraitThresholds.BundleBasket })
            Add(rules, traits, "deliberate_single_purchase", "Buys one dear item at a time: extras are unlikely to decide", item, basket);
    }

    private static void Reviews(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Satisfaction] is not { } positive)
            return;
        if (positive.IsLow || positive is { Lower: true, Mean: < TraitThresholds.CriticalShare })
            Add(rules, traits, "critical", "Few have left positive reviews: doubts about quality or delivery are likely to weigh more", positive);
        else if (positive.IsHigh || positive is { Higher: true, Mean: > TraitThresholds.SatisfiedShare })
            Add(rules, traits, "satisfied", "Most have left positive reviews: earlier orders are likely to speak for the shop", positive);
    }

    private static void Rhythm(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Weekend] is { } weekend)
        {
            if (weekend.IsHigh || weekend is { Higher: true, Mean: > TraitThresholds.LeisureShare })
                Add(rules, traits, "leisure_shopper", "Shops at the weekend: an offer is likelier to meet them then", weekend);
            else if (weekend.IsLow || weekend is { Lower: true, Mean: < TraitThresholds.WorkdayShare })
                Add(rules, traits, "workweek_shopper", "Shops on workdays: what has to wait for the weekend is likely to fit less", weekend);
        }
        if (traits[FeatureTrait.Frequency] is not { } frequency)
            return;
        if (frequency.IsHigh || frequency is { Higher: true, Mean: > TraitThresholds.ReturningOrders })
            Add(rules, traits, "returns", "Comes back: the shop is known from earlier orders", frequency);
        else if (frequency is { Lower: true, Mean: < TraitThresholds.SingleOrder })
            Add(rules, traits, "transactional", "Comes for one purchase: a reward for later orders is likely to count for little", frequency);
    }

    private static void Range(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Variety] is not { } variety)
            return;
        if (variety.IsHigh || variety is { Higher: true, Mean: > TraitThresholds.ManyCategories })
            Add(rules, traits, "one_stop", "Buys across categories: something new from this shop is likely to be a small step", variety);
        else if (variety is { Lower: true, Mean: <= TraitThresholds.OneCategory })
            Add(rules, traits, "focused", "Has stayed with one category: an offer from elsewhere starts without experience of it", variety);
    }

    private static void Add(List<Statement> rules, PersonaTraits traits, string kind, string claim, params TraitReading[] readings)
    {
        // The prompt says that little follows from a figure that is not unusual.
        if (!Array.TrueForAll(readings, reading => reading.Level != TraitLevel.Typical && traits.Tells(reading)))
            return;
        var facts = readings.Select(reading => Fact(traits.Phrase, reading));
        rules.Add(new Statement(kind, $"{claim} ({string.Join("; ", facts)}).", [.. readings.Select(reading => reading.Evidence)])
        {
            Distinguishing = readings.Any(reading => reading.Distinguishes),
        });
    }

    private static string Fact(Phrase phrase, TraitReading reading)
    {
        var (value, population) = phrase.Pair(reading);
        var what = reading.Feature.Trait switch
        {
            FeatureTrait.Frequency => Counted(value, "order", "orders") + " a customer",
            FeatureTrait.Spend => $"{value} a customer",
            FeatureTrait.ItemPrice => $"{value} an item",
            FeatureTrait.Basket => Counted(value, "item", "items") + " an order",
            FeatureTrait.Instalments => Counted(value, "instalment", "instalments"),
            FeatureTrait.CardShare => $"card for {value} of orders",
            FeatureTrait.Variety => Counted(value, "category", "categories") + " a customer",
            FeatureTrait.Satisfaction => $"{value} with positive reviews",
            _ => $"{value} bought at a weekend",
        };
        return $"{what} against {population} overall";
    }

    private static string Counted(string value, string one, string many) => value + " " + (value == "1" ? one : many);
}
