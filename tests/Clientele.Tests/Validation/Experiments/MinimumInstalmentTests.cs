using Clientele.Data;
using Clientele.Tests.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Experiments;

public sealed class MinimumInstalmentTests
{
    private static readonly MinimumInstalmentDesign Design = ExperimentProtocol.Shipped.MinimumInstalment with { Splits = 20 };

    /// <summary>A third pays at once, a share takes the longest plan, the others choose evenly: jump of plan c = maximisers + (rest)/c.</summary>
    private static OrderTable Shop(int orders, ulong seed, double maximisers, double minimum = 10)
    {
        var random = new SeededRandom(seed, 0);
        var rule = new InstalmentRule(10, minimum);
        var (totals, plans) = (new double[orders], new int[orders]);
        for (var i = 0; i < orders; i++)
        {
            totals[i] = Math.Round((1 + 11 * random.NextDouble()) * minimum, 4);
            var (longest, kind) = (rule.Longest(totals[i]), random.NextDouble());
            plans[i] = kind < .3 ? 1 : kind < .3 + maximisers ? longest : 1 + random.NextInt32(longest);
        }
        return ChoiceWorld.Orders(orders, [.. Enumerable.Range(0, orders)], totals, [.. totals.Select(_ => PaymentMethod.CreditCard)], plans);
    }

    [Fact]
    public void Planted_jumps_are_found_within_their_error()
    {
        var truth = MinimumInstalment.Measure(Shop(20_000, 1, .2), new(10, 10), Design, 1, TestContext.Current.CancellationToken);
        foreach (var cutoff in truth.Cutoffs)
            Assert.InRange(cutoff.Jump.Value, .2 + .5 / cutoff.Plan - 3 * cutoff.Jump.Se, .2 + .5 / cutoff.Plan + 3 * cutoff.Jump.Se);
        // The longest plan before loses the maximisers.
        var lost = truth.Effects.Single(effect => effect is { Cutoff: 6, Plan: 5 });
        Assert.InRange(lost.Value, -.2 - .5 / 30 - 3 * lost.Se, -.2 - .5 / 30 + 3 * lost.Se);
        Assert.Equal(Enumerable.Range(4, 7).Sum(), truth.Effects.Count);
        Assert.All(truth.Effects.GroupBy(effect => effect.Cutoff), effects => Assert.Equal(0, effects.Sum(effect => effect.Value), 1e-9));
        Assert.All(truth.Cutoffs, cutoff => Assert.InRange(cutoff.Density.Value / cutoff.Density.Se, -3.5, 3.5));
        Assert.True(truth.PlaceboShare < .4);
        Assert.Null(truth.Weak);
    }

    [Fact]
    public void Every_effect_lies_in_its_interval_as_often_as_promised()
    {
        var (inside, all) = (0, 0);
        for (var world = 0; world < 40; world++)
            foreach (var effect in MinimumInstalment.Measure(Shop(3000, (ulong)world + 100, .2), new(10, 10), Design with { Splits = 1, BandwidthVariants = [] }, 1, TestContext.Current.CancellationToken).Effects)
            {
                var expected = effect.Plan == effect.Cutoff ? .2 + .5 / effect.Cutoff
                    : .5 / effect.Cutoff - .5 / (effect.Cutoff - 1) - (effect.Plan == effect.Cutoff - 1 ? .2 : 0);
                inside += Math.Abs(effect.Value - expected) <= 1.96 * effect.Se ? 1 : 0;
                all++;
            }
        Assert.InRange(inside / (double)all, .90, .99);
    }

    [Fact]
    public void Another_currency_gives_the_same_effects()
    {
        var token = TestContext.Current.CancellationToken;
        var orders = Shop(3000, 2, .2);
        var scaled = orders with { PaymentValue = [.. orders.PaymentValue.Select(value => value * 8)], Amount = [.. orders.Amount.Select(value => value * 8)] };
        var (one, other) = (MinimumInstalment.Measure(orders, new(10, 10), Design, 1, token), MinimumInstalment.Measure(scaled, new(10, 80), Design, 1, token));
        Assert.All(one.Effects.Zip(other.Effects), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 1e-9));
        Assert.Equal(one.Cutoffs[3].Contexts, other.Cutoffs[3].Contexts);
        Assert.Equal(one.SplitHalf.Correlation, other.SplitHalf.Correlation, 1e-9);
    }

    [Fact]
    public void Contexts_are_the_card_orders_nearer_than_the_bandwidth()
    {
        var orders = Shop(2000, 3, .2);
        orders.PaymentRows[0] = 2;
        orders.Method[1] = PaymentMethod.Boleto;
        orders.Instalments[2] = 24;
        var truth = MinimumInstalment.Measure(orders, new(10, 10), Design, 1, TestContext.Current.CancellationToken);
        Assert.Equal(1997, truth.Orders);
        foreach (var cutoff in truth.Cutoffs)
            Assert.Equal(Enumerable.Range(3, 1997).Where(i => Math.Abs(orders.PaymentValue[i] - 10 * cutoff.Plan) < 8), cutoff.Contexts);
        Assert.Equal((50, 49.99), (truth.Cutoffs[3].Total, truth.Cutoffs[3].TotalBelow));
    }

    [Fact]
    public void Draws_scatter_by_the_honest_error_and_repeat_for_a_seed()
    {
        var truth = MinimumInstalment.Measure(Shop(3000, 4, .2), new(10, 10), Design, 1, TestContext.Current.CancellationToken);
        var draws = truth.Draw(400, 9);
        for (var e = 0; e < truth.Effects.Count; e += 7)
        {
            var scatter = Math.Sqrt(draws.Average(draw => Math.Pow(draw[e] - truth.Effects[e].Value, 2)));
            Assert.InRange(scatter / truth.Effects[e].HonestSe, .85, 1.15);
        }
        Assert.Equal(draws[3], truth.Draw(4, 9)[3]);
    }

    [Fact]
    public void Too_few_orders_or_no_instalments_are_not_scored_and_say_why()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.Contains("thresholds", MinimumInstalment.Measure(Shop(200, 5, .2), new(10, 10), Design, 1, token).Weak, StringComparison.Ordinal);
        Assert.Equal("the shop offers no instalments", MinimumInstalment.Measure(Shop(200, 5, .2), InstalmentRule.None, Design, 1, token).Weak);
        var nobody = Shop(2000, 6, 0);
        Array.Fill(nobody.Instalments, 1);
        Assert.Contains("0 of 49 effects", MinimumInstalment.Measure(nobody, new(10, 10), Design, 1, token).Weak, StringComparison.Ordinal);
        Assert.Contains("reliability", MinimumInstalment.Measure(Shop(3000, 7, .2), new(10, 10), Design with { MinReliability = .9999 }, 1, token).Weak, StringComparison.Ordinal);
    }
}
