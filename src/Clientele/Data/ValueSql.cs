namespace Clientele.Data;

/// <summary>SQL that turns the text of a column into a value, NULL where it cannot: everything is read as text first, so that no row is lost unseen.</summary>
internal sealed class ValueSql(Mapping mapping)
{
    private readonly string _marks = CurrencyMarks.Pattern(mapping.Currency);
    private readonly string _nothing = DuckDb.Literal(string.Join('|', mapping.EmptyValues.Select(Escape).Prepend(Words(EmptyWords.Nothing))));

    // Ranges of texts in which no word for nothing lies, and no blank in front: most cells are in one of them.
    private readonly IReadOnlyList<(string From, string To)> _safe = [.. Safe.Where(range => mapping.EmptyValues.All(word => string.CompareOrdinal(word, range.From) < 0 || string.CompareOrdinal(word, range.To) > 0))];

    private static readonly (string From, string To)[] Safe = [("1", "9~"), ("A", "M~"), ("O", "T~"), ("V", "Z~"), ("a", "m~"), ("o", "t~"), ("v", "z~")];

    // A pattern and not IN: DuckDB makes a join of a long list, and every row pays for it, also where a CASE would never look.
    private static string Words(IEnumerable<string> words) => $"(?i:{string.Join('|', words.Select(Escape))})";

    private static string Escape(string word) => System.Text.RegularExpressions.Regex.Escape(word);

    /// <summary>Whether a cell says nothing: empty, or one of the words for nothing (<see cref="EmptyWords.Nothing"/>, the mapping's <c>empty_values</c>).</summary>
    public string IsEmpty(string raw) => $"CASE WHEN {raw} IS NULL OR {raw} = '' THEN true{(_safe.Count > 0 ? $" WHEN {IsSafe(raw)} THEN false" : "")} ELSE regexp_full_match({raw}, {_nothing}) END";

    private string IsSafe(string raw) => string.Join(" OR ", _safe.Select(range => $"{raw} BETWEEN '{range.From}' AND '{range.To}'"));

    /// <summary>The text, NULL when it says nothing.</summary>
    public string Text(string raw) => Quickly(raw, $"WHEN NOT ({IsEmpty(raw)}) THEN nullif({Trimmed(raw)}, '')");

    /// <summary>An id as it is compared: without blanks around it, and without the <c>.0</c> that a column of numbers with gaps gets in pandas; NULL when it says nothing.</summary>
    public string Id(string raw) => Quickly(raw,
        $"WHEN {IsEmpty(raw)} THEN NULL WHEN regexp_full_match({Trimmed(raw)}, '[0-9]+\\.0') THEN left({Trimmed(raw)}, -2) ELSE nullif({Trimmed(raw)}, '')");

    private static string Trimmed(string raw) => $"trim(replace({raw}, chr(160), ' '))";

    // Most cells need none of this, and a few comparisons show it.
    private string Quickly(string raw, string cases) => "CASE "
        + (_safe.Count > 0 ? $"WHEN ({IsSafe(raw)}) AND NOT ends_with({raw}, ' ') AND NOT ends_with({raw}, '.0') AND NOT ends_with({raw}, chr(160)) THEN {raw} " : "")
        + cases + " END";

    /// <summary>A key as it is stored and joined: 64 bits of a hash of the id instead of the text, which makes joins several times faster.
    /// Two of ten million ids share one with a probability of 3 in a million.</summary>
    public string Key(string raw) => KeyOf(Id(raw));

    /// <summary>As <see cref="Key"/>, of an <see cref="Id"/>.</summary>
    public static string KeyOf(string id) => $"hash({id})";

    /// <summary>A customer as it is compared.</summary>
    public string Customer(string raw) => mapping.Orders.CustomerIsEmail ? $"lower({Id(raw)})" : Id(raw);

    /// <summary>An id that a spreadsheet has shortened: several ids are the same now, <c>6.01230E+12</c>.</summary>
    public static string IsShortened(string raw) => $"contains({raw}, '+') AND regexp_full_match({raw}, '[0-9]([.,][0-9]+)?[Ee]\\+[0-9]{{2,3}}')";

    /// <summary>Whether a customer is nobody: a word of the mapping's <c>anonymous</c>, or of <see cref="EmptyWords.Nobody"/> where it says nothing.</summary>
    public string IsNobody(string raw)
    {
        var words = mapping.Orders.Anonymous ?? EmptyWords.Nobody;
        // Most ids are numbers, and most words are not: one comparison spares many.
        var first = words.Any(word => word.Length > 0 && char.IsAsciiDigit(word[0])) ? "" : $"{raw} NOT BETWEEN '0' AND '9~' AND ";
        return words.Count == 0 ? "false" : $"({first}regexp_full_match({raw}, {DuckDb.Literal(Words(words))}))";
    }

    /// <summary>An amount of money or a count: exact decimals, so that sums do not depend on their order.</summary>
    /// <param name="raw">The text.</param>
    /// <param name="mark">Decimal mark; the other of point and comma marks thousands.</param>
    // The plain form is tried first, so that marks cost nothing where there are none.
    public string Number(string raw, char mark) => mark == ','
        ? $"coalesce(CASE WHEN NOT contains({raw}, '.') THEN TRY_CAST(replace({raw}, ',', '.') AS DECIMAL(18, 4)) END, {MarkedNumber(raw, mark)})"
        : $"coalesce(TRY_CAST({raw} AS DECIMAL(18, 4)), {MarkedNumber(raw, mark)})";

    /// <summary>A value of a column that is a number in its file already.</summary>
    public static string TypedNumber(string raw) => $"TRY_CAST({raw} AS DECIMAL(18, 4))";

    /// <summary>Whether a text that is no number bears a currency sign or code that is not the mapping's.</summary>
    public string IsForeign(string raw) =>
        $"regexp_matches({raw}, '[0-9]') AND regexp_full_match(regexp_replace({raw}, {DuckDb.Literal(_marks)}, ''), '[^A-Za-z]*([A-Z]{{0,2}}\\p{{Sc}}|[A-Z]{{3}})[^A-Za-z]*')";

    /// <summary>R$ 1.234,56 and −€ 5, 1 234,50 €, (12,00), 12,00-: one currency mark, thousands in groups, accountants' and trailing minus. NULL for all else.</summary>
    private string MarkedNumber(string raw, char decimalMark)
    {
        var (mark, thousands) = decimalMark == ',' ? (",", @"\.") : (@"\.", ",");
        // Groups of three by one kind of mark, or India's lakhs: two, two, three.
        var number = $"(?:(?:[0-9]{{1,3}}(?:{thousands}[0-9]{{3}})+|[0-9]{{1,2}}(?:{thousands}[0-9]{{2}})+{thousands}[0-9]{{3}}|[0-9]{{1,3}}(?: [0-9]{{3}})+|[0-9]{{1,3}}(?:'[0-9]{{3}})+|[0-9]+)(?:{mark}[0-9]+)?|{mark}[0-9]+)";
        // No-break blanks, typographic apostrophe and minus sign.
        var plain = $"trim(translate({raw}, chr(160) || chr(8239) || chr(8217) || chr(8722), '  ''-'))";
        var bare = $"regexp_replace(regexp_replace({plain}, {DuckDb.Literal($"^([-+(]?) ?(?:{_marks}) ?([-+(]?)")}, '\\1\\2'), {DuckDb.Literal($" ?(?:{_marks}) ?([-)]?)$")}, '\\1')";
        return $"CASE WHEN {raw} <> '' AND regexp_full_match({bare}, {DuckDb.Literal(@$"[-+]? ?{number}|{number} ?-|\( ?{number} ?\)")}) "
            + $"THEN TRY_CAST(CASE WHEN regexp_matches({bare}, '[-(]') THEN '-' ELSE '' END || replace(regexp_replace({bare}, '[^0-9{decimalMark}]', '', 'g'), ',', '.') AS DECIMAL(18, 4)) END";
    }

    /// <summary>A whole number from a <see cref="Number"/>; NULL for anything else, 2.5 included.</summary>
    public static string Whole(string number) => $"CASE WHEN {number} = floor({number}) THEN TRY_CAST({number} AS INTEGER) END";

    /// <summary>Condition under which an exclusion rule applies.</summary>
    public string Excludes(ExclusionRule rule, string raw, string number) => rule.Test switch
    {
        ExclusionTest.In => $"{raw} IN ({List(rule)})",
        ExclusionTest.NotIn => $"coalesce({raw}, '') NOT IN ({List(rule)})",
        ExclusionTest.StartsWith => $"starts_with({raw}, {DuckDb.Literal(rule.Values[0])})",
        ExclusionTest.IsNegative => $"{number} < 0",
        ExclusionTest.IsEmpty => IsEmpty(raw),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Test, "Unknown test."),
    };

    private static string List(ExclusionRule rule) => string.Join(", ", rule.Values.Select(DuckDb.Literal));
}
