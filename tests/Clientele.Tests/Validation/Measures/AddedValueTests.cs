using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Measures;

public sealed class AddedValueTests
{
    private static double[][] Tilted(double[][] truth, SeededRandom random, double noise) => Array.ConvertAll(truth, p =>
    {
        var mass = Array.ConvertAll(p, v => v * Math.Exp(noise * random.NextGaussian()));
        return Array.ConvertAll(mass, v => v / mass.Sum());
    });

    [Fact]
    public void A_second_forecast_of_pure_noise_adds_nothing_measurable()
    {
        // 95 % intervals: of 20 planted cases about 19 hold 0.
        var held = Enumerable.Range(0, 20).Count(seed =>
        {
            var (table, truth) = PlantedTask.Of(1_000, seed, ordersOfCustomer: 2);
            var noise = Tilted(Array.ConvertAll(truth, p => Array.ConvertAll(p, v => v > 0 ? 1.0 / p.Count(x => x > 0) : 0)), new SeededRandom(seed + 500), .5);
            var added = AddedValue.Of(truth, noise, table.Outcome, table.Feasible, table.Customer);
            Assert.InRange(added.Choice.Value, .6, 1.4);
            return added.NothingMeasurable;
        });
        Assert.InRange(held, 16, 20);
    }

    [Fact]
    public void A_second_forecast_that_knows_more_is_seen()
    {
        var (table, truth) = PlantedTask.Of(3_000, 5, strength: 2);
        var added = AddedValue.Of(Tilted(truth, new SeededRandom(1), 1), truth, table.Outcome, table.Feasible, table.Customer);
        Assert.False(added.NothingMeasurable);
        Assert.InRange(added.Model.Value, .8, 1.2);
        Assert.InRange(added.Choice.Value, -.1, .1);
        Assert.True(added.LossPooled < added.LossChoice);
    }

    [Fact]
    public void Copying_every_order_of_a_customer_does_not_make_the_interval_narrower()
    {
        var (table, truth) = PlantedTask.Of(800, 6);
        var noise = Tilted(truth, new SeededRandom(2), .7);
        var once = AddedValue.Of(truth, noise, table.Outcome, table.Feasible, table.Customer);
        T[] Twice<T>(T[] values) => [.. values, .. values];
        var twice = AddedValue.Of(Twice(truth), Twice(noise), Twice(table.Outcome), Twice(table.Feasible), Twice(table.Customer));
        Assert.Equal(once.Model.High - once.Model.Low, twice.Model.High - twice.Model.Low, 5e-5);
    }

    [Fact]
    public void Two_equal_forecasts_leave_the_share_of_each_open()
    {
        var (table, truth) = PlantedTask.Of(800, 7);
        Assert.True(AddedValue.Of(truth, truth, table.Outcome, table.Feasible, table.Customer) is { NothingMeasurable: true } or { Model.Value: > .3 });
    }
}
