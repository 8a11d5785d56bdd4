using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using CsCheck;

namespace Clientele.Tests.Simulation;

public sealed class ChoiceModelAgentTests
{
    internal static readonly PersonaSet Personas = ChoiceWorld.Personas(
        (600, [(FeatureTrait.CardShare, -1.9), (FeatureTrait.Satisfaction, .3)]),
        (300, [(FeatureTrait.Instalments, 1.5), (FeatureTrait.Spend, 1.2), (FeatureTrait.ItemPrice, 1.1)]),
        (100, [(FeatureTrait.Satisfaction, -1.9), (FeatureTrait.Basket, 2.5), (FeatureTrait.Frequency, 3), (FeatureTrait.Variety, 2)]));

    internal static readonly ChoiceModel Model = MakeModel();

    private static ChoiceModel MakeModel()
    {
        double[][] shifts = [[-.5, -.3, 0], [.8, .6, .2], [0, 0, 0]];
        var shop = ChoiceWorld.Shop(4_000, 21, 3, p => shifts[p], p => p == 0 ? 1.5 : 0, ordersEach: 2);
        return ChoiceModelFitter.Fit(shop.Orders, shop.Personas, ChoiceWorld.Rule, new ChoiceModelOptions { Draws = 50, Currency = "BRL" });
    }

    private static readonly Gen<PaymentHistory> History = Gen.OneOf(
        Gen.Const(PaymentHistory.None),
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 4], (k, n) => new PaymentHistory([(PaymentMethod.CreditCard, k, n), (PaymentMethod.Boleto, 1, 1)])),
        Gen.Int[1, 5].Select(n => new PaymentHistory([(PaymentMethod.Boleto, 1, n)])));

    private static readonly Gen<Scenario> Scenarios = Gen.Select(
        Gen.Double[5, 3000], Gen.Int[1, 14], Gen.Double[1, 5], Gen.Bool, Gen.Int[0, 20],
        (total, k, rating, known, days) =>
        {
            var scenario = ChoiceWorld.Financing(Math.Round(total, 2), k);
            return scenario with
            {
                Offer = scenario.Offer with { Rating = rating, KnownCategory = known, DeliveryDays = days, Freight = days, ReferencePrice = total * 1.2, EndsInHours = 2, ReviewCount = 10 },
                Options = [.. scenario.Options, new ScenarioOption("later", true) { WaitDays = 4, Weekend = true, Quantity = 2 }],
            };
        });

    private static AgentProfile Agent(int persona, PaymentHistory? history = null) =>
        new("a", Personas.Personas[persona], 1, [], history ?? PaymentHistory.None);

    private static Answer.Distribution Ask(ChoiceModelAgent agent, Scenario scenario, int persona, PaymentHistory? history = null) =>
        Assert.IsType<Answer.Distribution>(agent.AnswerAsync(Agent(persona, history), new Question.Purchase(scenario), 0, default).AsTask().Result);

    [Fact]
    public void Probabilities_sum_to_one_whatever_the_scenario_and_history()
    {
        var agent = new ChoiceModelAgent(Model, Personas);
        Gen.Select(Scenarios, History, Gen.Int[0, 2]).Sample((scenario, history, persona) =>
        {
            var answer = Ask(agent, scenario, persona, history);
            Assert.Equal(1, answer.Probabilities.Sum(), 1e-9);
            Assert.All(answer.Probabilities, p => Assert.InRange(p, 0, 1));
        }, iter: 300);
    }

    [Fact]
    public void Contributions_sum_exactly_to_the_log_odds_against_the_personas_mean()
    {
        var agent = new ChoiceModelAgent(Model, Personas);
        Gen.Select(Scenarios, History, Gen.Int[0, 2]).Sample((scenario, history, persona) =>
        {
            var frame = agent.FrameOf(scenario);
            double LogOdds(int p, PaymentHistory h)
            {
                var addition = new double[frame.Utility.HistoryLength];
                frame.Utility.History(h, p, addition);
                var prepared = frame.Prepare(Model.Theta, p, frame.Level);
                return frame.Utility.LogOdds(prepared, addition, prepared.Scratch);
            }
            var mine = new double[frame.Utility.HistoryLength];
            frame.Utility.History(history, persona, mine);
            var contributions = frame.Contributions(frame.Prepare(Model.Theta, persona, frame.Level), mine);
            var mean = Enumerable.Range(0, 3).Sum(p => Personas.Personas[p].Share * LogOdds(p, PaymentHistory.None));
            Assert.Equal(LogOdds(persona, history) - mean, contributions.Sum(), 1e-8);
        }, iter: 300);
    }

    [Fact]
    public void A_higher_price_never_sells_more()
    {
        var agent = new ChoiceModelAgent(Model, Personas).WithControls([ChoiceWorld.Simple(), ChoiceWorld.Financing(800)]);
        for (var persona = 0; persona < 3; persona++)
        {
            double last = 1, lastFinanced = 1;
            for (var price = 20; price < 1500; price += 7)
            {
                var walk = 1 - Ask(agent, ChoiceWorld.Simple(price), persona).Probabilities[1];
                var financed = 1 - Ask(agent, ChoiceWorld.Financing(price), persona).Probabilities[2];
                Assert.True(walk <= last && financed <= lastFinanced + 1e-12, $"Persona {persona} at {price}: {walk} after {last}, {financed} after {lastFinanced}.");
                (last, lastFinanced) = (walk, financed);
            }
        }
    }

    [Fact]
    public async Task The_average_customer_buys_with_the_assumed_level_at_the_reference_situation()
    {
        var one = ChoiceWorld.Personas((10, []));
        var agent = new ChoiceModelAgent(Model, one);
        var profile = new AgentProfile("a", one.Personas[0] with { Id = "unknown" }, 1, [], PaymentHistory.None);
        var answer = Assert.IsType<Answer.Distribution>(await agent.AnswerAsync(profile, new Question.Purchase(ChoiceWorld.Simple()), 0, TestContext.Current.CancellationToken));
        Assert.Equal(.5, answer.Probabilities[0], 1e-12);
        Assert.Contains("Assumed level", agent.AssumedLevel, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anchor_is_the_purchase_probability_in_the_usual_situation_and_scenarios_differ_from_it()
    {
        var agent = new ChoiceModelAgent(Model, Personas, .021);
        double Buys(Offer offer) => Enumerable.Range(0, 3).Sum(p => Personas.Personas[p].Share * Ask(agent, ChoiceWorld.Simple() with { Offer = offer }, p).Probabilities[0]);
        var usual = ChoiceWorld.Simple().Offer;
        Assert.Equal(.021, Buys(new Offer { Price = usual.Price }), 1e-9);
        Assert.Equal(.021, Buys(usual with { Rating = Model.Levels.Rating, DeliveryDays = Model.Levels.DeliveryDays }), 1e-9);
        Assert.True(Buys(usual with { ReferencePrice = usual.Price / .6 }) > .03, "a deep reduction sells more");
        Assert.True(Buys(usual with { Rating = 3 }) < .0195, "a poor rating sells less");
        // A past experiment is another matter: there the first variant is what sold so much.
        var past = new ChoiceModelAgent(Model, Personas, .021) { AnchorsFirstVariant = true };
        Assert.Equal(.021, Enumerable.Range(0, 3).Sum(p => Personas.Personas[p].Share * (1 - Ask(past, ChoiceWorld.Financing(), p).Probabilities[2])), 1e-9);
        Assert.Null(agent.AssumedLevel);
        Assert.Throws<ClienteleException>(() => new ChoiceModelAgent(Model, Personas, 21));
    }

    [Fact]
    public void Those_who_pay_in_cash_choose_the_upfront_price_and_those_who_finance_the_plan()
    {
        var agent = new ChoiceModelAgent(Model, Personas);
        double Card(int persona, PaymentHistory? history = null)
        {
            var answer = Ask(agent, ChoiceWorld.Financing(300), persona, history);
            return answer.Probabilities[0] / (answer.Probabilities[0] + answer.Probabilities[1]);
        }
        Assert.True(Card(0) < Card(2) && Card(2) < Card(1));
        Assert.True(Card(0, new PaymentHistory([(PaymentMethod.CreditCard, 10, 3)])) > Card(0));
    }

    [Fact]
    public void The_flip_price_is_where_the_decision_turns()
    {
        var agent = new ChoiceModelAgent(Model, Personas).WithControls([ChoiceWorld.Simple()]);
        var text = Ask(agent, ChoiceWorld.Simple(130), 0).Flip!;
        Assert.StartsWith("would buy if the price fell below BRL ", text, StringComparison.Ordinal);
        var price = double.Parse(text.Split("BRL ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(.5, Ask(agent, ChoiceWorld.Simple(price), 0).Probabilities[0], 1e-3);
    }

    [Fact]
    public async Task Plan_and_method_are_answered_and_other_attributes_are_not()
    {
        var agent = new ChoiceModelAgent(Model, Personas);
        async Task<Answer> Masked(string kind, double total, params string[] options) => await agent.AnswerAsync(
            Agent(1), new Question.MaskedAttribute(kind, new OrderContext { PaymentValue = total }, options), 0, TestContext.Current.CancellationToken);

        var plan = Assert.IsType<Answer.Distribution>(await Masked("plan", 45, "1", "2", "3", "4", "5"));
        Assert.Equal(1, plan.Probabilities.Sum(), 1e-9);
        Assert.Equal(0, plan.Probabilities[4]);
        var method = Assert.IsType<Answer.Distribution>(await Masked("payment_method", 45, "credit_card", "boleto", "voucher"));
        Assert.Equal(1, method.Probabilities.Sum(), 1e-9);
        Assert.Contains("does not answer stars", Assert.IsType<Answer.Failed>(await Masked("stars", 45, "1", "5")).Problem, StringComparison.Ordinal);
        Assert.Contains("total", Assert.IsType<Answer.Failed>(await Masked("plan", double.NaN, "1", "2")).Problem, StringComparison.Ordinal);
        Assert.IsType<Answer.Failed>(await Masked("plan", 45, "one"));
    }

    [Fact]
    public void A_saved_model_comes_back_bit_for_bit_and_a_broken_file_is_named()
    {
        using var stream = new MemoryStream();
        ChoiceModelFile.Save(Model, stream);
        var bytes = stream.ToArray();
        var loaded = ChoiceModelFile.Load(new MemoryStream(bytes), "choice-model.json");
        using var again = new MemoryStream();
        ChoiceModelFile.Save(loaded, again);
        Assert.Equal(bytes, again.ToArray());
        Assert.Equal(Model.Theta, loaded.Theta);
        Assert.Equal(Model.Draws[7], loaded.Draws[7]);
        Assert.Equal(Ask(new ChoiceModelAgent(Model, Personas), ChoiceWorld.Financing(), 1).Probabilities, Ask(new ChoiceModelAgent(loaded, Personas), ChoiceWorld.Financing(), 1).Probabilities);

        ClienteleException Broken(string text) =>
            Assert.Throws<ClienteleException>(() => ChoiceModelFile.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "choice-model.json"));
        Assert.Contains("choice-model.json", Broken("{").Message, StringComparison.Ordinal);
        Assert.Contains("clientele/choice-model/v0", Broken("""{ "schema": "clientele/choice-model/v0" }""").Message, StringComparison.Ordinal);
        Assert.NotNull(Broken(System.Text.Encoding.UTF8.GetString(bytes).Replace("\"plan.ln_k\"", "\"plan.lnk\"", StringComparison.Ordinal)).Hint);
    }

    [Fact]
    public void Every_scenario_field_has_a_row_and_the_documentation_shows_the_rows()
    {
        ChoiceTerms.RequireRowForEveryField();
        Assert.Equal(ChoiceTerms.Fields().Order(), ChoiceTerms.All.Select(term => term.Field).Order());
        const string Heading = "## Field, term, coefficient, source, grade\n";
        var path = TestData.Repository("docs/scenarios.md");
        var text = File.ReadAllText(path);
        var table = text.IndexOf("| field |", text.IndexOf(Heading, StringComparison.Ordinal) + 1, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("CLIENTELE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, text = (table < 0 ? text.TrimEnd() + "\n\n" : text[..table]) + ChoiceTerms.Markdown());
        Assert.EndsWith(ChoiceTerms.Markdown(), text, StringComparison.Ordinal);
    }
}
