namespace Clientele.Data;

internal sealed partial class TransactionImport
{
    private const string NoItems = "no_items";

    /// <summary>Names of the rules by which an order was not accepted, by its verdict (index 0 = verdict 1); what its items and payments inherit.</summary>
    private IReadOnlyList<RowRule> _orderRules = [];

    /// <summary>Reads everything. On return the canonical tables are customers, orders, items, payments and reviews.</summary>
    public async Task RunAsync()
    {
        foreach (var name in LookupsInOrder())
            await ImportLookupAsync(name);
        if (_mapping.Items.File == _mapping.Orders.File)
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
        var (orders, items) = (_mapping.Orders, _mapping.Items);
        Open(orders.File, [orders.OrderId, orders.Customer.Column, orders.OrderedAt, orders.PromisedAt, orders.DeliveredAt,
            orders.CustomerState?.Column, .. orders.Exclude.Select(rule => rule.Column)]);
        Open(items.File, [items.OrderId, items.Amount, items.UnitPrice, items.Quantity, items.Freight, items.Product, items.Seller,
            items.SellerState?.Column, items.Category?.Column, .. items.Exclude.Select(rule => rule.Column)]);
        if (_mapping.Payments is { } payments)
            Open(payments.File, [payments.OrderId, payments.Method, payments.Instalments, payments.Value, .. payments.Exclude.Select(rule => rule.Column)]);
        if (_mapping.Reviews is { } reviews)
            Open(reviews.File, [reviews.OrderId, reviews.Stars, reviews.CreatedAt, .. reviews.Exclude.Select(rule => rule.Column)]);
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

    private IEnumerable<RowRule> Exclusions(IReadOnlyList<ExclusionRule> rules) =>
        rules.Select(rule => RowRule.Exclude(rule.Rule, rule.Column, _value.Excludes(rule, Field(rule.Column))));

    /// <summary>Rules, values and joins of the order fields of a row.</summary>
    private (List<RowRule> Rules, List<string> Select, List<string> Derived) OrderFields(LookupJoins joins)
    {
        var orders = _mapping.Orders;
        var file = _files[orders.File];
        var customer = joins.Value(orders.Customer);
        var customerColumn = Field(orders.Customer.Column);
        var rules = new List<RowRule>(Exclusions(orders.Exclude));
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
            derived.Add($"{_value.Number(Field(items.Quantity))} AS d_quantity");
            rules.Add(RowRule.Reject(items.Quantity, $"coalesce({ValueSql.Whole("f.d_quantity")} NOT BETWEEN 0 AND 1000000, true)",
                "is not a number of units (a whole number from 0 to 1,000,000; returns are left out with an `exclude` rule)"));
        }
        var priceColumn = items.Amount ?? items.UnitPrice!;
        derived.Add($"{_value.Number(Field(priceColumn))} AS d_price");
        rules.Add(RowRule.Reject(priceColumn, "f.d_price IS NULL", "is not an amount"));
        rules.Add(RowRule.Reject(priceColumn, "f.d_price < 0", "is a negative amount (returns are left out with an `exclude` rule)"));
        rules.Add(RowRule.Reject(priceColumn, $"f.d_price > {Limit}", $"is more than the amount_limit of {Limit}"));
        if (items.Freight is not null)
        {
            derived.Add($"{_value.Number(Field(items.Freight))} AS d_freight");
            rules.Add(RowRule.Reject(items.Freight, $"coalesce({Field(items.Freight)}, '') <> '' AND (f.d_freight IS NULL OR f.d_freight NOT BETWEEN 0 AND {Limit})", "is not a freight amount"));
        }
        var quantity = items.Quantity is null ? "1" : "f.d_quantity";
        return (rules, [
            $"CAST({quantity} AS INTEGER) AS quantity",
            $"{(items.Amount is not null ? "f.d_price" : $"CAST(f.d_price * {quantity} AS DECIMAL(18, 4))")} AS amount",
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
        await ImportAsync(new TablePlan("items_all", _files[items.File], UsedColumns(items.File),
            ["o.no AS order_no", .. select, .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")],
            OrderJoin(orderId) + joins.Sql, [.. Exclusions(items.Exclude), .. ParentRules(orderId), .. rules])
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
        IReadOnlyList<RowRule> rules = [.. orderRules.Where(rule => rule.Excluded is not null), .. Exclusions(items.Exclude), .. orderRules.Where(rule => rule.Excluded is null), .. itemRules];
        var plan = new TablePlan("lines", _files[orders.File], UsedColumns(orders.File),
            [$"{(orders.OrderId is null ? "CAST(f.rn AS UBIGINT)" : LookupJoins.Key(Field(orders.OrderId)))} AS order_key", .. orderSelect, .. itemSelect,
                .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")],
            joins.Sql, rules)
        { Numbered = orders.OrderId is null, Derived = [.. orderDerived, .. itemDerived] };
        await ImportAsync(plan);
        Refer("lines", joins);
        _orderRules = rules;
        // An order whose lines name two customers contradicts itself: the lines of all but its first customer are taken back.
        const string first = "SELECT order_key, min(customer_id) AS customer_id FROM lines WHERE verdict = 0 GROUP BY order_key HAVING min(customer_id) <> max(customer_id)";
        var contradictory = database.Count($"SELECT count(*) FROM lines t JOIN ({first}) c USING (order_key) WHERE t.verdict = 0 AND t.customer_id <> c.customer_id");
        if (contradictory > 0)
        {
            // The import is made again with that rule, so that such rows are located and counted like any others.
            _counts.RemoveAt(_counts.Count - 1);
            Rejected.RemoveAll(row => row.File == plan.File.Name);
            database.Execute($"CREATE TABLE two_customers AS {first}");
            var customer = joins.Value(orders.Customer);
            var rule = RowRule.Reject(orders.Customer.Column, $"c.customer_id IS NOT NULL AND {customer} <> c.customer_id", "is another customer than the same order's other lines have");
            _orderRules = [.. rules, rule];
            await ImportAsync(plan with { Rules = _orderRules, Joins = joins.Sql + $" LEFT JOIN two_customers c ON {LookupJoins.Key(Field(orders.OrderId!))} = c.order_key" });
        }
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

    private void ExcludeOrdersWithoutItems()
    {
        var verdict = _orderRules.Count + 2;   // + 1 is taken by duplicates
        var lost = database.Execute($"UPDATE orders_all SET verdict = {verdict} WHERE verdict = 0 AND rowid NOT IN (SELECT order_no FROM items_all WHERE verdict = 0)");
        if (lost == 0)
            return;
        var index = _counts.FindIndex(count => count.File.Name == _files[_mapping.Orders.File].Name);
        _counts[index].Excluded[NoItems] = lost;
    }

    private async Task ImportPaymentsAsync()
    {
        if (_mapping.Payments is not { } payments)
        {
            database.Execute("CREATE TABLE payments (order_no BIGINT, method UTINYINT, instalments INTEGER, value DECIMAL(18, 4))");
            return;
        }
        var method = Field(payments.Method);
        var known = string.Join(" ", payments.Methods.Select(pair => $"WHEN {method} = {DuckDb.Literal(pair.Key)} THEN {(int)pair.Value}"));
        var derived = new List<string> { $"{_value.Number(Field(payments.Value))} AS d_value" };
        var rules = new List<RowRule>
        {
            RowRule.Reject(payments.Method, $"coalesce({method}, '') = ''", "the payment has no method"),
            RowRule.Reject(payments.Value, $"coalesce(f.d_value NOT BETWEEN 0 AND {Limit}, true)", $"is not an amount paid (0 to {Limit})"),
        };
        if (payments.Instalments is not null)
        {
            derived.Add($"{_value.Number(Field(payments.Instalments))} AS d_instalments");
            rules.Add(RowRule.Reject(payments.Instalments, $"coalesce({ValueSql.Whole("f.d_instalments")} NOT BETWEEN 0 AND 120, true)", "is not a number of instalments (0 to 120)"));
        }
        await ImportChildAsync("payments", payments.File, payments.OrderId, payments.Exclude, rules,
            [$"CAST(CASE {known} ELSE {(int)PaymentMethod.Unknown} END AS UTINYINT) AS method",
                $"CAST({(payments.Instalments is null ? "1" : "f.d_instalments")} AS INTEGER) AS instalments", "f.d_value AS value"], derived);
    }

    private async Task ImportReviewsAsync()
    {
        if (_mapping.Reviews is not { } reviews)
        {
            database.Execute("CREATE TABLE reviews (order_no BIGINT, stars INTEGER, created_at TIMESTAMP, further BOOLEAN)");
            return;
        }
        var created = reviews.CreatedAt is null ? "CAST(NULL AS TIMESTAMP)" : _value.Time(Field(reviews.CreatedAt), _files[reviews.File].IsParquet);
        var rules = new List<RowRule> { RowRule.Reject(reviews.Stars, $"coalesce({ValueSql.Whole("f.d_stars")} NOT BETWEEN 1 AND 5, true)", "is not a number of stars (1 to 5)") };
        if (reviews.CreatedAt is not null)
            rules.Add(RowRule.Reject(reviews.CreatedAt, $"coalesce({Field(reviews.CreatedAt)}, '') <> '' AND f.d_created_at IS NULL", "is not a time"));
        await ImportChildAsync("reviews", reviews.File, reviews.OrderId, reviews.Exclude, rules,
            ["CAST(f.d_stars AS INTEGER) AS stars", "f.d_created_at AS created_at"], [$"{_value.Number(Field(reviews.Stars))} AS d_stars", $"{created} AS d_created_at"]);
        // An order's further reviews stay out of order-level records; the customer's mean over all reviews (a reference feature) still sees them.
        database.Execute("""
            CREATE TABLE reviews AS
            SELECT order_no, stars, created_at, order_no IN (SELECT order_no FROM reviews_all WHERE verdict = 0 GROUP BY order_no HAVING count(*) > 1) AS further
            FROM reviews_all WHERE verdict = 0;
            DROP TABLE reviews_all;
            """);
        database.Execute("""
            UPDATE reviews SET further = false FROM (
                SELECT rowid AS no FROM (SELECT rowid, row_number() OVER (PARTITION BY order_no ORDER BY created_at, stars) AS nth FROM reviews WHERE further) s WHERE nth = 1) first
            WHERE reviews.rowid = first.no
            """);
        var further = database.Count("SELECT count(*) FROM reviews WHERE further");
        if (further > 0)
            _counts[^1].Excluded["further_review"] = further;
    }

    /// <summary>Rows that name an order: payments, reviews.</summary>
    private async Task ImportChildAsync(
        string table, string file, string orderId, IReadOnlyList<ExclusionRule> exclude, IReadOnlyList<RowRule> rules, IReadOnlyList<string> select, IReadOnlyList<string> derived)
    {
        if (file == _mapping.Orders.File || file == _mapping.Items.File)
            throw new ClienteleException($"the {table} stand in the same file as the orders or items ({file})", _mapping.Name,
                $"This version reads {table} from a file of their own. Leave `{table}:` out, or split the columns off into a file with one row a {table[..^1]}.");
        await ImportAsync(new TablePlan($"{table}_all", _files[file], UsedColumns(file), ["o.no AS order_no", .. select],
            OrderJoin(orderId), [.. Exclusions(exclude), .. ParentRules(orderId), .. rules])
        { Derived = derived });
        if (table == "payments")
            database.Execute("CREATE VIEW payments AS SELECT order_no, method, instalments, value FROM payments_all WHERE verdict = 0");
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
            used.AddRange([items.OrderId, items.Amount, items.UnitPrice, items.Quantity, items.Freight, items.Product, items.Seller, items.SellerState?.Column, items.Category?.Column, .. items.Exclude.Select(rule => rule.Column)]);
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
        if (count.Rows == 0)
            throw new ClienteleException("there is no row below the header", file.Name, "Export it again, with the orders.");
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
