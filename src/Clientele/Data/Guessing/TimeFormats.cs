using System.Text;
using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>Finds the patterns that a written time can have. The pattern follows the text itself, so that any punctuation is
/// covered.</summary>
internal static partial class TimeFormats
{
    private static readonly HashSet<string> Harmless =
        new(["T", "Z", "at", "um", "Uhr", "h", "den", "kl", "klo", "à", "às", "the", "on", "年", "月", "日"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Patterns under which a text is a time, day before month first.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        if (IsoTime.Read(text) is not null)
            return ["iso"];
        if (text.Length is < 6 or > 60 || !text.Any(char.IsAsciiDigit))
            return [];
        var (rest, zone) = CutZone(text);
        var (before, clock, after) = CutClock(rest);
        return [.. Dates(before).SelectMany(start => Dates(after).Select(end => start + clock + end))
            .Select(pattern => pattern + zone).Where(pattern => HasDate(pattern) && TimePattern.Read(text, pattern) is not null)
                .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a text is a time under some pattern.</summary>
    public static bool IsTime(string text) => Of(text).Count > 0;

    /// <summary>The pattern of a time of day alone; null when the text is none.</summary>
    public static string? OfClock(string text)
    {
        var (before, clock, after) = CutClock(text);
        return clock.Length > 0 && before.Length == 0 && after.Length == 0 ? clock : null;
    }

    private static bool HasDate(string pattern) =>
        pattern.Contains("%d", StringComparison.Ordinal) && (pattern.Contains("%m", StringComparison.Ordinal)
            || pattern.Contains("%b", StringComparison.Ordinal) || pattern.Contains("%B", StringComparison.Ordinal));

    private static (string Before, string Pattern) CutZone(string text)
    {
        var match = TrailingZone().Match(text);
        if (!match.Success || TimePattern.Offset(match.Groups["zone"].Value) is null)
            return (text, "");
        var numeric = match.Groups["zone"].Value[0] is '+' or '-';
        // In 24-05-03 the last part is no offset.
        if (numeric && !WithTime().IsMatch(text[..match.Index]))
            return (text, "");
        return (text[..match.Index], match.Groups["blank"].Value + (numeric ? "%z" : "%Z"));
    }

    // The time of day becomes one piece, what stands before and after it is date.
    private static (string Before, string Pattern, string After) CutClock(string text)
    {
        var match = Clock().Match(text);
        if (!match.Success)
            match = ClockWithPoints().Match(text);
        if (!match.Success)
            return (text, "", "");
        var half = match.Groups["half"];
        var pattern = new StringBuilder(half.Success ? "%I" : "%H");
        if (match.Groups["minute"].Success)
            pattern.Append(match.Groups["mark"].Value).Append("%M");
        if (match.Groups["second"].Success)
            pattern.Append(match.Groups["mark"].Value).Append("%S");
        if (match.Groups["fraction"].Success)
            pattern.Append(match.Groups["point"].Value).Append("%f");
        if (half.Success)
            pattern.Append(match.Groups["blank"].Value).Append("%p");
        return (text[..match.Index], pattern.ToString(), text[(match.Index + match.Length)..]);
    }

    // Numbers and names of a date in every order that they can have.
    private static IReadOnlyList<string> Dates(string text)
    {
        var pieces = Piece().Matches(text).Select(match => match.Value).ToList();
        var numbers = pieces.Where(piece => char.IsAsciiDigit(piece[0])).ToList();
        // A word that is not known may say afternoon, or another month.
        if (numbers.Count == 0)
            return pieces.All(piece => !char.IsLetter(piece[0]) || Day(piece) is not null || Harmless.Contains(piece)) ? [Compose(text, [])]
                : [];
        var month = pieces.FindIndex(piece => Month(piece) is not null);
        var orders = Orders(numbers, month >= 0 && month < pieces.FindIndex(piece => char.IsAsciiDigit(piece[0])), month >= 0);
        return pieces.Any(piece => char.IsLetter(piece[0]) && Month(piece) is null && Day(piece) is null && !Harmless.Contains(piece)) ? []
            : [.. orders.Select(order => Compose(text, order))];
    }

    private static string[][] Orders(List<string> numbers, bool monthFirst, bool named) => (numbers.Count, named) switch
    {
        (1, false) => numbers[0].Length switch
        {
            8 => [["%Y%m%d"], ["%d%m%Y"], ["%m%d%Y"]],
            12 => [["%Y%m%d%H%M"]],
            14 => [["%Y%m%d%H%M%S"]],
            _ => [],
        },
        (2, false) when numbers[0].Length == 8 && numbers[1].Length is 6 or 4 => [["%Y%m%d", numbers[1].Length == 6 ? "%H%M%S" : "%H%M"]],
        (2, true) when numbers[0].Length == 4 => [["%Y", "%d"]],
        (2, true) when numbers[1].Length == 4 => [["%d", "%Y"]],
        (2, true) => monthFirst ? [["%d", "%y"]] : [["%d", "%y"], ["%y", "%d"]],
        (3, false) when numbers[0].Length == 4 => [["%Y", "%m", "%d"]],
        (3, false) when numbers[2].Length == 4 => [["%d", "%m", "%Y"], ["%m", "%d", "%Y"]],
        (3, false) when numbers.All(number => number.Length <= 2) => [["%d", "%m", "%y"], ["%m", "%d", "%y"], ["%y", "%m", "%d"]],
        _ => [],
    };

    private static string Compose(string text, string[] order)
    {
        var next = 0;
        return Piece().Replace(text, match => char.IsAsciiDigit(match.Value[0]) ? order[next++]
            : Month(match.Value) ?? Day(match.Value) ?? Literal(match.Value));
    }

    private static string? Month(string word) => Name(word, System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.MonthNames,
        "%b", "%B");

    private static string? Day(string word) => Name(word, System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.DayNames, "%a",
        "%A");

    private static string? Name(string word, string[] names, string cut, string whole) =>
        names.Any(name => name.Length > 3 && name.Equals(word, StringComparison.OrdinalIgnoreCase)) ? whole
        : names.Any(name => name.Length >= 3 && name[..3].Equals(word, StringComparison.OrdinalIgnoreCase)) ? cut : null;

    private static string Literal(string text) => Blanks().Replace(text.Replace("%", "%%", StringComparison.Ordinal), " ");

    [GeneratedRegex(@"(?<=[0-9:].*[0-9mM.])(?<blank> ?)(?<zone>[+-][0-9]{2}(:?[0-9]{2})?|[A-Za-z]{1,4})$")]
    private static partial Regex TrailingZone();

    [GeneratedRegex(@"(?<![0-9:])[0-9]{1,2}"
        + @"(?:(?<mark>:)(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:(?<point>[.,])(?<fraction>[0-9]{1,6}))?)?"
        + @"(?:(?<blank> ?)(?<half>[AaPp][Mm]))?|(?<blank> ?)(?<half>[AaPp][Mm]))(?![0-9A-Za-z])")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<=[0-9]{2} )[0-9]{2}(?<mark>\.)(?<minute>[0-9]{2})(\.(?<second>[0-9]{2}))?$")]
    private static partial Regex ClockWithPoints();

    [GeneratedRegex("  +")]
    private static partial Regex Blanks();

    [GeneratedRegex(":|[0-9]{12}")]
    private static partial Regex WithTime();

    [GeneratedRegex(@"[0-9]+|\p{L}+|[^0-9\p{L}]+")]
    private static partial Regex Piece();
}
