using Clientele.Features;

namespace Clientele.Personas;

/// <summary>What the figures suggest about how such customers decide. Every rule reads the level that the profile sentence states, so a
/// heuristic never claims the opposite of the profile.</summary>
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
        var monthly = plan is { NotLower: true } && (plan.IsHigh || plan.Mean > TraitThresholds.MonthlyPlanner);
        if (monthly)
            Add(rules, traits, "thinks_in_monthly_payments", "Thinks in monthly payments: what an instalment costs is likely to matter more than the total", plan!);
        else if (card is { NotHigher: true } && (card.IsLow || card.Mean < TraitThresholds.RareCard))
        {
            if (traits.Payments.IsAtOnce(card))
                Add(rules, traits, "avoids_debt",
                    "Pays at once and mostly without a credit card: a discount for paying up front fits, credit hardly does", card);
            else
                Add(rules, traits, "other_than_card", "Pays mostly without a credit card: what is tied to one hardly fits", card);
        }
        if (card is { HighSide: true })
            Add(rules, traits, "card_by_default", "Takes the credit card by default: other ways of paying need a reason", card);
    }

    private static void Money(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Spend] is not { } spend || traits[FeatureTrait.ItemPrice] is not { } item)
            return;
        if (spend.IsHigh && item.IsHigh)
            Add(rules, traits, "quality_over_price", "Buys what is dear: a low price alone is unlikely to decide", spend, item);
        else if (spend.LowSide && item.LowSide)
            Add(rules, traits, "price_conscious", "Keeps amounts small: a high price is a hurdle and a saving is noticed", spend, item);
    }

    private static void Basket(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Basket] is not { } basket)
            return;
        if (basket is { NotLower: true, Mean: >= TraitThresholds.BundleBasket })
            Add(rules, traits, "bundles", "Takes several items at a time: an offer for more than one fits", basket);
        else if (traits[FeatureTrait.ItemPrice] is { IsHigh: true } item && basket is { NotHigher: true, Mean: < TraitThresholds.BundleBasket })
            Add(rules, traits, "deliberate_single_purchase", "Buys one dear item at a time: the purchase itself is the decision, extras are not", item, basket);
    }

    private static void Reviews(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Satisfaction] is not { } positive)
            return;
        if (positive.IsLow || (positive is { NotHigher: true, Mean: < TraitThresholds.CriticalShare }))
            Add(rules, traits, "critical", "Has seldom been content: doubts about quality or delivery weigh heavily", positive);
        else if (positive.IsHigh || (positive is { NotLower: true, Mean: > TraitThresholds.SatisfiedShare }))
            Add(rules, traits, "satisfied", "Has mostly been content with the shop: trust is there to begin with", positive);
        else if (positive.Mean is >= TraitThresholds.CriticalShare and <= TraitThresholds.FairShare)
            Add(rules, traits, "fair", "Judges fairly: praises what went well and says what did not", positive);
    }

    private static void Rhythm(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Weekend] is { } weekend)
        {
            if (weekend.IsHigh || (weekend is { NotLower: true, Mean: > TraitThresholds.LeisureShare }))
                Add(rules, traits, "leisure_shopper", "Shops at the weekend: an offer then meets them with time to look around", weekend);
            else if (weekend.IsLow || (weekend is { NotHigher: true, Mean: < TraitThresholds.WorkdayShare }))
                Add(rules, traits, "workweek_shopper", "Shops on workdays: waiting for the weekend is not their way", weekend);
        }
        if (traits[FeatureTrait.Frequency] is not { } frequency)
            return;
        if (frequency.IsHigh || (frequency is { NotLower: true, Mean: > TraitThresholds.ReturningOrders }))
            Add(rules, traits, "returns", "Comes back: knows the shop and can wait for the next occasion", frequency);
        else if (frequency is { NotHigher: true, Mean: < TraitThresholds.SingleOrder })
            Add(rules, traits, "transactional", "Comes for one purchase: a reward for later orders counts for little", frequency);
    }

    private static void Range(PersonaTraits traits, List<Statement> rules)
    {
        if (traits[FeatureTrait.Variety] is not { } variety)
            return;
        if (variety.IsHigh || (variety is { NotLower: true, Mean: > TraitThresholds.ManyCategories }))
            Add(rules, traits, "one_stop", "Buys across categories: something new from this shop is not a large step", variety);
        else if (variety is { NotHigher: true, Mean: <= TraitThresholds.OneCategory })
            Add(rules, traits, "focused", "Has stayed with one category: an offer from elsewhere starts without experience of it", variety);
    }

    private static void Add(List<Statement> rules, PersonaTraits traits, string kind, string claim, params TraitReading[] readings)
    {
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
        return value == population ? what + ", as overall" : $"{what} against {population} overall";
    }

    private static string Counted(string value, string one, string many) => value + " " + (value == "1" ? one : many);
}
