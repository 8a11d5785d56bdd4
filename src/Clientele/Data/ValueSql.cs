namespace Clientele.Data;

/// <summary>SQL that turns the text of a column into a value, NULL where it cannot: everything is read as text first, so that no row is lost unseen.</summary>
internal sealed class ValueSql(Mapping mapping)
{
    private readonly string _marks = CurrencyMarks.Pattern(mapping.Currency);

    /// <summary>The text, NULL when empty.</summary>
    public static string Text(string raw) => $"nullif({raw}, '')";

    /// <summary>An amount of money or a count: exact decimals, so that sums do not depend on their order.</summary>
    // The plain form is tried first, so that marks cost nothing where there are none.
    public string Number(string raw) => mapping.Decimal == ','
        ? $"coalesce(CASE WHEN NOT contains({raw}, '.') THEN TRY_CAST(replace({raw}, ',', '.') AS DECIMAL(18, 4)) END, {MarkedNumber(raw)})"
        : $"coalesce(TRY_CAST({raw} AS DECIMAL(18, 4)), {MarkedNumber(raw)})";

    /// <summary>A value of a column that is a number in its file already.</summary>
    public static string TypedNumber(string raw) => $"TRY_CAST({raw} AS DECIMAL(18, 4))";

    /// <summary>Whether a text that is no number bears a currency sign or code that is not the mapping's.</summary>
    public string IsForeign(string raw) =>
        $"regexp_matches({raw}, '[0-9]') AND regexp_full_match(regexp_replace({raw}, {DuckDb.Literal(_marks)}, ''), '[^A-Za-z]*([A-Z]{{0,2}}\\p{{Sc}}|[A-Z]{{3}})[^A-Za-z]*')";

    /// <summary>R$ 1.234,56 and −€ 5, 1 234,50 €, (12,00), 12,00-: one currency mark, thousands in groups, accountants' and trailing minus. NULL for all else.</summary>
    private string MarkedNumber(string raw)
    {
        var (mark, thousands) = mapping.Decimal == ',' ? (",", @"\.") : (@"\.", ",");
        // Groups of three by one kind of mark, or India's lakhs: two, two, three.
        var number = $"(?:(?:[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+|[0-9]{{1,2}}(?:{thousands}[0-9]{{2}})+{thousands}[0-9]{{3}}|[0-9]{{1,3}}(?: [0-9]{{3}})+|[0-9]{{1,3}}(?:'[0-9]{{3}})+|[0-9]+)(?:{mark}[0-9]+)?|{mark}[0-9]+)";
        // No-break blanks, typographic apostrophe and minus sign.
        var plain = $"trim(translate({raw}, chr(160) || chr(8239) || chr(8217) || chr(8722), '  ''-'))";
        var bare = $"regexp_replace(regexp_replace({plain}, {DuckDb.Literal($"^([-+(]?) ?(?:{_marks}) ?([-+(]?)")}, '\\1\\2'), {DuckDb.Literal($" ?(?:{_marks}) ?([-)]?)$")}, '\\1')";
        return $"CASE WHEN {raw} <> '' AND regexp_full_match({bare}, {DuckDb.Literal(@$"[-+]? ?{number}|{number} ?-|\( ?{number} ?\)")}) "
            + $"THEN TRY_CAST(CASE WHEN regexp_matches({bare}, '[-(]') THEN '-' ELSE '' END || replace(regexp_replace({bare}, '[^0-9{mapping.Decimal}]', '', 'g'), ',', '.') AS DECIMAL(18, 4)) END";
    }

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
    public string Excludes(ExclusionRule rule, string raw, bool typed = false) => rule.Test switch
    {
        ExclusionTest.In => $"{raw} IN ({Words(rule)})",
        ExclusionTest.NotIn => $"coalesce({raw}, '') NOT IN ({Words(rule)})",
        ExclusionTest.StartsWith => $"starts_with({raw}, {DuckDb.Literal(rule.Values[0])})",
        ExclusionTest.IsNegative => $"{(typed ? TypedNumber(raw) : Number(raw))} < 0",
        ExclusionTest.IsEmpty => $"coalesce({raw}, '') = ''",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Test, "Unknown test."),
    };

    private static string Words(ExclusionRule rule) => string.Join(", ", rule.Values.Select(DuckDb.Literal));
}
