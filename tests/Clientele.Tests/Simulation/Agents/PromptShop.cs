using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Tests.Personas;

namespace Clientele.Tests.Simulation.Agents;

/// <summary>A small shop with everything that a prompt can speak of: three personas with the reference features, and orders with near-duplicate categories and every kind of payment.</summary>
internal static class PromptShop
{
    public static InstalmentRule Rule { get; } = new(10, 10);

    public static PersonaSet Personas { get; } = Describe();

    public static OrderTable Orders { get; } = Make();

    public static AgentProfile Persona(int p) => Population.OfPersonas(Personas).Agents[p];

    public static AgentProfile Customer(int p) => new(
        "00000000000000ff", Personas.Personas[p], 1, [.. Personas.Personas[p].Features.Select(feature => feature.Median)], new PaymentHistory([(PaymentMethod.CreditCard, 8, 1)]));

    private static PersonaSet Describe()
    {
        IReadOnlyList<FeatureDefinition> features = [.. FeatureSet.Load("reference").Features.Select(feature => feature.Definition)];
        // Nine in ten are like everybody; of the rest one half pays much over many months, the other comes back and seldom uses a card.
        int[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 20 == 0 ? 1 : i % 20 == 10 ? 2 : 0)];
        double Value(FeatureDefinition feature, int label, int i) => (feature.Trait, label) switch
        {
            (FeatureTrait.Frequency, 2) => 3 + i % 2,
            (FeatureTrait.Frequency, _) => 1,
            (FeatureTrait.Spend, 1) => 700 + i,
            (FeatureTrait.ItemPrice, 1) => 600 + i,
            (FeatureTrait.Spend or FeatureTrait.ItemPrice, _) => 60 + i % 70,
            (FeatureTrait.Basket, 1) => 1,
            (FeatureTrait.Basket, _) => 1 + i % 4 / 3,
            (FeatureTrait.Instalments, 1) => 8,
            (FeatureTrait.Instalments, _) => 1 + i % 3,
            (FeatureTrait.CardShare, 2) => .05,
            (FeatureTrait.CardShare, _) => i % 5 == 4 ? 0 : 1,
            (FeatureTrait.Variety, 2) => 2,
            (FeatureTrait.Variety, _) => 1,
            (FeatureTrait.Satisfaction, _) => i % 3 == 0 ? 0 : 1,
            _ => i % 4 == 3 ? 1 : 0,
        };
        var matrix = Customers.Matrix(features, [.. features.Select(feature => labels.Select((label, i) => Value(feature, label, i)).ToArray())]) with
        {
            Period = new OrderPeriod(new DateOnly(2016, 9, 4), new DateOnly(2018, 8, 29)),
        };
        return PersonaProfiler.Describe(matrix, Customers.Segments(labels, features), "BRL");
    }

    private static OrderTable Make()
    {
        const int Count = 200;
        string[] categories = ["home_comfort_2", "home_confort", "toys"];
        T[] Each<T>(Func<int, T> value) => [.. Enumerable.Range(0, Count).Select(value)];
        return new OrderTable
        {
            CustomerIds = Each(i => $"c{i:000}"),
            Customer = Each(i => i),
            OrderedAt = Each(i => new DateTime(2018, 3, 3, 14, 5, 0).AddDays(i)),
            PromisedAt = Each(i => new DateTime(2018, 3, 15).AddDays(i)),
            DeliveredAt = Each(i => new DateTime(2018, 3, 10, 12, 0, 0).AddDays(i + i % 9)),
            Amount = Each(i => 20.0 + i + (i % 10 == 0 ? 300 : 0)),
            Freight = Each(i => 12.5),
            Items = Each(i => 1 + i % 3),
            Products = Each(_ => 1),
            Sellers = Each(_ => 1),
            Categories = categories,
            Category = Each(i => i % 10 == 0 ? 0 : i % 3 == 0 ? 1 : 2),
            PaymentRows = Each(i => i % 7 == 1 ? 2 : 1),
            PaymentValue = Each(i => 32.5 + i + (i % 10 == 0 ? 300 : 0)),
            Method = Each(i => i % 7 == 1 ? PaymentMethod.Mixed : i % 4 == 3 ? PaymentMethod.Boleto : PaymentMethod.CreditCard),
            Instalments = Each(i => i % 4 == 3 ? 1 : 1 + i % 3),
            Stars = Each(i => 1 + i % 5),
            ReviewCreatedAt = Each(_ => DateTime.MinValue),
            States = ["RJ", "SP"],
            CustomerState = Each(i => i % 2),
            SellerState = Each(_ => 1),
        };
    }
}
