using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;

namespace Clientele.Tests.Simulation;

/// <summary>Scenarios that a shop's data cannot speak to.</summary>
public sealed class ScenarioFitTests
{
    private static readonly PersonaSet Full = Shop((FeatureTrait.Spend, 130, 300), (FeatureTrait.Instalments, 2.4, 6), (FeatureTrait.Variety, 1.1, 2));
    private static readonly PersonaSet Bare = Shop((FeatureTrait.Spend, 130, 300));
    private static readonly PersonaSet AtOnce = Shop((FeatureTrait.Spend, 130, 300), (FeatureTrait.Instalments, 1, 1), (FeatureTrait.Variety, 1.1, 2));

    [Fact]
    public void Built_in_scenarios_are_asked_where_they_make_sense()
    {
        Assert.Equal(BuiltInScenarios.Names, Asked(Full, builtIn: true));
        Assert.Equal(BuiltInScenarios.Names.Except(["financing_offer"]), Asked(AtOnce, builtIn: true));
        Assert.Equal(BuiltInScenarios.Names.Except(["financing_offer", "new_category"]), Asked(Bare, builtIn: true));
        // Whoever names a scenario gets it, with a caution.
        Assert.Equal(BuiltInScenarios.Names, Asked(Bare, builtIn: false));
        Assert.Contains(ScenarioFit.Cautions(Bare, BuiltInScenarios.Get("financing_offer").Scenarios[0]), caution => caution.Contains("instalments", StringComparison.Ordinal));
        Assert.Contains(ScenarioFit.Cautions(Bare, BuiltInScenarios.Get("new_category").Scenarios[0]), caution => caution.Contains("no categories", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_out_is_told_once_with_the_reason()
    {
        var plan = Plan(builtIn: true);
        Assert.Equal(["financing_offer", "new_category"], plan.LeftOut(Bare).Select(pair => pair.Scenario));
        Assert.Empty(plan.LeftOut(Full));
        Assert.Empty(Plan(builtIn: false).LeftOut(Bare));
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(601, true)]
    public void An_amount_far_beyond_what_customers_spend_is_out_of_range(double price, bool beyond)
    {
        var scenario = new Scenario { Name = "phone", Offer = new Offer { Price = price }, Options = [new("buy_now", true), new("walk_away", false)], Text = "A phone." };
        Assert.Equal(beyond, ScenarioFit.Cautions(Full, scenario).Count == 1);
        if (beyond)
            Assert.Contains("BRL 601.00, and nine customers in ten spent BRL 300.00 or less", ScenarioFit.Cautions(Full, scenario)[0], StringComparison.Ordinal);
        // The least that can be paid counts.
        Assert.Empty(ScenarioFit.Cautions(Full, scenario with { Options = [new("cheap", true) { Pay = new PaymentTerms(PaymentMethod.Cash, 1, 90) }, .. scenario.Options] }));
        Assert.Empty(ScenarioFit.Cautions(Shop(), scenario));
    }

    private static SimulationPlan Plan(bool builtIn) => new()
    {
        BuiltIn = builtIn,
        Questions = [.. BuiltInScenarios.All.SelectMany(definition => definition.Scenarios).Select(scenario => new Question.Purchase(scenario))],
    };

    private static IEnumerable<string> Asked(PersonaSet shop, bool builtIn) => Plan(builtIn).QuestionsFor(shop).Select(question => question.Scenario.Name);

    private static PersonaSet Shop(params (FeatureTrait Trait, double Mean, double Q90)[] features)
    {
        var set = ChoiceWorld.Personas((10, [.. features.Select(feature => (feature.Trait, 0.0))]));
        return set with
        {
            Currency = "BRL",
            Features = [.. features.Select(feature => set.Features.First(definition => definition.Trait == feature.Trait))],
            Population = [.. features.Select(feature => new FeatureSummary(feature.Mean, 1, 0, 0, 0, 0, feature.Q90, 0))],
        };
    }
}
