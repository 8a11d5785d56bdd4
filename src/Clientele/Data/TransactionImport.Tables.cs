using Clientele.Data.Reading;

namespace Clientele.Data;

internal sealed partial class TransactionImport
{
    private const string NoItems = "no_items";
    private const string Anonymous = "anonymous";

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
            ExcludeOrdersWithoutItems();
        }
        RequireOrders();
        SpreadOrderMoney();
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
        var key = Field(lookup.Key);
        await ImportAsync(new TablePlan(
            LookupJoins.Table(name), Open(lookup.File, []), [.. attributes.Append(lookup.Key).Distinct(StringComparer.Ordinal)],
            [$"{_value.Key(key)} AS key", .. attributes.Select(column => $"{_value.Text(Field(column))} AS {LookupJoins.Attribute(column)}")],
            "", [.. TornRules(lookup.File), RowRule.Reject(lookup.Key, _value.IsEmpty(key), "the key is empty")])
        { Unique = "key", UniqueColumn = lookup.Key });
        // A later hop of a path refers to this lookup from another lookup's attribute.
        foreach (var path in Paths())
            for (var hop = 1; hop < path.Hops.Count; hop++)
                if (path.Hops[hop].Lookup == name)
                    References(name).Add($"SELECT t.rowid AS no FROM {LookupJoins.Table(name)} t SEMI JOIN {LookupJoins.Table(path.Hops[hop - 1].Lookup)} s ON t.key = {_value.Key($"s.{LookupJoins.Attribute(path.Hops[hop - 1].Column)}")}");
    }

    private async Task ImportOrdersAsync()
    {
        var orders = _mapping.Orders;
        var orderId = orders.OrderId ?? throw new ClienteleException("orders.order_id is missing in the mapping", _mapping.Name,
            "Items stand in a file of their own, so an order needs an id that they can name.");
        var joins = new LookupJoins(_mapping.Lookups, _value);
        var fields = OrderFields(joins);
        AddShared(orders.File, fields);
        _orderRules = [.. TornRules(orders.File), .. fields.Rules];
        await ImportAsync(new TablePlan("orders_all", _files[orders.File], UsedColumns(orders.File),
            [$"{ValueSql.KeyOf("f.d_order")} AS order_key", .. fields.Select, .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")], joins.Sql, _orderRules)
        { Unique = "order_key", UniqueColumn = orderId, Derived = fields.Derived, Revise = ZeroIsNobody });
        Refer("orders_all", joins);
    }

    private async Task ImportItemsAsync()
    {
        var items = _mapping.Items;
        var orderId = items.OrderId ?? throw new ClienteleException("items.order_id is missing in the mapping", _mapping.Name, "Say which column of the item file names the order.");
        var joins = new LookupJoins(_mapping.Lookups, _value);
        var fields = ItemFields(joins);
        AddShared(items.File, fields);
        List<RowRule> first = [.. TornRules(items.File), .. DiscountLineRules()];
        var own = ItemExclusions();
        _itemExclusions = [.. Enumerable.Range(first.Count + 1, own.Count)];
        await ImportAsync(new TablePlan("items_all", _files[items.File], UsedColumns(items.File),
            ["o.no AS order_no", .. fields.Select, .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")],
            OrderJoin(orderId) + joins.Sql, [.. first, .. own, .. ParentRules(orderId), .. fields.Rules])
        { Derived = fields.Derived });
        Refer("items_all", joins);
    }

    /// <summary>Order lines: one file whose rows are items and, grouped by order id, the orders.</summary>
    private async Task ImportLinesAsync()
    {
        var (orders, items) = (_mapping.Orders, _mapping.Items);
        var joins = new LookupJoins(_mapping.Lookups, _value);
        var order = OrderFields(joins);
        var item = ItemFields(joins);
        AddShared(orders.File, item);
        List<RowRule> left = [.. TornRules(orders.File), .. order.Rules.Where(rule => rule.Excluded is not null), .. DiscountLineRules()];
        var own = ItemExclusions();
        _orderRules = [.. left, .. own, .. order.Rules.Where(rule => rule.Excluded is null), .. item.Rules];
        _itemExclusions = [.. Enumerable.Range(left.Count + 1, own.Count)];
        var rules = _orderRules.Count;
        var blank = string.Join(" OR ", OrderColumns().Select(column => $"coalesce({Field(column)}, '') = ''").Append("false"));
        await ImportAsync(new TablePlan("lines", _files[orders.File], UsedColumns(orders.File),
            [$"{(orders.OrderId is null ? "CAST(f.rn AS UBIGINT)" : ValueSql.KeyOf("f.d_order"))} AS order_key", $"{blank} AS blank", .. order.Select, .. item.Select,
                .. joins.Direct.Select(pair => $"{pair.Value}.no AS ref_{pair.Key}")],
            joins.Sql, _orderRules)
        {
            Numbered = orders.OrderId is null,
            Derived = [.. order.Derived, .. item.Derived],
            Revise = plan => (orders.OrderId is null ? null : FillCells(plan)) ?? ZeroIsNobody(plan) ?? (orders.OrderId is null ? null : RefuseFurtherCustomers(plan)),
        });
        Refer("lines", joins);
        if (orders.OrderId is null || _orderRules.Count > rules)
            GroupLines();
        database.Execute("""
            CREATE TABLE orders_all AS
            SELECT order_key, customer_id, ordered_at, promised_at, delivered_at, customer_state, CAST(0 AS TINYINT) AS verdict FROM line_orders
            UNION ALL
            SELECT order_key, NULL, NULL, NULL, NULL, NULL, min(verdict) FROM lines WHERE verdict > 0 AND order_key IS NOT NULL AND order_key NOT IN (SELECT order_key FROM line_orders) GROUP BY order_key
            """);
        // The lines are the items; they are copied only where money of the order is spread over them.
        var money = new[] { "discount", "tax", "refund" }.Where(name => item.Select.Any(sql => sql.EndsWith($" AS {name}", StringComparison.Ordinal)));
        database.Execute($"CREATE {(HasOrderMoney ? "TABLE" : "VIEW")} items_all AS SELECT {string.Join(", ", money.Prepend(
            "order_key AS order_no, quantity, weight, amount, freight, product, seller, seller_state, category, verdict"))} FROM lines WHERE verdict = 0");
    }

    /// <summary>Columns of order lines that say something about the order, not the line.</summary>
    private List<string> OrderColumns()
    {
        var (orders, items) = (_mapping.Orders, _mapping.Items);
        string?[] lines = [orders.OrderId, items.Amount, items.UnitPrice, items.Quantity, Line(items.Discount), Line(items.Freight), Line(items.Refund), Line(items.Tax),
            items.Product, items.Seller, items.SellerState?.Column, items.Category?.Column, .. items.Exclude.Concat(items.DiscountLines).Select(rule => rule.Column)];
        // Money of the whole order is not filled: it counts once however often it is written.
        string?[] all = [orders.Customer.Column, orders.OrderedAt, orders.OrderedTime, orders.PromisedAt, orders.DeliveredAt, orders.CustomerState?.Column, .. orders.Exclude.Select(rule => rule.Column)];
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
            SELECT order_key, {string.Join(", ", columns.Select(column => $"min(nullif({Field(column)}, '')) AS {FileScan.Column(column)}"))}
            FROM (SELECT {_value.Key(Field(key))} AS order_key, f.* FROM {FileScan.Sql(plan.File, plan.Columns, numbered: false, $"broken_{_scans++}")} f) f
            GROUP BY order_key HAVING {string.Join(" OR ", columns.Select(column => $"count(nullif({Field(column)}, '')) BETWEEN 1 AND count(*) - 1"))}
            """);
        return database.Count("SELECT count(*) FROM order_cells") == 0 ? null : plan with { Filled = columns, FillKey = key };
    }

    // An order whose lines name two customers contradicts itself: the lines of all but its first customer are taken back.
    private TablePlan? RefuseFurtherCustomers(TablePlan plan)
    {
        GroupLines();
        if (database.Count("SELECT count(*) FROM line_orders WHERE has_several") == 0)
            return null;
        database.Execute("CREATE TABLE two_customers AS SELECT order_key, min(customer_id) AS customer_id FROM lines WHERE verdict = 0 AND order_key IN (SELECT order_key FROM line_orders WHERE has_several) GROUP BY order_key");
        var customer = _mapping.Orders.Customer;
        var rule = RowRule.Reject(customer.Column, $"c.customer_id IS NOT NULL AND {_customer} <> c.customer_id", "is another customer than the same order's other lines have");
        _orderRules = [.. plan.Rules, rule];
        return plan with { Rules = _orderRules, Revise = null, Joins = plan.Joins + $" LEFT JOIN two_customers c ON {ValueSql.KeyOf("f.d_order")} = c.order_key" };
    }

    // The orders that the accepted lines make. Texts are costly to compare, so their hashes are.
    private void GroupLines() => database.Execute($"""
        CREATE OR REPLACE TEMP TABLE line_orders AS
        SELECT order_key, any_value(customer_id) AS customer_id, min(hash(customer_id)) <> max(hash(customer_id)) AS has_several, min(ordered_at) AS ordered_at, min(promised_at) AS promised_at,
               max(delivered_at) AS delivered_at, {(_mapping.Orders.CustomerState is null ? "CAST(NULL AS VARCHAR)" : "min(customer_state)")} AS customer_state,
               sum(amount) AS amount, sum(freight) AS freight
        FROM lines WHERE verdict = 0 GROUP BY order_key
        """);

    private void ExcludeOrdersWithoutItems()
    {
        var verdict = _orderRules.Count + 2;   // + 1 is taken by duplicates
        var lost = database.Execute($"UPDATE orders_all SET verdict = {verdict} WHERE verdict = 0 AND rowid NOT IN (SELECT order_no FROM items_all WHERE verdict = 0)");
        if (lost == 0)
            return;
        var index = _counts.FindIndex(count => count.File.Name == _files[_mapping.Orders.File].Name);
        _counts[index].Excluded[NoItems] = lost;
    }

    /// <summary>Column of <c>orders_all</c> by which items, payments and reviews name their order.</summary>
    private string OrderNo => _mapping.HasOrderLines ? "order_key" : "rowid";

    private string OrderJoin(string orderId) =>
        $" LEFT JOIN (SELECT {OrderNo} AS no, order_key, verdict FROM orders_all WHERE verdict <> {_orderRules.Count + 1}) o ON {_value.Key(Field(orderId))} = o.order_key";

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
            used.AddRange([orders.OrderId, orders.Customer.Column, orders.OrderedAt, orders.OrderedTime, orders.PromisedAt, orders.DeliveredAt, orders.CustomerState?.Column,
                orders.Discount, orders.Freight, orders.Refund, orders.Tax, .. orders.Exclude.Select(rule => rule.Column)]);
        if (items.File == file)
            used.AddRange([items.OrderId, items.Amount, items.UnitPrice, items.Quantity, items.Discount?.Column, items.Freight?.Column, items.Refund?.Column, items.Tax?.Column,
                items.Product, items.Seller, items.SellerState?.Column, items.Category?.Column, .. items.Exclude.Concat(items.DiscountLines).Select(rule => rule.Column)]);
        if (payments?.File == file)
            used.AddRange([payments.OrderId, payments.Method, payments.Instalments, payments.Value, .. payments.Exclude.Select(rule => rule.Column)]);
        if (reviews?.File == file)
            used.AddRange([reviews.OrderId, reviews.Stars, reviews.CreatedAt, .. reviews.Exclude.Select(rule => rule.Column)]);
        // Amounts are not converted: a column of currencies is looked at wherever there is one.
        if ((orders.File == file || items.File == file) && _files.TryGetValue(file, out var found))
            used.AddRange(found.Columns.Where(CurrencyMarks.IsCurrencyColumn));
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
        var left = count.Excluded.Count == 0 ? "" : $"Left out by rule: {Words.List([.. count.Excluded.Select(pair => $"{pair.Key} {pair.Value:N0}")], 8)}. ";
        throw new NoOrdersException(
            $"none of the {count.Rows:N0} rows leaves an order{Commonest(5)}", file.Name,
            left + (count.Excluded.Keys.Except([Anonymous]).Any() ? "Look at the mapping's `exclude` rules: which status means delivered?"
                : count.Excluded.ContainsKey(Anonymous) ? "Look at `customer`: is there a column that says who bought?" : "Fix the mapping (date_format, decimal, encoding) or the file."),
            Rejected);
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
        database.Execute($"""
            CREATE TABLE customer_list AS SELECT DISTINCT customer_id FROM orders_all WHERE verdict = 0 ORDER BY customer_id;
            CREATE TABLE customers AS SELECT CAST(rowid AS INTEGER) AS customer_no, customer_id FROM customer_list;
            DROP TABLE customer_list;
            CREATE TABLE orders AS
            SELECT o.{OrderNo} AS order_no, c.customer_no, o.order_key, o.ordered_at, o.promised_at, o.delivered_at, o.customer_state
            FROM orders_all o JOIN customers c USING (customer_id) WHERE o.verdict = 0;
            CREATE VIEW items AS SELECT order_no, quantity, amount, freight, product, seller, seller_state, category FROM items_all WHERE verdict = 0;
            """);
    }

    /// <summary>What became of each file's rows.</summary>
    /// <exception cref="InvalidOperationException">The rows do not add up.</exception>
    public IReadOnlyList<FileAccount> Accounts(IReadOnlyDictionary<string, IReadOnlyList<FileFingerprint>> fingerprints)
    {
        return [.. _counts.Select(count =>
        {
            var prints = fingerprints[count.File.Name];
            var parts = count.File.Parts.Zip(prints, (part, print) => new FilePart(part.Name, print.Sha256, print.Bytes, Math.Max(0, print.Rows))).ToList();
            var (sha256, bytes, rows) = parts.Count == 1 ? (prints[0].Sha256, prints[0].Bytes, prints[0].Rows)
                : (Transactions.HashOf(parts.Select(part => part.Sha256), ""), prints.Sum(print => print.Bytes), prints.Any(print => print.Rows < 0) ? -1 : prints.Sum(print => print.Rows));
            // The scanner counts records without DuckDB. Where DuckDB found torn records, the two may split them differently.
            var torn = Rejected.Any(row => row.Column.Length == 0 && count.File.Parts.Any(part => part.Name == row.File));
            if (rows >= 0 && rows != count.Rows && !torn)
                throw new InvalidOperationException($"{count.File.Name}: {rows} records in the file, but {count.Rows} were read.");
            return new FileAccount(count.File.Name, sha256, bytes, count.Rows, count.Rows - count.Excluded.Values.Sum() - count.Rejected, count.Excluded, count.Rejected)
            {
                Parts = parts.Count == 1 ? null : parts,
            };
        })];
    }

    /// <summary>The files that are read, each once.</summary>
    public IReadOnlyCollection<InputFile> Files => _files.Values;
}
