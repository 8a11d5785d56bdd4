using System.Globalization;
using System.Text;

namespace Clientele.Simulation.Agents;

/// <summary>What is done to the characters of an answer before anybody reads or shows them.</summary>
internal static class AnswerText
{
    /// <summary>Longest statement that is kept, characters.</summary>
    public const int MostStatement = 600;

    /// <summary>Longest key factor that is kept, characters.</summary>
    public const int MostFactor = 80;

    /// <summary>The text without what cannot be seen: control characters, zero-width and bidirectional marks, lone surrogates. Every line ends with LF,
    /// every space is a plain one.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var returned = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]))
                {
                    if (!IsUnseen(CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(c, text[i + 1]))))
                        clean.Append(c).Append(text[i + 1]);
                    i++;
                }
            }
            else if (c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085')
            {
                if (c != '\n' || !returned)
                    clean.Append('\n');
            }
            else if (c == '\t' || char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator)
                clean.Append(c == '\t' ? c : ' ');
            else if (!IsUnseen(char.GetUnicodeCategory(c)))
                clean.Append(c);
            returned = c == '\r';
        }
        return clean.ToString();
    }

    /// <summary>Text to show: cleaned, on one line, white space collapsed, at most so many characters (a cut one ends with …).</summary>
    public static string Tidy(string text, int most)
    {
        var tidy = new StringBuilder(Math.Min(text.Length, most + 2));
        foreach (var c in Clean(text.Length > 8 * MostStatement ? text[..(8 * MostStatement)] : text))
        {
            if (!char.IsWhiteSpace(c))
                tidy.Append(c);
            else if (tidy.Length > 0 && tidy[^1] != ' ')
                tidy.Append(' ');
            if (tidy.Length > most + 1)
                break;
        }
        var line = tidy.ToString().TrimEnd();
        if (line.Length <= most)
            return line;
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end].TrimEnd() + "…";
    }

    private static bool IsUnseen(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
