using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;

namespace Clientele.Tests.Simulation;

public sealed class ScenarioBuiltInTests
{
    public static TheoryData<string> Names => [.. BuiltInScenarios.Names];

    [Fact]
    public void The_six_scenarios_of_the_reference_are_built_in() =>
        Assert.Equal(["financing_offer", "flash_sale", "bundle_deal", "new_category", "mixed_reviews", "weekend_promo"],
            BuiltInScenarios.All.Select(definition => definition.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_scenario_reads_the_same_to_every_agent(string name) =>
        Snapshot.Matches(ScenarioText.Render(BuiltInScenarios.Get(name).Resolve("base"), "BRL"), "scenario_" + name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_price_sweep_moves_every_option_of_a_built_in_scenario_and_its_text(string name) =>
        Assert.Empty(BuiltInScenarios.Get(name).CheckSweep("offer.price"));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_of_a_built_in_scenario_shows_every_number_that_the_choice_model_uses(string name) =>
        Assert.Empty(BuiltInScenarios.Get(name).Notices);

    [Fact]
    public void The_numbers_are_those_of_the_reference()
    {
        static double Total(string scenario, string option)
        {
            var resolved = BuiltInScenarios.Get(scenario).Resolve("base");
            return resolved.Total(resolved.Options.Single(o => o.Id == option));
        }
        Assert.Equal(1200, Total("financing_offer", "card_10x"));
        Assert.Equal(1080, Total("financing_offer", "upfront"));
        Assert.Equal(150, Total("flash_sale", "buy_now"));
        Assert.Equal(250, BuiltInScenarios.Get("flash_sale").Scenarios[0].Offer.ReferencePrice);
        Assert.Equal(45, Total("bundle_deal", "single"));
        Assert.Equal(115, Total("bundle_deal", "bundle_of_3"), 5e-5);
        Assert.Equal(280, Total("new_category", "buy_now"));
        Assert.Equal(180, Total("mixed_reviews", "buy_now"));
        Assert.Equal(120, Total("weekend_promo", "buy_now"));
        Assert.Equal(96, Total("weekend_promo", "wait_for_weekend"));
        Assert.Equal(0, Total("weekend_promo", "walk_away"));
        var card = BuiltInScenarios.Get("financing_offer").Scenarios[0].Options[0].Pay!;
        Assert.Equal((PaymentMethod.CreditCard, 10), (card.Method, card.Instalments));
        var wait = BuiltInScenarios.Get("weekend_promo").Scenarios[0].Options[1];
        Assert.Equal((4.0, true, 9.0), (wait.WaitDays, wait.Weekend, wait.DeliveryDays));
    }

    [Fact]
    public void The_expectations_are_keyed_by_trait()
    {
        var all = BuiltInScenarios.All.SelectMany(definition => definition.Scenarios[0].Expectations).ToList();
        Assert.Equal(
            [
                new(FeatureTrait.CardShare, false, "upfront", true, true),
                new(FeatureTrait.Instalments, true, "card_10x", true, true),
                new(FeatureTrait.Basket, true, "bundle_of_3", true, true),
                new(FeatureTrait.Variety, true, "buy", true, false),
                new(FeatureTrait.Satisfaction, false, "buy", false, false),
                new Expectation(FeatureTrait.Weekend, true, "wait_for_weekend", true, false),
            ], all);
    }

    [Fact]
    public void An_unknown_built_in_scenario_is_answered_with_the_nearest_name()
    {
        var exception = Assert.Throws<ClienteleException>(() => BuiltInScenarios.Get("flash_sail"));
        Assert.Equal("Did you mean flash_sale?", exception.Hint);
    }
}
