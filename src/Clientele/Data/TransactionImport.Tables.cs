namespace Clientele.Data;

internal sealed partial class TransactionImport
{
    private const string NoItems = "no_items";

    /// <summary>Names of the rules by which an order was not accepted, by its verdict (index 0 = verdict 1); what its items and payments inherit.</summary>
    private IReadOnlyList<RowRule> _orderRules = [];

    /// <summary>Verdicts of item rows that a rule of the mapping's own left out: their order may count all the same.</summary>
    private IReadOnlyList<int> _itemExclusions = [];

    /// <summary>Reads everything. On return the canonical tables are customers, orders, items, payments and reviews.</summary>
    public async Task RunAsync()
    {
        foreach (var name in LookupsInOrder())
            await ImportLookupAsync(name);
        if (_mapping.HasOrderLines)
            await ImportLinesAsync();
        else
        {
            await ImportOrdersAsync();
            RequireOrders();   // before the items: without orders every item would be contradictory
            await ImportItemsAsync();
        }
        ExcludeOrdersWithoutItems();
        RequireOrders();
        await ImportPaymentsAsync();
        await ImportReviewsAsync();
        CountUnreferenced();
        Finish();
    }

    /// <summary>Finds every file and checks every header; call it first.</summary>
    // Every header before any row: a renamed column in the last file must not cost the user the reading of the first.
    public void CheckHeaders()
    {
        var names = new[] { _mapping.Orders.File, _mapping.Items.File, _mapping.Payments?.File, _mapping.Reviews?.File }.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (File.Exists(source.Path) && names.Concat(_mapping.Lookups.Values.Select(lookup => lookup.File)).Distinct(StringComparer.Ordinal).Count() is > 1 and var count)
            throw new ClienteleException($"this is one file, and the mapping {_mapping.Name} names {count}", source.Path, "Name the folder that holds them with --data.");
        foreach (var file in names)
            Open(file, UsedColumns(file));
        foreach (var (name, lookup) in _mapping.Lookups)
            Open(lookup.File, [lookup.Key, .. Attributes(name)]);
    }

    private IEnumerable<ColumnPath> Paths() =>
        new[] { _mapping.Orders.Customer, _mapping.Orders.CustomerState, _mapping.Items.SellerState, _mapping.Items.Category }.OfType<ColumnPath>();

    /// <summary>Columns of a lookup that any path reads.</summary>
    private List<string> Attributes(string lookup) =>
        [.. Paths().SelectMany(path => path.Hops).Where(hop => hop.Lookup == lookup).Select(hop => hop.Column).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IEnumerable<string> LookupsInOrder() => _mapping.Lookups.Keys.Where(name => Attributes(name).Count > 0);

    private async Task ImportLookupAsync(string name)
    {
        var lookup = _mapping.Lookups[name];
        var attributes = Attributes(name);
        var key = $"f.{DuckDb.Identifier(lookup.Key)}";
        await ImportAsync(new TablePlan(
            LookupJoins.Table(name), Open(lookup.File, []), [.. attributes.Append(lookup.Key).Distinct(StringComparer.Ordinal)],
            [$"{LookupJoins.Key(key)} AS key", .. attributes.Select(column => $"{ValueSql.Text($"f.{DuckDb.Identifier(column)}")} AS {LookupJoins.Attribute(column)}")],
            "", [RowRule.Reject(lookup.Key, $"coalesce({key}, '') = ''", "the key is empty")])
        { Unique = "key", UniqueColumn = lookup.Key });
        // A later hop of a path refers to this lookup from another lookup's attribute.
        foreach (var path in Paths())
            for (var hop = 1; hop < path.Hops.Count; hop++)
                if (path.Hops[hop].Lookup == name)
                    References(name).Add($"SELECT t.rowid AS no FROM {LookupJoins.Table(name)} t SEMI JOIN {LookupJoins.Table(path.Hops[hop - 1].Lookup)} s ON t.key = {LookupJoins.Key($"s.{LookupJoins.Attribute(path.Hops[hop - 1].Column)}")}");
    }

    private static string Field(string column) => $"f.{DuckDb.Identifier(column)}";

    private string Number(string file, string column) => IsNumber(file, column) ? ValueSql.TypedNumber(Field(column)) : _value.Number(Field(column));

    private bool IsNumber(string file, string column) => _files[file].Numbers.Contains(column);

    private IEnumerable<RowRule> Exclusions(string file, IReadOnlyList<ExclusionRule> rules) =>
        rules.Select(rule => RowRule.Exclude(rule.Rule, rule.Column, _value.Excludes(rule, Field(rule.Column), IsNumber(file, rule.Column))));

    /// <summary>Rules, values and joins of the order fields of a row.</summary>
    private (List<RowRule> Rules, List<string> Select, List<string> Derived) OrderFields(LookupJoins joins)
    {
        var orders = _mapping.Orders;
        var file = _files[orders.File];
        var customer = joins.Value(orders.Customer);
        var customerColumn = Field(orders.Customer.Column);
        var rules = new List<RowRule>(Exclusions(orders.File, orders.Exclude));
        rules.Add(RowRule.Exclude("anonymous", orders.Customer.Column, $"coalesce({customerColumn}, '') = ''"));
        if (orders.OrderId is not null)
            rules.Add(RowRule.Reject(orders.OrderId, $"coalesce({Field(orders.OrderId)}, '') = ''", "the order has no id"));
        if (orders.Customer.Hops.Count > 0)
            rules.Add(RowRule.Reject(orders.Customer.Column, $"coalesce({customer}, '') = ''",
                $"names a customer that {_mapping.Lookups[orders.Customer.Hops[0].Lookup].File} does not have"));
        var select = new List<string> { $"{ValueSql.Text(customer)} AS customer_id" };
        var derived = new List<string>();
        foreach (var (column, name, required) in new[] { (orders.OrderedAt, "ordered_at", true), (orders.PromisedAt, "promised_at", false), (orders.DeliveredAt, "delivered_at", false) })
        {
            derived.Add($"{(column is null ? "CAST(NULL AS TIMESTAMP)" : _value.Time(Field(column), file.IsParquet))} AS d_{name}");
            if (column is not null)
                rules.Add(RowRule.Reject(column, required ? $"f.d_{name} IS NULL" : $"coalesce({Field(column)}, '') <> '' AND f.d_{name} IS NULL",
                    $"is not a time{(_mapping.DateFormat == "iso" ? "" : $" of the form {_mapping.DateFormat}")}"));
            select.Add($"f.d_{name} AS {name}");
        }
        select.Add($"{(orders.CustomerState is null ? "CAST(NULL AS VARCHAR)" : ValueSql.Text(joins.Value(orders.CustomerState)))} AS customer_state");
        return (rules, select, derived);
    }

    /// <summary>Rules and values of the item fields of a row.</summary>
    private (List<RowRule> Rules, List<string> Select, List<string> Derived) ItemFields(LookupJoins joins)
    {
        var items = _mapping.Items;
        var rules = new List<RowRule>();
        var derived = new List<string>();
        if (items.Quantity is not null)
        {
            derived.Add($"{Number(items.File, items.Quantity)} AS d_quantity");
            rules.Add(RowRule.Reject(items.Quantity, $"coalesce({ValueSql.Whole("f.d_quantity")} NOT BETWEEN 0 AND 1000000, true)",
                "is not a number of units (a whole number from 0 to 1,000,000; returns are left out with an `exclude` rule)"));
        }
        var priceColumn = items.Amount ?? items.UnitPrice!;
        derived.Add($"{Number(items.File, priceColumn)} AS d_price");
        rules.Add(RowRule.Reject(priceColumn, $"f.d_price IS NULL AND {_value.IsForeign(Field(priceColumn))}", $"is not an amount in {_mapping.Currency}, the mapping's `currency`"));
        rules.Add(RowRule.Reject(priceColumn, "f.d_price IS NULL", "is not an amount"));
        rules.Add(RowRule.Reject(priceColumn, "f.d_price < 0", "is a negative amount (returns are left out with an `exclude` rule)"));
        rules.Add(RowRule.Reject(priceColumn, $"f.d_price > {Limit}", $"is more than the amount_limit of {Limit}"));
        if (items.Freight?.Column is { } freight)
        {
            derived.Add($"{Number(items.File, freight)} AS d_freight");
            rules.Add(RowRule.Reject(freight, $"coalesce({Field(freight)}, '') <> '' AND (f.d_freight IS NULL OR f.d_freight NOT BETWEEN 0 AND {Limit})", "is not a freight amount"));
        }
        var quantity = items.Quantity is null ? "1" : "f.d_quantity";
        // Multiplied only where the product fits its type: rejected rows may hold any number.
        var product = $"CASE WHEN f.d_price BETWEEN 0 AND {Limit} AND f.d_quantity BETWEEN 0 AND 1000000 AND CAST(f.d_price AS DOUBLE) * CAST(f.d_quantity AS DOUBLE) < 1e13 "
            + "THEN CAST(f.d_price * CAST(f.d_quantity AS DECIMAL(7, 0)) AS DECIMAL(18, 4)) END";
        if (items.Amount is null && items.Quantity is not null && _mapping.AmountLimit >= 1e7)
            rules.Add(RowRule.Reject(priceColumn, "CAST(f.d_price AS DOUBLE) * CAST(f.d_quantity AS DOUBLE) >= 1e13", "is too large an amount when multiplied by the quantity"));
        return (rules, [
            $"TRY_CAST({quantity} AS INTEGER) AS quantity",
            $"{(items.Amount is not null || items.Quantity is null ? "f.d_price" : product)} AS amount",
            $"{(items.Freight is null ? "CAST(NULL AS DECIMAL(18, 4))" : "f.d_freight")} AS freight",
            $"{(items.Product is null ? "CAST(NULL AS UBIGINT)" : $"hash({ValueSql.Text(Field(items.Product))})")} AS product",
            $"{(items.Seller is null ? "CAST(NULL AS UBIGINT)" : $"hash({ValueSql.Text(Field(items.Seller))})")} AS seller",
            $"{(items.SellerState is null ? "CAST(NULL AS VARCHAR)" : ValueSql.Text(joins.Value(items.SellerState)))} AS seller_state",
            $"{(items.Category is null ? "CAST(NULL AS VARCHAR)" : ValueSql.Text(joins.Value(items.Category)))} AS category"], derived);
    }

    private string Limit => _mapping.AmountLimit.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private async Task ImportOrdersAsync()
    {
        var orders = _mapping.Orders;
        var orderId = orders.OrderId ?? throw new ClienteleException("orders.order_id is missing in the mapping", _mapping.Name,
            "Items stand in a file of their own, so an order needs an id that they can name.");
        var joins = new LookupJoins(_mapping.Lookups);
        var (rules, select, derived) = OrderFields(joins);
        select.Insert(0, $"{LookupJoins.Key(Field(orderId))} AS order_key");
        AddShared(orders.File, rules, select, derived);
        await ImportAsync(new TablePlan("orders_all", _files[orders.File], UsedColumns(orders.File),
            [.. select, .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")], joins.Sql, rules)
        { Unique = "order_key", UniqueColumn = orderId, Derived = derived });
        Refer("orders_all", joins);
        _orderRules = rules;
    }

    private async Task ImportItemsAsync()
    {
        var items = _mapping.Items;
        var orderId = items.OrderId ?? throw new ClienteleException("items.order_id is missing in the mapping", _mapping.Name, "Say which column of the item file names the order.");
        var joins = new LookupJoins(_mapping.Lookups);
        var (rules, select, derived) = ItemFields(joins);
        AddShared(items.File, rules, select, derived);
        _itemExclusions = [.. Enumerable.Range(1, items.Exclude.Count)];
        await ImportAsync(new TablePlan("items_all", _files[items.File], UsedColumns(items.File),
            ["o.no AS order_no", .. select, .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")],
            OrderJoin(orderId) + joins.Sql, [.. Exclusions(items.File, items.Exclude), .. ParentRules(orderId), .. rules])
        { Derived = derived });
        Refer("items_all", joins);
    }

    /// <summary>Order lines: one file whose rows are items and, grouped by order id, the orders.</summary>
    private async Task ImportLinesAsync()
    {
        var (orders, items) = (_mapping.Orders, _mapping.Items);
        var joins = new LookupJoins(_mapping.Lookups);
        var (orderRules, orderSelect, orderDerived) = OrderFields(joins);
        var (itemRules, itemSelect, itemDerived) = ItemFields(joins);
        AddShared(orders.File, itemRules, itemSelect, itemDerived);
        var left = orderRules.Where(rule => rule.Excluded is not null).ToList();
        _orderRules = [.. left, .. Exclusions(items.File, items.Exclude), .. orderRules.Where(rule => rule.Excluded is null), .. itemRules];
        _itemExclusions = [.. Enumerable.Range(left.Count + 1, items.Exclude.Count)];
        var blank = string.Join(" OR ", OrderColumns().Select(column => $"coalesce({Field(column)}, '') = ''").Append("false"));
        await ImportAsync(new TablePlan("lines", _files[orders.File], UsedColumns(orders.File),
            [$"{(orders.OrderId is null ? "CAST(f.rn AS UBIGINT)" : LookupJoins.Key(Field(orders.OrderId)))} AS order_key", $"{blank} AS blank", .. orderSelect, .. itemSelect,
                .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")],
            joins.Sql, _orderRules)
        {
            Numbered = orders.OrderId is null,
            Derived = [.. orderDerived, .. itemDerived],
            Revise = orders.OrderId is null ? null : plan => FillCells(plan) ?? RefuseFurtherCustomers(plan, joins),
        });
        Refer("lines", joins);
        database.Execute("""
            CREATE TABLE orders_all AS
            SELECT order_key, min(customer_id) AS customer_id, min(ordered_at) AS ordered_at, min(promised_at) AS promised_at,
                   max(delivered_at) AS delivered_at, min(customer_state) AS customer_state, CAST(0 AS TINYINT) AS verdict
            FROM lines WHERE verdict = 0 GROUP BY order_key
            UNION ALL
            SELECT order_key, NULL, NULL, NULL, NULL, NULL, min(verdict) FROM lines GROUP BY order_key HAVING min(verdict) > 0
            """);
        database.Execute("""
            CREATE TABLE items_all AS
            SELECT o.no AS order_no, l.quantity, l.amount, l.freight, l.product, l.seller, l.seller_state, l.category, l.verdict
            FROM lines l JOIN (SELECT rowid AS no, order_key FROM orders_all) o USING (order_key) WHERE l.verdict = 0
            """);
    }

    /// <summary>Columns of order lines that say something about the order, not the line.</summary>
    private List<string> OrderColumns()
    {
        var (orders, items) = (_mapping.Orders, _mapping.Items);
        string?[] lines = [orders.OrderId, items.Amount, items.UnitPrice, items.Quantity, items.Freight?.Column, items.Product, items.Seller, items.SellerState?.Column, items.Category?.Column,
            .. items.Exclude.Select(rule => rule.Column)];
        string?[] all = [orders.Customer.Column, orders.OrderedAt, orders.PromisedAt, orders.DeliveredAt, orders.CustomerState?.Column, .. orders.Exclude.Select(rule => rule.Column)];
        return [.. all.OfType<string>().Except(lines.OfType<string>())];
    }

    // Many systems write what belongs to the whole order on its first line alone: an empty cell then means what the order's other lines say.
    private TablePlan? FillCells(TablePlan plan)
    {
        var columns = OrderColumns();
        if (plan.Filled.Count > 0 || columns.Count == 0 || database.Count("SELECT count(*) FROM lines WHERE blank") == 0)
            return null;
        var key = _mapping.Orders.OrderId!;
        database.Execute($"""
            CREATE TABLE order_cells AS
            SELECT order_key, {string.Join(", ", columns.Select(column => $"min(nullif({Field(column)}, '')) AS {DuckDb.Identifier(column)}"))}
            FROM (SELECT {LookupJoins.Key(Field(key))} AS order_key, f.* FROM {FileScan.Sql(plan.File, plan.Columns, numbered: false, $"broken_{_scans++}")} f) f
            GROUP BY order_key HAVING {string.Join(" OR ", columns.Select(column => $"count(nullif({Field(column)}, '')) BETWEEN 1 AND count(*) - 1"))}
            """);
        return database.Count("SELECT count(*) FROM order_cells") == 0 ? null : plan with { Filled = columns, FillKey = key };
    }

    // An order whose lines name two customers contradicts itself: the lines of all but its first customer are taken back.
    private TablePlan? RefuseFurtherCustomers(TablePlan plan, LookupJoins joins)
    {
        const string first = "SELECT order_key, min(customer_id) AS customer_id FROM lines WHERE verdict = 0 GROUP BY order_key HAVING min(customer_id) <> max(customer_id)";
        if (database.Count($"SELECT count(*) FROM ({first})") == 0)
            return null;
        database.Execute($"CREATE TABLE two_customers AS {first}");
        var customer = _mapping.Orders.Customer;
        var rule = RowRule.Reject(customer.Column, $"c.customer_id IS NOT NULL AND {joins.Value(customer)} <> c.customer_id", "is another customer than the same order's other lines have");
        _orderRules = [.. plan.Rules, rule];
        return plan with { Rules = _orderRules, Revise = null, Joins = plan.Joins + $" LEFT JOIN two_customers c ON {LookupJoins.Key(Field(_mapping.Orders.OrderId!))} = c.order_key" };
    }

    private void ExcludeOrdersWithoutItems()
    {
        var verdict = _orderRules.Count + 2;   // + 1 is taken by duplicates
        var lost = database.Execute($"UPDATE orders_all SET verdict = {verdict} WHERE verdict = 0 AND rowid NOT IN (SELECT order_no FROM items_all WHERE verdict = 0)");
        if (lost == 0)
            return;
        var index = _counts.FindIndex(count => count.File.Name == _files[_mapping.Orders.File].Name);
        _counts[index].Excluded[NoItems] = lost;
    }

    private string OrderJoin(string orderId) =>
        $" LEFT JOIN (SELECT rowid AS no, order_key, verdict FROM orders_all WHERE verdict <> {_orderRules.Count + 1}) o ON {LookupJoins.Key(Field(orderId))} = o.order_key";

    /// <summary>A row without its order is contradictory; a row of an order that is left out is left out by the same rule.</summary>
    private IEnumerable<RowRule> ParentRules(string orderId)
    {
        yield return RowRule.Reject(orderId, "o.no IS NULL", $"names an order that {_mapping.Orders.File} does not have");
        foreach (var (verdict, rule) in _orderRules.Index())
            yield return RowRule.Exclude(rule.Excluded ?? "order_rejected", orderId, $"o.verdict = {verdict + 1}");
        yield return RowRule.Exclude(NoItems, orderId, $"o.verdict = {_orderRules.Count + 2}");
    }

    /// <summary>Columns of a file that any table reads.</summary>
    private List<string> UsedColumns(string file)
    {
        var (orders, items, payments, reviews) = (_mapping.Orders, _mapping.Items, _mapping.Payments, _mapping.Reviews);
        List<string?> used = [];
        if (orders.File == file)
            used.AddRange([orders.OrderId, orders.Customer.Column, orders.OrderedAt, orders.PromisedAt, orders.DeliveredAt, orders.CustomerState?.Column, .. orders.Exclude.Select(rule => rule.Column)]);
        if (items.File == file)
            used.AddRange([items.OrderId, items.Amount, items.UnitPrice, items.Quantity, items.Freight?.Column, items.Product, items.Seller, items.SellerState?.Column, items.Category?.Column, .. items.Exclude.Select(rule => rule.Column)]);
        if (payments?.File == file)
            used.AddRange([payments.OrderId, payments.Method, payments.Instalments, payments.Value, .. payments.Exclude.Select(rule => rule.Column)]);
        if (reviews?.File == file)
            used.AddRange([reviews.OrderId, reviews.Stars, reviews.CreatedAt, .. reviews.Exclude.Select(rule => rule.Column)]);
        return [.. used.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <exception cref="ClienteleException">No order is accepted.</exception>
    private void RequireOrders()
    {
        if (database.Count("SELECT count(*) FROM orders_all WHERE verdict = 0") > 0)
            return;
        var file = _files[_mapping.Orders.File];
        var count = _counts.First(entry => entry.File == file);
        if (_counts.FirstOrDefault(entry => entry.Rows == 0 && (entry.File == file || entry.File == _files[_mapping.Items.File])) is { } empty)
            throw new ClienteleException("there is no row below the header", empty.File.Name, $"Export it again, with the {(empty.File == file ? "orders" : "items")}.");
        throw new ClienteleException(
            $"none of the {count.Rows:N0} rows leaves an order", file.Name,
            $"Left out by rule: {Words.List([.. count.Excluded.Select(pair => $"{pair.Key} {pair.Value:N0}")], 8)}; rejected: {count.Rejected:N0}. "
            + "Look at the mapping's `exclude` rules: which status means delivered?");
    }

    private void CountUnreferenced()
    {
        foreach (var name in LookupsInOrder())
        {
            var index = _counts.FindIndex(count => count.File == _files[_mapping.Lookups[name].File]);
            var references = string.Join(" UNION ", References(name));
            var unreferenced = database.Count($"SELECT count(*) FROM {LookupJoins.Table(name)} WHERE verdict = 0"
                + (references.Length == 0 ? "" : $" AND rowid NOT IN ({references})"));
            if (unreferenced > 0)
                _counts[index].Excluded["unreferenced"] = unreferenced;
        }
    }

    private void Finish()
    {
        // Numbered in the order of their ids, so that a customer's number is its row in every output.
        database.Execute("""
            CREATE TABLE customer_list AS SELECT DISTINCT customer_id FROM orders_all WHERE verdict = 0 ORDER BY customer_id;
            CREATE TABLE customers AS SELECT CAST(rowid AS INTEGER) AS customer_no, customer_id FROM customer_list;
            DROP TABLE customer_list;
            CREATE TABLE orders AS
            SELECT o.rowid AS order_no, c.customer_no, o.order_key, o.ordered_at, o.promised_at, o.delivered_at, o.customer_state
            FROM orders_all o JOIN customers c USING (customer_id) WHERE o.verdict = 0;
            CREATE VIEW items AS SELECT order_no, quantity, amount, freight, product, seller, seller_state, category FROM items_all WHERE verdict = 0;
            """);
    }

    /// <summary>What became of each file's rows.</summary>
    /// <exception cref="InvalidOperationException">The rows do not add up.</exception>
    public IReadOnlyList<FileAccount> Accounts(IReadOnlyDictionary<string, (string Sha256, long Bytes, long Rows)> fingerprints)
    {
        return [.. _counts.Select(count =>
        {
            var (sha256, bytes, rows) = fingerprints[count.File.Name];
            // The scanner counts records without DuckDB. Where DuckDB found torn records, the two may split them differently.
            var torn = Rejected.Any(row => row.File == count.File.Name && row.Column.Length == 0);
            if (rows >= 0 && rows != count.Rows && !torn)
                throw new InvalidOperationException($"{count.File.Name}: {rows} records in the file, but {count.Rows} were read.");
            return new FileAccount(count.File.Name, sha256, bytes, count.Rows, count.Rows - count.Excluded.Values.Sum() - count.Rejected, count.Excluded, count.Rejected);
        })];
    }

    /// <summary>The files that are read, each once.</summary>
    public IReadOnlyCollection<InputFile> Files => _files.Values;
}
