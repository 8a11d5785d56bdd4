using System.Globalization;
using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>The forms that <c>iso</c> stands for: 2024-05-03, 2024-05-03 10:15[:00[.123]], the form with T, each with or without an
/// offset.</summary>
internal static partial class IsoTime
{
    /// <summary>The time; null when the text has another form.</summary>
    public static Moment? Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var (year, month, day) = (Part(match, "y"), Part(match, "m"), Part(match, "d"));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var (hour, minute, second) = (Part(match, "h"), Part(match, "min"), Part(match, "s"));
        if (hour > 23 || minute > 59 || second > 59)
            return null;
        var zone = match.Groups["z"].Value;
        if (zone.Length > 0 && TimePattern.Offset(zone) is null)
            return null;
        return new Moment(new DateTime(year, month, day, hour, minute, second), zone.Length > 0 ? TimePattern.Offset(zone) : null);
    }

    private static int Part(Match match, string name) => match.Groups[name] is { Length: > 0 } group
        ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})"
        + @"([ T](?<h>[0-9]{2}):(?<min>[0-9]{2})(:(?<s>[0-9]{2})([.,][0-9]{1,9})?)?"
        + @"( ?(?<z>Z|[A-Z]{3,4}|[+-][0-9]{2}(:?[0-9]{2})?))?)?$")]
    private static partial Regex Form();
}
