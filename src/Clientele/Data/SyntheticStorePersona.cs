using System.Text.Json.Serialization;

namespace Clientele.Data;

/// <summary>One latent persona: a share of the customers and how its preferences deviate from the population's. 0 = as the population.</summary>
/// <param name="Name">Name in <c>truth.json</c>.</param>
/// <param name="Share">Share of the customers; the shares of a world add up to 1.</param>
internal sealed record SyntheticStorePersona(string Name, double Share)
{
    /// <summary>Utility of a product per unit of log price, among <see cref="SyntheticStoreBlock.Candidates"/> candidates of the category.</summary>
    public double Price { get; init; }

    /// <summary>Added to the utility of boleto.</summary>
    public double Boleto { get; init; }

    /// <summary>Added to the utility of the debit card.</summary>
    public double Debit { get; init; }

    /// <summary>Added to the utility of every plan of more than one instalment.</summary>
    public double PlanAny { get; init; }

    /// <summary>Added to the utility of a plan per unit of ln k.</summary>
    public double PlanLog { get; init; }

    /// <summary>Added to the utility of the longest feasible plan.</summary>
    public double Maximiser { get; init; }

    /// <summary>Added to the log-odds of a second item.</summary>
    public double SecondItem { get; init; }

    /// <summary>Added to the shift of the stars.</summary>
    public double Stars { get; init; }

    /// <summary>Added to the log weight of Saturdays and Sundays.</summary>
    public double Weekend { get; init; }

    /// <summary>Probability of a second order.</summary>
    public double Repeat { get; init; } = 0.014;

    /// <summary>Probability that a further order ignores the category of the one before.</summary>
    public double Explore { get; init; } = 0.45;

    /// <summary>Categories (Portuguese) that are three times as likely as in the population.</summary>
    public IReadOnlyList<string> Favourites { get; init; } = [];

    /// <summary>How a plan is chosen where rules decide (<see cref="SyntheticStoreWorld.Habits"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SyntheticStorePlanRule PlanRule { get; init; }

    /// <summary>The one persona of <see cref="SyntheticStoreWorld.NoHeterogeneity"/>: it deviates from the population in nothing.</summary>
    public static IReadOnlyList<SyntheticStorePersona> NoHeterogeneityWorld { get; } = [new("everyone", 1) { Repeat = 0.033 }];

    /// <summary>The habits of <see cref="SyntheticStoreWorld.Habits"/>.</summary>
    public static IReadOnlyList<SyntheticStorePersona> HabitsWorld { get; } =
    [
        new("in_full", 0.34) { PlanRule = SyntheticStorePlanRule.InFull, Repeat = 0.033, SecondItem = 0.35 },
        new("longest_plan", 0.16) { PlanRule = SyntheticStorePlanRule.Longest, Repeat = 0.033, SecondItem = 0.35 },
        new("budget", 0.28) { PlanRule = SyntheticStorePlanRule.Budget, Price = 0.6, Repeat = 0.033, SecondItem = 0.35 },
        new("creature_of_habit", 0.22) { PlanRule = SyntheticStorePlanRule.LastPlan, Repeat = 0.20, Explore = 0.2, SecondItem = 0.35 },
    ];

    /// <summary>The personas of <see cref="SyntheticStoreWorld.ChoiceModel"/>.</summary>
    public static IReadOnlyList<SyntheticStorePersona> ChoiceModelWorld { get; } =
    [
        new("mainstream", 0.42) { Boleto = -0.25, Stars = 0.3, Weekend = -0.4 },
        new("weekend", 0.10) { Boleto = -0.5, Stars = 0.5, Weekend = 2.6, Favourites = ["brinquedos", "infantil"] },
        new("cash", 0.12) { Boleto = 2.8, Debit = 1.2, PlanAny = -0.8, Stars = 0.4, Weekend = -0.5, Favourites = ["informatica_acessorios", "eletronicos"] },
        new("financer", 0.14)
        {
            Price = 1.3, Boleto = -0.4, PlanAny = 0.6, PlanLog = 0.4, Maximiser = 0.2, Stars = 0.1, Weekend = -0.5,
            Favourites = ["relogios_presentes", "computadores", "eletroportateis"],
        },
        new("bulk", 0.07) { Price = -0.5, SecondItem = 3.4, Stars = -0.1, Weekend = -0.4, Favourites = ["moveis_decoracao", "jardinagem"] },
        new("critic", 0.11) { Stars = -2.3, Weekend = -0.3 },
        new("explorer", 0.04) { Stars = 0.1, Weekend = -0.1, Repeat = 0.48, Explore = 0.75 },
    ];
}
