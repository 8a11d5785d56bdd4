using System.Globalization;

namespace Clientele.Data;

public sealed partial class Transactions
{
    /// <summary>A hash of the product of each order's most expensive item (ties: ordinal first), an entry an order of <see cref="ReadOrdersAsync"/>; 0 = none on record.
    /// The same product has the same number in every group of customers. It tells orders of known products from others, and is no input of any model.</summary>
    internal async Task<ulong[]> ReadProductsAsync(CancellationToken cancellationToken = default)
    {
        await PrepareFactsAsync(null, cancellationToken);
        var products = new List<ulong>();
        Database.ReadChunks("""
            SELECT CAST(CASE WHEN max(i.product) IS NULL THEN 0 ELSE hash(min_by(i.product, (-i.amount, i.product))) END AS UBIGINT)
            FROM order_facts f JOIN items i ON i.order_no = f.order_no
            GROUP BY f.customer_no, f.ordered_at, f.order_key
            ORDER BY f.customer_no, f.ordered_at, f.order_key
            """, chunk => products.AddRange(chunk.Values<ulong>(0)), cancellationToken);
        return [.. products];
    }

    /// <summary>Units and mean price of each product by period; empty when the shop records no products.</summary>
    /// <param name="periodDays">Length of a period in days, &gt;= 1; the first begins with the first order.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    internal Task<ProductSales> ReadProductSalesAsync(int periodDays, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodDays);
        Select();
        var (product, period, units, price) = (new List<int>(), new List<int>(), new List<double>(), new List<double>());
        Database.ReadChunks($"""
            SELECT CAST(dense_rank() OVER (ORDER BY product) - 1 AS INTEGER), period, CAST(units AS DOUBLE), CAST(amount AS DOUBLE) / CAST(units AS DOUBLE)
            FROM (SELECT i.product, CAST(date_diff('day', (SELECT min(ordered_at) FROM orders), o.ordered_at) // {periodDays.ToString(CultureInfo.InvariantCulture)} AS INTEGER) AS period,
                         sum(i.quantity) AS units, sum(i.amount) AS amount
                  FROM items i JOIN orders o ON o.order_no = i.order_no
                  WHERE i.product IS NOT NULL AND i.quantity > 0 AND i.amount > 0
                  GROUP BY ALL) s
            ORDER BY product, period
            """, chunk =>
        {
            product.AddRange(chunk.Values<int>(0));
            period.AddRange(chunk.Values<int>(1));
            units.AddRange(chunk.Values<double>(2));
            price.AddRange(chunk.Values<double>(3));
        }, cancellationToken);
        return Task.FromResult(new ProductSales([.. product], [.. period], [.. units], [.. price]));
    }
}
