using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Truth;

/// <summary>Stores whose preferences were planted: does the engine find them again? Rates over many seeds are in bench/results/world-truth.md.</summary>
public sealed class WorldTruthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task In_its_own_family_the_engine_finds_the_planted_effects(int seed)
    {
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.ChoiceModel, 3_000, seed);
        var result = await world.MeasureAsync();
        var found = Print(result);
        Assert.True(found("truth.r").Value >= .98, $"{found("truth.r")}");
        Assert.True(found("truth.r.menu").Value >= .98 && found("truth.r.lateness").Value >= .98);
        // One point is reached on average over stores of this size; single ones scatter around it (1,400 card orders are fitted on).
        Assert.True(found("truth.rmse").Value <= 2, $"{found("truth.rmse")}");
        Assert.True(found("truth.rmse.lateness").Value <= .2, $"{found("truth.rmse.lateness")}");
        // Effects of one store hang together: a single store's coverage scatters, its mean over stores is the bench's.
        Assert.True(found("truth.coverage").Value >= .8, $"{found("truth.coverage")}");
        Assert.True(found("truth.regret").Value < .1 * found("truth.regret").Baselines["coin"]);
        Assert.Equal(63, found("truth.coverage").N);
        Assert.Equal(22, found("truth.prior.coverage").N);
        Assert.True(found("truth.prior.coverage").Value >= .7);
        // Personas were planted: a claim could not be false.
        Assert.Equal(FidelityVerdict.NotScored, found("truth.false_discovery").Verdict);
        // Knowing the menu alone is not enough.
        Assert.True(found("truth.rmse").Baselines.Single().Value > 2 * found("truth.rmse").Value);
        Assert.Equal(63, result.Points["truth"].Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Where_nobody_differs_no_personas_are_claimed(int seed)
    {
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.NoHeterogeneity, 3_000, seed);
        var found = Print(await world.MeasureAsync());
        var claims = found("truth.false_discovery");
        Assert.Equal((0, 1), (claims.Value, claims.N));
        Assert.Equal(FidelityVerdict.Pass, claims.Verdict);
        // Effects are asked in W1; here they are only reported.
        Assert.Equal(FidelityVerdict.None, found("truth.r").Verdict);
        Assert.Contains("the target is asked in W1", found("truth.r").Note, StringComparison.Ordinal);
        Assert.True(found("truth.r").Value >= .97, $"{found("truth.r")}");
    }

    [Fact]
    public async Task A_thousand_customers_give_wide_intervals_rather_than_wrong_ones()
    {
        var shares = new List<double>();
        for (var seed = 1; seed <= 6; seed++)
        {
            using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.FewCustomers, null, seed);
            var found = Print(await world.MeasureAsync());
            Assert.NotNull(found("truth.coverage").Target);
            Assert.Null(found("truth.rmse").Target);
            shares.Add(found("truth.coverage").Value);
        }
        // .94 over many seeds, with a standard deviation of .08 between stores.
        Assert.InRange(shares.Average(), .82, 1);
    }

    [Fact]
    public async Task The_truth_stands_in_the_report_only_where_it_was_given_and_must_be_of_that_store()
    {
        var token = TestContext.Current.CancellationToken;
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.ChoiceModel, 3_000, 1);
        using var other = await KnownWorld.MakeAsync(SyntheticStoreWorld.Habits, 3_000, 1);
        async Task<ClienteleException> Refused(Transactions data, FidelityPlan plan, Transactions? test = null) =>
            await Assert.ThrowsAsync<ClienteleException>(() => FidelityValidator.ValidateAsync(data, plan, test, cancellationToken: token));
        // The same seed and size, another world: only the files tell them apart.
        Assert.Contains("another store", (await Refused(world.Transactions, other.Plan)).Message, StringComparison.Ordinal);
        Assert.Contains("one store", (await Refused(world.Transactions, world.Plan, other.Transactions)).Message, StringComparison.Ordinal);
        var old = world.Plan.Truth! with { Files = new SortedDictionary<string, string>(), Orders = 2_999 };
        Assert.Contains("2999 orders", (await Refused(world.Transactions, world.Plan with { Truth = old })).Message, StringComparison.Ordinal);

        var report = await FidelityValidator.ValidateAsync(world.Transactions, world.Plan with { Bootstraps = 50 }, cancellationToken: token);
        Assert.Equal("truth", report.Blocks[^1].Name);
        Assert.NotEqual(FidelityVerdict.NotScored, report.Blocks[^1].Verdict);
        Assert.True(report.Find("truth.r")!.Value >= .98);
        Assert.All(report.Metrics.Where(metric => metric.Id.StartsWith("truth.", StringComparison.Ordinal)), metric => Assert.Contains(metric.Id, report.Blocks[^1].Metrics));
    }

    [Fact]
    public async Task An_agent_that_knows_nothing_misses_the_planted_effects()
    {
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.ChoiceModel, 3_000, 1);
        var found = Print(await world.MeasureAsync(new ValidatedAgent("coin", (_, _) => new EvenAgent())));
        Assert.Equal(found("truth.rmse").Baselines["uniform over the menu"], found("truth.rmse").Value, 1e-9);
        Assert.Equal(FidelityVerdict.Fail, found("truth.rmse").Verdict);
        Assert.Equal(FidelityVerdict.Fail, found("truth.rmse.lateness").Verdict);
        // The same ratings whatever the delay: nothing is foreseen, which is a failure and not a lack of data.
        Assert.Equal((0, FidelityVerdict.Fail), (found("truth.r").Value, found("truth.r").Verdict));
        Assert.Contains("all alike", found("truth.r").Note, StringComparison.Ordinal);
        Assert.Equal(0, found("truth.r.lateness").Value);
        // Without parameters there are no intervals, and no priors.
        Assert.Equal(0, found("truth.coverage").Value);
        Assert.Equal(FidelityVerdict.NotScored, found("truth.prior.coverage").Verdict);
    }

    [Fact]
    public async Task Planted_effects_that_no_answer_came_to_are_left_out_and_said()
    {
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.ChoiceModel, 3_000, 1);
        var whole = await world.MeasureAsync(new ValidatedAgent("coin", (_, _) => new EvenAgent()));
        // Nobody says anything about orders that came eight days late or later, nor about menus of five plans.
        var silent = new EvenAgent { Silent = question => question.Kind == MaskedOrder.Stars ? question.Order.DaysLate >= 8 : question.Options.Count == 5 };
        var result = await world.MeasureAsync(new ValidatedAgent("coin", (_, _) => silent));
        var (all, found) = (Print(whole), Print(result));
        Assert.True(found("truth.coverage").N < all("truth.coverage").N);
        Assert.All(result.Metrics.Where(metric => metric.Id is "truth.rmse" or "truth.rmse.lateness" or "truth.coverage"), metric => Assert.True(double.IsFinite(metric.Value), metric.Id));
        Assert.All(result.Points["truth"], point => Assert.True(double.IsFinite(point.Simulated)));
        Assert.Contains(result.Notes, note => note.Contains("of lateness are left out", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.Contains("of menu are left out", StringComparison.Ordinal));
        // The same in the curve of ratings against lateness.
        var none = await world.MeasureAsync(new ValidatedAgent("coin", (_, _) => new EvenAgent { Silent = _ => true }));
        Assert.Equal(FidelityVerdict.NotScored, Print(none)("truth.r").Verdict);
    }

    [Fact]
    public async Task Classes_of_lateness_that_no_answer_came_to_are_left_out_of_the_curve_and_said()
    {
        using var world = await KnownWorld.MakeAsync(SyntheticStoreWorld.ChoiceModel, 12_000, 1);
        async Task<BlockResult> Score(Func<Question.MaskedAttribute, bool> silent) => await new EffectsBlock(world.Held, new ValidatedAgent("coin", (_, _) => new EvenAgent()), ExperimentProtocol.Shipped, null, TestContext.Current.CancellationToken)
            .MeasureAsync(new EvenAgent { Silent = silent, Stars = true }, TaskPersonas.Nobody(world.Held.Parts));
        FidelityMetric Of(BlockResult block, string id) => block.Metrics.Single(metric => metric.Id == id);
        var whole = Of(await Score(_ => false), "effects.ne2.rmse");
        Assert.True(whole.N > 3 && double.IsFinite(whole.Value), $"{whole}");
        var some = await Score(question => question.Order.DaysLate <= -21);
        Assert.Equal(whole.N - 1, Of(some, "effects.ne2.rmse").N);
        Assert.True(double.IsFinite(Of(some, "effects.ne2.r").Value));
        Assert.Contains("1 classes of lateness are left out", Of(some, "effects.ne2.r").Note, StringComparison.Ordinal);
        var nothing = Of(await Score(_ => true), "effects.ne2.r");
        Assert.Equal(FidelityVerdict.NotScored, nothing.Verdict);
        Assert.Contains("the agent answered for 0 of", nothing.Note, StringComparison.Ordinal);
    }

    private sealed class EvenAgent : IAgent
    {
        public string Name => "coin";

        /// <summary>What it does not answer.</summary>
        public Func<Question.MaskedAttribute, bool> Silent { get; init; } = _ => false;

        /// <summary>Fewer stars the later an order came, rather than evenly.</summary>
        public bool Stars { get; init; }

        public ValueTask<Answer> AnswerAsync(AgentProfile profile, Question question, int replicate, CancellationToken cancellationToken) =>
            ValueTask.FromResult<Answer>(question is Question.MaskedAttribute masked && Silent(masked) ? new Answer.Failed("silent")
                : new Answer.Distribution([.. question.OptionIds.Select((_, k) => Stars && question is Question.MaskedAttribute { Kind: MaskedOrder.Stars, Order.DaysLate: > 0 } ? (k == 0 ? 1.0 : 0) : 1.0 / question.OptionIds.Count)], []));
    }

    private static Func<string, FidelityMetric> Print(BlockResult result)
    {
        foreach (var metric in result.Metrics)
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"{metric.Id}: {metric.Value:0.000} ({metric.Low:0.000}…{metric.High:0.000}), n {metric.N}, {metric.Verdict}"));
        return id => result.Metrics.Single(metric => metric.Id == id);
    }
}
