using System.Text.Json;

namespace Clientele.Tests.Data;

/// <summary>A store of 20,000 orders beside the published marginals of Olist. The tolerances hold sampling and what the model does not aim at.</summary>
public sealed class SyntheticStoreMarginalsTests(SyntheticStoreMarginalsTests.Store store) : IClassFixture<SyntheticStoreMarginalsTests.Store>
{
    private const string LateDays = "date_diff('day', order_estimated_delivery_date, order_delivered_customer_date)";
    private const string OrdersOfCustomers = "(SELECT count(*) AS n FROM customers GROUP BY customer_unique_id)";
    private const string StarsByLateness = "FROM reviews JOIN orders USING (order_id) WHERE order_status = 'delivered' AND " + LateDays;

    [Theory]
    [InlineData("delivered share", "SELECT avg((order_status = 'delivered')::INT) FROM orders", 0.9702, 0.006)]
    [InlineData("one-order customers", "SELECT avg((n = 1)::INT) FROM " + OrdersOfCustomers, 0.9688, 0.006)]
    [InlineData("two-order customers", "SELECT avg((n = 2)::INT) FROM " + OrdersOfCustomers, 0.0286, 0.005)]
    [InlineData("items an order", "SELECT (SELECT count(*) FROM items) / (SELECT count(*) FROM orders)", 1.133, 0.03)]
    [InlineData("single-item share", "SELECT avg((n = 1)::INT) FROM (SELECT count(*) AS n FROM items GROUP BY order_id)", 0.899, 0.015)]
    [InlineData("credit card rows", "SELECT avg((payment_type = 'credit_card')::INT) FROM payments", 0.739, 0.03)]
    [InlineData("boleto rows", "SELECT avg((payment_type = 'boleto')::INT) FROM payments", 0.190, 0.025)]
    [InlineData("voucher rows", "SELECT avg((payment_type = 'voucher')::INT) FROM payments", 0.056, 0.015)]
    [InlineData("debit rows", "SELECT avg((payment_type = 'debit_card')::INT) FROM payments", 0.015, 0.005)]
    [InlineData("one instalment", "SELECT avg((payment_installments = 1)::INT) FROM payments", 0.506, 0.03)]
    [InlineData("two instalments", "SELECT avg((payment_installments = 2)::INT) FROM payments", 0.120, 0.02)]
    [InlineData("ten instalments", "SELECT avg((payment_installments = 10)::INT) FROM payments", 0.051, 0.02)]
    [InlineData("more than ten", "SELECT avg((payment_installments > 10)::INT) FROM payments", 0.0028, 0.0025)]
    [InlineData("payment, mean", "SELECT avg(payment_value) FROM payments", 154.1, 15)]
    [InlineData("payment, first quartile", "SELECT quantile_cont(payment_value, .25) FROM payments", 56.8, 6)]
    [InlineData("payment, median", "SELECT median(payment_value) FROM payments", 100.0, 8)]
    [InlineData("payment, third quartile", "SELECT quantile_cont(payment_value, .75) FROM payments", 171.8, 15)]
    [InlineData("price, mean", "SELECT avg(price) FROM items", 120.7, 12)]
    [InlineData("price, median", "SELECT median(price) FROM items", 75.0, 7)]
    [InlineData("price, deviation", "SELECT stddev(price) FROM items", 183.6, 35)]
    [InlineData("prices ending in .90, .00 or .99", "SELECT avg(((price * 100)::INT % 100 IN (90, 0, 99))::INT) FROM items", 0.828, 0.04)]
    [InlineData("freight, mean", "SELECT avg(freight_value) FROM items", 20.0, 2.5)]
    [InlineData("freight, median", "SELECT median(freight_value) FROM items", 16.3, 2)]
    [InlineData("price and freight", "SELECT corr(price, freight_value) FROM items", 0.41, 0.15)]
    [InlineData("five stars", "SELECT avg((review_score = 5)::INT) FROM reviews", 0.578, 0.03)]
    [InlineData("four stars", "SELECT avg((review_score = 4)::INT) FROM reviews", 0.193, 0.02)]
    [InlineData("three stars", "SELECT avg((review_score = 3)::INT) FROM reviews", 0.082, 0.015)]
    [InlineData("one star", "SELECT avg((review_score = 1)::INT) FROM reviews", 0.115, 0.02)]
    [InlineData("reviews an order", "SELECT (SELECT count(*) FROM reviews) / (SELECT count(*) FROM orders)", 0.998, 0.005)]
    [InlineData("late", "SELECT avg((order_delivered_customer_date > order_estimated_delivery_date)::INT) FROM orders WHERE order_status = 'delivered'", 0.081, 0.015)]
    [InlineData("days to delivery", "SELECT median(date_diff('hour', order_purchase_timestamp, order_delivered_customer_date)) / 24 FROM orders", 10.2, 1.2)]
    [InlineData("stars, early", "SELECT avg(review_score) " + StarsByLateness + " <= -10", 4.32, 0.1)]
    [InlineData("stars, one or two days late", "SELECT avg(review_score) " + StarsByLateness + " BETWEEN 1 AND 2", 3.44, 0.35)]
    [InlineData("stars, a week late or more", "SELECT avg(review_score) " + StarsByLateness + " > 7", 1.73, 0.35)]
    [InlineData("weekend", "SELECT avg((isodow(order_purchase_timestamp) >= 6)::INT) FROM orders", 0.2326, 0.012)]
    [InlineData("November 2017", "SELECT avg((strftime(order_purchase_timestamp, '%Y-%m') = '2017-11')::INT) FROM orders", 0.0759, 0.008)]
    [InlineData("Black Friday", "SELECT avg((order_purchase_timestamp::DATE = DATE '2017-11-24')::INT) FROM orders", 0.0118, 0.004)]
    [InlineData("São Paulo", "SELECT avg((customer_state = 'SP')::INT) FROM customers", 0.405, 0.012)]
    [InlineData("products without category", "SELECT avg((product_category_name IS NULL)::INT) FROM products", 0.0189, 0.006)]
    public void Marginals_are_those_of_the_real_shop(string measure, string sql, double real, double tolerance)
    {
        var value = store.Number(sql);
        TestContext.Current.TestOutputHelper!.WriteLine($"{measure}: synthetic {value:0.####}, real {real:0.####}");
        Assert.InRange(value, real - tolerance, real + tolerance);
    }

    [Theory]
    [InlineData("items without order", "items ANTI JOIN orders USING (order_id)")]
    [InlineData("items without product", "items ANTI JOIN products USING (product_id)")]
    [InlineData("items without seller", "items ANTI JOIN sellers USING (seller_id)")]
    [InlineData("payments without order", "payments ANTI JOIN orders USING (order_id)")]
    [InlineData("reviews without order", "reviews ANTI JOIN orders USING (order_id)")]
    [InlineData("orders without customer", "orders ANTI JOIN customers USING (customer_id)")]
    [InlineData("customers without order", "customers ANTI JOIN orders USING (customer_id)")]
    [InlineData("delivered without item", "orders ANTI JOIN items USING (order_id) WHERE order_status = 'delivered'")]
    [InlineData("translations of nothing", "translation ANTI JOIN products USING (product_category_name)")]
    [InlineData("duplicate orders", "(SELECT order_id FROM orders GROUP BY ALL HAVING count(*) > 1)")]
    [InlineData("duplicate customers", "(SELECT customer_id FROM customers GROUP BY ALL HAVING count(*) > 1)")]
    [InlineData("duplicate reviews", "(SELECT review_id FROM reviews GROUP BY ALL HAVING count(*) > 1)")]
    [InlineData("ids that are not 32 hexadecimal digits", "orders WHERE NOT regexp_full_match(order_id || customer_id, '[0-9a-f]{64}')")]
    [InlineData("instalments without a card", "payments WHERE payment_type <> 'credit_card' AND payment_installments <> 1")]
    [InlineData("instalments under R$ 10", "payments WHERE payment_installments > 1 AND payment_value / payment_installments < 10")]
    [InlineData("orders that go back in time", "orders WHERE order_approved_at < order_purchase_timestamp "
        + "OR order_delivered_carrier_date < order_approved_at OR order_delivered_customer_date < order_delivered_carrier_date")]
    [InlineData("answers before the question", "reviews WHERE review_answer_timestamp < review_creation_date")]
    [InlineData("stars that are none", "reviews WHERE review_score NOT BETWEEN 1 AND 5")]
    [InlineData("prices beyond the range", "items WHERE price NOT BETWEEN .85 AND 6735 OR freight_value NOT BETWEEN 0 AND 409")]
    [InlineData("payments that are not the order's total", "(SELECT order_id, sum(price + freight_value) AS total FROM items GROUP BY ALL) "
        + "JOIN (SELECT order_id, sum(payment_value) AS paid, max(payment_installments) AS k FROM payments GROUP BY ALL) USING (order_id) WHERE k <= 10 AND abs(total - paid) > .001")]
    public void Nothing_contradicts_itself(string what, string from)
    {
        Assert.NotEmpty(what);
        Assert.Equal(0, store.Number("SELECT count(*) FROM " + from));
    }

    [Fact]
    public void Exactly_one_order_has_no_payment() =>
        Assert.Equal(1, store.Number("SELECT count(*) FROM orders ANTI JOIN payments USING (order_id)"));

    [Fact]
    public void The_menu_jumps_where_a_further_instalment_becomes_possible()
    {
        // NE1: the planted rule and the taste for the longest plan must be visible in the data.
        foreach (var (k, least) in ((int, double)[])[(2, 0.1), (3, 0.1), (4, 0.08), (5, 0.05)])
        {
            const string Cards = "FROM payments WHERE payment_type = 'credit_card' AND payment_value";
            var below = store.Number($"SELECT avg((payment_installments = {k})::INT) {Cards} >= {(10 * k) - 5} AND payment_value < {10 * k}");
            var above = store.Number($"SELECT avg((payment_installments = {k})::INT) {Cards} >= {10 * k} AND payment_value < {(10 * k) + 5}");
            Assert.Equal(0, below);
            Assert.InRange(above, least, 0.6);
        }
    }

    [Fact]
    public void The_truth_says_what_was_planted()
    {
        using var truth = JsonDocument.Parse(File.ReadAllBytes(store.Folder.File("truth.json")));
        var root = truth.RootElement;
        Assert.Equal(("choice_model", 42, 20_000), (root.GetProperty("world").GetString(), root.GetProperty("seed").GetInt32(), root.GetProperty("orders").GetInt32()));
        Assert.Equal(store.Number("SELECT count(DISTINCT customer_unique_id) FROM customers"), root.GetProperty("customers").GetInt64());
        var personas = root.GetProperty("personas").EnumerateArray().ToArray();
        Assert.Equal(1, personas.Sum(persona => persona.GetProperty("preferences").GetProperty("share").GetDouble()), 1e-12);
        foreach (var persona in personas)
        {
            var share = persona.GetProperty("customers").GetDouble() / root.GetProperty("customers").GetDouble();
            Assert.Equal(persona.GetProperty("preferences").GetProperty("share").GetDouble(), share, 0.012);
        }
        Assert.Equal(-2.75, root.GetProperty("population").GetProperty("plan_any").GetDouble());
        Assert.Equal(73, root.GetProperty("categories").GetArrayLength());
    }

    public sealed class Store : IAsyncLifetime
    {
        private SyntheticStoreTables? _tables;

        internal TemporaryFolder Folder => _tables!.Folder;

        public async ValueTask InitializeAsync() => _tables = await SyntheticStoreTables.WriteAsync(new() { Orders = 20_000 });

        public double Number(string sql) => _tables!.Number(sql);

        public ValueTask DisposeAsync()
        {
            _tables?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
