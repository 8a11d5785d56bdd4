using Clientele.Clustering;
using Clientele.Data;
using Clientele.Validation.Baselines;
using CsCheck;

namespace Clientele.Tests.Validation.Baselines;

public sealed class FittedBaselineTests
{
    [Fact]
    public void All_three_come_near_the_truth_of_a_planted_logit()
    {
        var (table, truth) = PlantedTask.Of(6_000, 1, strength: 1.5);
        var best = BestBaseline.Fit(table, seed: 1);
        var (limit, marginal) = (PlantedTask.Loss(table, truth), PlantedTask.Loss(table, PopulationMarginal.Predict(table)));
        Assert.True(marginal - limit > .2);
        foreach (var (name, probabilities) in best.All)
        {
            Assert.True(PlantedTask.Loss(table, probabilities) - limit < .1 * (marginal - limit), $"{name} {PlantedTask.Loss(table, probabilities)} {limit} {marginal}");
            Assert.All(probabilities, (p, i) =>
            {
                Assert.Equal(1, p.Sum(), 1e-9);
                Assert.All(p[table.Feasible[i]..], value => Assert.Equal(0, value));
            });
        }
        Assert.True(best.CalibrationLoss[best.Name] <= best.CalibrationLoss.Values.Min());
    }

    [Fact]
    public void Test_outcomes_change_no_prediction_and_threads_no_bit()
    {
        var (table, _) = PlantedTask.Of(1_500, 2);
        var blind = table with { Outcome = [.. table.Outcome.Select((y, i) => table.Group[i] == CustomerGroup.Test ? 0 : y)] };
        var (one, three) = (new Workers(1, default), new Workers(3, default));
        Assert.Equal(Logistic.Predict(table, one), Logistic.Predict(blind, three));
        Assert.Equal(Boosting.Predict(table, 1, one), Boosting.Predict(blind, 1, three));
    }

    [Fact]
    public void The_gradient_of_the_logit_is_that_of_its_loss()
    {
        var (table, _) = PlantedTask.Of(200, 3);
        int[] rows = [.. Enumerable.Range(0, 200)];
        var design = new LogisticDesign(table.Columns, rows, 200);
        var likelihood = new LogisticLikelihood(design, table.Outcome, table.Feasible, rows, 3, 2, Workers.All);
        var size = design.Features * LogisticLikelihood.Width(3);
        Gen.Double[-1, 1].Array[size].Sample(weights =>
        {
            var (gradient, unused) = (new double[size], new double[size]);
            likelihood.Evaluate(weights, gradient);
            for (var j = 0; j < size; j += 7)
            {
                double At(double by) => likelihood.Evaluate([.. weights.Select((w, k) => k == j ? w + by : w)], unused);
                Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, gradient[j], 1e-6);
            }
        }, iter: 5, threads: 1);
    }

    [Fact]
    public void A_blend_leans_on_the_better_forecast()
    {
        var (table, truth) = PlantedTask.Of(3_000, 4);
        Assert.True(Blend.Choose(table, truth, Uniform.Predict(table)).Weight >= .8);
        Assert.True(Blend.Choose(table, Uniform.Predict(table), truth).Weight <= .2);
        Assert.Equal([.5, .5], new Blend(.5, false).Apply([[.2, .8]], [[.8, .2]])[0].Select(p => Math.Round(p, 12)));
        Assert.Equal([.5, .5], new Blend(.5, true).Apply([[.2, .8]], [[.8, .2]])[0].Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void A_missing_library_says_what_to_do()
    {
        var failure = Assert.Throws<ClienteleException>(() => LightGbm.Loaded<int>(() => throw new DllNotFoundException("libgomp.so.1")));
        Assert.Contains("LightGBM", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("Try ", failure.Hint, StringComparison.Ordinal);
    }
}
