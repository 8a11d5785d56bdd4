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

    [Theory]
    [InlineData(.021, .018, .024, "Most walk away: 98 of 100 customers (95 % interval 97.6 to 98.2 %).")]
    [InlineData(.69, 0, 1, "Not known: the share of buy now, the likeliest answer, can be anything from 0.0 to 100.0 %.")]
    public void An_interval_that_holds_nearly_everything_is_no_finding(double buys, double low, double high, string sentence) =>
        Assert.Equal(sentence, HeadlineAnswer.Of(Situation([], new Interval(buys, low, high))).Sentence);

    [Fact]
    public void Without_a_known_level_the_answer_is_the_likeliest_option_and_how_the_odds_move()
    {
        var situation = Situation([], new Interval(.62, .55, .70));
        var relative = situation with { Population = situation.Population with { View = null, AgainstUsual = new Interval(3.2, 1.4, 12.6) } };
        Assert.Equal("Likeliest: buy now. Odds of buying: × 3.20 those in the shop's usual situation (95 % interval 1.40 to 13).", HeadlineAnswer.Of(relative).Sentence);
        Assert.Equal("Likeliest: buy now.", HeadlineAnswer.Of(situation with { Population = situation.Population with { View = null } }).Sentence);
    }

    [Fact]
    public void An_answer_that_nothing_moves_is_not_called_a_strangers()
    {
        Assert.Equal("Nothing moves it away from the shop's usual situation.", RunWords.Own(null));
        Assert.StartsWith("Nothing that moves it was learned from this shop", RunWords.Own(0), StringComparison.Ordinal);
        Assert.StartsWith("40 % of what moves it", RunWords.Own(.4), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(.00342, "0.34")]
    [InlineData(.0213, "2.1")]
    [InlineData(.0996, "10")]
    [InlineData(.97, "97")]
    public void Small_shares_keep_their_digits(double share, string text) => Assert.Equal(text, RunWords.Hundredths(share));

    [Fact]
    public void An_effect_is_clear_only_where_the_claims_about_what_it_changes_hold()
    {
        var plain = Scenario("plain");
        Scenario Card(int most) => plain with { Options = [new("card", true) { Pay = new PaymentTerms(PaymentMethod.CreditCard, most, 100) { UpTo = true } }, new("walk_away", false)] };
        var (longer, cheaper, rated) = (Card(10), plain with { Offer = plain.Offer with { Price = 80 } }, plain with { Offer = plain.Offer with { Rating = 3 } });
        var claims = new FidelityClaims([], [FidelityClaims.LongerPlan], [FidelityClaims.Price]);
        Assert.True(TrustedClaim.Trusts(Card(3), longer, claims));
        Assert.False(TrustedClaim.Trusts(Card(3), longer, null));
        // One way of paying less is a matter of how people pay, not of longer plans; an option of another kind is no claim's matter.
        ScenarioOption slip = new("slip", true) { Pay = new PaymentTerms(PaymentMethod.Boleto, 1, 100) }, wait = new("wait", true) { WaitDays = 3 };
        Scenario With(ScenarioOption option) => Card(3) with { Options = [.. Card(3).Options, option] };
        Assert.False(TrustedClaim.Trusts(With(slip), Card(3), claims));
        Assert.True(TrustedClaim.Trusts(With(slip), Card(3), new FidelityClaims([FidelityClaims.Payment], [], [])));
        Assert.False(TrustedClaim.Trusts(Card(3), With(wait), new FidelityClaims([FidelityClaims.Payment], [FidelityClaims.LongerPlan], [])));
        Assert.False(TrustedClaim.Trusts(plain, cheaper, claims));
        Assert.False(TrustedClaim.Trusts(Card(3), longer with { Offer = longer.Offer with { Price = 80 } }, claims));
        // No claim speaks of ratings; the shop's own experiments speak of every offer like theirs.
        Assert.False(TrustedClaim.Trusts(plain, rated, new FidelityClaims([FidelityClaims.Price], [FidelityClaims.LongerPlan], [])));
        Assert.True(TrustedClaim.Trusts(plain, rated, new FidelityClaims([], [FidelityClaims.Past], [])));
        Assert.Equal("clear", RunWords.Clarity(new Interval(.1, .05, .2), trusted: true));
        Assert.Equal("beyond chance in the model, which is not validated for it", RunWords.Clarity(new Interval(.1, .05, .2), trusted: false));
        Assert.Equal("cannot be told from no effect", RunWords.Clarity(new Interval(.1, -.05, .2), trusted: true));
    }

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
