using Clientele.Clustering;
using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Measures;

public sealed class CustomerBootstrapTests
{
    private static (int[] Customer, double[] Values) Sample(int customers, int orders, int seed)
    {
        var random = new SeededRandom(seed);
        var means = Enumerable.Range(0, customers).Select(_ => random.NextGaussian()).ToArray();
        int[] customer = [.. Enumerable.Range(0, customers * orders).Select(i => i / orders)];
        return (customer, Array.ConvertAll(customer, c => means[c]));
    }

    [Fact]
    public void Weights_are_poisson_with_mean_one()
    {
        var bootstrap = new CustomerBootstrap(7);
        var weights = (from r in Enumerable.Range(0, 100) from c in Enumerable.Range(0, 1000) select (double)bootstrap.Weight(r, c)).ToArray();
        Assert.InRange(weights.Average(), .99, 1.01);
        Assert.InRange(weights.Average(w => (w - 1) * (w - 1)), .98, 1.02);
        Assert.InRange(weights.Count(w => w == 0) / 100_000.0, .363, .373);
    }

    [Fact]
    public void Orders_of_one_customer_count_as_one_draw()
    {
        // Ten equal orders a customer carry no more than one: the interval has the width of 400 customers, ± 1.96/√400.
        var (customer, values) = Sample(400, 10, 1);
        var interval = new CustomerBootstrap(1).Mean(customer, values);
        Assert.InRange(interval.High - interval.Low, .16, .24);
        Assert.Equal(values.Average(), interval.Value, 1e-12);
    }

    [Fact]
    public void Intervals_of_the_mean_hold_the_truth_about_95_times_in_100()
    {
        var held = Enumerable.Range(0, 200).Count(seed =>
        {
            var (customer, values) = Sample(150, 2, seed);
            var interval = new CustomerBootstrap(seed, 200).Mean(customer, values);
            return interval.Low <= 0 && interval.High >= 0;
        });
        Assert.InRange(held, 180, 199);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var (customer, values) = Sample(300, 2, 2);
        var (one, four) = (new CustomerBootstrap(5, 100, new Workers(1, default)), new CustomerBootstrap(5, 100, new Workers(4, default)));
        Assert.Equal(one.Mean(customer, values), four.Mean(customer, values));
        Assert.Equal(one.Statistic(customer, w => w.Select((x, i) => x * values[i]).Sum()), four.Statistic(customer, w => w.Select((x, i) => x * values[i]).Sum()));
        Assert.NotEqual(one.Mean(customer, values), new CustomerBootstrap(6, 100).Mean(customer, values));
    }

    [Fact]
    public void Skill_is_one_for_the_best_zero_for_the_marginal_and_the_median_is_joint()
    {
        var (customer, values) = Sample(300, 1, 3);
        double[] Shifted(double by) => Array.ConvertAll(values, v => v + by);
        SkillLosses Task(double skill) => new(customer, Shifted(3), Shifted(3 - skill), Shifted(2));
        var bootstrap = new CustomerBootstrap(1, 200);
        Assert.Equal(1, bootstrap.Skill(Task(1)).Value, 1e-9);
        Assert.Equal(0, bootstrap.Skill(Task(0)).Value, 1e-9);
        Assert.True(Task(.5).Counts(.02));
        // The protocol says how much room is enough.
        var little = new SkillLosses(customer, Shifted(3), Shifted(3), Shifted(2.99));
        Assert.Equal((false, true), (little.Counts(.02), little.Counts(.005)));
        // The losses differ by constants: whoever is drawn, so do the skills.
        var median = bootstrap.MedianSkill([Task(.2), Task(.6), Task(.9)]);
        Assert.Equal((.6, .6, .6), (Math.Round(median.Value, 9), Math.Round(median.Low, 9), Math.Round(median.High, 9)));
        Assert.Equal(.75, bootstrap.MedianSkill([Task(.6), Task(.9)]).Value, 1e-9);
    }

    [Fact]
    public void Quantiles_interpolate() => Assert.Equal(1.5, CustomerBootstrap.Quantile([1, 2, 3, 4, 5], .125));
}
