using System.Globalization;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Simulation;

/// <summary>Whether a shop's data can speak to a scenario.</summary>
internal static class ScenarioFit
{
    // Budgets are no part of the choice model: beyond this many times what nine customers in ten spent in all, an answer is made up.
    private const double Beyond = 2;

    /// <summary>Why a scenario makes no sense for a shop, in a sentence; null when it does.</summary>
    public static string? Misses(PersonaSet personas, Scenario scenario)
    {
        var instalments = scenario.Options.Any(option => option.Pay is { Instalments: > 1 });
        if (instalments && Of(personas, FeatureTrait.Instalments) is not { Mean: > 1 })
            return "It asks about instalments, and this shop's data show none.";
        if (scenario.Offer.KnownCategory is not null && Of(personas, FeatureTrait.Variety) is null)
            return "It asks about a category new to the customer, and this shop's data name no categories.";
        return null;
    }

    /// <summary>What to know before an answer is used: it is out of the range of the shop's data. Empty when it is not.</summary>
    public static IReadOnlyList<string> Cautions(PersonaSet personas, Scenario scenario)
    {
        List<string> cautions = Misses(personas, scenario) is { } miss
            ? ["Out of range: " + char.ToLowerInvariant(miss[0]) + miss[1..]] : [];
        var least = scenario.Options.Where(option => option.Buys).Min(scenario.Total);
        if (Of(personas, FeatureTrait.Spend) is { Q90: > 0 } spend && least > Beyond * spend.Q90)
            cautions.Add(string.Create(CultureInfo.InvariantCulture,
                $"Out of range: the least that can be paid is {Money(least)}, and nine customers in ten spent {Money(spend.Q90)} or less here in all. ")
                + "The choice model knows no budgets: do not use this answer.");
        return cautions;

        string Money(double amount) => Number.Money(amount, personas.Currency);
    }

    private static FeatureSummary? Of(PersonaSet personas, FeatureTrait trait)
    {
        for (var j = 0; j < personas.Features.Count; j++)
            if (personas.Features[j].Trait == trait)
                return personas.Population[j];
        return null;
    }
}
