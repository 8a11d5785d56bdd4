namespace Clientele.Data;

public sealed partial class Transactions
{
    /// <summary>Order-level records of these customers, ordered by customer id and order id.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public OrderTable ReadOrders(CancellationToken cancellationToken = default)
    {
        Select();
        var customers = new List<string>((int)Customers);
        Database.Query("SELECT customer_id FROM customers ORDER BY customer_no", row => customers.Add(row.GetString(0)));
        var categories = Words("SELECT DISTINCT category FROM items WHERE category IS NOT NULL ORDER BY category");
        var states = Words("SELECT DISTINCT state FROM (SELECT customer_state AS state FROM orders UNION ALL SELECT seller_state FROM items) s WHERE state IS NOT NULL ORDER BY state");
        var n = (int)Orders;
        var table = new OrderTable
        {
            CustomerIds = customers,
            Categories = categories.List,
            States = states.List,
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
        // Groups' customers keep their numbers, which have gaps in a part of the customers: rank makes them indices.
        var r = 0;
        Database.Query("""
            SELECT c.customer_index, o.ordered_at, o.promised_at, o.delivered_at, CAST(i.amount AS DOUBLE), CAST(i.freight AS DOUBLE),
                   CAST(i.units AS INTEGER), CAST(i.products AS INTEGER), CAST(i.sellers AS INTEGER), i.category, i.seller_state, o.customer_state,
                   CAST(coalesce(p.payment_rows, 0) AS INTEGER), CAST(p.value AS DOUBLE), CAST(coalesce(p.method, 0) AS INTEGER), coalesce(p.instalments, 0), coalesce(v.stars, 0), v.created_at
            FROM orders o
            JOIN (SELECT customer_no, CAST(row_number() OVER (ORDER BY customer_no) - 1 AS INTEGER) AS customer_index FROM customers) c ON c.customer_no = o.customer_no
            JOIN (SELECT order_no, sum(amount) AS amount, sum(freight) AS freight, sum(quantity) AS units, count(DISTINCT product) AS products,
                         count(DISTINCT seller) AS sellers, min_by(category, (-amount, category)) AS category, min_by(seller_state, (-amount, category, seller_state)) AS seller_state
                  FROM items GROUP BY order_no) i ON i.order_no = o.order_no
            LEFT JOIN (SELECT order_no, count(*) AS payment_rows, sum(value) AS value,
                              CASE WHEN min(method) = max(method) THEN min(method) ELSE 5 END AS method, min_by(instalments, (-value, instalments)) AS instalments
                       FROM payments GROUP BY order_no) p ON p.order_no = o.order_no
            LEFT JOIN (SELECT order_no, stars, created_at FROM reviews WHERE NOT further) v ON v.order_no = o.order_no
            ORDER BY o.customer_no, o.order_id
            """, row =>
        {
            if ((r & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            DateTime Time(int column) => row.IsDBNull(column) ? DateTime.MinValue : row.GetDateTime(column);
            double Money(int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);
            int Word(int column, Dictionary<string, int> index) => row.IsDBNull(column) ? -1 : index[row.GetString(column)];
            table.Customer[r] = row.GetInt32(0);
            table.OrderedAt[r] = row.GetDateTime(1);
            table.PromisedAt[r] = Time(2);
            table.DeliveredAt[r] = Time(3);
            table.Amount[r] = row.GetDouble(4);
            table.Freight[r] = Money(5);
            table.Items[r] = row.GetInt32(6);
            table.Products[r] = row.GetInt32(7);
            table.Sellers[r] = row.GetInt32(8);
            table.Category[r] = Word(9, categories.Index);
            table.SellerState[r] = Word(10, states.Index);
            table.CustomerState[r] = Word(11, states.Index);
            table.PaymentRows[r] = row.GetInt32(12);
            table.PaymentValue[r] = Money(13);
            table.Method[r] = (PaymentMethod)row.GetInt32(14);
            table.Instalments[r] = row.GetInt32(15);
            table.Stars[r] = row.GetInt32(16);
            table.ReviewCreatedAt[r] = Time(17);
            r++;
        });
        return r == n ? table : throw new InvalidOperationException($"{n} orders, but {r} were read.");
    }

    private (List<string> List, Dictionary<string, int> Index) Words(string sql)
    {
        var list = new List<string>();
        Database.Query(sql, row => list.Add(row.GetString(0)));
        return (list, list.Select((word, index) => (word, index)).ToDictionary(pair => pair.word, pair => pair.index, StringComparer.Ordinal));
    }
}
