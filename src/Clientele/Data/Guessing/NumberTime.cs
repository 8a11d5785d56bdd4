using System.Globalization;

namespace Clientele.Data.Guessing;

/// <summary>Times that are written as one number: spreadsheets' days since 1899-12-30, and seconds or milliseconds since 1970.</summary>
internal static class NumberTime
{
    /// <summary>The time; null when the text is no such number or far from any order.</summary>
    public static Moment? Read(string text, string format)
    {
        if (!double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        if (format == "excel")
            return number is >= 1 and < 100_000 ? new Moment(new DateTime(1899, 12, 30).AddDays(number), null) : null;
        var seconds = number >= 1e11 ? number / 1000 : number;
        return seconds is > 0 and < 1e11 ? new Moment(DateTime.UnixEpoch.AddSeconds(seconds), TimeSpan.Zero) : null;
    }

    /// <summary>The kind of number that most values are: <c>excel</c>, <c>unix</c> or null.</summary>
    /// <param name="values">Values of the column.</param>
    /// <param name="named">Whether the column's name says that it holds a time; else the numbers have to be beyond doubt.</param>
    public static string? Kind(IReadOnlyList<string> values, bool named)
    {
        if (values.Count == 0 || !values.All(value => value.All(c => char.IsAsciiDigit(c) || c is '.' or ',')))
            return null;
        foreach (var format in new[] { "excel", "unix" })
            if (FileSample.Mostly(values, value => Read(value, format) is { Written.Year: >= 1990 and <= 2060 }
                && (named || IsBeyondDoubt(value, format))))
                return format;
        return null;
    }

    // 45384.34: no other number of five digits has fractions of a day.
    private static bool IsBeyondDoubt(string value, string format) => format == "excel"
        ? value.Length >= 8 && value[5] is '.' or ','
        : value.Length is 10 or 13;
}
