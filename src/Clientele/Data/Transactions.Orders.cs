namespace Clientele.Data;

public sealed partial class Transactions
{
    private static readonly long Epoch = DateTime.UnixEpoch.Ticks;

    /// <summary>Order-level records of these customers, ordered by customer id, then time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<OrderTable> ReadOrdersAsync(CancellationToken cancellationToken = default)
    {
        await PrepareFactsAsync(null, cancellationToken);
        var customers = Texts("SELECT customer_id FROM customers ORDER BY customer_no", cancellationToken);
        var categories = Texts("SELECT word FROM category_words ORDER BY no", cancellationToken);
        var states = Texts("SELECT word FROM state_words ORDER BY no", cancellationToken);
        var n = (int)Orders;
        var table = new OrderTable
        {
            CustomerIds = customers,
            Categories = categories,
            States = states,
            Customer = new int[n],
            OrderedAt = new DateTime[n],
            PromisedAt = new DateTime[n],
            DeliveredAt = new DateTime[n],
            Amount = new double[n],
            Freight = new double[n],
            Items = new int[n],
            Products = new int[n],
            Sellers = new int[n],
            Category = new int[n],
            PaymentRows = new int[n],
            PaymentValue = new double[n],
            Method = new PaymentMethod[n],
            Instalments = new int[n],
            Stars = new int[n],
            ReviewCreatedAt = new DateTime[n],
            CustomerState = new int[n],
            SellerState = new int[n],
        };
        var start = 0;
        // A group's customers keep their numbers, with gaps between them: the rank is the index.
        Database.ReadChunks("""
            SELECT c.customer_index, f.ordered_at, f.promised_at, f.delivered_at, CAST(f.amount AS DOUBLE), CAST(f.freight AS DOUBLE),
                   f.units, f.products, f.sellers, f.category, f.customer_state, f.seller_state,
                   f.payment_rows, CAST(f.payment_value AS DOUBLE), f.method, f.plan, f.stars, f.review_created_at
            FROM order_facts f
            JOIN (SELECT customer_no, CAST(row_number() OVER (ORDER BY customer_no) - 1 AS INTEGER) AS customer_index FROM customers) c ON c.customer_no = f.customer_no
            ORDER BY f.customer_no, f.ordered_at, f.order_key
            """, chunk =>
        {
            chunk.Values<int>(0).CopyTo(table.Customer.AsSpan(start));
            Times(chunk, 1, table.OrderedAt, start);
            Times(chunk, 2, table.PromisedAt, start);
            Times(chunk, 3, table.DeliveredAt, start);
            Fill(chunk, 4, table.Amount, start, double.NaN);
            Fill(chunk, 5, table.Freight, start, double.NaN);
            Fill(chunk, 6, table.Items, start, 0);
            Fill(chunk, 7, table.Products, start, 0);
            Fill(chunk, 8, table.Sellers, start, 0);
            Fill(chunk, 9, table.Category, start, -1);
            Fill(chunk, 10, table.CustomerState, start, -1);
            Fill(chunk, 11, table.SellerState, start, -1);
            Fill(chunk, 12, table.PaymentRows, start, 0);
            Fill(chunk, 13, table.PaymentValue, start, double.NaN);
            var methods = chunk.Values<int>(14);
            for (var r = 0; r < chunk.Count; r++)
                table.Method[start + r] = (PaymentMethod)methods[r];
            Fill(chunk, 15, table.Instalments, start, 0);
            Fill(chunk, 16, table.Stars, start, 0);
            Times(chunk, 17, table.ReviewCreatedAt, start);
            start += chunk.Count;
        }, cancellationToken);
        return start == n ? table : throw new InvalidOperationException($"{n} orders, but {start} were read.");
    }

    private static void Fill<T>(RowChunk chunk, int column, T[] into, int start, T missing) where T : unmanaged
    {
        chunk.Values<T>(column).CopyTo(into.AsSpan(start));
        var validity = chunk.Validity(column);
        for (var r = 0; r < chunk.Count; r++)
            if (RowChunk.IsNull(validity, r))
                into[start + r] = missing;
    }

    private static void Times(RowChunk chunk, int column, DateTime[] into, int start)
    {
        var micros = chunk.Values<long>(column);
        var validity = chunk.Validity(column);
        for (var r = 0; r < chunk.Count; r++)
            into[start + r] = RowChunk.IsNull(validity, r) ? DateTime.MinValue : new DateTime(Epoch + (10 * micros[r]));
    }

    private List<string> Texts(string sql, CancellationToken cancellationToken)
    {
        var list = new List<string>();
        Database.ReadChunks(sql, chunk =>
        {
            for (var r = 0; r < chunk.Count; r++)
                list.Add(chunk.Text(0, r));
        }, cancellationToken);
        return list;
    }
}
