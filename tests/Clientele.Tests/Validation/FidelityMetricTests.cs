using Clientele.Validation;
using CsCheck;

namespace Clientele.Tests.Validation;

public sealed class FidelityMetricTests
{
    private static readonly FidelityTarget AtMostNothing = new(AtMost: 0), AtLeast = new(AtLeast: .9), Range = new(.9, 1.1);

    [Theory]
    [InlineData(-.004, -.016, .010, FidelityVerdict.Partial)] // neither better nor worse is shown
    [InlineData(-.020, -.030, -.010, FidelityVerdict.Pass)]
    [InlineData(.004, -.010, .016, FidelityVerdict.Partial)]
    [InlineData(.020, .010, .030, FidelityVerdict.Fail)]
    public void A_loss_above_a_baseline_passes_when_its_interval_leaves_the_baseline_behind(double value, double low, double high, FidelityVerdict verdict) =>
        Assert.Equal(verdict, Judge(value, low, high, AtMostNothing, ("shrunk copy-last", 0), ("marginal", .1)).Verdict);

    [Fact]
    public void Nothing_passes_that_does_not_beat_its_best_baseline() =>
        Gen.Select(Gen.Double[-2, 2], Gen.Double[0, 1], Gen.Double[-2, 2], Gen.Bool).Sample((value, half, baseline, upwards) =>
        {
            var target = upwards ? AtLeast : AtMostNothing;
            var metric = Judge(value, value - half, value + half, target, ("best", baseline), ("worse", upwards ? baseline - 1 : baseline + 1));
            Assert.Equal(target.Holds(value) && (upwards ? metric.Low > baseline : metric.High < baseline), metric.Verdict == FidelityVerdict.Pass);
            // What is only shown changes no verdict, and stands beside the others.
            var shown = FidelityMetric.Judge("x", value, metric.Low, metric.High, 1, target, metric.Baselines, shown: new Dictionary<string, double> { ["boosting"] = upwards ? 9 : -9 });
            Assert.Equal(metric.Verdict, shown.Verdict);
            Assert.Equal("boosting", shown.BestBaseline()?.Name);
        });

    [Fact]
    public void Without_an_interval_the_estimate_itself_has_to_beat_the_baseline()
    {
        Assert.Equal(FidelityVerdict.Partial, Judge(.92, double.NaN, double.NaN, AtLeast, ("coin", .95)).Verdict);
        Assert.Equal(FidelityVerdict.Pass, Judge(.97, double.NaN, double.NaN, AtLeast, ("coin", .95)).Verdict);
        Assert.Equal(FidelityVerdict.Fail, Judge(0, double.NaN, double.NaN, AtLeast).Verdict);
    }

    [Fact]
    public void A_range_has_no_best_side_so_a_baseline_beside_it_is_shown() =>
        Assert.Equal(FidelityVerdict.Pass, Judge(1, .9, 1.05, Range, ("uniform over the menu", 1)).Verdict);

    private static FidelityMetric Judge(double value, double low, double high, FidelityTarget target, params (string Name, double Value)[] baselines) =>
        FidelityMetric.Judge("x", value, low, high, 1, target, baselines.ToDictionary(one => one.Name, one => one.Value));
}
