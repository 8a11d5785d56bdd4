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
}
