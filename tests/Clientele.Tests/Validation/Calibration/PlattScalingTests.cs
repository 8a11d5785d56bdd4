using Clientele.Validation.Calibration;

namespace Clientele.Tests.Validation.Calibration;

public sealed class PlattScalingTests
{
    private static (double[] Said, bool[] Outcome, double[] Truth) Planted(int count, double slope, double intercept)
    {
        var random = new SeededRandom(2);
        double[] said = new double[count], truth = new double[count];
        var outcome = new bool[count];
        for (var i = 0; i < count; i++)
        {
            var logit = 1.5 * random.NextGaussian();
            said[i] = 1 / (1 + Math.Exp(-logit));
            truth[i] = 1 / (1 + Math.Exp(-((slope * logit) + intercept)));
            outcome[i] = random.NextBoolean(truth[i]);
        }
        return (said, outcome, truth);
    }

    [Fact]
    public void A_planted_bias_is_found_and_repaired()
    {
        var (said, outcome, truth) = Planted(5_000, .5, -1);
        var scaling = PlattScaling.Fit(said, outcome);
        Assert.InRange(scaling.Slope, .42, .58);
        Assert.InRange(scaling.Intercept, -1.1, -.9);
        Assert.All(said.Zip(truth), pair => Assert.InRange(scaling.Apply(pair.First) - pair.Second, -.06, .06));
    }

    [Fact]
    public void Too_few_outcomes_or_only_one_kind_are_refused_with_the_reason()
    {
        var (said, outcome, _) = Planted(499, 1, 0);
        Assert.Equal("499 outcomes; Platt scaling needs 500.", PlattScaling.Fit(said, outcome).Refused);
        Assert.Equal("All 500 outcomes are alike; Platt scaling needs both.", PlattScaling.Fit(new double[500], new bool[500]).Refused);
        Assert.Equal(.3, PlattScaling.Fit(said, outcome).Apply(.3));
    }
}
