using System.Globalization;
using Clientele.Data;
using Clientele.Tests.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Experiments;

/// <summary>The experiments on real orders: figures that the design was made from, by an independent script.</summary>
public sealed class OlistExperimentTests
{
    private static readonly ExperimentProtocol Protocol = ExperimentProtocol.Shipped;

    [Fact]
    public void All_payments_by_card_show_the_jumps_of_the_design()
    {
        // The design counts undelivered orders too, which the mapping leaves out; the choice of a plan comes before delivery.
        var truth = MinimumInstalment.Measure(EveryCardOrder(TestData.Shared("data/olist")), new InstalmentRule(10, 10), Protocol.MinimumInstalment, Protocol.Seed, TestContext.Current.CancellationToken);
        Assert.Equal(28_448, truth.Orders);
        Assert.Equal([.233, .306, .273, .204, .135, .131, .142, .105, .083], truth.Cutoffs.Select(cutoff => Math.Round(cutoff.Jump.Value, 3)));
        Assert.InRange(truth.Cutoffs[0].Jump.Se, .038, .044);
        Assert.InRange(truth.Cutoffs[^1].Jump.Se, .017, .021);
        Assert.Equal(49, truth.Effects.Count);
        Assert.InRange(truth.SplitHalf.Ceiling, .95, .97);
        Assert.Null(truth.Weak);
    }

    [Fact]
    public async Task Delivered_orders_show_them_within_their_error_and_pass_the_negative_controls()
    {
        var (orders, rule) = await Delivered();
        var truth = MinimumInstalment.Measure(orders, rule, Protocol.MinimumInstalment, Protocol.Seed, TestContext.Current.CancellationToken);
        double[] all = [.233, .306, .273, .204, .135, .131, .142, .105, .083];
        Assert.All(truth.Cutoffs.Zip(all), pair => Assert.InRange(pair.First.Jump.Value, pair.Second - pair.First.Jump.Se, pair.Second + pair.First.Jump.Se));
        // Routes are spread unevenly over totals (balance), yet the jumps stand when they are held equal.
        Assert.All(truth.Cutoffs, cutoff => Assert.InRange(cutoff.Adjusted.Value - cutoff.Jump.Value, -.02, .02));
        Assert.True(truth.Periods[0].Jump.Value > truth.Periods[^1].Jump.Value + .05);
        Assert.Null(truth.Weak);
        var controls = NegativeControls.Measure(orders, rule, truth, Protocol.MinimumInstalment, Protocol.BrokenPromise);
        Assert.True(controls.Significant.N >= 30);
        Assert.InRange(controls.Significant.Value, 0, .07);
        Assert.True(controls.Imbalanced.Value > .2);
    }

    [Fact]
    public async Task A_broken_promise_costs_the_stars_of_the_design()
    {
        var (orders, _) = await Delivered();
        var truth = BrokenPromise.Measure(orders, Protocol.BrokenPromise, Protocol.Seed, TestContext.Current.CancellationToken);
        Assert.Equal([4.29, 4.34, 4.32, 4.26, 4.18, 4.09, 4.07, 3.44, 2.68, 1.96, 1.71, 1.75],
            truth.Bins.Select(bin => Math.Round(bin.Stars, 2, MidpointRounding.AwayFromZero)));
        Assert.Equal(-.65, Math.Round(truth.Jump.Value, 2));
        Assert.Equal(.08, Math.Round(truth.Jump.Se, 2));
        var bin = truth.Bins.Single(one => one.From == 3);
        Assert.Equal((2.34, 3.63), (Math.Round(bin.StarsBefore, 2), Math.Round(bin.StarsAfter, 2)));
        Assert.Null(truth.Weak);
    }

    [Fact]
    public async Task A_strike_takes_orders_and_a_sale_brings_them()
    {
        var (orders, _) = await Delivered();
        var events = DatedEvent.Measure(orders, "olist", Protocol.Events).ToDictionary(one => one.Event.Kind);
        Assert.InRange(events["strike"].Orders.Value, -.75, -.5);
        Assert.InRange(events["strike"].Late.Value, .04, .08);
        Assert.InRange(events["sale"].Orders.Value, 1, 1.7);
        Assert.InRange(events["sale"].Late.Value, .08, .14);
        Assert.All(events.Values, one => Assert.True(one.Orders.PlaceboSe > one.Orders.Se));
        Assert.Empty(DatedEvent.Measure(orders, "another_shop", Protocol.Events));
    }

    [Fact]
    public async Task A_higher_price_sells_less_of_the_same_product()
    {
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = TestData.Shared("data/olist"), Mapping = MappingFile.Load("olist") }, cancellationToken: TestContext.Current.CancellationToken);
        var truth = OwnPrice.Measure(await transactions.ReadProductSalesAsync(Protocol.OwnPrice.PeriodDays, TestContext.Current.CancellationToken), Protocol.OwnPrice);
        Assert.InRange(truth.Elasticity.Value, -1.55 - .28, -1.55 + .28);
        Assert.True(truth.Elasticity is { HoldsZero: false });
    }

    private static async Task<(OrderTable Orders, InstalmentRule Rule)> Delivered()
    {
        using var transactions = await TransactionLoader.LoadAsync(
            new TransactionSource { Path = TestData.Shared("data/olist"), Mapping = MappingFile.Load("olist") }, cancellationToken: TestContext.Current.CancellationToken);
        return (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken), transactions.Mapping.Instalments);
    }

    private static OrderTable EveryCardOrder(string folder)
    {
        IEnumerable<string[]> Rows(string file) => File.ReadLines(Path.Combine(folder, $"olist_{file}_dataset.csv")).Skip(1).Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(','));
        var person = Rows("customers").ToDictionary(row => row[0], row => row[1]);
        var buyer = Rows("orders").ToDictionary(row => row[0], row => person[row[1]]);
        var number = buyer.Values.Distinct().Order(StringComparer.Ordinal).Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i);
        var cards = Rows("order_payments").GroupBy(row => row[0]).Where(rows => rows.Count() == 1).Select(rows => rows.Single()).Where(row => row[2] == "credit_card").ToList();
        return ChoiceWorld.Orders(number.Count, [.. cards.Select(row => number[buyer[row[0]]])], [.. cards.Select(row => double.Parse(row[4], CultureInfo.InvariantCulture))],
            [.. cards.Select(_ => PaymentMethod.CreditCard)], [.. cards.Select(row => int.Parse(row[3], CultureInfo.InvariantCulture))]);
    }
}
