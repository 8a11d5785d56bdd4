using System.Globalization;
using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>What the marks in one written number say about the decimal mark.</summary>
internal enum MarkEvidence
{
    /// <summary>No number: letters, a date, marks in impossible places.</summary>
    None,

    /// <summary>No mark at all.</summary>
    Plain,

    /// <summary>A point is the decimal mark, or a comma can only mark thousands.</summary>
    Point,

    /// <summary>A comma is the decimal mark, or a point can only mark thousands.</summary>
    Comma,

    /// <summary>One point with three digits behind it: 12.990.</summary>
    ThreeBehindPoint,

    /// <summary>One comma with three digits behind it: 12,990.</summary>
    ThreeBehindComma,
}

/// <summary>Numbers as files write them, for guessing: currency marks, minus signs and percent signs around digits with marks.</summary>
internal static partial class NumberText
{
    private const string Mark =
        @"R\$|US\$|CA?\$|AU?\$|NZ\$|MX\$|S\$|HK\$|\p{Sc}|[A-Z]{3}|Rs\.?|zł|Kč|Ft|TL|руб\.?|грн|Rp\.?|RM|S?Fr\.?|kr\.?|円|元|R(?= )";

    /// <summary>Digits and marks of a number without what stands around them; null when the text is no number.</summary>
    public static string? Core(string text)
    {
        var match = Number().Match(text);
        return match.Success ? match.Groups["core"].Value : null;
    }

    /// <summary>Whether the text is a number under some decimal mark.</summary>
    public static bool IsNumber(string text) => Evidence(text) != MarkEvidence.None;

    /// <summary>Whether a percent sign follows the number.</summary>
    public static bool IsPercent(string text) => text.EndsWith('%') && IsNumber(text);

    /// <summary>What one written number says about the decimal mark.</summary>
    public static MarkEvidence Evidence(string text)
    {
        if (Core(text) is not { } core)
            return MarkEvidence.None;
        var grouped = core.AsSpan().IndexOfAny(" '’\u00A0\u202F") >= 0;
        if (grouped && !BlankGroups().IsMatch(core))
            return MarkEvidence.None;
        var (points, commas) = (core.Count(c => c == '.'), core.Count(c => c == ','));
        if (points + commas == 0)
            return MarkEvidence.Plain;
        if (points > 0 && commas > 0)
        {
            var (pointLast, commaLast) = (core.LastIndexOf('.'), core.LastIndexOf(','));
            var (last, groups) = pointLast > commaLast ? (points, core[..pointLast]) : (commas, core[..commaLast]);
            return last != 1 || !Groups().IsMatch(groups) ? MarkEvidence.None : pointLast > commaLast ? MarkEvidence.Point
                : MarkEvidence.Comma;
        }
        if (points + commas > 1)
            return !Groups().IsMatch(core) ? MarkEvidence.None : points > 0 ? MarkEvidence.Comma : MarkEvidence.Point;
        var at = core.IndexOfAny(['.', ',']);
        var threeBehind = core.Length - at == 4 && at is >= 1 and <= 3 && core[0] != '0' && !grouped;
        return (points > 0, threeBehind) switch
        {
            (true, true) => MarkEvidence.ThreeBehindPoint,
            (false, true) => MarkEvidence.ThreeBehindComma,
            (true, false) => MarkEvidence.Point,
            _ => MarkEvidence.Comma,
        };
    }

    /// <summary>The number under a decimal mark; not a number when the text is none.</summary>
    public static double Parse(string text, char mark)
    {
        if (Core(text) is not { } core)
            return double.NaN;
        var digits = new string([.. core.Where(c => char.IsAsciiDigit(c) || c == mark)]).Replace(',', '.');
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return double.NaN;
        return text.AsSpan().IndexOfAny("-(\u2212") >= 0 ? -number : number;
    }

    [GeneratedRegex(@"^[-+(\u2212]? ?(?:(?:" + Mark + @")[ \u00A0]?)?[-+(\u2212]? ?(?<core>[0-9](?:[0-9.,'’ \u00A0\u202F]*[0-9])?|"
        + @"[.,][0-9]+)[ \u00A0\u202F]?(?:" + Mark + @")? ?%? ?[-)\u2212]?$")]
    private static partial Regex Number();

    // Thousands in groups of three, or India's lakhs: two, two, three.
    [GeneratedRegex(@"^[0-9]+$|^[0-9]{1,3}([.,'’ \u00A0\u202F])[0-9]{3}(\1[0-9]{3})*$|^[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}$")]
    private static partial Regex Groups();

    [GeneratedRegex(@"^[0-9]{1,3}([ '’\u00A0\u202F])[0-9]{3}(\1[0-9]{3})*([.,][0-9]+)?$")]
    private static partial Regex BlankGroups();
}
