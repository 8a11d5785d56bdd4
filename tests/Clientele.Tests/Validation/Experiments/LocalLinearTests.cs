using Clientele.Validation.Experiments;

namespace Clientele.Tests.Validation.Experiments;

public sealed class LocalLinearTests
{
    private static int[] Own(int n) => [.. Enumerable.Range(0, n)];

    [Fact]
    public void Two_lines_are_found_exactly()
    {
        double[] x = [.. Enumerable.Range(-20, 40).Select(i => 50 + i * .25)];
        var estimate = new LocalLinear(x, 50, 4).Estimate(i => x[i] < 50 ? 1 + .1 * (x[i] - 50) : 3 - .2 * (x[i] - 50), Own(x.Length));
        Assert.Equal(2, estimate.Value, 1e-9);
        Assert.Equal(1, estimate.Left, 1e-9);
        Assert.Equal(3, estimate.Right, 1e-9);
        Assert.Equal(0, estimate.Se, 1e-9);
        Assert.Equal(31, estimate.N);
    }

    [Fact]
    public void A_total_at_the_cutoff_is_right_of_it_even_when_sums_of_cents_fall_short()
    {
        var total = .1 + .2 + 69.7 - 1e-14;
        Assert.Equal((0, 1), new LocalLinear([total], 70, 8).Sides);
    }

    [Fact]
    public void A_planted_jump_is_within_its_error_as_often_as_promised()
    {
        var covered = 0;
        for (var world = 0; world < 200; world++)
        {
            var random = new SeededRandom(7, (ulong)world);
            // Customers come twice and keep their luck, so independent errors would promise too much.
            var (x, y, customer) = (new double[600], new double[600], new int[600]);
            for (var i = 0; i < x.Length; i++)
            {
                var again = i % 2 == 1;
                customer[i] = i / 2;
                x[i] = again ? x[i - 1] : -1 + 2 * random.NextDouble();
                y[i] = again ? y[i - 1] : .3 + .2 * x[i] + (x[i] >= 0 ? .25 : 0) + .3 * random.NextGaussian();
            }
            var estimate = new LocalLinear(x, 0, 1).Estimate(i => y[i], customer);
            covered += Math.Abs(estimate.Value - .25) <= 1.96 * estimate.Se ? 1 : 0;
            Assert.True(estimate.Se > 1.3 * estimate.RobustSe);
        }
        Assert.InRange(covered / 200.0, .90, .99);
    }

    [Fact]
    public void Shifting_totals_with_the_cutoff_and_turning_the_rows_changes_nothing()
    {
        var random = new SeededRandom(3);
        double[] x = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble() * 20)];
        double[] y = [.. x.Select(value => random.NextBoolean(value > 10 ? .6 : .3) ? 1.0 : 0)];
        var plain = new LocalLinear(x, 10, 8).Estimate(i => y[i], Own(300));
        var shifted = new LocalLinear([.. x.Select(value => value + 64)], 74, 8).Estimate(i => y[i], Own(300));
        var turned = new LocalLinear([.. x.Reverse()], 10, 8).Estimate(i => y[299 - i], Own(300));
        foreach (var other in new[] { shifted, turned })
        {
            Assert.Equal(plain.Value, other.Value, 1e-9);
            Assert.Equal(plain.Se, other.Se, 1e-9);
        }
    }

    [Fact]
    public void A_donut_leaves_the_nearest_out_and_covariates_that_jump_are_held_equal()
    {
        double[] x = [.. Enumerable.Range(-40, 80).Select(i => i * .1 + .05)];
        Assert.Equal(10, new LocalLinear(x, 0, 3).Rows.Length - new LocalLinear(x, 0, 3, .5).Rows.Length);

        var random = new SeededRandom(5);
        double[] z = [.. x.Select(value => (value >= 0 ? 1 : 0) + random.NextGaussian())];
        var line = new LocalLinear(x, 0, 3);
        Assert.Equal(.5, line.Adjusted(i => 2 * z[i] + (x[i] >= 0 ? .5 : 0), [i => z[i], _ => 1, i => 3 * z[i]], Own(80)).Value, 1e-9);
    }

    [Fact]
    public void One_side_without_orders_gives_no_estimate()
    {
        Assert.True(double.IsNaN(new LocalLinear([1, 2, 3, 4, 5, 6], 0, 8).Estimate(_ => 1, Own(6)).Value));
        Assert.True(double.IsNaN(new LocalLinear([], 0, 8).Estimate(_ => 1, []).Value));
    }

    [Fact]
    public void Crowding_at_a_cutoff_shows_in_the_density()
    {
        var random = new SeededRandom(11);
        double[] even = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() * 20)];
        Assert.False(DensityTest.LogRatio(even, 10, 8, 1).IsSignificant);
        double[] crowded = [.. even.Where(value => value >= 10 || random.NextBoolean(.6))];
        var test = DensityTest.LogRatio(crowded, 10, 8, 1);
        Assert.True(test.IsSignificant);
        Assert.InRange(test.Value, .3, .75);
    }
}
