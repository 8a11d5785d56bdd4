using Clientele.Data;

namespace Clientele.Features;

/// <summary>Stage 2: <see cref="Transactions"/> → <see cref="FeatureMatrix"/>.</summary>
public static class FeatureBuilder
{
    /// <summary>Computes every feature of the set for every customer with an accepted order. A customer with a missing feature is left out and counted;
    /// a feature whose data the shop does not record is switched off and named.</summary>
    /// <exception cref="ClienteleException">A user's own expression is not valid SQL, no feature can be computed, or no customer is left.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<FeatureMatrix> BuildAsync(
        Transactions transactions, FeatureSet set, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var matrix = await BuildIfAnyAsync(transactions, set, progress, cancellationToken);
        if (matrix.Features.Count == 0)
            throw new ClienteleException($"none of the features of the set {set.Name} can be computed from these files", null, "Map more of the shop's columns, or choose another --feature-set.");
        if (matrix.Count == 0)
            throw new ClienteleException("no customer has all features", null, $"Missing: {Words.List([.. matrix.Dropped.Select(pair => $"{pair.Key} for {pair.Value}")], 9)}.");
        return matrix;
    }

    /// <summary>As <see cref="BuildAsync"/>, for customers of whom perhaps nothing is known yet: then the matrix has no rows, or no columns.</summary>
    internal static async Task<FeatureMatrix> BuildIfAnyAsync(
        Transactions transactions, FeatureSet set, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        transactions.Select();
        var database = transactions.Database;
        progress?.Report(new StageProgress("Features", 0, transactions.Customers, "customers"));
        await transactions.PrepareFactsAsync(
            share => progress?.Report(new StageProgress("Features", (long)(share * transactions.Customers), transactions.Customers, "customers")), cancellationToken);

        var off = SwitchedOff(transactions, set);
        var used = set.Features.Where(feature => !off.ContainsKey(feature.Definition.Name)).ToList();
        if (used.Count == 0)
            return new FeatureMatrix(set.Name, [], [], []) { SwitchedOff = off };
        // Only words that rest on the share of card payments ask how the other orders were paid.
        var asked = used.Exists(feature => feature.Definition.Trait == FeatureTrait.CardShare);
        PaymentMethod[] ways = asked ? [.. PaymentWords.Ways.Where(way => way != PaymentMethod.CreditCard)] : [];
        var (ids, columns, dropped) = Read(database, transactions.Customers, [.. used, .. ways.Select(Share)], cancellationToken);
        progress?.Report(new StageProgress("Features", transactions.Customers, transactions.Customers, "customers"));
        var shares = ways.Zip(columns.Skip(used.Count)).ToDictionary(way => way.First, way => way.Second);
        return new FeatureMatrix(set.Name, ids, [.. used.Select(feature => feature.Definition)], [.. columns.Take(used.Count)])
        {
            Dropped = dropped,
            SwitchedOff = off,
            Period = transactions.FirstOrder == DateTime.MinValue ? null
                : new OrderPeriod(DateOnly.FromDateTime(transactions.FirstOrder), DateOnly.FromDateTime(transactions.LastOrder)),
            PaymentShares = new SortedDictionary<PaymentMethod, double[]>(shares),
        };
    }

    // Read like a feature, and none: over orders with payments, as pct_credit_card is; a user's own name cannot hold spaces.
    private static FeatureSql Share(PaymentMethod way) => new(
        new FeatureDefinition($"paid by {PaymentWords.Word(way)}", "share", "", "", FeatureTransform.None, FeatureTrait.Other),
        FeatureGrain.Order, [],
        $"coalesce(avg(CASE WHEN payment_rows = 0 THEN NULL WHEN method = {(int)way} THEN 1 ELSE 0 END), 0)");

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
        if (mapping.Items.Freight is null && mapping.Orders.Freight is null)
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
        try
        {
            database.ReadChunks(sql, chunk => Take(chunk, features, ids, columns, dropped), cancellationToken);
        }
        catch (InvalidOperationException failure)
        {
            throw new ClienteleException($"the features are not valid SQL: {failure.Message}", null,
                "Check your own feature files; columns of order_facts and item_facts are listed in docs/features.md.", failure);
        }
        return (ids, [.. columns.Select(column => column.ToArray())], dropped);
    }

    private static void Take(RowChunk chunk, IReadOnlyList<FeatureSql> features, List<string> ids, List<List<double>> columns, SortedDictionary<string, int> dropped)
    {
        var keep = new bool[chunk.Count];
        Array.Fill(keep, true);
        for (var j = 0; j < features.Count; j++)
        {
            var values = chunk.Values<double>(j + 1);
            var validity = chunk.Validity(j + 1);
            for (var r = 0; r < keep.Length; r++)
                if (keep[r] && (RowChunk.IsNull(validity, r) || !double.IsFinite(values[r])))
                {
                    keep[r] = false;
                    dropped[features[j].Definition.Name] = dropped.GetValueOrDefault(features[j].Definition.Name) + 1;
                }
        }
        for (var r = 0; r < keep.Length; r++)
            if (keep[r])
                ids.Add(chunk.Text(0, r));
        for (var j = 0; j < features.Count; j++)
        {
            var values = chunk.Values<double>(j + 1);
            for (var r = 0; r < keep.Length; r++)
                if (keep[r])
                    columns[j].Add(values[r]);
        }
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
