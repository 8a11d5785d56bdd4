using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Measures;

public sealed class CalibrationErrorTests
{
    [Fact]
    public void One_forecast_for_all_has_one_bin_and_the_gap_as_its_error()
    {
        var p = Enumerable.Repeat(new[] { .7, .3 }, 100).ToArray();
        var measured = CalibrationError.Of(p, [.. Enumerable.Range(0, 100).Select(i => i < 60 ? 0 : 1)], bins: 15, seed: 1);
        Assert.Equal(.1, measured.Value, 1e-12);
        Assert.Equal(new CalibrationPoint(.7, .6, 100), Assert.Single(measured.Points) with { Confidence = .7 });
        // Mean |binomial − .7|: sqrt(2/π · .21/100).
        Assert.InRange(measured.Floor, .03, .043);
    }

    [Fact]
    public void A_perfect_forecast_lies_at_its_floor_and_a_boastful_one_above()
    {
        var (table, truth) = PlantedTask.Of(6_000, seed: 3);
        var honest = CalibrationError.Of(truth, table.Outcome, bins: 15, seed: 1);
        Assert.InRange(honest.Value - honest.Floor, -.012, .012);
        Assert.Equal(15, honest.Points.Count);
        Assert.Equal(4, CalibrationError.Of(truth, table.Outcome, bins: 4, seed: 1).Points.Count);
        Assert.Equal(6_000, honest.Points.Sum(p => p.N));
        var boastful = CalibrationError.Of(Sharpened(truth), table.Outcome, bins: 15, seed: 1);
        Assert.True(boastful.Value > boastful.Floor + .05, $"{boastful.Value} {boastful.Floor}");
        var interval = boastful.Interval(table.Customer, new CustomerBootstrap(1, 200));
        Assert.InRange(boastful.Value, interval.Low, interval.High);
    }

    private static double[][] Sharpened(double[][] p) => Array.ConvertAll(p, row =>
    {
        var mass = Array.ConvertAll(row, v => v * v * v);
        return Array.ConvertAll(mass, v => v / mass.Sum());
    });
}
