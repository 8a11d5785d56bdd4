using Clientele.Data;
using Clientele.Simulation.Agents;

namespace Clientele.Tests.Data;

public sealed class SyntheticTruthTests
{
    [Fact]
    public async Task Exact_effects_agree_with_the_frequencies_of_a_large_store()
    {
        using var store = await SyntheticStoreTables.WriteAsync(new() { Orders = 600_000, Seed = 11 });
        var truth = SyntheticTruth.Load(store.Folder.Path).Effects.ToDictionary(effect => effect.Id, effect => effect.Value);
        store.Execute(
            """
            CREATE TABLE cards AS
            SELECT order_id, max(payment_value) AS value, max(payment_installments) AS plan
            FROM payments GROUP BY order_id HAVING count(*) = 1 AND max(payment_type) = 'credit_card'
            """);

        // The jump at each cutoff, from the orders within one real of it.
        List<(double Truth, double Seen)> jumps = [];
        for (var c = SyntheticStoreEffects.FirstCutoff; c <= SyntheticStoreEffects.LastCutoff; c++)
        {
            var sides = store.Rows(
                $"SELECT (value >= {10 * c})::INT::DOUBLE, plan::DOUBLE, count(*)::DOUBLE FROM cards WHERE value >= {(10 * c) - 1} AND value < {(10 * c) + 1} GROUP BY ALL", 3);
            double Count(int side, int? plan) => sides.Where(row => row[0] == side && (plan is null || row[1] == plan)).Sum(row => row[2]);
            for (var k = 1; k <= c; k++)
            {
                var (n0, n1) = (Count(0, null), Count(1, null));
                var (p0, p1) = (Count(0, k) / n0, Count(1, k) / n1);
                var error = Math.Sqrt((p0 * (1 - p0) / n0) + (p1 * (1 - p1) / n1));
                Assert.True(Math.Abs(p1 - p0 - truth[$"jump.{c}.{k}"]) < (3 * error) + 0.004, $"jump.{c}.{k}: {p1 - p0} ± {error}, truth {truth[$"jump.{c}.{k}"]}");
                jumps.Add((truth[$"jump.{c}.{k}"], p1 - p0));
            }
        }
        Assert.True(Correlation(jumps) > 0.99);

        // Stars by days late: the mean of each bin.
        var bins = store.Rows(
            """
            WITH stars AS (
                SELECT date_diff('day', order_estimated_delivery_date, order_delivered_customer_date) AS late, review_score AS stars
                FROM reviews JOIN orders USING (order_id) WHERE order_status = 'delivered' AND order_delivered_customer_date IS NOT NULL)
            SELECT CASE WHEN late <= -21 THEN 0 WHEN late <= -15 THEN 1 WHEN late <= -10 THEN 2 WHEN late <= -6 THEN 3 WHEN late <= -3 THEN 4 WHEN late <= -1 THEN 5
                        WHEN late <= 0 THEN 6 WHEN late <= 2 THEN 7 WHEN late <= 4 THEN 8 WHEN late <= 7 THEN 9 WHEN late <= 14 THEN 10 ELSE 11 END::DOUBLE AS bin,
                   avg(stars), stddev(stars) / sqrt(count(*))
            FROM stars GROUP BY bin ORDER BY bin
            """, 3);
        string[] names = [":-21", "-20:-15", "-14:-10", "-9:-6", "-5:-3", "-2:-1", "0:0", "1:2", "3:4", "5:7", "8:14", "15:"];
        Assert.Equal(names.Length, bins.Count);
        foreach (var (name, bin) in names.Zip(bins))
            Assert.True(Math.Abs(bin[1] - truth["lateness.stars." + name]) < 3 * bin[2], $"{name}: {bin[1]} ± {bin[2]}, truth {truth["lateness.stars." + name]}");
        Assert.True(truth["lateness.change.7"] < truth["lateness.change.3"] && truth["lateness.change.3"] < -1);

        // The menu alone leaves the amount as it is; where no plan reaches R$ 20 an instalment at the cutoff, that is the whole jump.
        foreach (var c in (int[])[5, 7, 9])
            Assert.Equal(truth[$"jump.{c}.{c}"], truth[$"menu.{c}.{c}"], 0.001);
        Assert.True(truth["jump.8.4"] > truth["menu.8.4"] + 0.01);
    }

    [Theory]
    [InlineData(SyntheticStoreWorld.NoHeterogeneity)]
    [InlineData(SyntheticStoreWorld.ChoiceModel)]
    [InlineData(SyntheticStoreWorld.Habits)]
    public async Task Effects_are_sound(SyntheticStoreWorld world)
    {
        using var folder = new TemporaryFolder();
        await SyntheticStore.WriteAsync(folder.Path, new() { World = world, Orders = 20_000 }, null, TestContext.Current.CancellationToken);
        var truth = SyntheticTruth.Load(folder.File("truth.json"));
        var value = truth.Effects.ToDictionary(effect => effect.Id, effect => effect.Value);
        Assert.Equal(world, truth.World);
        for (var c = 4; c <= 10; c++)
        {
            Assert.Equal(0, Enumerable.Range(1, c).Sum(k => value[$"menu.{c}.{k}"]), 1e-9);
            Assert.Equal(0, Enumerable.Range(1, c).Sum(k => value[$"jump.{c}.{k}"]), 1e-9);
            Assert.True(value[$"menu.{c}.{c}"] > 0);
            // The population is a mixture of its personas.
            var personas = value.Where(effect => effect.Key.StartsWith("persona.", StringComparison.Ordinal) && effect.Key.EndsWith($".menu.{c}.longest", StringComparison.Ordinal)).ToList();
            Assert.Equal(truth.Personas, personas.Count);
            Assert.InRange(value[$"menu.{c}.{c}"], personas.Min(effect => effect.Value) - 1e-9, personas.Max(effect => effect.Value) + 1e-9);
        }
        Assert.All(truth.Effects, effect => Assert.Equal(!effect.Id.StartsWith("prior.", StringComparison.Ordinal), effect.Identified));
    }

    [Fact]
    public void Planted_priors_are_those_of_the_simulation() =>
        Assert.Equal(
            PurchasePrior.All.Select(prior => new SyntheticStorePrior(prior.Name, prior.Mean, prior.StandardDeviation, prior.Lowest, prior.Highest)),
            SyntheticStorePrior.All);

    [Fact]
    public void Planted_priors_are_draws_and_others_for_another_seed()
    {
        Assert.Equal(SyntheticStorePrior.Draw(1), SyntheticStorePrior.Draw(1));
        Assert.NotEqual(SyntheticStorePrior.Draw(1), SyntheticStorePrior.Draw(2));
        var elasticities = Enumerable.Range(0, 400).Select(seed => SyntheticStorePrior.Draw((ulong)seed).First(effect => effect.Id == "prior.price_elasticity").Value).ToList();
        Assert.Equal(2.62, elasticities.Average(), 0.15);
    }

    [Theory]
    [InlineData("", "damaged")]
    [InlineData("{", "damaged")]
    [InlineData("[]", "damaged")]
    [InlineData("{\"format\": 2}", "damaged")]
    [InlineData("{\"format\": 2, \"world\": \"paradise\"}", "damaged")]
    [InlineData("{\"format\": 2, \"world\": \"habits\", \"seed\": 1, \"orders\": 1, \"customers\": 1, \"personas\": [], \"effects\": [null]}", "damaged")]
    [InlineData("{\"format\": 2, \"world\": \"habits\", \"seed\": 1, \"orders\": 1, \"customers\": 1, \"personas\": [], \"effects\": [{\"id\": \"a\", \"value\": 1, \"identified\": true}, {\"id\": \"a\", \"value\": 1, \"identified\": true}]}", "twice")]
    [InlineData("{\"format\": 1, \"world\": \"choice_model\"}", "format 1")]
    [InlineData("{\"world\": \"choice_model\"}", "no \"format\"")]
    public void A_truth_that_cannot_be_used_is_named_for_what_it_is(string json, string message)
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<ClienteleException>(() => SyntheticTruth.Load(folder.Write("truth.json", json)));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Hint);
    }

    [Fact]
    public void A_store_without_a_truth_is_not_a_synthetic_one()
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<ClienteleException>(() => SyntheticTruth.Load(folder.Path));
        Assert.Contains("no truth", failure.Message, StringComparison.Ordinal);
    }

    private static double Correlation(List<(double X, double Y)> pairs)
    {
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        return pairs.Sum(pair => (pair.X - x) * (pair.Y - y)) / Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.X - x, 2)) * pairs.Sum(pair => Math.Pow(pair.Y - y, 2)));
    }
}
