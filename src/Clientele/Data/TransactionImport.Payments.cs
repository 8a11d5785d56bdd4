namespace Clientele.Data;

// Payments and reviews stand in a file of their own, a row each, or in columns of the file that holds the orders or items (reviews: or payments). In the
// second case the file is read once, its rows are accounted for as orders or items, and what they repeat is one payment or review (docs/data.md).
internal sealed partial class TransactionImport
{
    private async Task ImportPaymentsAsync()
    {
        if (_mapping.Payments is not { } payments)
            database.Execute("CREATE TABLE payments AS SELECT order_no, CAST(NULL AS UTINYINT) AS method, CAST(NULL AS INTEGER) AS instalments, CAST(NULL AS DECIMAL(18, 4)) AS value FROM items_all WHERE false");
        else if (_mapping.PaymentsAreColumns)
            CollectPayments(payments);
        else
        {
            var fields = PaymentFields(payments, shared: false);
            AddReviews(payments.File, fields);
            await ImportChildAsync("payments", payments.File, payments.OrderId!, payments.Exclude, fields);
            database.Execute("CREATE VIEW payments AS SELECT order_no, method, instalments, value FROM payments_all WHERE verdict = 0");
        }
    }

    private async Task ImportReviewsAsync()
    {
        if (_mapping.Reviews is not { } reviews)
        {
            database.Execute("CREATE TABLE reviews AS SELECT order_no, CAST(NULL AS INTEGER) AS stars, CAST(NULL AS TIMESTAMP) AS created_at, false AS further FROM items_all WHERE false");
            return;
        }
        var shared = _mapping.ReviewsAreColumns;
        if (shared)
            CollectReviews(reviews);
        else
        {
            await ImportChildAsync("reviews", reviews.File, reviews.OrderId!, reviews.Exclude, ReviewFields(reviews, shared: false));
        }
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
        if (further > 0 && !shared)
            _counts[^1].Excluded["further_review"] = further;
    }

    /// <summary>Rows that name an order: payments, reviews.</summary>
    private Task ImportChildAsync(string table, string file, string orderId, IReadOnlyList<ExclusionRule> exclude, Fields fields) =>
        ImportAsync(new TablePlan($"{table}_all", _files[file], UsedColumns(file), ["o.no AS order_no", .. fields.Select],
            OrderJoin(orderId), [.. TornRules(file), .. Exclusions(file, exclude), .. ParentRules(orderId), .. fields.Rules])
        { Derived = fields.Derived });

    /// <summary>Adds what the file's rows say about payments and reviews to the columns of its orders or items.</summary>
    private void AddShared(string file, Fields fields)
    {
        if (_mapping.Payments is { } payments && payments.File == file)
            fields.Add(PaymentFields(payments, shared: true));
        AddReviews(file, fields);
    }

    private void AddReviews(string file, Fields fields)
    {
        if (_mapping.Reviews is { } reviews && reviews.File == file)
            fields.Add(ReviewFields(reviews, shared: true));
    }

    private Fields PaymentFields(PaymentsMapping payments, bool shared)
    {
        var method = Field(payments.Method);
        var known = string.Join(" ", payments.Methods.Select(pair => $"WHEN {method} = {DuckDb.Literal(pair.Key)} THEN {(int)pair.Value}"));
        var said = shared ? Said(payments.File, payments.Method, payments.Exclude) : "true";
        var derived = new List<string>();
        var rules = new List<RowRule>();
        if (!shared)
            rules.Add(RowRule.Reject(payments.Method, _value.IsEmpty(method), "the payment has no method"));
        if (PaidColumn(payments) is { } value)
        {
            derived.Add($"{Number(payments.File, value)} AS d_value");
            rules.Add(RowRule.Reject(value, $"{Stated(value)}coalesce(f.d_value NOT BETWEEN 0 AND {Limit}, true)", $"is not an amount paid (0 to {Limit})"));
        }
        if (payments.Instalments is not null)
        {
            derived.Add($"{Number(payments.File, payments.Instalments)} AS d_instalments");
            rules.Add(RowRule.Reject(payments.Instalments, $"{Stated(payments.Instalments)}coalesce({ValueSql.Whole("f.d_instalments")} NOT BETWEEN 0 AND 120, true)", "is not a number of instalments (0 to 120)"));
        }
        return new Fields(rules, [
            $"CAST(CASE {(shared ? $"WHEN NOT ({said}) THEN NULL " : "")}{known} ELSE {(int)PaymentMethod.Unknown} END AS UTINYINT) AS method",
            $"{(payments.Instalments is null ? "1" : ValueSql.Whole("f.d_instalments"))} AS instalments",
            $"{(PaidColumn(payments) is null ? "CAST(NULL AS DECIMAL(18, 4))" : "f.d_value")} AS value"], derived);

        string Stated(string column) => shared ? $"({said}) AND NOT ({_value.IsEmpty(Field(column))}) AND " : "";
    }

    private Fields ReviewFields(ReviewsMapping reviews, bool shared)
    {
        var said = shared ? Said(reviews.File, reviews.Stars, reviews.Exclude) : "true";
        var created = reviews.CreatedAt is null ? "CAST(NULL AS TIMESTAMP)" : Time(reviews.File, reviews.CreatedAt);
        var rules = new List<RowRule> { RowRule.Reject(reviews.Stars, $"({said}) AND coalesce({ValueSql.Whole("f.d_stars")} NOT BETWEEN 1 AND 5, true)", "is not a number of stars (1 to 5)") };
        if (reviews.CreatedAt is not null)
            rules.Add(RowRule.Reject(reviews.CreatedAt, $"({said}) AND f.d_created_at IS NULL AND NOT ({_value.IsEmpty(Field(reviews.CreatedAt))})", "is not a time"));
        return new Fields(rules,
            [$"{(shared ? $"CASE WHEN {said} THEN {ValueSql.Whole("f.d_stars")} END" : ValueSql.Whole("f.d_stars"))} AS stars", "f.d_created_at AS created_at"],
            [$"{Number(reviews.File, reviews.Stars)} AS d_stars", $"{created} AS d_created_at"]);
    }

    /// <summary>Whether a row of orders or items says something in a column, and no rule tells to overlook it.</summary>
    private string Said(string file, string column, IReadOnlyList<ExclusionRule> exclude) =>
        string.Join(" AND ", Exclusions(file, exclude).Select(rule => $"NOT coalesce({rule.Condition}, false)").Prepend($"NOT ({_value.IsEmpty(Field(column))})"));

    /// <summary>Column of what was paid; null when it is only known from what the items cost: no column, or the one that holds the row's own amount.</summary>
    private string? PaidColumn(PaymentsMapping payments) =>
        payments.File == _mapping.Items.File && payments.Value == _mapping.Items.Amount ? null : payments.Value;

    /// <summary>Rows of accepted orders in the table that a file's rows are; item rows that a rule left out still speak for their order.</summary>
    private string Host(string file, string columns)
    {
        var verdicts = string.Join(", ", _itemExclusions.Prepend(0));
        return (_mapping.HasOrderLines, file == _mapping.Orders.File, file == _mapping.Items.File) switch
        {
            (true, true, _) => $"SELECT order_key AS order_no, {columns} FROM lines l SEMI JOIN line_orders USING (order_key) WHERE l.verdict IN ({verdicts})",
            (_, true, _) => $"SELECT rowid AS order_no, {columns} FROM orders_all WHERE verdict = 0",
            (_, _, false) => $"SELECT order_no, {columns} FROM payments_all WHERE verdict = 0",
            _ => $"SELECT order_no, {columns} FROM items_all WHERE verdict IN ({verdicts}) AND order_no IN (SELECT rowid FROM orders_all WHERE verdict = 0)",
        };
    }

    // Most orders say one thing: one method, one plan, one value. Only the others are looked at row by row.
    private void CollectPayments(PaymentsMapping payments)
    {
        var valid = $"method IS NOT NULL AND (value IS NULL OR value BETWEEN 0 AND {Limit}) AND (instalments IS NULL OR instalments BETWEEN 0 AND 120)";
        const string each = "min(method) AS method, max(method) AS method_2, min(instalments) AS instalments, max(instalments) AS instalments_2, min(value) AS value, max(value) AS value_2";
        var ofLines = _mapping.HasOrderLines && payments.File == _mapping.Orders.File;
        database.Execute(ofLines
            ? $"CREATE TEMP TABLE stated AS SELECT s.* FROM (SELECT order_key AS order_no, {each} FROM lines WHERE verdict IN ({string.Join(", ", _itemExclusions.Prepend(0))}) AND {valid} GROUP BY order_key) s"
                + (_itemExclusions.Count > 0 ? " SEMI JOIN line_orders o ON o.order_key = s.order_no" : "")
            : $"CREATE TEMP TABLE stated AS SELECT order_no, {each} FROM ({Host(payments.File, "method, instalments, value")}) h WHERE {valid} GROUP BY order_no");
        const string several = "method <> method_2 OR instalments <> instalments_2 OR value <> value_2";
        database.Execute(_mapping.HasOrderLines && !HasOrderMoney ? "CREATE TEMP VIEW costs AS SELECT order_key AS order_no, amount + coalesce(freight, 0) AS total FROM line_orders" : $"""
            CREATE TEMP TABLE costs AS SELECT order_no, sum(amount) + coalesce(sum(freight), 0) AS total FROM items_all
            WHERE verdict = 0 AND order_no IN (SELECT order_no FROM stated WHERE value IS NULL OR {several}) GROUP BY order_no
            """);
        database.Execute($"""
            CREATE TABLE payments AS
            SELECT s.order_no, s.method, coalesce(s.instalments, 1) AS instalments, coalesce(s.value, CAST(c.total AS DECIMAL(18, 4))) AS value
            FROM stated s LEFT JOIN costs c USING (order_no) WHERE NOT coalesce({several}, false)
            """);
        if (database.Count($"SELECT count(*) FROM stated WHERE {several}") > 0)
            CollectSeveralPayments(payments, $"order_no IN (SELECT order_no FROM stated WHERE {several}) AND {valid}");
        database.Execute("DROP TABLE stated");
    }

    // A row that leaves out the plan or the value adds nothing to one of the same order and method that states it. An order none of whose rows states what
    // was paid was paid what its items cost.
    private void CollectSeveralPayments(PaymentsMapping payments, string condition) => database.Execute($"""
        INSERT INTO payments
        WITH said AS (SELECT DISTINCT * FROM ({Host(payments.File, "method, instalments, value")}) h WHERE {condition}),
             counted AS (SELECT *, count(instalments) OVER rows_of_method AS plans, count(value) OVER rows_of_method AS amounts FROM said
                         WINDOW rows_of_method AS (PARTITION BY order_no, method)),
             kept AS (SELECT order_no, method, instalments, value FROM counted WHERE (instalments IS NOT NULL OR plans = 0) AND (value IS NOT NULL OR amounts = 0))
        SELECT k.order_no, k.method, coalesce(k.instalments, 1) AS instalments,
               coalesce(k.value, CAST(greatest(t.total - coalesce(sum(k.value) OVER rows_of_order, 0), 0) / (count(*) OVER rows_of_order - count(k.value) OVER rows_of_order) AS DECIMAL(18, 4))) AS value
        FROM kept k JOIN costs t USING (order_no)
        WINDOW rows_of_order AS (PARTITION BY k.order_no)
        """);

    // Rows that all say the same repeat one review of the order; rows that differ are reviews of its items.
    private void CollectReviews(ReviewsMapping reviews) => database.Execute($"""
        CREATE TABLE reviews_all AS
        WITH said AS (SELECT * FROM ({Host(reviews.File, "stars, created_at")}) h WHERE stars BETWEEN 1 AND 5),
             orders_of AS (SELECT order_no, min(stars) AS stars, min(created_at) AS created_at, min(stars) = max(stars) AS is_one FROM said GROUP BY order_no)
        SELECT order_no, stars, created_at, CAST(0 AS TINYINT) AS verdict FROM orders_of WHERE is_one
        UNION ALL
        SELECT order_no, stars, created_at, CAST(0 AS TINYINT) FROM said WHERE order_no IN (SELECT order_no FROM orders_of WHERE NOT is_one)
        """);
}
