using System.Globalization;
using System.Text.RegularExpressions;

namespace Clientele.Simulation.Agents;

/// <summary>A number as somebody writes a probability: <c>0.62</c>, <c>.62</c>, <c>0,62</c>, <c>62 %</c>, <c>~62,5%</c>.</summary>
/// <param name="Value">As written: 62 for 62 %.</param>
/// <param name="Percent">Whether a percent sign or word follows.</param>
internal readonly partial record struct AnswerQuantity(double Value, bool Percent)
{
    /// <summary>Reads a number at the beginning of a text; null if there is none, or what stands there is a longer thing (<c>1.080,00</c>, <c>10x</c>).</summary>
    /// <param name="text">Text, without white space before the number.</param>
    /// <param name="length">Characters read.</param>
    public static AnswerQuantity? Begin(string text, out int length)
    {
        length = 0;
        var match = Number().Match(text.Length > 80 ? text[..80] : text);
        if (!match.Success)
            return null;
        var next = match.Length < text.Length ? text[match.Length] : ' ';
        if (char.IsLetterOrDigit(next) || next is '+' or '*' or '^' || (next is '.' or ',' && match.Length + 1 < text.Length && char.IsAsciiDigit(text[match.Length + 1])))
            return null;
        var digits = match.Groups["number"].Value.Replace(',', '.').Replace('−', '-');
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return null;
        length = match.Length;
        return new(value, match.Groups["percent"].Success);
    }

    /// <summary>Reads a text that is a number and nothing else; null otherwise.</summary>
    public static AnswerQuantity? Whole(string text)
    {
        var trimmed = text.Trim();
        return Begin(trimmed, out var length) is { } quantity && length == trimmed.Length ? quantity : null;
    }

    [GeneratedRegex(@"^[~≈]? ?(?<number>[+\-−]?([0-9]{1,20}([.,][0-9]{1,30})?|[.][0-9]{1,30})(e[+-]?[0-9]{1,4})?)(?<percent>[ \t]?(%|％|percent|per cent|pct))?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
