namespace Clientele.Data;

// Money beside the price. What is of one row is taken off or kept with the row; what is of a whole order is spread over its items, in proportion to their amounts.
internal sealed partial class TransactionImport
{
    private static readonly string[] OrderMoney = ["order_discount", "order_freight", "order_refund", "order_tax"];

    /// <summary>Whether any column says something per order.</summary>
    private bool HasOrderMoney => _mapping.Items.DiscountLines.Count > 0 || OrderMoneyColumns().Any();

    private IEnumerable<(string File, string Column, string Name)> OrderMoneyColumns()
    {
        var (orders, items) = (_mapping.Orders, _mapping.Items);
        foreach (var (own, of, name) in new[] { (orders.Discount, items.Discount, "order_discount"), (orders.Freight, items.Freight, "order_freight"), (orders.Refund, items.Refund, "order_refund"), (orders.Tax, items.Tax, "order_tax") })
        {
            if (own is not null)
                yield return (orders.File, own, name);
            if (of is { Per: MoneyPer.Order })
                yield return (items.File, of.Column, name);
        }
    }

    /// <summary>Values that a row states for its whole order.</summary>
    private void AddOrderMoney(Fields fields, string file, params (string? Column, string Name)[] columns)
    {
        foreach (var (column, name) in columns)
        {
            if (column is null)
                continue;
            fields.Derived.Add($"abs({Number(file, column)}) AS d_{name}");
            fields.Rules.Add(NotMoney(file, column, $"f.d_{name}"));
            fields.Select.Add($"f.d_{name} AS {name}");
        }
    }

    private RowRule NotMoney(string file, string column, string value) => RowRule.Reject(
        column, $"({value} IS NULL OR {value} > {Limit}) AND NOT ({_value.IsEmpty(Field(column))})", $"is not an amount (0 to {Limit})");

    /// <summary>The row's amount after its discount, and the money kept with it.</summary>
    private void AddItemMoney(Fields fields, string gross)
    {
        var items = _mapping.Items;
        var amount = gross;
        if (Line(items.Discount) is { } discount)
        {
            fields.Derived.Add($"abs({Number(items.File, discount)}) AS d_discount");
            fields.Rules.Add(NotMoney(items.File, discount, "f.d_discount"));
            var taken = items.Discount!.Per == MoneyPer.Unit && items.Quantity is not null ? $"CAST(f.d_discount * CAST(f.d_quantity AS DECIMAL(11, 4)) AS {Money})" : "f.d_discount";
            // Half a cent a row is rounding of the shop's own.
            fields.Rules.Add(RowRule.Reject(discount, $"{taken} > ({gross}) + 0.005", "is a discount of more than the row costs"));
            amount = $"greatest(({gross}) - coalesce({taken}, 0), 0)";
            fields.Select.Add($"CASE WHEN {taken} > ({gross}) THEN {gross} ELSE {taken} END AS discount");
        }
        if (Line(items.Tax) is { } tax)
        {
            fields.Derived.Add($"abs({Number(items.File, tax)}) AS d_tax");
            fields.Rules.Add(NotMoney(items.File, tax, "f.d_tax"));
            if (items.PricesHoldTax == true)
            {
                fields.Rules.Add(RowRule.Reject(tax, $"f.d_tax > ({amount}) + 0.005", "is a tax of more than the row costs"));
                amount = $"greatest(({amount}) - coalesce(f.d_tax, 0), 0)";
            }
            fields.Select.Add("f.d_tax AS tax");
        }
        fields.Select.Add($"CAST({amount} AS {Money}) AS amount");
        AddFreight(fields);
        if (Line(items.Refund) is { } refund)
        {
            fields.Derived.Add($"abs({Number(items.File, refund)}) AS d_refund");
            fields.Rules.Add(NotMoney(items.File, refund, "f.d_refund"));
            fields.Select.Add("f.d_refund AS refund");
        }
        AddOrderMoney(fields, items.File, [.. OrderMoneyColumns().Where(money => money.File == items.File && money.Column != Own(money.Name)).Select(money => ((string?)money.Column, money.Name))]);
        if (SideRules().Any())
            fields.Select.Add($"abs({(items.Quantity is null ? gross : $"coalesce({gross}, f.d_price)")}) AS side");
    }

    // In a file of order lines the columns under `orders` are added with the order's fields.
    private string? Own(string name) => _mapping.HasOrderLines ? name switch
    {
        "order_discount" => _mapping.Orders.Discount,
        "order_freight" => _mapping.Orders.Freight,
        "order_refund" => _mapping.Orders.Refund,
        _ => _mapping.Orders.Tax,
    } : null;

    private static string? Line(MoneyColumn? money) => money is { Per: not MoneyPer.Order } ? money.Column : null;

    private void AddFreight(Fields fields)
    {
        if (Line(_mapping.Items.Freight) is not { } freight)
        {
            fields.Select.Add($"CAST(NULL AS {Money}) AS freight");
            return;
        }
        fields.Derived.Add($"{Number(_mapping.Items.File, freight)} AS d_freight");
        fields.Rules.Add(RowRule.Reject(freight, $"(f.d_freight IS NULL OR f.d_freight NOT BETWEEN 0 AND {Limit}) AND NOT ({_value.IsEmpty(Field(freight))})", "is not a freight amount"));
        fields.Select.Add("f.d_freight AS freight");
    }

    /// <summary>Rules of items whose rows are left out but whose money counts: reductions of their order, and returns.</summary>
    private IEnumerable<(ExclusionRule Rule, bool IsDiscount)> SideRules() =>
        _mapping.Items.DiscountLines.Select(rule => (rule, true)).Concat(_mapping.Items.Exclude.Where(rule => rule.Test == ExclusionTest.IsNegative).Select(rule => (rule, false)));

    private List<RowRule> ItemExclusions() => [.. Exclusions(_mapping.Items.File, _mapping.Items.DiscountLines), .. Exclusions(_mapping.Items.File, _mapping.Items.Exclude)];

    // A reduction that cannot be read would leave its order too dear.
    private IEnumerable<RowRule> DiscountLineRules()
    {
        var (items, price) = (_mapping.Items, _mapping.Items.Amount ?? _mapping.Items.UnitPrice!);
        return items.DiscountLines.Select(rule => RowRule.Reject(price, $"({_value.Excludes(rule, Field(rule.Column), Number(items.File, rule.Column))}) AND f.d_price IS NULL", "is not an amount"));
    }

    /// <summary>Verdicts of the rows of items that one of their own rules left out, by whether the rule is of discounts; in the table that holds those rows.</summary>
    private string Verdicts(bool isDiscount)
    {
        var items = _mapping.Items;
        var verdicts = _itemExclusions.Where((_, index) => index < items.DiscountLines.Count ? isDiscount : !isDiscount && items.Exclude[index - items.DiscountLines.Count].Test == ExclusionTest.IsNegative);
        return string.Join(", ", verdicts.Append(-1));
    }

    /// <summary>Spreads what orders state over their accepted items.</summary>
    /// <exception cref="ClienteleException">Lines of one order state different values for the order.</exception>
    private void SpreadOrderMoney()
    {
        if (!HasOrderMoney)
            return;
        var stated = OrderMoneyColumns().ToList();
        var lines = _mapping.HasOrderLines ? "(SELECT order_key AS order_no, l.* FROM lines l SEMI JOIN line_orders USING (order_key))" : "items_all";
        foreach (var (file, column, name) in stated)
            if (file == _mapping.Items.File)
                RefuseContradictions(lines, column, name);
        var values = OrderMoney.Select(name =>
        {
            var own = stated.Where(money => money.Name == name).Select(money => money.File == _mapping.Items.File ? $"(SELECT order_no, max({name}) AS v FROM {lines} GROUP BY order_no)" : $"(SELECT rowid AS order_no, {name} AS v FROM orders_all)").ToList();
            if (name == "order_discount" && _mapping.Items.DiscountLines.Count > 0)
                own.Add($"(SELECT order_no, sum(side) AS v FROM {lines} WHERE verdict IN ({Verdicts(isDiscount: true)}) GROUP BY order_no)");
            return own.Count == 0 ? $"CREATE TEMP TABLE m_{name} AS SELECT order_no, CAST(NULL AS {Money}) AS v FROM items_all WHERE false"
                : $"CREATE TEMP TABLE m_{name} AS SELECT order_no, CAST(sum(v) AS {Money}) AS v FROM ({string.Join(" UNION ALL ", own.Select(sql => $"SELECT * FROM {sql}"))}) GROUP BY order_no";
        });
        foreach (var sql in values)
            database.Execute(sql);
        // The share of a row is what the rows up to it have together, less what the rows before it have: the shares add up to the whole, to the last digit.
        database.Execute($"""
            CREATE TEMP TABLE item_shares AS
            WITH weighed AS (SELECT rowid AS no, order_no, CASE WHEN sum(amount) OVER of_order > 0 THEN amount ELSE 1 END AS w, amount, sum(amount) OVER of_order AS total, quantity, product
                             FROM items_all WHERE verdict = 0 WINDOW of_order AS (PARTITION BY order_no)),
                 placed AS (SELECT *, CAST(sum(w) OVER (PARTITION BY order_no ORDER BY amount, product, quantity, no ROWS UNBOUNDED PRECEDING) AS DOUBLE) AS upto,
                            CAST(coalesce(sum(w) OVER (PARTITION BY order_no ORDER BY amount, product, quantity, no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS DOUBLE) AS before,
                            CAST(sum(w) OVER (PARTITION BY order_no) AS DOUBLE) AS whole FROM weighed)
            SELECT no, {string.Join(", ", OrderMoney.Select(name => $"{Share(name)} AS {name}"))}
            FROM placed p {string.Join(" ", OrderMoney.Select(name => $"LEFT JOIN m_{name} ON m_{name}.order_no = p.order_no"))}
            """);
        CountCappedDiscounts();
        database.Execute($"""
            ALTER TABLE items_all ADD COLUMN IF NOT EXISTS discount {Money};
            ALTER TABLE items_all ADD COLUMN IF NOT EXISTS tax {Money};
            UPDATE items_all SET
                amount = amount - coalesce(s.order_discount, 0){(_mapping.Items.PricesHoldTax == true ? " - coalesce(s.order_tax, 0)" : "")},
                discount = CASE WHEN items_all.discount IS NULL THEN s.order_discount ELSE items_all.discount + coalesce(s.order_discount, 0) END,
                freight = CASE WHEN items_all.freight IS NULL THEN s.order_freight ELSE items_all.freight + coalesce(s.order_freight, 0) END,
                tax = CASE WHEN items_all.tax IS NULL THEN s.order_tax ELSE items_all.tax + coalesce(s.order_tax, 0) END
            FROM item_shares s WHERE items_all.rowid = s.no
            """);
    }

    // No order costs less than nothing.
    private static string Share(string name)
    {
        // least() passes over NULL: what states no discount would have one of everything.
        var value = name == "order_discount" ? "CASE WHEN m_order_discount.v > p.total THEN p.total ELSE m_order_discount.v END" : $"m_{name}.v";
        return $"CAST(round(CAST({value} AS DOUBLE) * p.upto / p.whole, 4) AS {Money}) - CAST(round(CAST({value} AS DOUBLE) * p.before / p.whole, 4) AS {Money})";
    }

    private void RefuseContradictions(string lines, string column, string name)
    {
        var orders = database.Count($"SELECT count(*) FROM (SELECT order_no FROM {lines} WHERE {name} IS NOT NULL GROUP BY order_no HAVING min({name}) <> max({name}))");
        var stated = database.Count($"SELECT count(DISTINCT order_no) FROM {lines} WHERE {name} IS NOT NULL");
        if (orders == 0)
            return;
        if (orders > source.MaxRejectedShare * stated || orders > 0.01 * stated)
            throw new ClienteleException($"the lines of {orders:N0} of {stated:N0} orders state different values in \"{column}\", which the mapping takes for one value of the whole order", _files[_mapping.Items.File].Name,
                "If each line has its own, write `per: line`.");
        Warn("several_values", $"{orders:N0} orders state several values in \"{column}\", which is one value of the whole order: the largest counts.");
    }

    private void CountCappedDiscounts()
    {
        var capped = database.Count("SELECT count(*) FROM m_order_discount d JOIN (SELECT order_no, sum(amount) AS total FROM items_all WHERE verdict = 0 GROUP BY order_no) i USING (order_no) WHERE d.v > i.total + 0.005");
        if (capped > 0)
            Warn("large_discount", $"{capped:N0} orders have a discount of more than their items cost: they count as free.");
    }
}
