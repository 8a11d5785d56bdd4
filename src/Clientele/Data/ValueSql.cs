namespace Clientele.Data;

/// <summary>SQL that turns the text of a column into a value, NULL where it cannot: everything is read as text first, so that no row is lost unseen.</summary>
internal sealed class ValueSql(Mapping mapping)
{
    /// <summary>The text, NULL when empty.</summary>
    public static string Text(string raw) => $"nullif({raw}, '')";

    /// <summary>An amount of money or a count: exact decimals, so that sums do not depend on their order.</summary>
    public string Number(string raw) => mapping.Decimal == ','
        ? $"TRY_CAST(replace(replace({raw}, '.', ''), ',', '.') AS DECIMAL(18, 4))"
        : $"TRY_CAST({raw} AS DECIMAL(18, 4))";

    /// <summary>A whole number from a <see cref="Number"/>; NULL for anything else, 2.5 included.</summary>
    public static string Whole(string number) => $"CASE WHEN {number} = floor({number}) THEN TRY_CAST({number} AS INTEGER) END";

    /// <summary>A time in the shop's local zone.</summary>
    public string Time(string raw, bool typed)
    {
        if (!typed && mapping.DateFormat != "iso")
            return $"try_strptime({raw}, {DuckDb.Literal(mapping.DateFormat)})";
        // With an offset (…Z, +02:00, blank +0200) the time is brought to the shop's zone; without one it is local already.
        return $"CASE WHEN length({raw}) > 19 AND regexp_matches({raw}, '(Z| UTC|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$') "
            + $"THEN TRY_CAST(regexp_replace({raw}, ' ([+-][0-9]{{2}}(:?[0-9]{{2}})?)$', '\\1') AS TIMESTAMPTZ) AT TIME ZONE {DuckDb.Literal(mapping.TimeZone)} ELSE TRY_CAST({raw} AS TIMESTAMP) END";
    }

    /// <summary>Condition under which an exclusion rule applies.</summary>
    public string Excludes(ExclusionRule rule, string raw) => rule.Test switch
    {
        ExclusionTest.In => $"{raw} IN ({Words(rule)})",
        ExclusionTest.NotIn => $"coalesce({raw}, '') NOT IN ({Words(rule)})",
        ExclusionTest.StartsWith => $"starts_with({raw}, {DuckDb.Literal(rule.Values[0])})",
        ExclusionTest.IsNegative => $"{Number(raw)} < 0",
        ExclusionTest.IsEmpty => $"coalesce({raw}, '') = ''",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Test, "Unknown test."),
    };

    private static string Words(ExclusionRule rule) => string.Join(", ", rule.Values.Select(DuckDb.Literal));
}
