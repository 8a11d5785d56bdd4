using Clientele.Reporting;
using Clientele.Simulation;
using Clientele.Studio.Work;

namespace Clientele.EndToEnd.Tests;

public sealed class RunDiffTests
{
    [Fact]
    public void Runs_that_were_made_alike_differ_in_nothing()
    {
        var diff = RunDiff.Of(Run(), Run());
        Assert.Empty(diff.Made);
        Assert.Empty(diff.OnlyFirst);
        Assert.Empty(diff.OnlySecond);
        Assert.All(Assert.Single(diff.Situations).Groups, group => Assert.Equal(0, group.Difference));
    }

    [Fact]
    public void What_differs_in_how_they_were_made_is_named_down_to_a_field_of_the_offer()
    {
        var other = Run(price: 90) with { Seed = 7, Model = "model-x", Settings = new Dictionary<string, string> { ["anchor"] = "0.02", ["effort"] = "low" } };
        var made = RunDiff.Of(Run(), other).Made.ToDictionary(difference => difference.What, difference => (difference.First, difference.Second));
        Assert.Equal(("42", "7"), made["seed"]);
        Assert.Equal(("none", "model-x"), made["language model"]);
        Assert.Equal(("none", "0.02"), made["anchor"]);
        Assert.Equal(("not stated", "low"), made["effort"]);
        Assert.Equal(("100", "90"), made["sale: offer.price"]);
        Assert.Equal(5, made.Count);
    }

    [Fact]
    public void Shares_stand_side_by_side_and_a_persona_of_one_run_alone_has_no_difference()
    {
        var (first, second) = (Run(), Run(share: .5, persona: "Bulk buyer"));
        var groups = Assert.Single(RunDiff.Of(first, second).Situations).Groups;
        Assert.Equal([null, "Cash customer", "Bulk buyer"], groups.Select(group => group.Persona));
        Assert.Equal(.2, groups[0].Difference, 1e-9);
        Assert.Null(groups[1].Second);
        Assert.Null(groups[2].First);
        Assert.True(double.IsNaN(groups[1].Difference) && double.IsNaN(groups[2].Difference));
    }

    [Fact]
    public void A_scenario_of_one_run_alone_is_named()
    {
        var second = Run();
        var renamed = second.Situations[0] with { Scenario = second.Situations[0].Scenario with { Variant = "cheaper" } };
        var diff = RunDiff.Of(Run(), second with { Situations = [renamed] });
        Assert.Empty(diff.Situations);
        Assert.Equal(["sale"], diff.OnlyFirst);
        Assert.Equal(["sale (cheaper)"], diff.OnlySecond);
    }

    private static RunRecord Run(double price = 100, double share = .3, string persona = "Cash customer") => new()
    {
        EngineVersion = "1.0",
        GitRevision = null,
        PlanHash = new string('a', 64),
        Inputs = [],
        Mapping = "olist",
        MappingSha256 = new string('b', 64),
        Currency = "BRL",
        FeatureSet = "reference",
        K = 1,
        SegmentationSeed = 42,
        ModelSha256 = new string('c', 64),
        EditedModelFiles = [],
        Agent = "choice",
        Model = null,
        Population = "all",
        Agents = 10,
        Seed = 42,
        Settings = new Dictionary<string, string> { ["anchor"] = "none" },
        AssumedLevel = null,
        Account = new RunAccount(10, 10, 0, 0, 0, 0, 0),
        Personas = [],
        Effects = [],
        Verbatims = [],
        VerbatimsInAll = 0,
        Situations =
        [
            new SituationResult(
                new Scenario { Name = "sale", Offer = new Offer { Price = price }, Options = [new ScenarioOption("buy", true), new ScenarioOption("walk_away", false)], Text = "An offer." },
                Group("Population", share), [Group(persona, share)], []),
        ],
    };

    private static GroupResult Group(string name, double share) => new()
    {
        Name = name,
        Agents = 10,
        Weight = 10,
        Options = [new Interval(share, share - .1, share + .1), new Interval(1 - share, .9 - share, 1.1 - share)],
        Sampled = [share, 1 - share],
        Purchase = new Interval(share, share - .1, share + .1),
        OddsRatio = new Interval(1, 1, 1),
        View = "Maybe",
        Reasons = [],
    };
}
