using Clientele.Validation.Calibration;

namespace Clientele.Tests.Validation.Calibration;

public sealed class TemperatureScalingTests
{
    [Fact]
    public void A_planted_boast_is_taken_back()
    {
        var (table, truth) = PlantedTask.Of(4_000, 1);
        // q ∝ p^2.5: undone by T = 2.5.
        var boastful = Array.ConvertAll(truth, p =>
        {
            var mass = Array.ConvertAll(p, v => Math.Pow(v, 2.5));
            return Array.ConvertAll(mass, v => v / mass.Sum());
        });
        var scaling = TemperatureScaling.Fit(boastful[..2_000], table.Outcome.AsSpan(0, 2_000));
        Assert.Null(scaling.Refused);
        Assert.InRange(scaling.Temperature, 2, 3.1);
        var repaired = scaling.Apply(boastful);
        double Loss(double[][] p) => Enumerable.Range(2_000, 2_000).Average(i => -Math.Log(p[i][table.Outcome[i]]));
        Assert.True(Loss(repaired) < Loss(boastful) - .05);
        Assert.InRange(Loss(repaired) - Loss(truth), -.005, .005);
        Assert.All(repaired, (p, i) => Assert.Equal(truth[i].Count(v => v == 0), p.Count(v => v == 0)));
    }

    [Fact]
    public void Fewer_than_200_outcomes_are_refused_with_the_reason()
    {
        var (table, truth) = PlantedTask.Of(199, 1);
        var scaling = TemperatureScaling.Fit(truth, table.Outcome);
        Assert.Equal("199 outcomes; temperature scaling needs 200.", scaling.Refused);
        Assert.All(scaling.Apply(truth), (p, i) => Assert.Equal(truth[i].Select(v => Math.Round(v, 12)), p.Select(v => Math.Round(v, 12))));
    }
}
