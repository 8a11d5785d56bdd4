namespace Clientele.Data;

/// <summary>SQL that turns the text of a column into a time in the shop's local zone, NULL where it cannot.</summary>
internal sealed class TimeSql(string zone)
{
    /// <summary>Abbreviations of zones that mean one offset in what shops export, minutes before UTC negative. Words that name several zones
    /// (IST, AST) are not among them: such a time is refused.</summary>
    private static readonly (string Name, int Minutes)[] Zones =
    [
        ("Z", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("WEST", 60), ("BST", 60), ("CET", 60), ("MEZ", 60), ("CEST", 120), ("MESZ", 120), ("EET", 120), ("EEST", 180), ("MSK", 180),
        ("EST", -300), ("EDT", -240), ("CST", -360), ("CDT", -300), ("MST", -420), ("MDT", -360), ("PST", -480), ("PDT", -420), ("AKST", -540), ("AKDT", -480), ("HST", -600),
        ("BRT", -180), ("ART", -180), ("JST", 540), ("KST", 540), ("AEST", 600), ("AEDT", 660), ("NZST", 720), ("NZDT", 780),
    ];

    private static readonly string Named = string.Join("|", Zones.Select(zone => zone.Name));

    /// <summary>Formats that are no strptime pattern: <c>iso</c>, days since 1899-12-30 as spreadsheets count, seconds or milliseconds since 1970.</summary>
    public static IReadOnlyList<string> Words { get; } = ["iso", "excel", "unix"];

    /// <summary>A time in the shop's local zone.</summary>
    /// <param name="raw">The text.</param>
    /// <param name="format"><c>iso</c>, <c>excel</c>, <c>unix</c> or a strptime pattern, whose last word may be <c>%z</c> or <c>%Z</c>.</param>
    /// <param name="typed">Whether the column is of times in its file already (Parquet).</param>
    /// <param name="source">Zone in which times without an offset are written; null = the shop's own.</param>
    // A year of one or two digits that a four-digit pattern took is no year.
    public string Time(string raw, string format, bool typed, string? source = null) => typed || format == "iso"
        ? Iso(raw, source) : $"(CASE WHEN ({Read(raw, format, source)}) >= TIMESTAMP '1000-01-01' THEN {Read(raw, format, source)} END)";

    private string Read(string raw, string format, string? source)
    {
        if (format == "excel")
        {
            // A day's number has no thousands mark, but the decimal mark of the country.
            var day = $"TRY_CAST(replace({raw}, ',', '.') AS DOUBLE)";
            return Written($"CASE WHEN {day} BETWEEN 1 AND 2000000 THEN TIMESTAMP '1899-12-30' + to_seconds(CAST(round({day} * 86400) AS BIGINT)) END", source);
        }
        if (format == "unix")
            return Local($"make_timestamp(CASE WHEN TRY_CAST({raw} AS DOUBLE) > 1e11 THEN CAST(TRY_CAST({raw} AS DOUBLE) * 1000 AS BIGINT) ELSE CAST(TRY_CAST({raw} AS DOUBLE) * 1000000 AS BIGINT) END)");
        if (HasZone(format))
        {
            var pattern = format[..^2];
            var stem = $"regexp_replace({raw}, {DuckDb.Literal(ZoneEnd)}, '')";
            return Local($"try_strptime({stem}, {DuckDb.Literal(pattern.TrimEnd())}) - {Offset(raw)}");
        }
        return Written($"try_strptime({raw}, {DuckDb.Literal(format)})", source);
    }

    /// <summary>Whether times of a format say their own offset.</summary>
    public static bool HasZone(string format) => format.EndsWith("%z", StringComparison.Ordinal) || format.EndsWith("%Z", StringComparison.Ordinal);

    /// <summary>Whether a text of a time ends with an offset or a zone.</summary>
    public static string EndsWithZone(string raw) => $"regexp_matches({raw}, {DuckDb.Literal("[0-9]:[0-9.:]+ ?(AM|PM|am|pm)?" + ZoneEnd)})";

    private static string ZoneEnd => $" ?({Named}|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$";

    // 2024-05-03, 2024-05-03 10:15, 2024-05-03T10:15:00.000 and, behind a time, an offset or zone. A bare cast would also take 01/05/24, for the year 1.
    private string Iso(string raw, string? source) =>
        $"CASE WHEN {raw} LIKE '____-__-__' OR ({raw} LIKE '____-__-__ __:__:__') THEN {Written($"TRY_CAST({raw} AS TIMESTAMP)", source)} "
        + $"WHEN regexp_full_match({raw}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.,][0-9]+)?)?') THEN {Written($"TRY_CAST(replace({raw}, ',', '.') AS TIMESTAMP)", source)} "
        + $"WHEN regexp_full_match({raw}, {DuckDb.Literal($"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}([.,][0-9]+)?)? ?({Named}|[+-][0-9]{{2}}(:?[0-9]{{2}})?)")}) "
        + $"THEN {Local($"TRY_CAST(replace(regexp_replace({raw}, {DuckDb.Literal(ZoneEnd)}, ''), ',', '.') AS TIMESTAMP) - {Offset(raw)}")} END";

    private string Written(string time, string? source) => source is null ? time : $"(({time}) AT TIME ZONE {DuckDb.Literal(source)}) AT TIME ZONE {DuckDb.Literal(zone)}";

    private string Local(string utc) => $"(({utc}) AT TIME ZONE 'UTC') AT TIME ZONE {DuckDb.Literal(zone)}";

    /// <summary>How far the time at which a text ends is ahead of UTC; NULL where it ends with none.</summary>
    private static string Offset(string raw)
    {
        var end = $"regexp_extract({raw}, {DuckDb.Literal(ZoneEnd)}, 1)";
        var named = string.Join(" ", Zones.Select(zone => FormattableString.Invariant($"WHEN '{zone.Name}' THEN {zone.Minutes}")));
        var digits = $"replace({end}, ':', '')";
        return $"to_minutes(CASE {end} WHEN '' THEN NULL {named} "
            + $"ELSE (CASE WHEN starts_with({end}, '-') THEN -1 ELSE 1 END) * (60 * CAST({digits}[2:3] AS BIGINT) + coalesce(TRY_CAST({digits}[4:5] AS BIGINT), 0)) END)";
    }
}
