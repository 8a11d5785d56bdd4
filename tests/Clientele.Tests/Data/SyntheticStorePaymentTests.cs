using Clientele.Data;
using CsCheck;

namespace Clientele.Tests.Data;

public sealed class SyntheticStorePaymentTests
{
    private static readonly SyntheticStorePreferences Population = new();
    private static readonly SyntheticStorePersona Financer = SyntheticStorePersona.ChoiceModelWorld.Single(persona => persona.Name == "financer");

    [Fact]
    public void No_plan_below_the_smallest_instalment_is_ever_drawn() =>
        Gen.Select(Gen.Int[1, 20_000], Gen.Int).Sample((cents, seed) =>
        {
            var way = new SyntheticStorePayment(Population, Financer).Draw(new SeededRandom(seed), cents, 0.3, 2017);
            return way >= SyntheticStorePayment.Boleto || way == 1 || (way <= 10 && cents >= 1_000 * way);
        });

    [Theory]
    [InlineData(999, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_999, 1)]
    [InlineData(2_000, 2)]
    [InlineData(9_999, 9)]
    [InlineData(10_000, 10)]
    [InlineData(1_000_000, 10)]
    public void The_longest_plan_is_that_of_the_instalment_rule(int cents, int longest)
    {
        Assert.Equal(longest, new SyntheticStorePayment(Population, Financer).Longest(cents));
        Assert.Equal(longest, new InstalmentRule(10, 10).Longest(cents / 100.0));
    }

    [Fact]
    public void The_weights_are_the_documented_utilities() =>
        Gen.Select(Gen.Int[100, 300_000], Gen.Double[-1, 1], Gen.Double[2016.7, 2018.6]).Sample((cents, plan, year) =>
        {
            var weights = new double[16];
            var payment = new SyntheticStorePayment(Population, Financer);
            var sum = payment.Weigh(weights, cents, plan, year);
            var longest = payment.Longest(cents);
            for (var k = 1; k <= longest; k++)
                Assert.Equal(Documented(k, longest, cents / 100.0, plan, year), Math.Log(weights[k]), 1e-9);
            Assert.Equal(sum, weights[1..(longest + 4)].Sum(), sum * 1e-12);
        });

    [Fact]
    public void Draws_follow_the_weights()
    {
        var payment = new SyntheticStorePayment(Population, Financer);
        var weights = new double[16];
        var sum = payment.Weigh(weights, 7_350, 0, 2018);
        var random = new SeededRandom(9);
        var counts = new int[16];
        const int Draws = 100_000;
        for (var i = 0; i < Draws; i++)
        {
            var way = payment.Draw(random, 7_350, 0, 2018);
            counts[way >= SyntheticStorePayment.Boleto ? 8 + way - SyntheticStorePayment.Boleto : way]++;
        }
        for (var i = 1; i <= 10; i++)
            Assert.Equal(weights[i] / sum, counts[i] / (double)Draws, 0.006);
    }

    [Fact]
    public void The_alias_table_draws_with_its_weights()
    {
        double[] weights = [0, 5, 1, 0.5, 3.5, 0];
        var alias = new SyntheticStoreAlias(weights);
        var random = new SeededRandom(4);
        var counts = new int[6];
        for (var i = 0; i < 100_000; i++)
            counts[alias.Draw(random)]++;
        for (var i = 0; i < weights.Length; i++)
            Assert.Equal(weights[i] / 10, counts[i] / 100_000.0, weights[i] == 0 ? 0 : 0.006);
        Assert.Throws<ArgumentException>(() => new SyntheticStoreAlias([0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticStoreAlias([1, double.NaN]));
    }

    [Fact]
    public void Rows_are_quoted_as_csv_needs_it()
    {
        var rows = new SyntheticStoreRows();
        rows.Id(new(0x0123456789abcdef, 0xff)).Zip(1_003).Money(5).Money(129_990).Number(-3).Text(SyntheticStoreRows.Field("a \"b\",\nc")).Text([])
            .Time(SyntheticStoreRows.Seconds(new(2017, 11, 24, 9, 5, 59))).Time(-1).EndRow();
        Assert.Equal(
            "0123456789abcdef00000000000000ff,01003,0.05,1299.90,-3,\"a \"\"b\"\",\nc\",,2017-11-24 09:05:59,\n", System.Text.Encoding.UTF8.GetString(rows.Written.Span));
    }

    private static double Documented(int k, int longest, double value, double plan, double year)
    {
        var (p, ln, lnV) = (Population, Math.Log(k), Math.Log(value / 100));
        var more = k > 1 ? 1 : 0;
        return ((p.PlanAny + Financer.PlanAny + plan + (p.PlanAnyByValue * lnV)) * more)
            + ((p.PlanLog + Financer.PlanLog + (p.PlanLogByValue * lnV)) * ln) + ((p.PlanLogSquared + (p.PlanLogSquaredByValue * lnV)) * ln * ln)
            + (k == longest && k > 1 ? p.Maximiser + Financer.Maximiser + (p.MaximiserByValue * lnV) + (p.MaximiserByYear * (year - 2017.5)) : 0)
            + (k is 2 or 3 or 4 or 5 or 6 or 8 or 10 ? p.Popular : 0) + (k is 5 or 10 ? p.Round : 0)
            + (k > 1 && value >= 20 * k ? p.Threshold + (p.ThresholdByLog * ln) : 0);
    }
}
