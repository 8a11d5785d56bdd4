using Clientele.Data;
using Clientele.Tests.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Experiments;

public sealed class DescribedExperimentTests
{
    private static readonly ExperimentProtocol Protocol = ExperimentProtocol.Shipped;

    private static OrderTable Dated(IReadOnlyList<DateTime> days)
    {
        var orders = ChoiceWorld.Orders(days.Count, [.. Enumerable.Range(0, days.Count)], [.. days.Select(_ => 50.0)], [.. days.Select(_ => PaymentMethod.CreditCard)], [.. days.Select(_ => 1)]);
        days.ToArray().CopyTo(orders.OrderedAt, 0);
        return orders;
    }

    [Fact]
    public void A_planted_drop_is_found_beside_its_placebos()
    {
        var random = new SeededRandom(1);
        var days = new List<DateTime>();
        var strike = Protocol.Events.Single(one => one.Kind == "strike");
        for (var day = new DateTime(2018, 1, 1); day < new DateTime(2018, 10, 1); day = day.AddDays(1))
        {
            var hit = DateOnly.FromDateTime(day) >= strike.From && DateOnly.FromDateTime(day) <= strike.To;
            var n = (day.DayOfWeek == DayOfWeek.Sunday ? 60 : 100) * (hit ? .5 : 1) + random.NextInt32(11) - 5;
            for (var i = 0; i < n; i++)
                days.Add(day.AddHours(12));
        }
        var truth = DatedEvent.Measure(Dated(days), "olist", [strike]).Single();
        Assert.Null(truth.Missing);
        Assert.InRange(truth.Orders.Value, Math.Log(.5) - .06, Math.Log(.5) + .06);
        Assert.InRange(truth.Orders.PlaceboSe, .001, .1);
        Assert.True(double.IsNaN(truth.Late.Value));
        Assert.Equal("the data do not cover the days around it", DatedEvent.Measure(Dated([.. days.Where(day => day < new DateTime(2018, 6, 2))]), "olist", [strike]).Single().Missing);
        Assert.Equal("no order has a date", DatedEvent.Measure(Dated([DateTime.MinValue]), "olist", [strike]).Single().Missing);
    }

    /// <summary>Stars follow the destination, freight follows the destination too; the true effect of freight within a route is <paramref name="within"/>.</summary>
    private static OrderTable Routes(double within, double between, ulong seed)
    {
        var random = new SeededRandom(seed, 0);
        const int n = 6000;
        var orders = ChoiceWorld.Orders(n, [.. Enumerable.Range(0, n)], [.. Enumerable.Repeat(50.0, n)], [.. Enumerable.Repeat(PaymentMethod.CreditCard, n)], [.. Enumerable.Repeat(1, n)])
            with
        { States = [.. Enumerable.Range(0, 30).Select(s => $"S{s:D2}")] };
        for (var i = 0; i < n; i++)
        {
            orders.CustomerState[i] = i % 30;
            orders.SellerState[i] = 0;
            var (far, own) = ((i % 30) / 15.0 - 1, .5 * random.NextGaussian());
            orders.Freight[i] = Math.Exp(3 + far + own);
            orders.Amount[i] = Math.Exp(4 + between * far + within * own + .2 * random.NextGaussian());
        }
        return orders;
    }

    [Fact]
    public void A_slope_that_lives_between_routes_alone_is_not_identified()
    {
        var gone = FreightRoutes.Measure(Routes(0, -1, 1), Protocol.FreightRoutes);
        Assert.False(gone.IsIdentified);
        Assert.Contains("holds 0", gone.Note, StringComparison.Ordinal);
        var turned = FreightRoutes.Measure(Routes(.5, -1, 2), Protocol.FreightRoutes);
        Assert.False(turned.IsIdentified);
        Assert.Contains("sign changes", turned.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slope_that_survives_within_routes_is_found_there()
    {
        var truth = FreightRoutes.Measure(Routes(-.8, -.8, 3), Protocol.FreightRoutes);
        var amount = truth.Outcomes.Single(one => one.Name == "ln_amount");
        Assert.Null(amount.NotIdentified);
        Assert.InRange(amount.Routes.Value, -.8 - 3 * amount.Routes.Se, -.8 + 3 * amount.Routes.Se);
        Assert.Null(FreightRoutes.Measure(Dated([DateTime.MinValue]), Protocol.FreightRoutes).IsIdentified);
    }

    [Fact]
    public void Two_sets_of_groups_are_absorbed_as_dummies_would_be()
    {
        var random = new SeededRandom(8);
        int[] a = [.. Enumerable.Range(0, 500).Select(_ => random.NextInt32(20))], b = [.. a.Select(g => (g + random.NextInt32(3)) % 9)];
        double[] x = [.. a.Select((g, i) => g * .3 - b[i] + random.NextGaussian())];
        double[] y = [.. x.Select((value, i) => 2 * value + a[i] * a[i] - 3 * b[i])];
        var slope = WithinSlope.Of(y, x, [.. Enumerable.Range(0, 500)], a, b);
        Assert.Equal(2, slope.Value, 1e-6);
        Assert.False(slope.HoldsZero);
        Assert.True(double.IsNaN(WithinSlope.Of(y, [.. a.Select(g => (double)g)], a, a).Value));
    }

    [Fact]
    public void What_cannot_react_rarely_comes_out_significant()
    {
        var random = new SeededRandom(9);
        const int n = 12_000;
        double[] totals = [.. Enumerable.Range(0, n).Select(_ => Math.Round(10 + 110 * random.NextDouble(), 2))];
        var orders = ChoiceWorld.Orders(n, [.. Enumerable.Range(0, n)], totals, [.. Enumerable.Repeat(PaymentMethod.CreditCard, n)], [.. totals.Select(total => 1 + random.NextInt32(new InstalmentRule(10, 10).Longest(total)))]);
        for (var i = 0; i < n; i++)
            orders.OrderedAt[i] = new DateTime(2018, 1, 1).AddHours(random.NextInt32(24 * 300));
        var truth = MinimumInstalment.Measure(orders, new(10, 10), Protocol.MinimumInstalment with { Splits = 1 }, 1, TestContext.Current.CancellationToken);
        var family = NegativeControls.Measure(orders, new(10, 10), truth, Protocol.MinimumInstalment, Protocol.BrokenPromise);
        Assert.Equal(27, family.Significant.N);
        Assert.InRange(family.Significant.Value, 0, .15);
        Assert.Empty(family.Balance);
    }

    [Fact]
    public void A_planted_elasticity_is_found_within_products()
    {
        var random = new SeededRandom(12);
        var (product, period, units, price) = (new List<int>(), new List<int>(), new List<double>(), new List<double>());
        for (var p = 0; p < 200; p++)
            for (var t = 0; t < 6; t++)
            {
                var cost = 2 + p / 50.0 + .2 * random.NextGaussian();
                product.Add(p);
                period.Add(t);
                price.Add(Math.Exp(cost));
                units.Add(Math.Exp(6 + p / 40.0 + .3 * t - 1.5 * cost + .1 * random.NextGaussian()));
            }
        var truth = OwnPrice.Measure(new ProductSales([.. product], [.. period], [.. units], [.. price]), Protocol.OwnPrice);
        Assert.InRange(truth.Elasticity.Value, -1.5 - 3 * truth.Elasticity.Se, -1.5 + 3 * truth.Elasticity.Se);
        Assert.Equal(200, truth.Products);
        Assert.Contains("Not measured", OwnPrice.Measure(new ProductSales([0, 0], [0, 1], [1, 2], [3, 4]), Protocol.OwnPrice).Note, StringComparison.Ordinal);
    }
}
