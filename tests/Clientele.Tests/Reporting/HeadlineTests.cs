using Clientele.Data;
using Clientele.Reporting;
using Clientele.Simulation;
using Clientele.Validation;

namespace Clientele.Tests.Reporting;

public sealed class HeadlineTests
{
    [Theory]
    [InlineData(.62, .55, .70, "Most choose buy now: 62 of 100 customers (95 % interval 55.0 to 70.0 %).")]
    [InlineData(.62, .45, .70, "The largest share chooses buy now: 62 of 100 customers (95 % interval 45.0 to 70.0 %).")]
    [InlineData(.20, .15, .25, "Most walk away: 80 of 100 customers (95 % interval 75.0 to 85.0 %).")]
    [InlineData(.44, .30, .60, "The largest share walks away: 56 of 100 customers (95 % interval 40.0 to 70.0 %).")]
    [InlineData(.62, double.NaN, double.NaN, "The largest share chooses buy now: 62 of 100 customers.")]
    public void Most_is_said_only_where_the_whole_interval_is_beyond_one_half(double buys, double low, double high, string sentence) =>
        Assert.Equal(sentence, HeadlineAnswer.Of(Situation([], new Interval(buys, low, high))).Sentence);

    [Fact]
    public void Where_segments_disagree_is_ordered_by_the_odds_and_clear_only_apart_from_chance()
    {
        var near = Situation([Group("A", 1.1, .5), Group("B", .9, .48)], new Interval(.5, .4, .6), "near");
        var far = Situation([Group("A", 4, .8), Group("B", .5, .3), Group("C", 1, .5)], new Interval(.5, .4, .6), "far");
        var alone = Situation([Group("A", 1, .5)], new Interval(.5, .4, .6), "alone");
        var found = Disagreement.Of([near, alone, far]);
        Assert.Equal(["far", "near"], found.Select(one => one.Scenario.Name));
        Assert.Equal(("A", "B", 8.0, true), (found[0].Most.Name, found[0].Least.Name, found[0].Ratio, found[0].Clear));
        Assert.False(found[1].Clear);
    }

    [Fact]
    public void An_answer_leans_on_what_its_scenario_offers()
    {
        var plain = Scenario("plain");
        Assert.Equal([FidelityClaims.Buying], Claims(plain));
        Assert.Equal([FidelityClaims.Buying, FidelityClaims.Payment, FidelityClaims.LongerPlan], Claims(plain with { Options = [new("card", true) { Pay = new PaymentTerms(PaymentMethod.CreditCard, 10, 100) }, new("walk_away", false)] }));
        Assert.Equal([FidelityClaims.Buying, FidelityClaims.Scarcity, FidelityClaims.Bundles, FidelityClaims.Price],
            Claims(plain with { Offer = plain.Offer with { EndsInHours = 2, ReferencePrice = 120 }, Options = [new("three", true) { Quantity = 3 }, new("walk_away", false)] }));
        Assert.Contains(FidelityClaims.Price, TrustedClaim.Of([plain, plain with { Variant = "dear", Offer = plain.Offer with { Price = 130 } }], null).Select(claim => claim.Claim));

        IEnumerable<string> Claims(Scenario scenario) => TrustedClaim.Of([scenario], null).Select(claim => claim.Claim);
    }

    [Fact]
    public void A_claim_stands_on_the_rung_that_the_validation_gave_it()
    {
        var scenario = Scenario("card") with { Options = [new("card", true) { Pay = new PaymentTerms(PaymentMethod.CreditCard, 10, 100) }, new("walk_away", false)] };
        var claims = new FidelityClaims([FidelityClaims.Payment], [FidelityClaims.LongerPlan], [FidelityClaims.Buying]);
        Assert.Equal(["NOT VALIDATED", "VALIDATED", "DIRECTIONAL"], TrustedClaim.Of([scenario], claims).Select(claim => claim.Rung));
        Assert.All(TrustedClaim.Of([scenario], null), claim => Assert.Equal("NOT VALIDATED", claim.Rung));
        // Past outcomes anchor the level: then that claim is looked up instead.
        var anchored = TrustedClaim.Of([scenario], new FidelityClaims([FidelityClaims.Conversion], [], []))[0];
        Assert.Equal((FidelityClaims.Conversion, "VALIDATED"), (anchored.Claim, anchored.Rung));
    }

    private static Scenario Scenario(string name) => new() { Name = name, Offer = new Offer { Price = 100 }, Options = [new("buy_now", true), new("walk_away", false)], Text = "An offer." };

    private static SituationResult Situation(IReadOnlyList<GroupResult> personas, Interval buys, string name = "plain") =>
        new(Scenario(name), Group("Population", 1, buys.Value) with { Options = [buys, new Interval(1 - buys.Value, 1 - buys.High, 1 - buys.Low)] }, personas, []);

    private static GroupResult Group(string name, double odds, double buys) => new()
    {
        Name = name,
        Agents = 10,
        Weight = 10,
        Options = [],
        Sampled = [],
        Purchase = new Interval(buys, buys - .05, buys + .05),
        OddsRatio = new Interval(odds, odds, odds),
        View = "Maybe",
        Reasons = [],
    };
}
