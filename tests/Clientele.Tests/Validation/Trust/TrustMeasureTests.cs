using Clientele.Simulation;
using Clientele.Validation;
using Clientele.Validation.Calibration;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using Clientele.Validation.Trust;

namespace Clientele.Tests.Validation.Trust;

public sealed class TrustMeasureTests(TrustShop shop) : IClassFixture<TrustShop>
{
    private static readonly CustomerBootstrap Bootstrap = new(1, 200);

    private static readonly ContaminationDesign Disguise = ExperimentProtocol.Shipped.Trust.Contamination with { Tasks = [MaskedOrder.Plan], Orders = 400 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<Interval> Lost(ValidatedAgent agent)
    {
        var world = await Contamination.AskAsync(shop.Held, [shop.Questions(agent)], agent, Disguise, 3, Token);
        Assert.InRange(world.Customer.Length, 200, 400);
        return Bootstrap.Difference(world.Customer, world.Disguised, world.Plain);
    }

    [Fact]
    public async Task Who_understands_the_shop_loses_nothing_in_disguise_and_who_remembers_it_does()
    {
        var honest = await Lost(TrustShop.Choice);
        Assert.InRange(honest.Value, -.03, .03);
        var memory = shop.Memory(i => i % 2 == 0);
        var remembering = await Lost(TrustShop.Biased(inner => new BiasedAgent(inner) { Memory = memory }));
        Assert.True(remembering.Low > .1, $"{remembering}");
    }

    [Fact]
    public void The_disguise_changes_names_and_amounts_and_nothing_else()
    {
        var world = DisguisedWorld.Of("BRL", Disguise, 1);
        Assert.Equal("MXN", world.Currency);
        Assert.Equal("ZAR", DisguisedWorld.Of("MXN", Disguise, 1).Currency);
        var (plain, disguised) = (shop.Held.Test, world.Orders(shop.Held.Test));
        var rule = shop.Held.Mapping.Instalments;
        var (before, after) = (MaskedOrder.Of(MaskedOrder.Plan, plain, rule), MaskedOrder.Of(MaskedOrder.Plan, disguised, world.Rule(rule)));
        for (var i = 0; i < plain.Count; i++)
        {
            Assert.Equal(before.Outcome(plain, i), after.Outcome(disguised, i));
            Assert.Equal(before.Feasible(plain, i), after.Feasible(disguised, i));
        }
        Assert.Equal(plain.Categories.Count, disguised.Categories.Distinct().Count());
        Assert.Empty(plain.Categories.Intersect(disguised.Categories).Concat(plain.States.Intersect(disguised.States)));
        Assert.Equal(plain.OrderedAt, disguised.OrderedAt);
    }

    [Fact]
    public async Task Answers_that_move_with_what_they_cite_are_told_from_those_that_do_not()
    {
        // Longer plans for dearer orders, and nothing else.
        var byTotal = new FunctionAgent(question => Shares(((Question.MaskedAttribute)question).Order.PaymentValue, question.OptionIds.Count));
        ValidatedAgent Citing(params string[] factors) => new("citing", (_, _) => new BiasedAgent(byTotal) { Cites = factors });
        var design = new FaithfulnessDesign([MaskedOrder.Plan], 60, .02);
        async Task<ReasonFaithfulness> Ask(ValidatedAgent agent) => await ReasonFaithfulness.AskAsync(shop.Held, [shop.Questions(agent)], design, 2, 1, Token);

        var faithful = await Ask(Citing("the order's value", "my habits"));
        Assert.True(faithful.Share(true, .02) is { Value: > .9, N: > 15 }, $"{faithful.Share(true, .02)}");
        Assert.True(faithful.Share(false, .02) is { Value: 0, N: > 30 }, $"{faithful.Share(false, .02)}");
        Assert.Equal(60, faithful.Unknown);
        var story = await Ask(Citing("product category", "state"));
        Assert.True(story.Share(true, .02) is { Value: 0, N: > 30 });
        Assert.True(story.Share(false, .02).Value > .1);
        Assert.Empty((await Ask(Citing())).Tests);

        static double[] Shares(double total, int count)
        {
            double[] mass = [.. Enumerable.Range(0, count).Select(k => Math.Exp(-k * 20 / Math.Max(total, 5)))];
            return [.. mass.Select(m => m / mass.Sum())];
        }
    }

    [Theory]
    [InlineData("order value", "total")]
    [InlineData("freight cost", "freight")]
    [InlineData("late delivery", "delivery")]
    [InlineData("Promised delivery date", "promise")]
    [InlineData("product category", "category")]
    [InlineData("number of items", "items")]
    [InlineData("customer's state", "place")]
    [InlineData("habit", null)]
    [InlineData("plate", null)]
    public void A_cited_factor_is_matched_with_the_fact_that_it_speaks_of(string factor, string? name) => Assert.Equal(name, ContextAttribute.Of(factor)?.Name);

    [Fact]
    public void A_fact_of_an_order_that_was_free_can_be_set_to_its_usual_value()
    {
        var total = ContextAttribute.All.First(fact => fact.Name == "total");
        var (usual, order) = (new OrderContext { PaymentValue = 105 }, new OrderContext { PaymentValue = 0, Amount = 80, Freight = 12 });
        Assert.True(new[] { order, order with { Amount = 0, Freight = 0 } }.All(one => total.Set(one, usual) is { PaymentValue: 105 } set && set.Amount == one.Amount && set.Freight == one.Freight));
        Assert.Equal((210, 160, 24), total.Set(order with { PaymentValue = 105 }, new OrderContext { PaymentValue = 210 }) is var twice ? (twice.PaymentValue, twice.Amount, twice.Freight) : default);
    }

    [Fact]
    public void A_name_has_one_disguise_whatever_other_names_a_table_lists()
    {
        var world = DisguisedWorld.Of("BRL", Disguise, 1);
        var all = shop.Held.Test;
        var fewer = all with { Categories = [.. all.Categories.Skip(1).Reverse()], States = [.. all.States.Skip(2)] };
        Assert.Equal(world.Orders(all).Categories.Skip(1).Reverse(), world.Orders(fewer).Categories);
        Assert.Equal(world.Orders(all).States.Skip(2), world.Orders(fewer).States);
        Assert.Empty(world.Orders(all).Categories.Intersect((world with { Seed = 2 }).Orders(all).Categories));
    }

    [Fact]
    public void Facts_of_one_order_count_as_one_trial_whatever_other_orders_were_asked()
    {
        var tests = Enumerable.Range(0, 60).Select(i => (i / 3, true, i % 2 == 0 ? 1.0 : 0)).ToList();
        // The other forty orders cite nothing.
        var score = new ReasonFaithfulness([.. tests, .. Enumerable.Range(20, 40).Select(order => (order, false, 0.0))], 0).Share(true, .02);
        Assert.Equal((.5, 60), (score.Value, score.N));
        var twenty = Score.Share(10, 20);
        Assert.Equal((twenty.Low, twenty.High), (score.Low, score.High));
    }

    [Fact]
    public void What_no_answer_came_to_is_no_number_in_the_summary()
    {
        // One persona alone: flips are seen, the share of the persona is not.
        var answers = new double[]?[1, 3, 2, 2];
        for (var i = 0; i < 12; i++)
            answers[0, i / 4, i / 2 % 2, i % 2] = [.5, .5];
        var block = TrustBlock.Measure(
            new TrustAnswers([new ScenarioGrid("one", [true, false], answers)], new Contamination([], [], [], 0, 0), new ReasonFaithfulness([(0, true, 1)], 0)), new StackedValue([]), ExperimentProtocol.Shipped, Bootstrap);
        Assert.DoesNotContain("NaN", block.Block.Summary + string.Concat(block.Metrics.Select(metric => metric.Note)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overconfident_model_is_repaired_by_temperature_and_a_calibrated_one_left_alone()
    {
        var boastful = await Measured(TrustShop.Biased(inner => new BiasedAgent(inner) { Temperature = .4 }));
        var (task, metrics) = (boastful.Task, boastful.Metrics.ToDictionary(metric => metric.Id));
        var before = Bootstrap.Skill(new SkillLosses(task.Customer, ProperScores.LogLoss(task.Baselines["marginal"], task.Outcome), ProperScores.LogLoss(task.Agent, task.Outcome), ProperScores.LogLoss(task.At(task.Best.Probabilities), task.Outcome)));
        var after = metrics["individuals.skill.calibrated.installments"];
        Assert.True(after.Value > before.Value + .3, $"{before.Value:0.00} → {after.Value:0.00}");
        Assert.Contains("it would help", after.Note!, StringComparison.Ordinal);
        Assert.Matches("Temperature (2\\.[0-9]|3\\.[0-2])", after.Note!);
        var error = metrics["individuals.ece.calibrated"];
        Assert.True(error.Value < error.Baselines["as answered"] / 2, $"{error}");
        Assert.NotEqual(FidelityVerdict.NotScored, error.Verdict);
        Assert.All(boastful.Metrics, metric => Assert.Null(metric.Target));

        var calm = (await Measured(TrustShop.Choice)).Metrics.First(metric => metric.Id == "individuals.skill.calibrated.installments");
        Assert.Matches("Temperature (0\\.[89]|1\\.[01])", calm.Note!);
    }

    [Fact]
    public async Task What_a_model_adds_to_the_choice_model_is_seen_and_noise_is_not()
    {
        var noise = await Measured(new ValidatedAgent("noise", (_, _) => new FunctionAgent(question => Noise((Question.MaskedAttribute)question))));
        var nothing = await StackedValue.OfAsync([noise.Task], TrustShop.Choice, Token);
        Assert.True(nothing.Model.Low <= 0 && nothing.Model.High >= 0, $"{nothing.Model}");
        Assert.True(nothing.Tasks[0].Value.NothingMeasurable);
        var knowing = shop.Memory(i => i % 3 == 0);
        var informed = await Measured(TrustShop.Biased(inner => new BiasedAgent(inner) { Memory = knowing }));
        var something = await StackedValue.OfAsync([informed.Task], TrustShop.Choice, Token);
        Assert.True(something.Model.Low > 0, $"{something.Model}");

        var block = TrustBlock.Measure(new TrustAnswers([], new Contamination([], [], [], 0, 0), new ReasonFaithfulness([], 0)), nothing, ExperimentProtocol.Shipped, Bootstrap);
        Assert.Contains("adds nothing measurable here", block.Block.Summary, StringComparison.Ordinal);
        Assert.Equal(FidelityVerdict.NotScored, block.Block.Verdict);
        Assert.Equal(
            ["trust.paraphrase_flips", "trust.order_flips", "trust.retest", "trust.persona_icc", "trust.contamination", "trust.reason_faithfulness",
                "trust.persona_prompt.logloss.own", "trust.persona_prompt.logloss.facts", "trust.persona_prompt.difference", "trust.persona_prompt.icc.facts", "trust.added_value.b2", "trust.added_value.b2.installments"],
            block.Metrics.Select(metric => metric.Id));
        Assert.All(block.Metrics, metric => Assert.NotNull(metric.Note));

        static double[] Noise(Question.MaskedAttribute question)
        {
            double[] mass = [.. question.Options.Select((_, k) => Math.Exp(CounterRandom.Normal(9, (ulong)k, CounterRandom.Key($"{question.Order.PaymentValue}{question.Order.OrderedAt:O}"))))];
            return [.. mass.Select(m => m / mass.Sum())];
        }
    }

    // The baselines do not depend on the agent: they are fitted once.
    private async Task<(HeldOutTask Task, IReadOnlyList<FidelityMetric> Metrics)> Measured(ValidatedAgent agent)
    {
        var questions = shop.Questions(agent);
        var answers = await AskedOrders.AskAsync(questions.Answering, Array.ConvertAll(shop.Task.Orders, order => questions.Ask(2, order)), 0, Token);
        var task = shop.Task with { Questions = questions, Answering = questions.Answering, Agent = Array.ConvertAll(answers, answer => questions.Wide(answer!)) };
        var known = await CalibratedAnswers.AskAsync(task.Questions, agent, null, 1, Token);
        return (task, CalibratedAnswers.Measure([task], [known], ExperimentProtocol.Shipped, Bootstrap));
    }
}
