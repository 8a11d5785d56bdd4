namespace Clientele.Data.Guessing;

/// <summary>The shop's time zone, where the offsets of its times tell.</summary>
/// <param name="Zone">IANA name.</param>
/// <param name="Why">What decided, for people; null when nothing did.</param>
internal sealed record ZoneGuess(string Zone, string? Why)
{
    private static readonly Dictionary<string, string[]> ByCurrency = new(StringComparer.Ordinal)
    {
        ["USD"] = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "Pacific/Honolulu",
            "America/Anchorage"],
        ["CAD"] = ["America/Toronto", "America/Vancouver", "America/Winnipeg", "America/Edmonton", "America/Halifax"],
        ["GBP"] = ["Europe/London"],
        ["EUR"] = ["Europe/Berlin", "Europe/Athens", "Europe/Lisbon"],
        ["BRL"] = ["America/Sao_Paulo", "America/Manaus"],
        ["MXN"] = ["America/Mexico_City", "America/Tijuana"],
        ["CLP"] = ["America/Santiago"],
        ["COP"] = ["America/Bogota"],
        ["ARS"] = ["America/Argentina/Buenos_Aires"],
        ["PEN"] = ["America/Lima"],
        ["AUD"] = ["Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"],
        ["NZD"] = ["Pacific/Auckland"],
        ["JPY"] = ["Asia/Tokyo"],
        ["KRW"] = ["Asia/Seoul"],
        ["CNY"] = ["Asia/Shanghai"],
        ["HKD"] = ["Asia/Hong_Kong"],
        ["SGD"] = ["Asia/Singapore"],
        ["INR"] = ["Asia/Kolkata"],
        ["IDR"] = ["Asia/Jakarta"],
        ["VND"] = ["Asia/Ho_Chi_Minh"],
        ["THB"] = ["Asia/Bangkok"],
        ["TRY"] = ["Europe/Istanbul"],
        ["AED"] = ["Asia/Dubai"],
        ["ILS"] = ["Asia/Jerusalem"],
        ["ZAR"] = ["Africa/Johannesburg"],
        ["CHF"] = ["Europe/Zurich"],
        ["SEK"] = ["Europe/Stockholm"],
        ["NOK"] = ["Europe/Oslo"],
        ["DKK"] = ["Europe/Copenhagen"],
        ["PLN"] = ["Europe/Warsaw"],
        ["CZK"] = ["Europe/Prague"],
        ["HUF"] = ["Europe/Budapest"],
        ["RON"] = ["Europe/Bucharest"],
        ["RUB"] = ["Europe/Moscow"],
    };

    private static readonly string[] Common =
    [
        "Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
            "America/Sao_Paulo", "Europe/Athens", "Australia/Sydney",
        "Asia/Tokyo", "Asia/Kolkata", "Asia/Shanghai", "Asia/Dubai", "Europe/Istanbul", "Africa/Johannesburg", "America/Toronto",
            "America/Mexico_City", "America/Bogota", "America/Santiago",
        "America/Phoenix", "Asia/Jakarta", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth", "Pacific/Auckland",
            "Asia/Karachi", "Asia/Dhaka", "Asia/Jerusalem", "Africa/Cairo",
        "Africa/Lagos", "Africa/Nairobi", "America/Halifax", "America/St_Johns", "America/Anchorage", "Pacific/Honolulu", "Asia/Kathmandu",
            "Asia/Tehran", "Asia/Yangon",
    ];

    private static readonly Dictionary<string, string> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Eastern Time (US & Canada)"] = "America/New_York",
        ["Central Time (US & Canada)"] = "America/Chicago",
        ["Mountain Time (US & Canada)"] = "America/Denver",
        ["Pacific Time (US & Canada)"] = "America/Los_Angeles",
        ["Arizona"] = "America/Phoenix",
        ["Hawaii"] = "Pacific/Honolulu",
        ["Alaska"] = "America/Anchorage",
        ["London"] = "Europe/London",
        ["Berlin"] = "Europe/Berlin",
        ["Paris"] = "Europe/Paris",
        ["Sydney"] = "Australia/Sydney",
        ["Tokyo"] =
            "Asia/Tokyo",
        ["EST"] = "America/New_York",
        ["EDT"] = "America/New_York",
        ["CST"] = "America/Chicago",
        ["CDT"] = "America/Chicago",
        ["MST"] =
            "America/Denver",
        ["MDT"] = "America/Denver",
        ["PST"] = "America/Los_Angeles",
        ["PDT"] = "America/Los_Angeles",
        ["CET"] = "Europe/Berlin",
        ["CEST"] = "Europe/Berlin",
        ["BST"] =
            "Europe/London",
        ["JST"] = "Asia/Tokyo",
        ["BRT"] = "America/Sao_Paulo",
    };

    /// <summary>Nothing tells.</summary>
    public static ZoneGuess Unknown { get; } = new("UTC", null);

    /// <summary>A zone in which every time has the offset that it is written with.</summary>
    /// <param name="times">Times of the orders.</param>
    /// <param name="currency">The currency, where it is known: of several zones that fit, its own come first.</param>
    /// <param name="column">What a column of zone names says; empty when there is none.</param>
    public static ZoneGuess Of(IEnumerable<Moment> times, string? currency, IReadOnlyCollection<string> column)
    {
        var written = times.Where(time => time.Offset is not null)
            .Select(time => (Utc: DateTime.SpecifyKind(time.Written - time.Offset!.Value, DateTimeKind.Utc), Offset: time.Offset!.Value))
            .ToList();
        if (written.Count == 0 || written.All(time => time.Offset == TimeSpan.Zero))
            return FromColumn(column) ?? Unknown;
        foreach (var name in (currency is null ? [] : ByCurrency.GetValueOrDefault(currency, [])).Concat(Common))
            if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                && written.All(time => zone.GetUtcOffset(time.Utc) == time.Offset))
                return new ZoneGuess(name, "guessed: fits all offsets");
        return Unknown with
        {
            Why = $"not guessed, please set: no zone has all of the offsets that are written "
            + $"({written.Select(time => time.Offset).Distinct().Count()} different)"
        };
    }

    /// <summary>Zones that a shop may be in, its currency's own first.</summary>
    public static IReadOnlyList<string> Suggestions(string? currency) =>
        [.. new[] { "UTC" }.Concat(currency is null ? [] : ByCurrency.GetValueOrDefault(currency, []).Take(4))
            .Concat(["America/New_York", "America/Los_Angeles", "Europe/London", "Europe/Berlin"]).Distinct(StringComparer.Ordinal).Take(6)];

    /// <summary>What a zone would give, in words.</summary>
    public static string Weekends(IReadOnlyList<DateTime> utc, string zone, IReadOnlyList<DayOfWeek> weekend)
    {
        var shop = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var count = utc.Count(time => weekend.Contains(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc), shop).DayOfWeek));
        return $"{count} of the first {utc.Count} rows at a weekend";
    }

    private static ZoneGuess? FromColumn(IReadOnlyCollection<string> column)
    {
        var zones = column.Select(word => Named.GetValueOrDefault(word) ?? (word.Contains('/', StringComparison.Ordinal)
            && TimeZoneInfo.TryFindSystemTimeZoneById(word, out _) ? word : null)).Distinct().ToList();
        return zones is [{ } one] ? new ZoneGuess(one, "guessed from the column of time zones") : null;
    }
}
