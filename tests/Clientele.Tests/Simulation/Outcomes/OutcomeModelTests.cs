using Clientele.Data;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Agents.Outcomes;

namespace Clientele.Tests.Simulation.Outcomes;

public sealed class OutcomeModelTests
{
    private static readonly InstalmentRule Rule = new(10, 10);

    private static OutcomeModels Fit(OrderTable orders, int threads = 0, int draws = 20) =>
        OutcomeModelFitter.Fit(orders, PersonaAssignment.None(orders), Rule, draws: draws, threads: threads, cancellationToken: TestContext.Current.CancellationToken);

    private static double[] Ask(OutcomeModel model, OrderContext order, int draw = -1)
    {
        var probabilities = new double[model.Options.Count];
        model.Answer(order, -1, [], probabilities, draw);
        return probabilities;
    }

    [Fact]
    public void Every_answer_is_a_distribution_without_zeros_whatever_is_known_of_the_order()
    {
        var orders = OutcomeWorld.Shop(600, 1);
        foreach (var model in Fit(orders).Models)
        {
            var masked = MaskedOrder.Of(model.Kind, orders, Rule);
            foreach (var context in Enumerable.Range(0, 40).Select(i => masked.Context(orders, i)).Append(new OrderContext()).Append(new OrderContext { Category = "never seen" }))
                foreach (var draw in new[] { -1, 0, 19 })
                {
                    var answer = new double[model.Options.Count];
                    model.Answer(context, 3, [0, 0, 1], answer, draw);
                    Assert.All(answer, p => Assert.True(p > 0, $"{model.Kind}: {p}"));
                    Assert.Equal(1, answer.Sum(), 1e-12);
                }
        }
    }

    [Fact]
    public void The_fit_is_the_same_to_the_last_bit_whatever_the_thread_count()
    {
        var orders = OutcomeWorld.Shop(1500, 2);
        var (one, four) = (Fit(orders, threads: 1), Fit(orders, threads: 4));
        Assert.Equal(one.Notes, four.Notes);
        foreach (var (model, other) in one.Models.Zip(four.Models))
        {
            Assert.Equal(model.Terms, other.Terms);
            var masked = MaskedOrder.Of(model.Kind, orders, Rule);
            foreach (var context in Enumerable.Range(0, 100).Select(i => masked.Context(orders, i)))
                foreach (var draw in new[] { -1, 3 })
                    Assert.Equal(Ask(model, context, draw), Ask(other, context, draw));
        }
    }

    [Fact]
    public void A_category_that_is_always_one_price_is_recognised_by_it()
    {
        var orders = OutcomeWorld.Shop(1500, 4);
        var model = Fit(orders).Of(MaskedOrder.Category)!;
        var context = MaskedOrder.Of(MaskedOrder.Category, orders, Rule).Context(orders, Enumerable.Range(0, orders.Count).First(i => orders.Category[i] == 1));
        Assert.True(Ask(model, context)[1] > .95);
        Assert.True(Ask(model, context with { Amount = 77.71, PaymentValue = 89.71 })[1] < .5);
    }

    [Fact]
    public void A_planted_effect_of_lateness_is_found_and_its_intervals_hold_the_truth()
    {
        var orders = OutcomeWorld.Shop(4000, 5);
        var model = Fit(orders, draws: 50).Of(MaskedOrder.Stars)!;
        var masked = MaskedOrder.Of(MaskedOrder.Stars, orders, Rule);
        foreach (var late in new[] { false, true })
        {
            var these = Enumerable.Range(0, orders.Count).Where(i => masked.Context(orders, i).DaysLate > 0 == late).Take(300).Select(i => masked.Context(orders, i)).ToArray();
            double Mean(int draw) => these.Average(context => Ask(model, context, draw).Select((p, y) => p * (y + 1)).Sum());
            // Mean stars given the planted normal, rounded and cut at 1 and 5.
            var truth = late ? 2.294 : 4.166;
            Assert.InRange(Mean(-1), truth - .12, truth + .12);
            var draws = Enumerable.Range(0, model.Draws).Select(Mean).Order().ToArray();
            Assert.InRange(draws[^1] - draws[0], .005, .5);
        }
        Assert.True(model.LogLoss < model.SharesLogLoss - .15, $"{model.LogLoss} against {model.SharesLogLoss}");
        Assert.Contains(model.Terms, term => term.Name.Contains("late", StringComparison.Ordinal) && term.Grade == EvidenceGrade.A);
    }

    [Fact]
    public void Few_orders_give_answers_near_the_shares()
    {
        // Stars without a delivery date, and categories dealt out anew: noise alone, of which fifty orders show patterns enough.
        var orders = OutcomeWorld.Shop(46, 6);
        orders = orders with { Category = [.. Enumerable.Range(0, orders.Count).Select(i => (int)(4 * CounterRandom.Uniform(77, (ulong)i)))], DeliveredAt = new DateTime[orders.Count] };
        foreach (var model in Fit(orders).Models)
        {
            var masked = MaskedOrder.Of(model.Kind, orders, Rule);
            for (var i = 0; i < orders.Count; i++)
            {
                var answer = Ask(model, masked.Context(orders, i));
                Assert.InRange(answer.Zip(model.Shares, (p, share) => Math.Abs(p - share)).Sum() / 2, 0, .25);
            }
        }
    }

    [Fact]
    public void What_the_orders_do_not_carry_is_absent_with_the_reason()
    {
        var orders = OutcomeWorld.Shop(300, 7);
        var n = orders.Count;
        var bare = orders with
        {
            Stars = new int[n],
            Categories = [],
            Category = [.. Enumerable.Repeat(-1, n)],
            PromisedAt = new DateTime[n],
            DeliveredAt = new DateTime[n],
            PaymentRows = new int[n],
            PaymentValue = [.. Enumerable.Repeat(double.NaN, n)],
            States = [],
            CustomerState = [.. Enumerable.Repeat(-1, n)],
            SellerState = [.. Enumerable.Repeat(-1, n)],
            Freight = [.. Enumerable.Repeat(double.NaN, n)],
            Sellers = new int[n],
        };
        var models = Fit(bare);
        Assert.Equal([MaskedOrder.Ticket], models.Models.Select(model => model.Kind));
        Assert.Equal(
            ["stars is not predicted: no order has it on record.", "category is not predicted: no order has it on record.", "items is not predicted: it is \"1\" in every order."],
            models.Notes);
        Assert.Contains(models.Models[0].Notes, note => note.StartsWith("Not on record", StringComparison.Ordinal));
    }

    [Fact]
    public void A_persona_that_decides_is_used_and_one_that_does_not_is_dropped()
    {
        var orders = OutcomeWorld.Shop(2000, 8);
        var persona = new int[orders.CustomerIds.Count];
        for (var i = 0; i < orders.Count; i++)
            persona[orders.Customer[i]] = orders.Instalments[i] == 3 ? 1 : 0;
        var items = orders with { Items = [.. Enumerable.Range(0, orders.Count).Select(i => persona[orders.Customer[i]] == 1 ? 3 : 1 + i % 2)], Instalments = new int[orders.Count] };
        bool Uses(int[] assigned) => OutcomeModelFitter.Fit(items, new PersonaAssignment(["a", "b"], assigned), Rule, draws: 2, cancellationToken: TestContext.Current.CancellationToken)
            .Of(MaskedOrder.Items)!.Terms.Any(term => term.Name == "persona");
        Assert.True(Uses(persona));
        Assert.False(Uses([.. Enumerable.Range(0, persona.Length).Select(c => c / 7 % 2)]));
    }

    [Fact]
    public void No_line_of_a_table_describes_fewer_than_two_customers()
    {
        var orders = OutcomeWorld.Shop(500, 9);
        foreach (var model in Fit(orders, draws: 0).Models)
            foreach (var view in model.Parts.Views)
                for (var key = 0; key < view.Table.Keys; key++)
                    Assert.True(view.Table.Count.AsSpan(view.Table.Start[key], view.Table.Start[key + 1] - view.Table.Start[key]).ToArray().Sum() >= 2);
    }
}
