using Clientele.Data;

namespace Clientele.Features;

/// <summary>Stage 2: <see cref="Transactions"/> → <see cref="FeatureMatrix"/>.</summary>
public static class FeatureBuilder
{
    // One row an order, one an item: what feature expressions aggregate. Sums are over exact decimals, so that no value depends on the number of threads.
    private const string OrderFacts = """
        CREATE OR REPLACE TEMP TABLE order_facts AS
        SELECT o.customer_no, o.order_no, o.ordered_at,
               i.units, i.item_rows, i.amount, i.freight, i.products, i.sellers,
               p.payment_value, p.payment_rows, CAST(p.instalments AS DECIMAL(18, 9)) AS instalments, p.paid_by_card,
               coalesce(r.reviews, 0) AS reviews, coalesce(r.stars_sum, 0) AS stars_sum,
               date_part('day', o.delivered_at - o.ordered_at) AS delivery_days,
               date_diff('day', o.promised_at, o.delivered_at) AS days_late,
               CASE WHEN isodow(o.ordered_at) IN (WEEKEND) THEN 1 ELSE 0 END AS is_weekend
        FROM orders o
        JOIN (SELECT order_no, sum(quantity) AS units, count(*) AS item_rows, sum(amount) AS amount, sum(freight) AS freight,
                     count(DISTINCT product) AS products, count(DISTINCT seller) AS sellers FROM items GROUP BY order_no) i ON i.order_no = o.order_no
        LEFT JOIN (SELECT order_no, sum(value) AS payment_value, count(*) AS payment_rows, avg(instalments) AS instalments,
                          max(CASE WHEN method = CARD THEN 1 ELSE 0 END) AS paid_by_card FROM payments GROUP BY order_no) p ON p.order_no = o.order_no
        LEFT JOIN (SELECT order_no, count(*) AS reviews, sum(stars) AS stars_sum FROM reviews GROUP BY order_no) r ON r.order_no = o.order_no
        """;

    private const string ItemFacts = """
        CREATE OR REPLACE TEMP VIEW item_facts AS
        SELECT o.customer_no, o.order_no, o.ordered_at, i.quantity AS units, i.amount, i.freight, i.product, i.seller, i.category, i.seller_state
        FROM items i JOIN orders o ON o.order_no = i.order_no
        """;

    /// <summary>Computes every feature of the set for every customer with an accepted order. A customer with a missing feature is left out and counted;
    /// a feature whose data the shop does not record is switched off and named.</summary>
    /// <exception cref="ClienteleException">A user's own expression is not valid SQL, no feature can be computed, or no customer is left.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<FeatureMatrix> BuildAsync(
        Transactions transactions, FeatureSet set, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        transactions.Select();
        var database = transactions.Database;
        progress?.Report(new StageProgress("Features", 0, transactions.Customers, "customers"));
        var weekend = string.Join(", ", transactions.Mapping.WeekendDays.Select(day => day == DayOfWeek.Sunday ? 7 : (int)day).Append(0));
        await database.ExecuteAsync(
            OrderFacts.Replace("WEEKEND", weekend, StringComparison.Ordinal).Replace("CARD", ((int)PaymentMethod.CreditCard).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal),
            share => progress?.Report(new StageProgress("Features", (long)(share * transactions.Customers), transactions.Customers, "customers")), cancellationToken);
        database.Execute(ItemFacts);

        var off = SwitchedOff(transactions, set);
        var used = set.Features.Where(feature => !off.ContainsKey(feature.Definition.Name)).ToList();
        if (used.Count == 0)
            throw new ClienteleException($"none of the features of the set {set.Name} can be computed from these files", null, "Map more of the shop's columns, or choose another --feature-set.");
        var (ids, columns, dropped) = Read(database, transactions.Customers, used, cancellationToken);
        if (ids.Count == 0)
            throw new ClienteleException("no customer has all features", null, $"Missing: {Words.List([.. dropped.Select(pair => $"{pair.Key} for {pair.Value}")], 9)}.");
        progress?.Report(new StageProgress("Features", transactions.Customers, transactions.Customers, "customers"));
        return new FeatureMatrix(set.Name, ids, [.. used.Select(feature => feature.Definition)], columns) { Dropped = dropped, SwitchedOff = off };
    }

    private static SortedDictionary<string, string> SwitchedOff(Transactions transactions, FeatureSet set)
    {
        var (mapping, database) = (transactions.Mapping, transactions.Database);
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        if (mapping.Payments is null || database.Count("SELECT count(*) FROM payments") == 0)
            missing["payments"] = "no payments are mapped";
        if (mapping.Reviews is null || database.Count("SELECT count(*) FROM reviews") == 0)
            missing["reviews"] = "no reviews are mapped";
        if (mapping.Items.Category is null || database.Count("SELECT count(category) FROM items") == 0)
            missing["category"] = "no category column is mapped";
        if (mapping.Items.Freight is null)
            missing["freight"] = "no freight column is mapped";
        if (mapping.Orders.DeliveredAt is null)
            missing["delivery"] = "no delivery time is mapped";
        var off = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var feature in set.Features)
            if (feature.Needs.FirstOrDefault(missing.ContainsKey) is { } need)
                off[feature.Definition.Name] = missing[need];
        if (mapping.WeekendDays.Count == 0)
            foreach (var feature in set.Features.Where(feature => feature.Definition.Trait == FeatureTrait.Weekend))
                off[feature.Definition.Name] = "the mapping names no weekend days";
        return off;
    }

    private static (List<string> Ids, List<double[]> Columns, SortedDictionary<string, int> Dropped) Read(
        DuckDb database, long customers, IReadOnlyList<FeatureSql> features, CancellationToken cancellationToken)
    {
        var sql = "SELECT c.customer_id, " + string.Join(", ", features.Select(feature => $"CAST({feature.Grain.ToString()[0]}.{DuckDb.Identifier(feature.Definition.Name)} AS DOUBLE)"))
            + " FROM customers c" + Group(features, FeatureGrain.Order, "order_facts") + Group(features, FeatureGrain.Item, "item_facts") + " ORDER BY c.customer_no";
        var ids = new List<string>((int)customers);
        var columns = features.Select(_ => new List<double>((int)customers)).ToList();
        var dropped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var values = new double[features.Count];
        try
        {
            database.Query(sql, row =>
            {
                for (var j = 0; j < values.Length; j++)
                    values[j] = row.IsDBNull(j + 1) ? double.NaN : row.GetDouble(j + 1);
                var missing = Array.FindIndex(values, value => !double.IsFinite(value));
                if (missing >= 0)
                {
                    var name = features[missing].Definition.Name;
                    dropped[name] = dropped.GetValueOrDefault(name) + 1;
                    return;
                }
                if ((ids.Count & 0xFFFF) == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                ids.Add(row.GetString(0));
                for (var j = 0; j < values.Length; j++)
                    columns[j].Add(values[j]);
            });
        }
        catch (DuckDB.NET.Data.DuckDBException failure)
        {
            throw new ClienteleException($"the features are not valid SQL: {failure.Message}", null,
                "Check your own feature files; columns of order_facts and item_facts are listed in docs/features.md.", failure);
        }
        return (ids, [.. columns.Select(column => column.ToArray())], dropped);
    }

    private static string Group(IReadOnlyList<FeatureSql> features, FeatureGrain grain, string facts)
    {
        var own = features.Where(feature => feature.Grain == grain).ToList();
        if (own.Count == 0)
            return "";
        var list = string.Join(", ", own.Select(feature => $"{feature.Expression} AS {DuckDb.Identifier(feature.Definition.Name)}"));
        var alias = grain.ToString()[0];
        return $" LEFT JOIN (SELECT customer_no, {list} FROM {facts} GROUP BY customer_no) {alias} ON {alias}.customer_no = c.customer_no";
    }
}
