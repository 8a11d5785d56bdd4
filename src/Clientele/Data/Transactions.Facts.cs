using System.Globalization;

namespace Clientele.Data;

public sealed partial class Transactions
{
    /// <summary>Makes <c>order_facts</c> (one row an order) and <c>item_facts</c> (one row an item): what features aggregate and order records are read from.
    /// Sums are over exact decimals, so that no value depends on the number of threads.</summary>
    internal async Task PrepareFactsAsync(Action<double>? onProgress, CancellationToken cancellationToken)
    {
        Select();
        if (Database.FactsOf == Schema)
            return;
        var weekend = string.Join(", ", Mapping.WeekendDays.Select(day => day == DayOfWeek.Sunday ? 7 : (int)day).Append(0));
        Database.FactsOf = null;
        await Database.ExecuteAsync(Facts
            .Replace("WEEKEND", weekend, StringComparison.Ordinal)
            .Replace("CARD", ((int)PaymentMethod.CreditCard).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("MIXED", ((int)PaymentMethod.Mixed).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), onProgress, cancellationToken);
        Database.FactsOf = Schema;
    }

    // Most orders have one item and one payment, so the costly aggregates (distinct counts, the value at a maximum) run over the others alone.
    private const string Facts = """
        CREATE OR REPLACE TEMP TABLE category_words AS
        SELECT CAST(row_number() OVER (ORDER BY word) - 1 AS INTEGER) AS no, word FROM (SELECT DISTINCT category AS word FROM items WHERE category IS NOT NULL) w;

        CREATE OR REPLACE TEMP TABLE state_words AS
        SELECT CAST(row_number() OVER (ORDER BY word) - 1 AS INTEGER) AS no, word
        FROM (SELECT DISTINCT customer_state AS word FROM orders WHERE customer_state IS NOT NULL
              UNION SELECT DISTINCT seller_state FROM items WHERE seller_state IS NOT NULL) w;

        CREATE OR REPLACE TEMP TABLE item_numbers AS
        SELECT i.order_no, i.quantity, i.amount, i.freight, i.product, i.seller, c.no AS category, s.no AS seller_state
        FROM items i LEFT JOIN category_words c ON c.word = i.category LEFT JOIN state_words s ON s.word = i.seller_state;

        CREATE OR REPLACE TEMP TABLE item_sums AS
        SELECT order_no, sum(quantity) AS units, count(*) AS item_rows, sum(amount) AS amount, sum(freight) AS freight,
               min(product) AS product, max(product) AS product_2, min(seller) AS seller, max(seller) AS seller_2,
               min(category) AS category, max(category) AS category_2, min(seller_state) AS seller_state, max(seller_state) AS seller_state_2
        FROM item_numbers GROUP BY order_no;

        CREATE OR REPLACE TEMP TABLE item_details AS
        SELECT order_no, count(DISTINCT product) AS products, count(DISTINCT seller) AS sellers,
               min_by(category, (-amount, category)) AS category, min_by(seller_state, (-amount, category, seller_state)) AS seller_state
        FROM item_numbers
        WHERE order_no IN (SELECT order_no FROM item_sums WHERE product <> product_2 OR seller <> seller_2 OR category <> category_2 OR seller_state <> seller_state_2)
        GROUP BY order_no;

        CREATE OR REPLACE TEMP TABLE payment_sums AS
        SELECT order_no, count(*) AS payment_rows, sum(value) AS payment_value, avg(instalments) AS instalments,
               max(CASE WHEN method = CARD THEN 1 ELSE 0 END) AS paid_by_card,
               CASE WHEN min(method) = max(method) THEN min(method) ELSE MIXED END AS method, min(instalments) AS plan, max(instalments) AS plan_2
        FROM payments GROUP BY order_no;

        CREATE OR REPLACE TEMP TABLE payment_details AS
        SELECT order_no, min_by(instalments, (-value, instalments)) AS plan
        FROM payments WHERE order_no IN (SELECT order_no FROM payment_sums WHERE plan <> plan_2) GROUP BY order_no;

        CREATE OR REPLACE TEMP TABLE review_sums AS
        SELECT order_no, count(*) AS reviews, sum(stars) AS stars_sum, max(CASE WHEN NOT further THEN stars END) AS stars,
               max(CASE WHEN NOT further THEN created_at END) AS review_created_at
        FROM reviews GROUP BY order_no;

        CREATE OR REPLACE TEMP TABLE order_facts AS
        SELECT o.customer_no, o.order_no, o.order_key, o.ordered_at, o.promised_at, o.delivered_at, s.no AS customer_state,
               CAST(i.units AS INTEGER) AS units, CAST(i.item_rows AS INTEGER) AS item_rows, i.amount, i.freight,
               CAST(coalesce(d.products, CASE WHEN i.product IS NULL THEN 0 ELSE 1 END) AS INTEGER) AS products,
               CAST(coalesce(d.sellers, CASE WHEN i.seller IS NULL THEN 0 ELSE 1 END) AS INTEGER) AS sellers,
               CASE WHEN d.order_no IS NULL THEN i.category ELSE d.category END AS category,
               CASE WHEN d.order_no IS NULL THEN i.seller_state ELSE d.seller_state END AS seller_state,
               p.payment_value, CAST(coalesce(p.payment_rows, 0) AS INTEGER) AS payment_rows, CAST(p.instalments AS DECIMAL(18, 9)) AS instalments,
               p.paid_by_card, CAST(coalesce(p.method, 0) AS INTEGER) AS method, CAST(coalesce(pd.plan, p.plan, 0) AS INTEGER) AS plan,
               coalesce(r.reviews, 0) AS reviews, coalesce(r.stars_sum, 0) AS stars_sum, CAST(coalesce(r.stars, 0) AS INTEGER) AS stars, r.review_created_at,
               date_part('day', o.delivered_at - o.ordered_at) AS delivery_days,
               date_diff('day', o.promised_at, o.delivered_at) AS days_late,
               CASE WHEN isodow(o.ordered_at) IN (WEEKEND) THEN 1 ELSE 0 END AS is_weekend
        FROM orders o
        JOIN item_sums i ON i.order_no = o.order_no
        LEFT JOIN state_words s ON s.word = o.customer_state
        LEFT JOIN item_details d ON d.order_no = o.order_no
        LEFT JOIN payment_sums p ON p.order_no = o.order_no
        LEFT JOIN payment_details pd ON pd.order_no = o.order_no
        LEFT JOIN review_sums r ON r.order_no = o.order_no;

        CREATE OR REPLACE TEMP VIEW item_facts AS
        SELECT o.customer_no, o.order_no, o.ordered_at, i.quantity AS units, i.amount, i.freight, i.product, i.seller, i.category, i.seller_state
        FROM items i JOIN orders o ON o.order_no = i.order_no;
        """;
}
