using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Measures;

public sealed class CalibrationErrorTests
{
    [Fact]
    public void One_forecast_for_all_has_one_bin_and_the_gap_as_its_error()
    {
        var p = Enumerable.Repeat(new[] { .7, .3 }, 100).ToArray();
        var measured = CalibrationError.Of(p, [.. Enumerable.Range(0, 100).Select(i => i < 60 ? 0 : 1)], bins: 15);
        Assert.Equal(.1, measured.Value, 1e-12);
        Assert.Equal(new CalibrationPoint(.7, .6, 100), Assert.Single(measured.Points) with { Confidence = .7 });
        // Mean |binomial − .7|.
        Assert.Equal(Math.Sqrt(2 / Math.PI * .21 / 100), measured.Floor, 1e-9);
        // Far from 0 chance adds nothing to a gap.
        Assert.Equal(.1, measured.Debiased, .002);
    }

    [Fact]
    public void A_perfect_forecast_lies_at_its_floor_and_a_boastful_one_above()
    {
        var (table, truth) = PlantedTask.Of(6_000, seed: 3);
        var honest = CalibrationError.Of(truth, table.Outcome, bins: 15);
        Assert.InRange(honest.Value - honest.Floor, -.012, .012);
        Assert.Equal(15, honest.Points.Count);
        Assert.Equal(4, CalibrationError.Of(truth, table.Outcome, bins: 4).Points.Count);
        Assert.Equal(6_000, honest.Points.Sum(p => p.N));
        var boastful = CalibrationError.Of(Sharpened(truth), table.Outcome, bins: 15);
        Assert.True(boastful.Value > boastful.Floor + .05, $"{boastful.Value} {boastful.Floor}");
        var interval = boastful.Interval(table.Customer, new CustomerBootstrap(1, 200));
        Assert.InRange(boastful.Debiased, interval.Low, interval.High);
        Assert.Equal(boastful.Debiased, interval.Value);
    }

    // The gap as measured is never 0; its interval once held a true error of 0 in none of 100 cases.
    [Theory]
    [InlineData(0)]
    [InlineData(.01)]
    [InlineData(.03)]
    public void The_interval_holds_the_true_error(double gap)
    {
        const int Cases = 60, Answers = 1_500;
        var held = 0;
        for (var one = 0; one < Cases; one++)
        {
            var random = new SeededRandom((ulong)one, 7);
            var (p, outcome) = (new double[Answers][], new int[Answers]);
            for (var i = 0; i < Answers; i++)
            {
                var sure = .55 + .35 * random.NextDouble();
                p[i] = [sure, 1 - sure];
                outcome[i] = random.NextBoolean(sure - gap) ? 0 : 1;
            }
            var interval = CalibrationError.Of(p, outcome, bins: 15).Interval([.. Enumerable.Range(0, Answers)], new CustomerBootstrap(1, 100));
            held += interval.Low <= gap && gap <= interval.High ? 1 : 0;
        }
        Assert.InRange(held, .85 * Cases, Cases);
    }

    private static double[][] Sharpened(double[][] p) => Array.ConvertAll(p, row =>
    {
        var mass = Array.ConvertAll(row, v => v * v * v);
        return Array.ConvertAll(mass, v => v / mass.Sum());
    });
}
