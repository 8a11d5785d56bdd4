using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Validation;

namespace Clientele.Tests.Simulation;

/// <summary>Wallets, pay-later services, transfers and cash in the choice model, in what is asked and in what agents read.</summary>
public sealed class PaymentKindsTests
{
    private static readonly (OrderTable Orders, PersonaAssignment Personas) Old = ChoiceWorld.Shop(3_000, 5, ordersEach: 2);
    private static readonly ChoiceModel OldModel = Fit(Old);

    private static ChoiceModel Fit((OrderTable Orders, PersonaAssignment Personas) shop, string currency = "EUR") => ChoiceModelFitter.Fit(
        shop.Orders, shop.Personas, ChoiceWorld.Rule, new ChoiceModelOptions { Draws = 10, Currency = currency },
        cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The same shop, its slips and vouchers paid in other ways.</summary>
    private static (OrderTable Orders, PersonaAssignment Personas) With(PaymentMethod slips, PaymentMethod vouchers) => (Old.Orders with
    {
        Method = [.. Old.Orders.Method.Select(method => method switch
        {
            PaymentMethod.Boleto => slips,
            PaymentMethod.Voucher => vouchers,
            _ => method,
        })],
    }, Old.Personas);

    [Theory]
    [InlineData(PaymentMethod.Wallet, PaymentMethod.Cash)]
    [InlineData(PaymentMethod.PayLater, PaymentMethod.Transfer)]
    [InlineData(PaymentMethod.Boleto, PaymentMethod.Wallet)]
    public void The_choice_model_learns_a_kind_as_it_learns_every_other(PaymentMethod first, PaymentMethod second)
    {
        var model = Fit(With(first, second));
        Assert.Equal([PaymentMethod.CreditCard, first, second], model.Payments!.Methods);
        Assert.Equal(OldModel.Theta, model.Theta);
        Assert.Equal(OldModel.Draws, model.Draws);
        Assert.Empty(model.Fit.LeftOut);
        var names = OldModel.Parameters.Select(parameter => parameter.Name
            .Replace(".boleto", "." + ChoiceLayout.Word(first), StringComparison.Ordinal)
            .Replace(".voucher", "." + ChoiceLayout.Word(second), StringComparison.Ordinal));
        Assert.Equal(names, model.Parameters.Select(parameter => parameter.Name));
        using var stream = new MemoryStream();
        ChoiceModelFile.Save(model, stream);
        var loaded = ChoiceModelFile.Load(new MemoryStream(stream.ToArray()), "choice-model.json");
        Assert.Equal(model.Payments.Methods, loaded.Payments!.Methods);
    }

    [Fact]
    public void All_eight_ways_are_fitted_and_mixed_and_unknown_orders_are_left_out_and_counted()
    {
        PaymentMethod[] others = [.. PaymentWords.Ways.Skip(1)];
        PaymentMethod Paid(PaymentMethod method, int i) =>
            i < 7 ? PaymentMethod.Mixed : i < 12 ? PaymentMethod.Unknown : method == PaymentMethod.CreditCard ? method : others[i % 7];
        var orders = Old.Orders with { Method = [.. Old.Orders.Method.Select(Paid)] };
        var model = Fit((orders, Old.Personas));
        Assert.Equal(PaymentWords.Ways, model.Payments!.Methods);
        (string, int)[] left = [("no payment recorded", 5), ("several payments for one order", 7)];
        Assert.Equal(left, model.Fit.LeftOut.Select(reason => (reason.Key, reason.Value)));
        // Each of the seven is chosen about equally often, and the model says so.
        var fitted = model.Payments.MethodShares[^1];
        Assert.All(fitted.Skip(1), share => Assert.InRange(share, (1 - fitted[0]) / 7 * .8, (1 - fitted[0]) / 7 * 1.2));
    }

    [Fact]
    public void A_masked_order_asks_about_the_kinds_that_occur_beside_the_usual_four()
    {
        var usual = MaskedOrder.Of(MaskedOrder.Method, Old.Orders, ChoiceWorld.Rule);
        Assert.Equal(["credit_card", "boleto", "debit", "voucher"], usual.Options);
        var orders = With(PaymentMethod.Cash, PaymentMethod.Wallet).Orders;
        var masked = MaskedOrder.Of(MaskedOrder.Method, orders, ChoiceWorld.Rule);
        Assert.Equal(["credit_card", "boleto", "debit", "voucher", "wallet", "cash"], masked.Options);
        for (var i = 0; i < orders.Count; i++)
            Assert.Equal(PaymentWords.Word(orders.Method[i]), masked.Options[masked.Outcome(orders, i)]);
    }

    [Fact]
    public void Orders_of_a_kind_that_no_learned_order_shows_are_off_the_scale_and_no_other()
    {
        var masked = MaskedOrder.Of(MaskedOrder.Method, Old.Orders, ChoiceWorld.Rule);
        var orders = With(PaymentMethod.Transfer, PaymentMethod.Mixed).Orders;
        Assert.Contains(PaymentMethod.Transfer, orders.Method);
        Assert.Contains(PaymentMethod.Mixed, orders.Method);
        for (var i = 0; i < orders.Count; i++)
        {
            Assert.Equal(orders.Method[i] == PaymentMethod.Transfer, masked.IsOffScale(orders, i));
            Assert.Equal(orders.Method[i] == PaymentMethod.CreditCard ? 0 : -1, masked.Outcome(orders, i));
        }
    }

    [Theory]
    [InlineData(PaymentMethod.Boleto, 6)]
    [InlineData(PaymentMethod.Cash, 10)]
    public void Fitted_baselines_see_no_more_levels_than_before_unless_a_new_kind_occurs(PaymentMethod slips, int levels)
    {
        var orders = With(slips, PaymentMethod.Voucher).Orders;
        orders = orders with { Stars = [.. orders.Stars.Select((_, i) => 1 + i % 5)] };
        var table = TaskTables.Of(MaskedOrder.Of(MaskedOrder.Stars, orders, ChoiceWorld.Rule), (orders, CustomerGroup.Fit));
        var column = table.Columns.Single(one => one.Name == "payment_method");
        Assert.Equal(levels, column.Levels);
        Assert.Equal(orders.Method.Select(method => (double)(int)method), column.Values);
    }

    [Theory]
    [InlineData("wallet", "by digital wallet")]
    [InlineData("pay_later", "with a pay-later service")]
    [InlineData("transfer", "by bank transfer")]
    [InlineData("cash", "in cash")]
    public void A_scenario_names_every_kind_and_reads_as_people_say_it(string word, string text)
    {
        var scenario = Scenario(word);
        Assert.Equal(word, PaymentWords.Word(scenario.Options[0].Pay!.Method));
        Assert.Equal($"Buy it now for €80, paid at once {text}", ScenarioText.Label(scenario, scenario.Options[0], "EUR"));
        var method = scenario.Options[0].Pay!.Method;
        Assert.DoesNotContain("another way", CustomerFacts.Payment(method, 1), StringComparison.Ordinal);
        var refused = ScenarioFile.InspectText(Yaml($"{{ method: {word}, installments: 3 }}"), "x.yaml").Problems;
        var reason = $"3 instalments by {word}: only a credit card has instalments";
        Assert.Contains(refused, problem => problem.ToString().Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Outside_brazil_a_boleto_is_a_transfer_unless_the_scenario_has_one()
    {
        string Label(Scenario scenario, string currency) => ScenarioText.Label(scenario, scenario.Options[0], currency);
        var alone = Scenario("boleto");
        var both = alone with { Options = [.. alone.Options, Scenario("transfer").Options[0] with { Id = "other" }] };
        Assert.EndsWith("paid at once by boleto", Label(alone, "BRL"), StringComparison.Ordinal);
        Assert.EndsWith("paid at once by bank transfer", Label(alone, "EUR"), StringComparison.Ordinal);
        Assert.EndsWith("paid at once by bank slip", Label(both, "EUR"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shop_without_slips_answers_a_boleto_by_its_transfers_where_it_reads_as_one()
    {
        var personas = ChoiceWorld.Personas((100, []));
        var customer = new AgentProfile("a", personas.Personas[0], 1, [], PaymentHistory.None);
        IReadOnlyList<double> Ask(ChoiceModel model, Scenario scenario)
        {
            var answer = new ChoiceModelAgent(model, personas).AnswerAsync(customer, new Question.Purchase(scenario), 0, default);
            return Assert.IsType<Answer.Distribution>(answer.AsTask().Result).Probabilities;
        }
        var scenario = ChoiceWorld.Financing();
        var upfront = scenario.Options[1];
        upfront = upfront with { Pay = upfront.Pay! with { Method = PaymentMethod.Transfer } };
        var named = scenario with { Options = [scenario.Options[0], upfront, scenario.Options[2]] };
        var shop = With(PaymentMethod.Transfer, PaymentMethod.Voucher);
        Assert.Equal(Ask(Fit(shop), named), Ask(Fit(shop), scenario));
        // In Brazil a boleto is a boleto: no order shows one.
        Assert.NotEqual(Ask(Fit(shop, "BRL"), named), Ask(Fit(shop, "BRL"), scenario));
        // And a shop with both keeps them apart.
        var both = With(PaymentMethod.Boleto, PaymentMethod.Transfer);
        Assert.NotEqual(Ask(Fit(both), named), Ask(Fit(both), scenario));
    }

    private static Scenario Scenario(string word) =>
        Assert.Single(ScenarioFile.Parse(Yaml($"{{ method: {word} }}"), "x.yaml")[0].Scenarios);

    private static string Yaml(string pay) => $$$"""
        schema: clientele/scenario/v1
        name: kettle
        offer: { price: 80 }
        options:
          - { id: buy_now, pay: {{{pay}}} }
          - { id: walk_away, buys: false }
        text: |
          A kettle for {{ offer.price | money }}.
          {{ options }}
        """;
}
