using Clientele.Features;
using Clientele.Simulation;
using Clientele.Tests.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using Clientele.Validation.Trust;

namespace Clientele.Tests.Validation.Trust;

public sealed class ScenarioGridTests
{
    private static readonly TrustDesign Design = ExperimentProtocol.Shipped.Trust;

    private static readonly IReadOnlyList<AgentProfile> Personas = Population.OfPersonas(ChoiceWorld.Personas([.. Enumerable.Range(0, 12).Select(_ => (100, Array.Empty<(FeatureTrait, double)>()))])).Agents;

    private static async Task<IReadOnlyList<ScenarioGrid>> Ask(IAgent agent, int scenarios = 25)
    {
        var grids = new List<ScenarioGrid>();
        for (var s = 0; s < scenarios; s++)
            grids.Add(await ScenarioGrid.AskAsync(agent, Personas, ChoiceWorld.Simple() with { Name = $"scenario_{s}" }, Design, 2, TestContext.Current.CancellationToken));
        return grids;
    }

    // Two normal numbers that share a part have different signs with probability acos(ρ) / π.
    private static double Flips(double common, double own) => Math.Acos(common * common / ((common * common) + (own * own))) / Math.PI;

    [Fact]
    public async Task A_first_option_bias_is_found_in_the_order_and_nowhere_else()
    {
        var grids = await Ask(new BiasedAgent(FunctionAgent.Even) { Persona = 1, FirstOption = .5 });
        var order = FlipRate.Of(grids, GridFacet.Order);
        // The order decides where |persona| < 0.5: 2 Φ(0.5) − 1.
        Assert.InRange(order.Value, .383 - .07, .383 + .07);
        Assert.InRange(.383, order.Low, order.High);
        Assert.Equal(0, FlipRate.Of(grids, GridFacet.Wording).Value);
        Assert.Equal(0, FlipRate.Of(grids, GridFacet.Replicate).Value);
        Assert.Equal(12 * 25 * 3 * 2, order.N);
    }

    [Fact]
    public async Task Words_that_matter_are_found_in_the_wording_and_chance_in_the_retest()
    {
        var words = await Ask(new BiasedAgent(FunctionAgent.Even) { Persona = 1, Wording = .5 });
        Assert.InRange(FlipRate.Of(words, GridFacet.Wording).Value, Flips(1, .5) - .08, Flips(1, .5) + .08);
        Assert.Equal(0, FlipRate.Of(words, GridFacet.Order).Value);
        Assert.Equal(0, FlipRate.Noise(words));
        var chance = await Ask(new BiasedAgent(FunctionAgent.Even) { Persona = 1, Chance = .5 });
        Assert.InRange(FlipRate.Of(chance, GridFacet.Replicate).Value, Flips(1, .5) - .04, Flips(1, .5) + .04);
        Assert.True(FlipRate.Noise(chance) > .02);
    }

    [Theory]
    [InlineData(1, .5, .5, 0, 1 / 1.5)]
    [InlineData(.6, .2, .8, 0, .36 / 1.04)]
    [InlineData(1, 0, 0, 0, 1)]
    [InlineData(0, .4, .4, 0, 0)]
    public async Task The_share_of_the_persona_is_the_planted_one(double persona, double wording, double chance, double first, double planted)
    {
        var icc = PersonaIcc.Of(await Ask(new BiasedAgent(FunctionAgent.Even) { Persona = persona, Wording = wording, Chance = chance, FirstOption = first }), new CustomerBootstrap(1, 200));
        Assert.InRange(icc.Value.Value, planted - .1, planted + .1);
        Assert.True(icc.Value.Low <= icc.Value.Value && icc.Value.Value <= icc.Value.High);
        Assert.InRange(icc.Wording, (wording * wording) - .12, (wording * wording) + .12);
        Assert.InRange(icc.Noise, .8 * chance * chance, (1.2 * chance * chance) + 1e-9);
        Assert.Equal(25 * 12 * 12, icc.N);
    }

    [Fact]
    public async Task Personas_that_the_model_does_not_hear_have_no_share()
    {
        Assert.Equal(0, PersonaIcc.Of(await Ask(FunctionAgent.Even, 3), new CustomerBootstrap(1, 20)).Value.Value);
        // An order bias that differs by persona is order, not persona: over both orders it cancels.
        Assert.InRange(PersonaIcc.Of(await Ask(new BiasedAgent(FunctionAgent.Even) { FirstOption = 2, Chance = .3 }), new CustomerBootstrap(1, 20)).Value.Value, 0, .05);
    }

    [Fact]
    public async Task Missing_answers_stay_missing()
    {
        var grids = await Ask(new BiasedAgent(FunctionAgent.Even) { Persona = 1 }, 2);
        grids[0].Answers[3, 1, 0, 0] = null;
        var icc = PersonaIcc.Of(grids, new CustomerBootstrap(1, 20));
        Assert.Equal((12 + 11) * 12, icc.N);
        Assert.Equal((2 * 12 * 6) - 1, FlipRate.Of(grids, GridFacet.Replicate).N);
        Assert.True(double.IsNaN(PersonaIcc.Of([], new CustomerBootstrap(1, 20)).Value.Value));
        Assert.True(double.IsNaN(FlipRate.Of([], GridFacet.Order).Value));
    }
}
