using Clientele.Validation.Measures;
using CsCheck;

namespace Clientele.Tests.Validation.Measures;

public sealed class ProperScoresTests
{
    private static readonly Gen<double[]> Distribution = Gen.Double[.05, 1].Array[4].Select(v => Array.ConvertAll(v, x => x / v.Sum()));

    [Fact]
    public void Scores_are_those_computed_by_hand()
    {
        double[][] p = [[.5, .3, .2], [0, 1, 0]];
        Assert.Equal([-Math.Log(.3), -Math.Log(ProperScores.Clip)], ProperScores.LogLoss(p, [1, 0]));
        // .25 + .49 + .04; 1 + 1.
        Assert.Equal([.78, 2], ProperScores.Brier(p, [1, 0]).Select(s => Math.Round(s, 12)));
    }

    [Fact]
    public void Nothing_scores_better_on_average_than_the_truth() => Gen.Select(Distribution, Distribution).Sample((truth, other) =>
    {
        double Expected(Func<double[][], int[], double[]> score, double[] forecast) =>
            Enumerable.Range(0, 4).Sum(k => truth[k] * score([forecast], [k])[0]);
        Assert.True(Expected((p, y) => ProperScores.LogLoss(p, y), truth) <= Expected((p, y) => ProperScores.LogLoss(p, y), other) + 1e-12);
        Assert.True(Expected((p, y) => ProperScores.Brier(p, y), truth) <= Expected((p, y) => ProperScores.Brier(p, y), other) + 1e-12);
        double[] amounts = [1, 2, 5, 9];
        Assert.True(Expected((p, y) => ContinuousRankedProbability.Of(p, amounts, [amounts[y[0]]]), truth)
            <= Expected((p, y) => ContinuousRankedProbability.Of(p, amounts, [amounts[y[0]]]), other) + 1e-12);
    });

    [Fact]
    public void Crps_is_the_absolute_error_of_a_point_and_the_integral_of_a_distribution()
    {
        Assert.Equal(30, ContinuousRankedProbability.Of([[0, 1, 0]], [10, 20, 50], [50])[0]);
        // ∫ (F − 1[x ≥ 20])²: .25² · 10 below, (.75 − 1)² · 30 above.
        Assert.Equal((.0625 * 10) + (.0625 * 30), ContinuousRankedProbability.Of([[.25, .5, .25]], [10, 20, 50], [20])[0], 1e-12);
        Assert.Throws<ArgumentException>(() => ContinuousRankedProbability.Of([[.5, .5]], [2, 1], [1]));
        Assert.Equal([1, 4, 4], ContinuousRankedProbability.Representatives([0, 1, 1, 1], [1, 3, 9, 4], 3));
    }
}
