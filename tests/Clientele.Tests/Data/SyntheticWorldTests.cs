using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>What is true in the worlds other than the default one.</summary>
public sealed class SyntheticWorldTests
{
    // Two orders of one customer on different days: whether the same answer comes twice more often than chance would have it.
    private const string Pairs =
        """
        CREATE TABLE pairs AS
        WITH facts AS (
            SELECT customer_unique_id AS customer, order_id, order_purchase_timestamp AS at,
                   max((payment_type = 'credit_card')::INT) AS card, max(payment_installments) AS plan, max(review_score) >= 4 AS pleased,
                   isodow(order_purchase_timestamp) >= 6 AS weekend, sum(payment_value) AS value
            FROM orders JOIN customers USING (customer_id) JOIN payments USING (order_id) JOIN reviews USING (order_id)
            WHERE order_status = 'delivered' AND order_delivered_customer_date <= order_estimated_delivery_date
            GROUP BY ALL)
        SELECT a.card AS card1, b.card AS card2, a.plan > 1 AS several1, b.plan > 1 AS several2, a.pleased AS pleased1, b.pleased AS pleased2,
               a.weekend AS weekend1, b.weekend AS weekend2, a.plan AS plan1, b.plan AS plan2, b.value AS value2
        FROM facts a JOIN facts b ON a.customer = b.customer AND a.at::DATE < b.at::DATE
        """;

    [Fact]
    public async Task Without_heterogeneity_two_orders_of_a_customer_are_alike_only_by_chance()
    {
        using var alike = await SyntheticStoreTables.WriteAsync(new() { World = SyntheticStoreWorld.NoHeterogeneity, Orders = 200_000, Seed = 3 });
        using var different = await SyntheticStoreTables.WriteAsync(new() { Orders = 200_000, Seed = 3 });
        foreach (var store in (SyntheticStoreTables[])[alike, different])
            store.Execute(Pairs);
        Assert.True(alike.Number("SELECT count(*) FROM pairs") > 2_000);
        foreach (var answer in (string[])["card", "pleased", "weekend"])
        {
            // 1 degree of freedom: 10.83 is exceeded once in a thousand.
            Assert.InRange(ChiSquare(alike, answer), 0, 10.83);
            Assert.True(ChiSquare(different, answer) > 10.83, $"{answer}: {ChiSquare(different, answer)}");
        }
        Assert.Equal(1, SyntheticTruth.Load(alike.Folder.Path).Personas);
        Assert.Equal(7, SyntheticTruth.Load(different.Folder.Path).Personas);
    }

    [Fact]
    public async Task Without_heterogeneity_halves_of_the_customers_pay_alike()
    {
        using var store = await SyntheticStoreTables.WriteAsync(new() { World = SyntheticStoreWorld.NoHeterogeneity, Orders = 60_000 });
        var halves = store.Rows(
            """
            SELECT (customer_unique_id[1] < '8')::INT::DOUBLE, (payment_type = 'credit_card')::INT::DOUBLE, count(*)::DOUBLE
            FROM orders JOIN customers USING (customer_id) JOIN payments USING (order_id) GROUP BY ALL ORDER BY ALL
            """, 3);
        Assert.InRange(ChiSquare([.. halves.Select(row => row[2])]), 0, 10.83);
    }

    [Fact]
    public async Task Habits_show_what_no_logit_can()
    {
        using var store = await SyntheticStoreTables.WriteAsync(new() { World = SyntheticStoreWorld.Habits, Orders = 100_000 });
        const string Cards = "FROM payments WHERE payment_type = 'credit_card' AND payment_installments <= 10";

        // A sixth takes the longest plan at any amount on the menu's steps; a third pays in full at any amount.
        foreach (var c in (int[])[5, 7, 9])
        {
            var longest = store.Number($"SELECT avg((payment_installments = {c})::INT) {Cards} AND payment_value >= {10 * c} AND payment_value < {(10 * c) + 10}");
            Assert.InRange(longest, 0.14, 0.35);
        }
        foreach (var (from, to) in ((int, int)[])[(60, 100), (150, 300), (400, 2_000)])
            Assert.InRange(store.Number($"SELECT avg((payment_installments = 1)::INT) {Cards} AND payment_value BETWEEN {from} AND {to}"), 0.30, 0.75);

        // Amounts decide how a customer pays: small ones never by card unless the cash limit is smaller still.
        var small = store.Number("SELECT avg((payment_type = 'credit_card')::INT) FROM payments WHERE payment_value < 25 AND payment_sequential = 1");
        var large = store.Number("SELECT avg((payment_type = 'credit_card')::INT) FROM payments WHERE payment_value > 300 AND payment_sequential = 1");
        Assert.True(large - small > 0.4, $"{small} {large}");

        // The plan of last time comes again: of the several plans on the menu of R$ 100, one customer in three or more takes exactly the one before.
        store.Execute(Pairs);
        var again = store.Number("SELECT avg((plan1 = plan2)::INT) FROM pairs WHERE card1 = 1 AND card2 = 1 AND plan1 BETWEEN 2 AND 8 AND value2 BETWEEN 90 AND 2000");
        var share = store.Number("SELECT max(n) / sum(n) FROM (SELECT count(*) AS n FROM pairs WHERE card1 = 1 AND card2 = 1 AND plan2 > 1 AND value2 BETWEEN 90 AND 2000 GROUP BY plan2)");
        Assert.True(again > share + 0.1, $"{again} {share}");
        Assert.Equal(4, SyntheticTruth.Load(store.Folder.Path).Personas);

        // Thresholds: stars do not move with earliness, and break at the promise.
        const string Stars = "FROM reviews JOIN orders USING (order_id) WHERE order_status = 'delivered' AND date_diff('day', order_estimated_delivery_date, order_delivered_customer_date)";
        var (early, timely, late) = (store.Number($"SELECT avg(review_score) {Stars} <= -15"), store.Number($"SELECT avg(review_score) {Stars} BETWEEN -3 AND 0"),
            store.Number($"SELECT avg(review_score) {Stars} >= 8"));
        Assert.Equal(early, timely, 0.06);
        Assert.InRange(late, 1, 1.3);
    }

    [Theory]
    [InlineData(nameof(SyntheticStorePlanRule.InFull), 9_990, 1)]
    [InlineData(nameof(SyntheticStorePlanRule.Longest), 9_990, 9)]
    [InlineData(nameof(SyntheticStorePlanRule.Longest), 100_000, 10)]
    [InlineData(nameof(SyntheticStorePlanRule.Budget), 9_990, 4)] // 24.98 is nearer to a budget of R$ 26 than 33.30 or 19.98
    [InlineData(nameof(SyntheticStorePlanRule.Budget), 2_500, 1)]
    [InlineData(nameof(SyntheticStorePlanRule.LastPlan), 9_990, 6)]
    [InlineData(nameof(SyntheticStorePlanRule.LastPlan), 4_500, 4)] // the longest on the menu
    public void A_rule_decides_the_plan(string rule, int cents, int plan)
    {
        var habits = new SyntheticStoreHabits { Slip = 0 };
        var shares = new double[16];
        habits.PlanShares(shares, Enum.Parse<SyntheticStorePlanRule>(rule), new(Budget: 26, LastPlan: 6, CashLimit: 0, Credit: 0, Debit: false, Patience: 2), cents, Math.Clamp(cents / 1_000, 1, 10));
        Assert.Equal(1, shares[plan]);
        Assert.Equal(1, shares.Sum());
    }

    [Fact]
    public void Drawn_stars_have_the_expected_mean()
    {
        var habits = new SyntheticStoreHabits();
        Assert.Equal(1, habits.Product.Sum(), 1e-12);
        var random = new SeededRandom(5);
        foreach (var late in (int[])[-5, 1, 3, 9])
        {
            var (habit, experience) = (new SyntheticStoreHabits.Habit(30, 1, 0, 0, false, Patience: 2), new SyntheticStoreHabits.Experience(true, late, late == 3));
            var mean = Enumerable.Range(0, 50_000).Average(_ => (double)habits.Stars(random.NextOpenDouble(), habit, experience));
            Assert.Equal(habits.ExpectedStars(habit, experience), mean, 0.025);
        }
    }

    [Fact]
    public async Task The_small_world_has_a_thousand_customers_unless_orders_are_given()
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var options = new SyntheticStoreOptions { World = SyntheticStoreWorld.FewCustomers };
        var small = await SyntheticStore.WriteAsync(folder.Path, options, null, token);
        Assert.Equal(1_000, small.Customers);
        Assert.InRange(small.Orders, 1_010, 1_080);
        var truth = SyntheticTruth.Load(folder.Path);
        Assert.Equal((SyntheticStoreWorld.FewCustomers, 42, small.Orders, 1_000L), (truth.World, truth.Seed, truth.Orders, truth.Customers));
        Assert.Equal(File.ReadLines(folder.File(SyntheticStoreFiles.Orders)).Count() - 1, truth.Orders);

        var asked = await SyntheticStore.WriteAsync(folder.Path, options with { Orders = 3_000, Overwrite = true }, null, token);
        Assert.Equal(3_000, asked.Orders);
    }

    private static double ChiSquare(SyntheticStoreTables store, string answer)
    {
        var table = new double[4];
        foreach (var row in store.Rows($"SELECT ({answer}1)::INT::DOUBLE, ({answer}2)::INT::DOUBLE, count(*)::DOUBLE FROM pairs GROUP BY ALL", 3))
            table[(int)((2 * row[0]) + row[1])] = row[2];
        return ChiSquare(table);
    }

    // Pearson's statistic of a 2 x 2 table.
    private static double ChiSquare(double[] table)
    {
        var (a, b, c, d) = (table[0], table[1], table[2], table[3]);
        return (a + b + c + d) * Math.Pow((a * d) - (b * c), 2) / ((a + b) * (c + d) * (a + c) * (b + d));
    }
}
