using Clientele.Validation;
using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Experiments;

public sealed class EffectScoreTests
{
    private static readonly ScoringDesign Draws = new(400);

    private static EffectVector Vector(double se, params double[] values) => new(values, [.. values.Select(_ => se)]);

    [Fact]
    public void Every_number_is_the_one_worked_out_by_hand()
    {
        var score = EffectScore.Of(Vector(.05, .20, -.10, .02, .30), Vector(.01, .10, .05, .04, .20), null, .8, Draws, 1);
        // Means .105 and .0975; Sxy .03485, Sxx .016075, Syy .0963.
        Assert.Equal(.03485 / Math.Sqrt(.016075 * .0963), score.R.Value, 1e-9);
        Assert.Equal(score.R.Value / .8, score.RToCeiling.Value, 1e-9);
        Assert.Equal(.03485 / .016075, score.Slope.Value, 1e-9);
        // Three effects differ from 0 by 1.96 · .05 (.02 does not); the second has the wrong sign.
        Assert.Equal((2 / 3.0, 3), (score.Sign.Value, score.Sign.N));
        // Errors .10, .15, .02, .10.
        Assert.Equal(100 * Math.Sqrt((.01 + .0225 + .0004 + .01) / 4), score.Rmse.Value, 1e-9);
        // 1.96 · √(.05² + .01²) = .09994: only the third is covered; .10 is just outside.
        Assert.Equal(.25, score.Coverage.Value, 1e-9);
        Assert.Equal(100 * .10 / 4, score.Regret.Value, 1e-9);
        Assert.Equal(100 * .62 / 4 / 2, score.CoinRegret, 1e-9);
    }

    [Fact]
    public void Intervals_hold_their_estimate_and_grow_with_the_error()
    {
        double[] values = [.3, .1, -.05, .2, -.2, .15, 0, .05];
        var (sharp, loose) = (EffectScore.Of(Vector(.02, values), Vector(.01, values), null, .9, Draws, 1), EffectScore.Of(Vector(.08, values), Vector(.01, values), null, .9, Draws, 1));
        Assert.Equal(1, sharp.R.Value, 1e-9);
        Assert.True(loose.R.Low < sharp.R.Low && sharp.R.Low < 1);
        Assert.True(sharp.R.High <= 1);
        Assert.InRange(sharp.Slope.Value, sharp.Slope.Low, sharp.Slope.High);
        // All signs right is no proof that all signs will be.
        Assert.True(sharp.Sign is { Value: 1, High: 1, Low: < .9 });
        Assert.Equal(sharp, EffectScore.Of(Vector(.02, values), Vector(.01, values), null, .9, Draws, 1));
    }

    [Fact]
    public void Effects_that_hang_together_count_for_less()
    {
        double[] truth = [.3, .3, .3, .3, .3, .3, .3, .3], simulated = [.3, .3, .3, .3, 0, 0, 0, 0];
        var apart = EffectScore.Of(Vector(.01, truth), Vector(.01, simulated), null, 1, Draws, 1).Coverage;
        var together = EffectScore.Of(Vector(.01, truth), Vector(.01, simulated), [1, 1, 1, 1, 2, 2, 2, 2], 1, Draws, 1).Coverage;
        Assert.Equal(apart.Value, together.Value);
        Assert.True(together.High - together.Low > apart.High - apart.Low);
    }

    [Fact]
    public void An_honest_simulation_of_noisy_truth_is_covered_as_promised_and_scores_near_the_ceiling()
    {
        var random = new SeededRandom(5);
        double[] real = [.. Enumerable.Range(0, 400).Select(_ => .1 * random.NextGaussian())];
        var truth = new EffectVector([.. real.Select(value => value + .04 * random.NextGaussian())], [.. real.Select(_ => .04)]);
        var simulation = new EffectVector([.. real.Select(value => value + .02 * random.NextGaussian())], [.. real.Select(_ => .02)]);
        var ceiling = .1 / Math.Sqrt(.01 + .0016);
        var score = EffectScore.Of(truth, simulation, null, ceiling, Draws, 1);
        Assert.InRange(score.Coverage.Value, .92, .98);
        Assert.InRange(score.RToCeiling.Value, .95, 1.02);
        Assert.InRange(score.Slope.Value, .9, 1.05);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(.1)]
    public void Who_says_the_same_of_everything_has_foreseen_nothing(double always)
    {
        // A tenth three times in different ways: rounding is no variation.
        var score = EffectScore.Of(Vector(.01, .1, .2, .3), Vector(.05, always, .3 - .2 + always - .1, always), null, .9, Draws, 1);
        Assert.Equal((0, 0), (score.R.Value, score.RToCeiling.Value));
        Assert.Null(score.Weak);
        Assert.Equal("the agent's effects do not vary", score.Constant);
        Assert.True(double.IsNaN(score.Slope.Value));
        Assert.Equal(FidelityVerdict.Fail, FidelityMetric.Judge("x", score.R.Value, score.R.Low, score.R.High, 3, new FidelityTarget(AtLeast: .9), weak: score.Weak).Verdict);
    }

    [Fact]
    public void A_truth_that_does_not_vary_and_answers_that_did_not_come_cannot_be_scored()
    {
        var flat = EffectScore.Of(Vector(.01, .1, .1, .1), Vector(.01, .1, .2, .3), null, .9, Draws, 1);
        Assert.True(double.IsNaN(flat.R.Value));
        Assert.Equal(("the real effects do not vary", null), (flat.Weak, flat.Constant));
        Assert.Contains("did not answer", EffectScore.Of(Vector(.01, .1, .2, .3), Vector(.01, .1, double.NaN, .3), null, .9, Draws, 1).Weak, StringComparison.Ordinal);
    }

    [Fact]
    public void Indifference_loses_half_and_unequal_lengths_are_refused()
    {
        Assert.Equal(5, EffectScore.Of(Vector(.01, .1, .1), Vector(.01, 0, 0), null, 1, Draws, 1).Regret.Value, 1e-9);
        Assert.Throws<ArgumentException>(() => EffectScore.Of(Vector(.01, .1, .1), Vector(.01, 0), null, 1, Draws, 1));
    }

    [Fact]
    public void Wilson_gives_the_textbook_interval()
    {
        // 8 of 10: (.490, .943).
        var share = Score.Share(8, 10);
        Assert.Equal((.8, .490, .943, 10), (share.Value, Math.Round(share.Low, 3), Math.Round(share.High, 3), share.N));
        Assert.True(double.IsNaN(Score.Share(0, 0).Value));
    }

    [Fact]
    public void Reliability_and_ceiling_follow_from_the_halves()
    {
        var halves = new SplitHalf(.8, 10);
        Assert.Equal(1.6 / 1.8, halves.Reliability, 1e-9);
        Assert.Equal(Math.Sqrt(1.6 / 1.8), halves.Ceiling, 1e-9);
        Assert.True(double.IsNaN(new SplitHalf(-.2, 10).Ceiling));
    }
}
