using System.Text;

namespace Clientele.Reporting;

/// <summary>Pieces of Markdown (CommonMark with GitHub's tables). Text from outside cannot become a heading, a link, an image, HTML or another cell.</summary>
internal static class Markdown
{
    /// <summary>A text that is shown as it is, on one line.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
            {
                escaped.Append(' ');
                continue;
            }
            // A colon or a dot between word characters could begin a bare link (http://, www.).
            if ("\\`*_[]<>|&#~".Contains(c, StringComparison.Ordinal) || c == '@' || (c == '.' && escaped is [.., 'w' or 'W']) || (c == '/' && escaped is [.., ':']))
                escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString().Trim();
    }

    /// <summary>The same as an item of a list, which it cannot begin another list in.</summary>
    public static string Item(string text)
    {
        var item = Text(text);
        var digits = item.TakeWhile(char.IsAsciiDigit).Count();
        var opens = digits > 0 && digits < item.Length && item[digits] is '.' or ')';
        return "- " + (item is ['-' or '+', ..] ? "\\" + item : opens ? item.Insert(digits, "\\") : item);
    }

    /// <summary>A text in the font of code; marks that would end the span are left out.</summary>
    public static string Code(string text)
    {
        var line = Words.Cut(text, 200).Replace("`", "'", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Trim();
        return line.Length == 0 ? "–" : $"`{line}`";
    }

    /// <summary>A row of a table, of cells that are Markdown already.</summary>
    public static string Row(params ReadOnlySpan<string> cells) => $"| {string.Join(" | ", cells)} |";
}
