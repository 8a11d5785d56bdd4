using Clientele.Clustering;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Cli;

/// <summary>Prints the personas: how many customers each stands for and what sets it apart, with the numbers.</summary>
internal static class PersonaReport
{
    private const int MostTraits = 3;

    /// <summary>The table of personas and how the segmentation scored.</summary>
    public static void Write(Terminal terminal, ShopModel model)
    {
        var (personas, segmentation) = (model.Personas, model.Segmentation);
        var table = new ResultTable().Words("persona").Numbers("share").Numbers("customers").Words("what sets it apart (all customers)");
        foreach (var persona in personas.Personas)
            table.Row(persona.Name, Number.Percent(persona.Share), Number.Count(persona.Size), Distinguishing(personas, persona));
        table.Write(terminal, "Personas");
        terminal.Line($"{Number.Count(personas.Customers)} customers in {segmentation.K} segments by the {model.Study.FeatureSet} features; inertia {Number.Count(segmentation.Inertia)}{Silhouette(segmentation)}.");
        terminal.Line(PersonaSet.Continuum);
        if (model.Study.KChoice is { } choice)
            terminal.Line(choice);
        if (model.Features is not { } features)
            return;
        foreach (var (feature, count) in features.Dropped)
            terminal.Line($"{Number.Count(count)} {(count == 1 ? "customer" : "customers")} left out: no {feature}.");
        foreach (var (feature, reason) in features.SwitchedOff)
            terminal.Line($"Switched off: {feature} ({reason}).");
    }

    private static string Distinguishing(PersonaSet personas, Persona persona)
    {
        var phrase = new Phrase(personas.Currency);
        var traits = persona.Profile.Where(statement => statement.Distinguishing)
            .SelectMany(statement => statement.Evidence)
            .DistinctBy(evidence => evidence.Feature)
            .OrderByDescending(evidence => Math.Abs(evidence.ZScore))
            .Take(MostTraits)
            .Select(evidence => Trait(phrase, personas.Features.First(feature => feature.Name == evidence.Feature), evidence))
            .ToList();
        return traits.Count == 0 ? "close to the average in everything" : string.Join(", ", traits);
    }

    private static string Trait(Phrase phrase, FeatureDefinition feature, Evidence evidence)
    {
        var label = feature.Trait switch
        {
            FeatureTrait.Frequency => "orders",
            FeatureTrait.Spend => "spent",
            FeatureTrait.ItemPrice => "an item",
            FeatureTrait.Basket => "items an order",
            FeatureTrait.Instalments => "instalments",
            FeatureTrait.CardShare => "by credit card",
            FeatureTrait.Variety => "categories",
            FeatureTrait.Satisfaction => "positive reviewers",
            FeatureTrait.Weekend => "bought at a weekend",
            _ => Phrase.Label(feature),
        };
        var value = phrase.Value(feature, evidence.Value);
        label = value != "1" ? label : label switch { "orders" => "order", "items an order" => "item an order", "instalments" => "instalment", "categories" => "category", _ => label };
        return $"{value} {label} ({phrase.Value(feature, evidence.PopulationValue)})";
    }

    private static string Silhouette(Segmentation segmentation) => segmentation.Silhouette switch
    {
        null => "",
        { StandardError: { } error } score => $", silhouette {Number.Decimal(score.Mean, "0.000")} ± {Number.Decimal(error, "0.000")} (standard error) from a sample of {Number.Count(score.Customers)}",
        var score => $", silhouette {Number.Decimal(score.Mean, "0.000")}",
    };
}
