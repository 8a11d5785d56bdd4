using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>Text from outside as a YAML value: whatever a column or a word is called, it is read back as it was.</summary>
internal static partial class YamlText
{
    /// <summary>The text as it is where that is safe, else in double quotes.</summary>
    public static string Quote(string text)
    {
        if (PlainText().IsMatch(text) && !Reserved().IsMatch(text))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                // Line ends of other alphabets, marks that nobody sees, and all else that YAML would not take as it is.
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\u00A0'
                    || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned =>
                    quoted.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        return quoted.Append('"').ToString();
    }

    /// <summary>The text on one line of a comment.</summary>
    public static string Comment(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_. -]*[A-Za-z0-9]\z")]
    private static partial Regex PlainText();

    // Words that YAML takes for something other than text.
    [GeneratedRegex("^(null|true|false|yes|no|on|off|nan|inf)$", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
