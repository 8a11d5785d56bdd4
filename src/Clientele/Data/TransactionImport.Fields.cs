using System.Globalization;
using Clientele.Data.Reading;

namespace Clientele.Data;

// How the values of a row are read, and which of them make it an excluded or a rejected row.
internal sealed partial class TransactionImport
{
    /// <summary>What a row's columns become: the rules that decide about it, the values that are kept, and those that both share.</summary>
    private sealed record Fields(List<RowRule> Rules, List<string> Select, List<string> Derived)
    {
        public Fields() : this([], [], []) { }

        public void Add(Fields more)
        {
            Rules.AddRange(more.Rules);
            Select.AddRange(more.Select);
            Derived.AddRange(more.Derived);
        }
    }

    private const string Money = "DECIMAL(18, 4)";

    private static string Field(string column) => $"f.{FileScan.Column(column)}";

    private string Number(string file, string column) =>
        IsNumber(file, column) ? ValueSql.TypedNumber(Field(column)) : _value.Number(Field(column), _mapping.DecimalOf(file, column));

    private bool IsNumber(string file, string column) => _files[file].Numbers.Contains(column);

    private string Time(string file, string column) => _time.Time(Field(column), _mapping.DateFormatOf(file, column), _files[file].IsParquet, _mapping.SourceZones.GetValueOrDefault(file));

    private IEnumerable<RowRule> Exclusions(string file, IReadOnlyList<ExclusionRule> rules) =>
        rules.Select(rule => RowRule.Exclude(rule.Rule, rule.Column, _value.Excludes(rule, Field(rule.Column), Number(file, rule.Column))));

    private string Limit => _mapping.AmountLimit.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rules that come before all others: a row that is not whole says nothing.</summary>
    private IEnumerable<RowRule> TornRules(string file) => _files[file] is { Format.IsWhiteSpace: true, IsParquet: false }
        ? [RowRule.Reject("", "f.torn", $"has another number of values than the {_files[file].Columns.Count} columns") with { Shown = "f.line" }]
        : [];

    /// <summary>The order fields of a row.</summary>
    private Fields OrderFields(LookupJoins joins)
    {
        var orders = _mapping.Orders;
        var fields = new Fields();
        fields.Rules.AddRange(Exclusions(orders.File, orders.Exclude));
        CustomerFields(fields, joins);
        fields.Rules.AddRange(CurrencyRules(orders.File));
        TimeFields(fields);
        fields.Select.Add($"{(orders.CustomerState is null ? "CAST(NULL AS VARCHAR)" : _value.Text(joins.Value(orders.CustomerState)))} AS customer_state");
        AddOrderMoney(fields, orders.File, (orders.Discount, "order_discount"), (orders.Freight, "order_freight"), (orders.Refund, "order_refund"), (orders.Tax, "order_tax"));
        return fields;
    }

    private void CustomerFields(Fields fields, LookupJoins joins)
    {
        var orders = _mapping.Orders;
        var (path, raw) = (orders.Customer, Field(orders.Customer.Column));
        var direct = path.Hops.Count == 0;
        fields.Derived.Add($"{(direct ? _value.Customer(raw) : _value.Id(raw))} AS d_customer");
        _customer = direct ? "f.d_customer" : _value.Customer(joins.Value(path));
        if (direct)
            fields.Derived.Add($"CASE WHEN d_customer IS NULL THEN nullif(trim({raw}), '') ELSE {Nobody("d_customer")} END AS d_nobody");
        var nobody = direct ? "f.d_nobody" : Nobody(_customer);
        fields.Rules.Add(RowRule.Exclude(Anonymous, path.Column, $"f.d_customer IS NULL OR {nobody} IS NOT NULL{(direct ? "" : $" OR {Nobody("f.d_customer")} IS NOT NULL")}"));
        if (orders.OrderId is { } id)
        {
            fields.Derived.Add($"{_value.Id(Field(id))} AS d_order");
            fields.Rules.Add(RowRule.Reject(id, "f.d_order IS NULL", "the order has no id"));
            fields.Rules.Add(RowRule.Reject(id, ValueSql.IsShortened("f.d_order"), "is an id that a spreadsheet has shortened: it may stand for several orders"));
        }
        if (!direct)
            fields.Rules.Add(RowRule.Reject(path.Column, $"coalesce({_customer}, '') = ''", $"names a customer that {_mapping.Lookups[path.Hops[0].Lookup].File} does not have"));
        var same = orders.CustomerIsEmail && direct ? $"lower({raw})" : raw;
        fields.Select.AddRange([$"{_customer} AS customer_id", $"{nobody} AS nobody", $"coalesce({same} <> f.d_customer, false) AS tidied"]);
    }

    /// <summary>SQL of the customer of a row of orders.</summary>
    private string _customer = "";

    // Who is nobody is kept in words, so that it can be said.
    private string Nobody(string customer) => $"CASE WHEN {_value.IsNobody(customer)} OR ({ValueSql.IsShortened(customer)}) THEN {customer} END";

    private void TimeFields(Fields fields)
    {
        var orders = _mapping.Orders;
        var typed = _files[orders.File].IsParquet;
        foreach (var (column, name, required) in new[] { (orders.OrderedAt, "ordered_at", true), (orders.PromisedAt, "promised_at", false), (orders.DeliveredAt, "delivered_at", false) })
        {
            var format = column is null ? "" : _mapping.DateFormatOf(orders.File, column);
            var time = column is null ? "CAST(NULL AS TIMESTAMP)"
                : required && orders.OrderedTime is { } clock ? _time.Time($"(CASE WHEN {_value.IsEmpty(Field(clock))} THEN {Field(column)} ELSE {Field(column)} || ' ' || {Field(clock)} END)", format, typed, _mapping.SourceZones.GetValueOrDefault(orders.File))
                : Time(orders.File, column);
            fields.Derived.Add($"{time} AS d_{name}");
            fields.Select.Add($"f.d_{name} AS {name}");
            if (column is null)
                continue;
            fields.Rules.Add(RowRule.Reject(column, $"f.d_{name} IS NULL{(required ? "" : $" AND NOT ({_value.IsEmpty(Field(column))})")}", NotATime(format)));
            fields.Rules.AddRange(DateRules(column, $"f.d_{name}", required));
        }
    }

    private static string NotATime(string format) => format switch
    {
        "iso" => "is not a time (of the form 2024-05-03 or 2024-05-03 10:15:00)",
        "excel" => "is not a day's number as spreadsheets write it (45384.5)",
        "unix" => "is not a number of seconds or milliseconds since 1970",
        _ => $"is not a time of the form {format}{(format.Contains("%Y", StringComparison.Ordinal) ? " (%Y is a year of four digits, %y one of two)" : "")}",
    };

    // A date that no shop of today can have is misread far more often than it is true.
    private IEnumerable<RowRule> DateRules(string column, string time, bool isOrder)
    {
        var (from, to) = (_mapping.OrderDates.From, _mapping.OrderDates.To ?? source.ReadOn?.AddDays(1));
        yield return RowRule.Reject(column, $"{time} BETWEEN TIMESTAMP '2400-01-01' AND TIMESTAMP '2700-12-31 23:59:59'", "is a year of the Buddhist calendar, it seems (2567 is 2024): write the dates in the Gregorian calendar");
        yield return RowRule.Reject(column, $"{time} BETWEEN TIMESTAMP '1300-01-01' AND TIMESTAMP '1500-12-31 23:59:59'", "is a year of the Persian or the Islamic calendar, it seems: write the dates in the Gregorian calendar");
        yield return RowRule.Reject(column, $"{time} < TIMESTAMP '{from:yyyy-MM-dd}'", $"is before {from:yyyy-MM-dd}, the first day that is believed (`order_dates`)");
        if (isOrder && to is { } last)
            yield return RowRule.Reject(column, $"{time} >= TIMESTAMP '{last.AddDays(1):yyyy-MM-dd}'", $"is after {last:yyyy-MM-dd}, the last day that is believed (`order_dates`)");
    }

    /// <summary>Rows in another currency than the mapping's stop the load: nothing is converted.</summary>
    private IEnumerable<RowRule> CurrencyRules(string file)
    {
        var own = _mapping.Currency;
        foreach (var column in _files[file].Columns.Where(CurrencyMarks.IsCurrencyColumn))
            yield return RowRule.Reject(column, $"{Field(column)} <> '{own}' AND regexp_full_match({Field(column)}, ' *[A-Za-z]{{3}} *') AND upper(trim({Field(column)})) <> '{own}'", $"is another currency than {own}") with
            {
                Fatal = words => new ClienteleException(
                    $"column \"{column}\" says {string.Join(", ", words.Select(word => $"{word.Word} in {word.Rows:N0} {(word.Rows == 1 ? "row" : "rows")}"))}, and the mapping's `currency` is {own}", _files[file].Name,
                    words.Count == 1 ? $"Set `currency: {words[0].Word}`." : $"Amounts are not converted. Leave the others out: exclude: - {{ rule: other_currency, column: {column}, not_in: [\"\", {own}] }}"),
            };
    }

    /// <summary>The item fields of a row.</summary>
    private Fields ItemFields(LookupJoins joins)
    {
        var items = _mapping.Items;
        var fields = new Fields();
        var (rules, derived) = (fields.Rules, fields.Derived);
        if (items.File != _mapping.Orders.File)
            rules.AddRange(CurrencyRules(items.File));
        if (items.Quantity is not null)
        {
            derived.Add($"{Number(items.File, items.Quantity)} AS d_quantity");
            rules.Add(RowRule.Reject(items.Quantity, "coalesce(f.d_quantity NOT BETWEEN 0 AND 1000000, true)",
                "is not a number of units (0 to 1,000,000; returns are left out with an `exclude` rule)"));
        }
        var priceColumn = items.Amount ?? items.UnitPrice!;
        derived.Add($"{Number(items.File, priceColumn)} AS d_price");
        rules.Add(RowRule.Reject(priceColumn, $"f.d_price IS NULL AND {_value.IsForeign(Field(priceColumn))}", $"is not an amount in {_mapping.Currency}, the mapping's `currency`"));
        rules.Add(RowRule.Reject(priceColumn, "f.d_price IS NULL", "is not an amount"));
        rules.Add(RowRule.Reject(priceColumn, "f.d_price < 0", "is a negative amount (returns are left out with an `exclude` rule)"));
        rules.Add(RowRule.Reject(priceColumn, $"f.d_price > {Limit}", $"is more than the amount_limit of {Limit}"));
        var gross = Gross(items, rules, priceColumn);
        fields.Select.AddRange([
            // What is sold by weight is one piece, however heavy; its weight is kept beside it.
            $"{(items.Quantity is null ? "CAST(1 AS INTEGER)" : "CAST(CASE WHEN f.d_quantity NOT BETWEEN 0 AND 1000000 THEN NULL WHEN f.d_quantity = floor(f.d_quantity) THEN f.d_quantity ELSE 1 END AS INTEGER)")} AS quantity",
            $"{(items.Quantity is null ? $"CAST(NULL AS {Money})" : "CASE WHEN f.d_quantity <> floor(f.d_quantity) THEN f.d_quantity END")} AS weight",
            $"{(items.Product is null ? "CAST(NULL AS UBIGINT)" : _value.Key(Field(items.Product)))} AS product",
            $"{(items.Seller is null ? "CAST(NULL AS UBIGINT)" : _value.Key(Field(items.Seller)))} AS seller",
            $"{(items.SellerState is null ? "CAST(NULL AS VARCHAR)" : _value.Text(joins.Value(items.SellerState)))} AS seller_state",
            $"{(items.Category is null ? "CAST(NULL AS VARCHAR)" : _value.Text(joins.Value(items.Category)))} AS category"]);
        AddItemMoney(fields, gross);
        return fields;
    }

    // The price of the row before any discount. Multiplied only where the product fits its type: rejected rows may hold any number.
    private string Gross(ItemsMapping items, List<RowRule> rules, string priceColumn)
    {
        if (items.Amount is not null || items.Quantity is null)
            return "f.d_price";
        const string large = "CAST(f.d_price AS DOUBLE) * CAST(f.d_quantity AS DOUBLE)";
        var mayBeLarge = _mapping.AmountLimit >= 1e7;
        if (mayBeLarge)
            rules.Add(RowRule.Reject(priceColumn, $"{large} >= 1e13", "is too large an amount when multiplied by the quantity"));
        return $"CASE WHEN f.d_price BETWEEN -{Limit} AND {Limit} AND f.d_quantity BETWEEN -1000000 AND 1000000{(mayBeLarge ? $" AND abs({large}) < 1e13" : "")} "
            + $"THEN CAST(f.d_price * CAST(f.d_quantity AS DECIMAL(11, 4)) AS {Money}) END";
    }
}
