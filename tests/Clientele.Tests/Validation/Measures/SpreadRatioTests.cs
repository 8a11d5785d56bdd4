using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Measures;

public sealed class SpreadRatioTests
{
    [Fact]
    public void A_simulation_that_gives_everybody_the_personas_mean_has_no_spread_within()
    {
        double[] real = [1, 3, 11, 13];
        var measured = SpreadRatio.Of(real, [2, 2, 12, 12], [0, 0, 1, 1], [0, 1, 2, 3], new CustomerBootstrap(1, 50));
        Assert.Equal(0, measured.WithinPersona.Value);
        // √25 over √26.
        Assert.Equal(Math.Sqrt(25.0 / 26), measured.Total.Value, 1e-12);
    }

    [Fact]
    public void Half_the_spread_is_seen_as_half()
    {
        var random = new SeededRandom(1);
        double[] real = [.. Enumerable.Range(0, 500).Select(_ => random.NextGaussian())];
        int[] customer = [.. Enumerable.Range(0, 500)];
        var measured = SpreadRatio.Of(real, [.. Enumerable.Range(0, 500).Select(_ => .5 * random.NextGaussian())], new int[500], customer, new CustomerBootstrap(1, 200));
        Assert.InRange(.5, measured.Total.Low, measured.Total.High);
        Assert.True(measured.Total.High < .65);
        Assert.Equal(measured.Total, measured.WithinPersona);
    }
}
