using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation;

public sealed class PastOutcomesTests
{
    private const long Shown = 2_000_000;

    [Fact]
    public async Task Experiments_that_the_agent_foresees_pass_and_reversed_ones_fail()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new SyntheticStoreOptions { Orders = 1_500, Seed = 5 }, cancellationToken: token);
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var held = await HeldOut.OfAsync(transactions, null, FeatureSet.Load("reference"), new SegmentationOptions { K = 3 }, null, token);
        var agent = ValidatedAgent.Choice(new ChoiceModelOptions { Draws = 20 });
        Task<BlockResult> Score(PastOutcomes? past) => new EffectsBlock(held, agent, ExperimentProtocol.Shipped, null, token) { Past = past }.MeasureAsync(null, TaskPersonas.Nobody(held.Parts));
        static FidelityMetric Of(BlockResult block, string id) => block.Metrics.Single(metric => metric.Id == "effects.outcomes." + id);

        Assert.DoesNotContain((await Score(null)).Metrics, metric => metric.Id.StartsWith("effects.outcomes", StringComparison.Ordinal));

        // Read what the agent says, then let reality be that, and the reverse of it.
        var said = (await Score(Past((_, _) => .04))).Points["outcomes"];
        Assert.Equal(8, said.Count);
        double Real(int e, int arm, double times) => arm == 0 ? .04 : Odds(Math.Log(.04 / .96) + times * said[4 * e + arm - 1].Simulated);
        var foreseen = await Score(Past((e, arm) => Real(e, arm, 1)));
        Assert.True(Of(foreseen, "r").Value > .99, $"{Of(foreseen, "r")}");
        Assert.Equal(FidelityVerdict.Pass, Of(foreseen, "slope").Verdict);
        Assert.Equal(1, Of(foreseen, "sign").Value);
        Assert.Equal(1, Of(foreseen, "coverage").Value);
        Assert.True(Of(foreseen, "rmse").Value < 3);
        Assert.True(Of(foreseen, "r").Ceiling is > .95 and <= 1);
        // Two scenarios: levels are shown, not judged.
        Assert.Equal(FidelityVerdict.None, Of(foreseen, "level").Verdict);

        // A language model that says nothing to one scenario: its effects and its level are left out, and the rest is scored.
        var mute = new ValidatedAgent("mute", (learning, cancellationToken) => new Mute(agent.Fit(learning, cancellationToken), "flash_sale"));
        var part = await new EffectsBlock(held, mute, ExperimentProtocol.Shipped with { Outcomes = ExperimentProtocol.Shipped.Outcomes with { MinEffects = 3 } }, null, token) { Past = Past((e, arm) => Real(e, arm, 1)) }
            .MeasureAsync(null, TaskPersonas.Nobody(held.Parts));
        Assert.Equal(4, part.Points["outcomes"].Count);
        Assert.All(part.Points["outcomes"], point => Assert.True(double.IsFinite(point.Simulated) && point.Label.StartsWith("mixed_reviews", StringComparison.Ordinal)));
        Assert.True(double.IsFinite(Of(part, "rmse").Value), $"{Of(part, "rmse")}");
        Assert.Contains(part.Notes, note => note.Contains("4 of 8 effects are left out", StringComparison.Ordinal));

        var reversed = await Score(Past((e, arm) => Real(e, arm, -1)));
        Assert.True(Of(reversed, "r").Value < -.99);
        Assert.All(new[] { "r", "slope", "sign" }, id => Assert.Equal(FidelityVerdict.Fail, Of(reversed, id).Verdict));

        // A few customers an arm cannot tell a good agent from a bad one.
        var tiny = await Score(Past((e, arm) => Real(e, arm, 1), shown: 60));
        Assert.Equal(FidelityVerdict.NotScored, Of(tiny, "r").Verdict);
        Assert.Contains("sampling error", Of(tiny, "r").Note, StringComparison.Ordinal);
        var few = await Score(Past((e, arm) => Real(e, arm, 1)) is var all ? all with { Experiments = [.. all.Experiments.Select(one => one with { Arms = [.. one.Arms.Take(2)] })] } : null);
        // Two effects always lie on a line: directions can be counted, a correlation would be luck.
        foreach (var id in new[] { "r", "slope" })
        {
            Assert.Equal(FidelityVerdict.NotScored, Of(few, id).Verdict);
            Assert.Contains("hold 2 effects, and 8 are needed", Of(few, id).Note, StringComparison.Ordinal);
        }
        Assert.Equal((1, 2), (Of(few, "sign").Value, Of(few, "sign").N));
        Assert.NotEqual(FidelityVerdict.Pass, Of(few, "sign").Verdict);
        Assert.Contains("2 of 2 effects", Of(few, "sign").Note, StringComparison.Ordinal);
        Assert.Contains("past experiments", FidelityClaims.Of(few.Metrics, conversionAnchored: false).NotValidated);
    }

    [Fact]
    public async Task An_agent_that_says_the_same_of_every_variant_fails()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new SyntheticStoreOptions { Orders = 600, Seed = 5 }, cancellationToken: token);
        using var transactions = await TransactionLoader.LoadAsync(new TransactionSource { Path = folder.Path, Mapping = MappingFile.Load("olist") }, cancellationToken: token);
        var held = await HeldOut.OfAsync(transactions, null, FeatureSet.Load("reference"), new SegmentationOptions { K = 3 }, null, token);
        var block = await new EffectsBlock(held, new ValidatedAgent("coin", (_, _) => new EvenAgent()), ExperimentProtocol.Shipped, null, token) { Past = Past((e, arm) => .02 + .004 * (arm + e)) }
            .MeasureAsync(null, TaskPersonas.Nobody(held.Parts));
        var r = block.Metrics.Single(metric => metric.Id == "effects.outcomes.r");
        Assert.Equal((0, FidelityVerdict.Fail), (r.Value, r.Verdict));
        Assert.Contains("do not vary", r.Note, StringComparison.Ordinal);
        Assert.Equal(FidelityVerdict.Fail, block.Block.Verdict);
    }

    private sealed class Mute(IAgent inner, string scenario) : IAgent
    {
        public string Name => "mute";

        public ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken) =>
            question is Question.Purchase purchase && purchase.Scenario.Name == scenario ? ValueTask.FromResult<Answer>(new Answer.Failed("mute")) : inner.AnswerAsync(profile, question, replicate, cancellationToken);
    }

    private static double Odds(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static PastOutcomes Past(Func<int, int, double> conversion, long shown = Shown) => new("past.csv", new string('0', 64),
    [
        .. new[] { "flash_sale", "mixed_reviews" }.Select((name, e) =>
        {
            var yaml = BuiltInScenarios.Yaml(name);
            var at = yaml.IndexOf("\noffer:", StringComparison.Ordinal);
            var definition = Assert.Single(ScenarioFile.Parse(yaml.Insert(at, "\nvariants: { control: {}, cheaper: { offer.price: 110 }, dearer: { offer.price: 240 }, better: { offer.rating: 5 }, cheapest: { offer.price: 80 } }"), name));
            return new PastExperiment(name, [.. definition.Scenarios.Select((scenario, arm) => new PastArm(scenario, shown, (long)Math.Round(shown * conversion(e, arm))))]);
        }),
    ]);
}
