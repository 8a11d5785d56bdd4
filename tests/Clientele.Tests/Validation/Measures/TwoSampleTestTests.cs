using Clientele.Clustering;
using Clientele.Validation;
using Clientele.Validation.Measures;

namespace Clientele.Tests.Validation.Measures;

public sealed class TwoSampleTestTests
{
    private static TwoSampleTest Test(double shift, int threads = 0)
    {
        var random = new SeededRandom(4);
        const int Orders = 800;
        // A real order and its simulated twin have one customer.
        int[] customer = [.. Enumerable.Range(0, 2 * Orders).Select(i => i % Orders)];
        bool[] simulated = [.. Enumerable.Range(0, 2 * Orders).Select(i => i >= Orders)];
        double[] number = [.. simulated.Select(s => random.NextGaussian() + (s ? shift : 0))];
        double[] level = [.. simulated.Select(_ => (double)random.NextInt32(4))];
        return TwoSampleTest.Of(
            [new TaskColumn("number", number), new TaskColumn("level", level, 4)], simulated, customer,
            new CustomerBootstrap(1, 100, new Workers(threads, default)), permutations: 4);
    }

    [Fact]
    public void Area_is_the_share_of_pairs_in_order_with_ties_half()
    {
        Assert.Equal(.75, TwoSampleTest.Area([.1, .4, .35, .8], [false, false, true, true]));
        Assert.Equal(.5, TwoSampleTest.Area([1, 1, 1], [true, false, true]));
    }

    [Fact]
    public void Two_samples_of_one_law_are_not_told_apart()
    {
        var test = Test(0);
        Assert.InRange(test.Auc.Value, .46, .54);
        Assert.InRange(test.Floor, .46, .54);
        Assert.InRange(.5, test.Auc.Low - .02, test.Auc.High + .02);
    }

    [Fact]
    public void A_shift_is_seen_with_the_area_that_theory_gives()
    {
        // Two normals one deviation apart: Φ(1/√2) = .760.
        var test = Test(1);
        Assert.InRange(test.Auc.Value, .70, .78);
        Assert.True(test.Auc.Low > test.FloorHigh);
    }

    [Fact]
    public void Threads_change_no_bit() => Assert.Equal(Test(.5, threads: 1), Test(.5, threads: 3));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(19)]
    public void Too_few_orders_are_not_scored_and_it_is_said_why(int orders)
    {
        int[] customer = [.. Enumerable.Range(0, 2 * orders).Select(i => i % orders)];
        Assert.Contains($"{orders} orders", TwoSampleTest.WhyNot(customer, seed: 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_of_one_customer_leave_none_to_learn_from() =>
        Assert.Contains("customer", TwoSampleTest.WhyNot([.. new int[1000]], seed: 1), StringComparison.Ordinal);

    // What is not refused must run.
    [Fact]
    public void The_fewest_orders_that_are_scored_can_be()
    {
        var scored = 0;
        for (var orders = 1; orders <= 80; orders++)
        {
            int[] customer = [.. Enumerable.Range(0, 2 * orders).Select(i => i % orders)];
            if (TwoSampleTest.WhyNot(customer, seed: 1) is not null)
                continue;
            bool[] simulated = [.. Enumerable.Range(0, 2 * orders).Select(i => i >= orders)];
            var test = TwoSampleTest.Of([new TaskColumn("same", new double[2 * orders])], simulated, customer, new CustomerBootstrap(1, 20), permutations: 1);
            Assert.InRange(test.Auc.Value, 0, 1);
            scored++;
        }
        Assert.InRange(scored, 1, 60);
    }
}
