using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using CsCheck;

namespace Clientele.Tests.Simulation;

/// <summary>A menu of plans, and the law that more choice never makes anybody less willing to buy.</summary>
public sealed class InstalmentMenuTests
{
    private static readonly ChoiceModelAgent Agent = new(ChoiceModelAgentTests.Model, ChoiceModelAgentTests.Personas);

    private static readonly Gen<CardPlan[]> Plans = Gen.Select(Gen.Int[1, 12], Gen.Double[-3, 3], Gen.Double[-1, 2], Gen.Double[-3, 3], (k, utility, longest, addition) => new CardPlan(k, utility, utility + longest, addition)).Array[1, 7];

    private static readonly Gen<PaymentHistory> Histories = Gen.OneOf(Gen.Const(PaymentHistory.None),
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 5], (k, n) => new PaymentHistory([(PaymentMethod.CreditCard, k, n), (PaymentMethod.Boleto, 1, 1)])));

    private static readonly Gen<ScenarioOption> Options = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 14], Gen.Double[50, 900], Gen.Bool, (kind, k, total, menu) => new ScenarioOption("x", true)
    {
        Pay = kind == 0 ? new PaymentTerms(PaymentMethod.Boleto, 1, total) : new PaymentTerms(PaymentMethod.CreditCard, k, total) { UpTo = menu },
        Quantity = kind == 1 ? 2 : 1,
    });

    [Fact]
    public void The_best_menu_is_the_best_of_all_subsets() => Gen.Select(Plans, Gen.Double[.2, 1.3]).Sample((plans, scale) =>
    {
        var best = double.NegativeInfinity;
        for (var subset = 1; subset < 1 << plans.Length; subset++)
        {
            var chosen = plans.Where((_, i) => (subset >> i & 1) == 1).ToList();
            var longest = chosen.Max(plan => plan.Plan);
            double W(CardPlan plan) => plan.Plan == longest ? plan.AsLongest : plan.Utility;
            best = Math.Max(best, Math.Log(chosen.Sum(plan => Math.Exp(W(plan) + plan.Addition))) + ((scale - 1) * Math.Log(chosen.Sum(plan => Math.Exp(W(plan))))));
        }
        Assert.Equal(best, CardPlans.Best(plans, scale), 1e-9);
    }, iter: 800);

    [Fact]
    public void One_more_option_never_lowers_buying_for_anybody() => Gen.Select(Options.Array[1, 4], Options, Gen.Int[0, 4], Gen.Int[0, 2], Histories).Sample((listed, more, place, persona, history) =>
    {
        var with = listed.ToList();
        with.Insert(Math.Min(place, listed.Length), more);
        var (before, after) = (Buying(Scenario(listed), persona, history), Buying(Scenario(with), persona, history));
        Assert.True(after >= before - 1e-12, $"{before} became {after}");
    }, iter: 800);

    [Fact]
    public void A_longer_menu_never_lowers_buying_and_one_plan_of_a_menu_is_not_better_than_the_menu()
    {
        for (var persona = 0; persona < 3; persona++)
        {
            var last = 0.0;
            for (var most = 1; most <= 24; most++)
            {
                var menu = Buying(Scenario([Card(most, upTo: true)]), persona, PaymentHistory.None);
                Assert.True(menu >= last, $"persona {persona}: {last} became {menu} with {most}");
                Assert.True(menu >= Buying(Scenario([Card(most, upTo: false)]), persona, PaymentHistory.None) - 1e-12);
                last = menu;
            }
        }
    }

    [Fact]
    public void A_menu_of_one_payment_is_that_payment() =>
        Assert.Equal(Buying(Scenario([Card(1, upTo: false)]), 1, PaymentHistory.None), Buying(Scenario([Card(1, upTo: true)]), 1, PaymentHistory.None), 1e-12);

    [Fact]
    public void Plans_listed_one_by_one_are_worth_the_menu_and_share_it()
    {
        var (menu, listed) = (Scenario([Card(6, upTo: true)]), Scenario([.. Enumerable.Range(1, 6).Select(k => Card(k, upTo: false))]));
        Assert.Equal(Buying(menu, 1, PaymentHistory.None), Buying(listed, 1, PaymentHistory.None), 1e-12);
        var shares = Ask(listed, 1, PaymentHistory.None);
        Assert.Equal(Buying(menu, 1, PaymentHistory.None), shares.SkipLast(1).Sum(), 1e-12);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
    }

    [Fact]
    public void Contributions_add_up_with_several_plans_too() => Gen.Select(Options.Array[2, 4], Gen.Int[0, 2], Histories).Sample((listed, persona, history) =>
    {
        var frame = Agent.FrameOf(Scenario(listed));
        double LogOdds(int p, PaymentHistory own, out double[] contributions)
        {
            var addition = new double[frame.Utility.HistoryLength];
            frame.Utility.History(own, p, addition);
            var prepared = frame.Prepare(ChoiceModelAgentTests.Model.Theta, p, frame.Level);
            contributions = frame.Contributions(prepared, addition);
            return frame.Utility.LogOdds(prepared, addition, prepared.Scratch);
        }
        var mine = LogOdds(persona, history, out var contributions);
        var mean = Enumerable.Range(0, 3).Sum(p => ChoiceModelAgentTests.Personas.Personas[p].Share * LogOdds(p, PaymentHistory.None, out _));
        Assert.Equal(mine - mean, contributions.Sum(), 1e-8);
    }, iter: 200);

    [Fact]
    public void A_menu_is_written_in_a_file_and_read_by_an_agent()
    {
        var scenario = ScenarioFile.Parse(Yaml, "menu.yaml")[0];
        var today = scenario.Resolve("today");
        Assert.Equal(new PaymentTerms(PaymentMethod.CreditCard, 6, 300) { UpTo = true }, today.Options[0].Pay);
        Assert.Contains("card: Buy it now for R$ 300, paid by credit card at once or in up to 6 instalments (of R$ 50 each for 6)", ScenarioText.Render(today, "BRL"), StringComparison.Ordinal);
        Assert.Equal(12, scenario.Resolve("longer").Options[0].Pay!.Instalments);
        Assert.True(scenario.Resolve("longer").Options[0].Pay!.UpTo);
        Assert.Equal(10, scenario.With("options.card.pay.installments.up_to", 10).Resolve("today").Options[0].Pay!.Instalments);
    }

    [Fact]
    public void A_variant_adds_and_removes_options()
    {
        var scenario = ScenarioFile.Parse(Yaml, "menu.yaml")[0];
        Assert.Equal(["card", "slip", "walk_away"], scenario.Resolve("today").Options.Select(option => option.Id));
        Assert.Equal(["card", "walk_away"], scenario.Resolve("no_slip").Options.Select(option => option.Id));
        Assert.Empty(scenario.Resolve("no_slip").Expectations);
        var more = scenario.Resolve("debit_too");
        Assert.Equal(["card", "slip", "debit", "walk_away"], more.Options.Select(option => option.Id));
        Assert.Equal(285, more.Options[2].Pay!.Total);
    }

    [Theory]
    [InlineData("options.card: { price: 3 }", "There is an option card already.")]
    [InlineData("options.gold: null", "\"options.gold\" names no option of this scenario.")]
    [InlineData("options.card: 3", "options.card is a whole option.")]
    [InlineData("options.card.pay.installments.up_to: 0", "between 1 and 60")]
    [InlineData("options.new: { id: other }", "that of its path")]
    public void An_odd_change_of_an_option_is_told(string change, string said)
    {
        var problems = ScenarioFile.InspectText(Yaml.Replace("today: {}", "today: { " + change + " }", StringComparison.Ordinal), "menu.yaml").Problems;
        Assert.Contains(problems, problem => problem.Message.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_effect_of_an_added_option_pairs_options_by_their_names()
    {
        var scenario = ScenarioFile.Parse(Yaml, "menu.yaml")[0];
        var (personas, questions) = (ChoiceModelAgentTests.Personas, new[] { "today", "debit_too", "no_slip" }.Select(variant => new Question.Purchase(scenario.Resolve(variant))).ToList());
        var run = await Simulator.RunAsync(personas, questions, Agent, Population.OfPersonas(personas), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([["card", "slip", "walk_away", "debit"], ["card", "slip", "walk_away"]], run.Effects.Select(effect => effect.OptionIds));
        var added = run.Effects[0].Population;
        Assert.Equal(run.Situations[1].Population.Options[2].Value, added.Options[3].Value, 1e-12);
        Assert.Equal(-run.Situations[0].Population.Options[1].Value, run.Effects[1].Population.Options[1].Value, 1e-12);
        Assert.Equal(0, added.Options.Sum(option => option.Value), 1e-12);
        Assert.True(added.Purchase.Value >= 0);
        Assert.True(run.Effects[1].Population.Purchase.Value <= 0);
    }

    private const string Yaml = """
        schema: clientele/scenario/v1
        name: menu
        offer: { price: 300 }
        options:
          - { id: card, pay: { method: credit_card, installments: { up_to: 6 } } }
          - { id: slip, pay: { method: boleto, total: 0.95 * offer.price } }
          - { id: walk_away, buys: false }
        text: Something for {{ offer.price | money }}.
        expectations:
          - { trait: card_share, level: low, option: slip, direction: higher }
        variants:
          today: {}
          longer: { options.card.pay.installments.up_to: 12 }
          no_slip: { options.slip: null }
          debit_too: { options.debit: { pay: { method: debit, total: 0.95 * offer.price } } }
        """;

    private static ScenarioOption Card(int instalments, bool upTo) => new("x", true) { Pay = new PaymentTerms(PaymentMethod.CreditCard, instalments, 300) { UpTo = upTo } };

    private static Scenario Scenario(IReadOnlyList<ScenarioOption> options) => new()
    {
        Name = "menu",
        Offer = new Offer { Price = 300 },
        Options = [.. options.Select((option, i) => option with { Id = $"option_{i}" }), new ScenarioOption("walk_away", false)],
        Text = "An offer.",
    };

    private static double Buying(Scenario scenario, int persona, PaymentHistory history) => 1 - Ask(scenario, persona, history)[^1];

    private static IReadOnlyList<double> Ask(Scenario scenario, int persona, PaymentHistory history)
    {
        var profile = new AgentProfile("a", ChoiceModelAgentTests.Personas.Personas[persona], 1, [], history);
        return Assert.IsType<Answer.Distribution>(Agent.AnswerAsync(profile, new Question.Purchase(scenario), 0, default).AsTask().Result).Probabilities;
    }
}
