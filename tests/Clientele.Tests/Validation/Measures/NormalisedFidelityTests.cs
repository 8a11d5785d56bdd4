using Clientele.Clustering;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Measures;

public sealed class NormalisedFidelityTests
{
    // One fixed simulated population.
    private static NormalisedFidelity Score(Func<PairTable, CellSampler, CellSampler, int[]> simulate, int threads = 0, int seed = 11) =>
        Averaged((pair, best, marginal) => _ => simulate(pair, best, marginal), threads, seed);

    private static NormalisedFidelity Averaged(Func<PairTable, CellSampler, CellSampler, CellSampler> simulate, int threads = 0, int seed = 11)
    {
        var (table, truth) = PlantedTask.Of(1_500, seed, strength: 2);
        var pair = new PairTable("outcome × place", 3, 3, Array.ConvertAll(table.Columns[1].Values, v => (int)v));
        var shares = Enumerable.Range(0, 3).Select(k => truth.Average(p => p[k])).ToArray();
        var (best, marginal) = (pair.Sampler(truth), pair.Sampler(Array.ConvertAll(truth, _ => shares)));
        return NormalisedFidelity.Of(
            pair.Cells, pair.Cell(table.Outcome), simulate(pair, best, marginal), best, marginal, table.Customer,
            new CustomerBootstrap(1, 100, new Workers(threads, default)), draws: 60);
    }

    [Fact]
    public void Total_variation_is_half_the_sum_of_differences_with_and_without_weights()
    {
        Assert.Equal(.5, NormalisedFidelity.TotalVariation(3, [0, 0, 1, 2], [0, 0, 0, 0]));
        Assert.Equal(0, NormalisedFidelity.TotalVariation(2, [0, 1], [1, 0]));
        Assert.Equal(.75, NormalisedFidelity.TotalVariation(2, [0, 0], [0, 1], [1, 3]));
    }

    [Fact]
    public void Resamples_of_the_truth_score_one_on_average_and_the_marginal_zero()
    {
        // The mean over several worlds: one draw alone varies by the band that is printed.
        var truth = Enumerable.Range(0, 12).Select(s => Score((_, best, _) => best(new SeededRandom(100 + s)), seed: s)).ToArray();
        Assert.InRange(truth.Average(f => f.Value.Value), .95, 1.05);
        Assert.All(truth, f => Assert.True(f.Room >= ExperimentProtocol.Shipped.Population.Room));
        Assert.InRange(truth.Average(f => f.PerfectMean), .98, 1.02);
        Assert.All(truth, f => Assert.InRange(f.PerfectLow, .6, f.PerfectMean));
        Assert.InRange(Enumerable.Range(0, 12).Average(s => Score((_, _, marginal) => marginal(new SeededRandom(100 + s)), seed: s).Value.Value), -.06, .06);
    }

    [Fact]
    public void Many_simulated_populations_take_the_luck_of_one_out_of_the_estimate()
    {
        double Spread(Func<int, double> fidelity)
        {
            var values = Enumerable.Range(0, 12).Select(fidelity).ToArray();
            return values.Average(v => (v - values.Average()) * (v - values.Average()));
        }
        // One world, the agent drawn again and again: twelve single populations against twelve averages over 60.
        var single = Spread(s => Score((_, best, _) => best(new SeededRandom(100 + s))).Value.Value);
        var averaged = Spread(s => Averaged((_, best, _) => random => best(new SeededRandom(random.NextInt32(1_000_000) + s))).Value.Value);
        Assert.True(averaged < single / 4, $"{averaged} against {single}");
    }

    [Fact]
    public void Interval_holds_the_estimate_and_threads_change_no_bit()
    {
        var one = Score((_, best, _) => best(new SeededRandom(5)), threads: 1);
        var four = Score((_, best, _) => best(new SeededRandom(5)), threads: 4);
        Assert.Equal(one.Replicates, four.Replicates);
        Assert.Equal(one, four with { Replicates = one.Replicates });
        Assert.InRange(one.Value.Value, one.Value.Low, one.Value.High);
    }

    [Fact]
    public void A_simulation_that_always_says_one_thing_is_worse_than_the_marginal() =>
        Assert.True(Score((pair, _, _) => pair.Cell(new int[1_500])).Value.High < 0);
}
