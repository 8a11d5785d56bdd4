using System.Text;

namespace Clientele.Data.Reading;

/// <summary>The beginning of a text file, its line ends made one kind: what headers are read from and formats are guessed from.</summary>
/// <param name="Text">Up to a megabyte of text; every line ends with <c>\n</c>.</param>
/// <param name="IsWhole">Whether that is all of the file.</param>
/// <param name="ReturnsEndLines">Whether lines end with <c>\r</c> alone, as on old Macintosh systems.</param>
/// <param name="HasOddLineEnds">Whether DuckDB cannot read the line ends: <c>\r</c> alone, or <c>\r\r\n</c>.</param>
internal sealed record TextHead(string Text, bool IsWhole, bool ReturnsEndLines, bool HasOddLineEnds)
{
    private const int MostCharacters = 1 << 20;

    /// <exception cref="InvalidDataException">The file is named .gz and is no gzip.</exception>
    public static TextHead Read(InputPart part, string encoding)
    {
        using var reader = new StreamReader(PlainText.Open(part, encoding), Encoding.UTF8);
        var buffer = new char[MostCharacters];
        var read = reader.ReadBlock(buffer);
        var text = buffer.AsSpan(0, read);
        var returns = text.Contains('\r') && !text.Contains('\n');
        var doubled = text.IndexOf("\r\r\n") >= 0;
        return new TextHead(Unify(text, returns), read < MostCharacters, returns, returns || doubled);
    }

    private static string Unify(ReadOnlySpan<char> text, bool returnsEndLines)
    {
        if (!text.Contains('\r'))
            return text.ToString();
        var unified = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\r')
                unified.Append(text[i]);
            else if (returnsEndLines)
                unified.Append('\n');
            else if (text[i..].IndexOfAnyExcept('\r') is var next && (next < 0 || text[i + next] != '\n'))
                unified.Append(' ');
        }
        return unified.ToString();
    }

    /// <summary>The header behind some lines that are no part of the table: its cells, and how many lines it takes.</summary>
    public (IReadOnlyList<string> Cells, int Lines) Header(FileFormat format)
    {
        var start = 0;
        for (var line = 0; line < format.Skip && start < Text.Length; line++)
            start = Text.IndexOf('\n', start) is >= 0 and var end ? end + 1 : Text.Length;
        // Blank lines in front of the header are no rows to DuckDB either.
        var blank = 0;
        while (start < Text.Length && Text[start] == '\n')
            (start, blank) = (start + 1, blank + 1);
        if (format.IsWhiteSpace)
        {
            var line = Text[start..(Text.IndexOf('\n', start) is >= 0 and var end ? end : Text.Length)];
            return ([.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)], 1 + blank);
        }
        var (cells, next, _) = CsvHeader.Record(Text, start, format.Delimiter[0], format.Escape);
        return (cells, blank + Math.Max(1, Text.AsSpan(start, next - start).Count('\n') + (next == Text.Length && !Text.EndsWith('\n') ? 1 : 0)));
    }
}
