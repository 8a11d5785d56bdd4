using System.Globalization;
using Clientele.Data.Reading;

namespace Clientele.Data;

// What a person should look at: things that may be right, and may not.
internal sealed partial class TransactionImport
{
    private const long FewOrders = 5;
    private readonly List<DataWarning> _warnings = [];

    private void Warn(string name, string text) => _warnings.Add(new DataWarning(name, text));

    /// <summary>Everything that was noticed; call it last.</summary>
    public IReadOnlyList<DataWarning> Warnings()
    {
        var lines = _mapping.HasOrderLines ? "lines" : "orders_all";
        NobodyIsSaid(lines);
        JoinedIds(lines);
        Addresses();
        LargestCustomer();
        Overlap();
        NeighboursWithoutOrder();
        Weights();
        PriceRole();
        ZoneOfOffsets();
        FilesNotRead();
        return _warnings;
    }

    /// <summary>Sums over the accepted rows; call it when all is read.</summary>
    public TransactionTotals Totals()
    {
        var items = _mapping.Items;
        var has = new HashSet<string>(StringComparer.Ordinal);
        database.Query("SELECT column_name FROM (DESCRIBE items_all)", row => has.Add(row.GetString(0)));
        string Sum(string column) => has.Contains(column) ? $"sum({column})" : $"CAST(NULL AS {Money})";
        var refunds = Refunds();
        var weekend = string.Join(", ", _mapping.WeekendDays.Select(day => day == DayOfWeek.Sunday ? 7 : (int)day).Append(0));
        var orders = (Count: 0L, Customers: 0L, Weekend: 0L, First: DateTime.MinValue, Last: DateTime.MinValue, Largest: 0L);
        database.Query($"""
            SELECT count(*), count(DISTINCT customer_no), count(*) FILTER (isodow(ordered_at) IN ({weekend})), min(ordered_at), max(ordered_at),
                   (SELECT max(n) FROM (SELECT count(*) AS n FROM orders GROUP BY customer_no)) FROM orders
            """, row => orders = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetDateTime(3), row.GetDateTime(4), row.GetInt64(5)));
        TransactionTotals? totals = null;
        database.Query($"""
            SELECT count(*), CAST(sum(quantity) + coalesce(sum(weight - 1), 0) AS DECIMAL(38, 4)), sum(amount), count(*) FILTER (amount = 0), {Sum("discount")}, {Sum("freight")}, {Sum("tax")}
            FROM items_all WHERE verdict = 0
            """, row => totals = new TransactionTotals(
                orders.Customers, orders.Count, row.GetInt64(0), Plain(row.GetDecimal(1)), Plain(row.GetDecimal(2)),
                Stated(items.Discount is not null || items.DiscountLines.Count > 0 || _mapping.Orders.Discount is not null, row, 4),
                Stated(items.Freight is not null || _mapping.Orders.Freight is not null, row, 5), refunds,
                Stated(items.Tax is not null || _mapping.Orders.Tax is not null, row, 6),
                orders.Weekend, orders.First, orders.Last, orders.Count == 0 ? 0 : (double)orders.Largest / orders.Count, row.GetInt64(3)));
        return totals!;

        static decimal? Stated(bool isMapped, DuckDB.NET.Data.DuckDBDataReader row, int column) => !isMapped ? null : row.IsDBNull(column) ? 0 : Plain(row.GetDecimal(column));
    }

    // Without zeros at the end: 12.5, not 12.5000.
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    // What refund columns state for accepted orders, and the rows that a rule for negative amounts left out.
    private decimal? Refunds()
    {
        var (items, table) = (_mapping.Items, _mapping.HasOrderLines ? "lines" : "items_all");
        var sums = new List<string>();
        if (Line(items.Refund) is not null)
            sums.Add("SELECT sum(refund) AS v FROM items_all WHERE verdict = 0");
        if (OrderMoneyColumns().Any(money => money.Name == "order_refund"))
            sums.Add("SELECT sum(v) FROM m_order_refund JOIN orders o USING (order_no)");
        if (items.Exclude.Any(rule => rule.Test == ExclusionTest.IsNegative))
            sums.Add($"SELECT sum(side) FROM {table} WHERE verdict IN ({Verdicts(isDiscount: false)})");
        if (sums.Count == 0)
            return null;
        decimal refunds = 0;
        database.Query($"SELECT CAST(coalesce(sum(v), 0) AS DECIMAL(38, 4)) FROM ({string.Join(" UNION ALL ", sums)}) s(v)", row => refunds = Plain(row.GetDecimal(0)));
        return refunds;
    }

    private static readonly string[] Zeros = ["0", "-1", "00000000-0000-0000-0000-000000000000"];
    private readonly List<string> _zeros = [];

    // Where customer 0 has far more orders than anybody, it is what the shop system writes for guests.
    private TablePlan? ZeroIsNobody(TablePlan plan)
    {
        if (_mapping.Orders.Anonymous is not null || _zeros.Count > 0)
            return null;
        if (database.Count($"SELECT count(*) FROM {plan.Table} WHERE verdict = 0 AND customer_id IN ({string.Join(", ", Zeros.Select(DuckDb.Literal))})") == 0)
            return null;
        foreach (var zero in Zeros)
        {
            long own = 0, next = 0, others = 0;
            database.Query($"SELECT coalesce(max(n) FILTER (customer_id = '{zero}'), 0), coalesce(max(n) FILTER (customer_id <> '{zero}'), 0), count(*) FILTER (customer_id <> '{zero}') "
                + $"FROM (SELECT customer_id, count(DISTINCT order_key) AS n FROM {plan.Table} WHERE verdict = 0 GROUP BY customer_id)", row => (own, next, others) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
            if (own >= FewOrders && own > 3 * next && others > 0)
                _zeros.Add(zero);
            else if (own > 0)
                Warn("customer_zero", string.Create(CultureInfo.InvariantCulture,
                    $"Customer \"{zero}\" has {own:N0} {(own == 1 ? "order" : "orders")} and counts as a customer. If it means nobody, set orders.anonymous: [\"{zero}\"]; if it is one, anonymous: []."));
        }
        if (_zeros.Count == 0)
            return null;
        var zeros = $"{_customer} IN ({string.Join(", ", _zeros.Select(DuckDb.Literal))})";
        _orderRules = [.. plan.Rules.Select(rule => rule.Excluded == Anonymous ? rule with { Condition = $"{rule.Condition} OR {zeros}" } : rule)];
        return plan with { Rules = _orderRules, Select = [.. plan.Select.Select(sql => sql.EndsWith(" AS nobody", StringComparison.Ordinal) ? $"CASE WHEN {zeros} THEN {_customer} ELSE {sql[..^" AS nobody".Length]} END AS nobody" : sql)] };
    }

    private void NobodyIsSaid(string table)
    {
        if (_mapping.Orders.Anonymous is not null)
            return;
        var words = new List<string>();
        database.Query($"SELECT nobody, count(*) AS n FROM {table} WHERE nobody IS NOT NULL GROUP BY nobody ORDER BY n DESC, nobody LIMIT 6",
            row => words.Add(string.Create(CultureInfo.InvariantCulture, $"\"{Words.Cut(row.GetString(0), 40)}\" in {row.GetInt64(1):N0} {(row.GetInt64(1) == 1 ? "row" : "rows")}")));
        if (words.Count > 0)
            Warn("anonymous", $"Taken for nobody, not for a customer: {string.Join(", ", words)}. Settle it with orders.anonymous: [words that mean nobody].");
    }

    private void JoinedIds(string table)
    {
        var rows = database.Count($"SELECT count(*) FROM {table} WHERE tidied AND verdict = 0");
        if (rows > 0)
            Warn("joined_ids", string.Create(CultureInfo.InvariantCulture, $"{rows:N0} customer ids were compared without blanks around them or without \".0\" at their end."));
    }

    private void Addresses()
    {
        if (_mapping.Orders.CustomerIsEmail)
            return;
        var same = database.Count("SELECT count(*) - count(DISTINCT lower(customer_id)) FROM customers WHERE contains(customer_id, '@')");
        if (same > 0)
            Warn("email_case", string.Create(CultureInfo.InvariantCulture, $"{same:N0} customers differ from another only in upper and lower case of their e-mail address: set orders.normalise: email."));
    }

    private void LargestCustomer()
    {
        database.Query("""
            SELECT c.customer_id, n, total, customers FROM (SELECT customer_no, count(*) AS n FROM orders GROUP BY customer_no ORDER BY n DESC, customer_no LIMIT 3) o
            JOIN customers c USING (customer_no), (SELECT count(*) AS total, count(DISTINCT customer_no) AS customers FROM orders) t
            WHERE n > 0.05 * total AND (n * customers > 3 * total OR (customers < 5 AND total >= 20))
            """, row => Warn("largest_customer", string.Create(CultureInfo.InvariantCulture,
                $"Customer \"{Masked(row.GetString(0))}\" has {row.GetInt64(1):N0} of {row.GetInt64(2):N0} orders ({100.0 * row.GetInt64(1) / row.GetInt64(2):0.#} %): a person, or a word for nobody (orders.anonymous), a reseller, a test account?")));
    }

    // Warnings are passed on; an address is personal.
    private static string Masked(string id) => id.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{id[0]}…{id[at..]}" : Words.Cut(id, 40);

    // Two exports that overlap hold the same orders: all but one order at each cut are in one file alone.
    private void Overlap()
    {
        var table = _mapping.HasOrderLines ? "lines" : "items_all";
        var file = _files[_mapping.Items.File];
        if (file.Parts.Count < 2 || (_mapping.HasOrderLines && _mapping.Orders.OrderId is null))
            return;
        var key = _mapping.HasOrderLines ? "order_key" : "order_no";
        var shared = database.Count($"SELECT count(*) FROM (SELECT {key} FROM {table} WHERE verdict = 0 GROUP BY {key} HAVING min(part) <> max(part))");
        if (shared > file.Parts.Count - 1)
            throw new ClienteleException(string.Create(CultureInfo.InvariantCulture, $"{shared:N0} orders stand in more than one file, so that their lines would count twice"), file.Name,
                "The exports overlap. Name files that do not, or export the time in between again.");
    }

    /// <summary>Rows of items that are the same in every cell: two pieces, or one that was exported twice.</summary>
    public void SayRepeated(IReadOnlyDictionary<string, IReadOnlyList<FileFingerprint>> fingerprints)
    {
        var file = _files[_mapping.Items.File];
        if (fingerprints[file.Name].Sum(print => print.RepeatedRows) is > 0 and var rows)
            Warn("repeated_rows", string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")} of {file.Name} {(rows == 1 ? "equals" : "equal")} an earlier one in every cell, and {(rows == 1 ? "counts" : "count")} like the others: several pieces, or the same row exported twice?"));
    }

    private void NeighboursWithoutOrder()
    {
        if (_mapping.Orders.OrderId is not null || !_mapping.HasOrderLines)
            return;
        long same = 0, rows = 0;
        database.Query("SELECT count(*) FILTER (customer_id = c AND ordered_at = t AND t <> date_trunc('day', t)), count(*) FROM (SELECT customer_id, ordered_at, lag(customer_id) OVER (ORDER BY rn) AS c, lag(ordered_at) OVER (ORDER BY rn) AS t FROM lines WHERE verdict = 0)",
            row => (same, rows) = (row.GetInt64(0), row.GetInt64(1)));
        if (same > 0.01 * rows)
            Warn("no_order_id", string.Create(CultureInfo.InvariantCulture, $"{same:N0} of {rows:N0} rows have the customer and the time of the row before them, and each counts as an order of its own: which column is the order's id (orders.order_id)?"));
    }

    private void Weights()
    {
        var rows = database.Count("SELECT count(*) FROM items_all WHERE verdict = 0 AND weight IS NOT NULL");
        if (rows > 0)
            Warn("weights", string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows have a quantity that is no whole number, such as a weight: each counts as one piece, and its price as it was paid."));
    }

    // The same product at several quantities: a price of one unit stays the same, the price of the row grows with the quantity.
    private void PriceRole()
    {
        var items = _mapping.Items;
        if (items.Product is null || items.Quantity is null)
            return;
        var raw = items.UnitPrice is null ? "amount" : "amount / quantity";
        long constant = 0, growing = 0;
        database.Query($"""
            SELECT count(*) FILTER (high <= 1.01 * low AND each_high > 1.5 * each_low), count(*) FILTER (high > 1.5 * low AND each_high <= 1.01 * each_low)
            FROM (SELECT product, min(v) AS low, max(v) AS high, min(v / quantity) AS each_low, max(v / quantity) AS each_high
                  FROM (SELECT product, CAST(quantity AS DOUBLE) AS quantity, median({raw}) AS v FROM (SELECT product, quantity, CAST(amount AS DOUBLE) AS amount FROM items_all
                        WHERE verdict = 0 AND quantity > 0 AND amount > 0 AND weight IS NULL LIMIT 50000) GROUP BY ALL)
                  GROUP BY product HAVING count(*) > 1)
            """, row => (constant, growing) = (row.GetInt64(0), row.GetInt64(1)));
        var (unit, row) = items.UnitPrice is not null ? (true, growing) : (false, constant);
        if (row >= 5 && row >= 9 * (constant + growing - row))
            Warn("price_role", string.Create(CultureInfo.InvariantCulture, $"\"{items.UnitPrice ?? items.Amount}\" is mapped as {(unit ? "unit_price, but grows with the quantity" : "amount, but stays the same whatever the quantity")} for {row:N0} products: it seems to be {(unit ? "the amount of the row (items.amount)" : "the price of a unit (items.unit_price)")}."));
    }

    // In UTC an evening of America is the next day.
    private void ZoneOfOffsets()
    {
        if (_mapping.TimeZone != "UTC")
            return;
        var (file, column) = (_files[_mapping.Orders.File], _mapping.Orders.OrderedAt);
        var rows = database.Count($"SELECT count(*) FROM (SELECT {Field(column)} AS v FROM {FileScan.Sql(file, [column], numbered: false, $"broken_{_scans++}")} f LIMIT 500) WHERE {TimeSql.EndsWithZone("v")}");
        if (rows > 0)
            Warn("time_zone", $"Times in \"{column}\" carry an offset, and `time_zone` is UTC: hours and weekends are those of UTC. Set the shop's own zone.");
    }

    private void FilesNotRead()
    {
        if (File.Exists(source.Path))
            return;
        var read = _files.Values.SelectMany(file => file.Parts).Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var other in InputFile.FilesOf(source.Path).Where(file => !read.Contains(file.Name) && file.Length > 0 && IsTable(file.Name)))
        {
            var alike = _files.Values.FirstOrDefault(file => SameColumns(file, other));
            if (alike is not null)
                Warn("not_read", $"{other.Name} is not read, and has the columns of {alike.Name}: if its rows belong there, name both: file: [{string.Join(", ", alike.Parts.Select(part => part.Name).Append(other.Name))}].");
        }
    }

    private static bool IsTable(string name) => new[] { ".csv", ".txt", ".tsv", ".csv.gz", ".parquet" }.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private bool SameColumns(InputFile file, FileInfo other)
    {
        var part = new InputPart(other.Name, other.FullName);
        if (part.IsParquet != file.IsParquet || !file.Format.Header)
            return false;
        try
        {
            var columns = part.IsParquet ? [.. ParquetColumns(database, part).Select(column => column.Name)] : CsvHeader.Names(TextHead.Read(part, file.Format.Encoding).Header(file.Format).Cells);
            return columns.SequenceEqual(file.Columns, StringComparer.Ordinal);
        }
        catch (Exception problem) when (problem is ClienteleException or InvalidDataException or UnauthorizedAccessException or IOException)
        {
            return false;   // nothing that is read depends on it
        }
    }
}
