using System.Globalization;
using System.Text.Unicode;

namespace Clientele.Data.Reading;

/// <summary>How a text file is written, found by looking at its beginning: encoding, what separates the cells, where the header is.</summary>
internal static class FormatGuess
{
    private const int MostRecords = 400;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>A way to read the beginning, and how well it fits.</summary>
    private sealed record Reading(FileFormat Format, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, int Unsound)
    {
        /// <summary>Rows with as many cells as the header has, and closed quotes.</summary>
        public int Whole { get; } = Math.Max(0, Rows.Count(row => row.Count == Header.Count) - Unsound);

        public int Score => Header.Count < 2 ? 0 : (10_000 * (Whole + 1) / (Rows.Count + 1)) + Math.Min(Header.Count, 100);
    }

    /// <summary>The format in which a file is most likely written; null when nothing in it looks like a header with rows.</summary>
    public static FileFormat? Of(InputPart part)
    {
        var encoding = EncodingOf(part);
        var head = TextHead.Read(part, encoding);
        var declared = head.Text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head.Text.Length > 5 && head.Text[5] == '\n' ? head.Text[4] : (char?)null;
        var readings = (declared is { } one ? [one] : Delimiters).SelectMany(delimiter => new[] { '"', '\\' }.Select(escape => Read(head, delimiter, escape, encoding))).OfType<Reading>().ToList();
        // A backslash is an escape only where reading it so makes more rows whole.
        var best = readings.OrderByDescending(reading => reading.Score).ThenBy(reading => reading.Format.Escape == '"' ? 0 : 1).FirstOrDefault();
        return best is not { Score: > 0 } ? null : WithUnnamedColumn(best) ?? best.Format with { LastCellsMayLack = LacksLastCells(best) };
    }

    private static Reading? Read(TextHead head, char delimiter, char escape, string encoding)
    {
        var records = new List<(IReadOnlyList<string> Cells, int Line)>();
        var unsound = 0;
        for (int at = 0, line = 0; at < head.Text.Length && records.Count < MostRecords;)
        {
            var (cells, next, sound) = CsvHeader.Record(head.Text, at, delimiter, escape);
            // The last record may be cut off where the look ends.
            if (next < head.Text.Length || head.IsWhole)
            {
                records.Add((cells, line));
                unsound += sound ? 0 : 1;
            }
            line += head.Text.AsSpan(at, next - at).Count('\n');
            at = next;
        }
        var header = records.FindIndex(record => IsHeader(record.Cells));
        if (header < 0)
            return null;
        // Titles may have as many cells as they like: the header is the first line of names that rows of its width follow.
        var widths = records.Skip(header).Where(record => record.Cells.Count > 1).GroupBy(record => record.Cells.Count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).ToList();
        if (widths is [{ Key: var width }, ..] && records.FindIndex(record => IsHeader(record.Cells) && record.Cells.Count >= width - 1 && record.Cells.Count <= width + 1) is >= 0 and var wide)
            header = wide;
        var rows = records.Skip(header + 1).Where(record => record.Cells.Count > 1 || record.Cells[0].Length > 0).Select(record => record.Cells).ToList();
        return new Reading(new FileFormat { Delimiter = delimiter.ToString(), Encoding = encoding, Escape = escape, Skip = records[header].Line }, records[header].Cells, rows, unsound);
    }

    // Names, not values: most cells are filled, none is a number or a date, and no name is a sentence.
    private static bool IsHeader(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(cell => cell.Trim().Length > 0).ToList();
        return cells.Count > 1 && filled.Count >= 2 && 2 * filled.Count >= cells.Count
            && filled.All(cell => cell.Any(char.IsLetter) && cell.Length <= 100 && !double.TryParse(cell, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
                && !DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    // Rows that are one cell longer than the header: R names its rows without a header for the names, and some systems end each row with a delimiter.
    private static FileFormat? WithUnnamedColumn(Reading reading)
    {
        var longer = reading.Header.Count + 1;
        if (reading.Rows.Count == 0 || reading.Rows.Count(row => row.Count == longer) < 0.9 * reading.Rows.Count)
            return null;
        var names = CsvHeader.Names(reading.Header);
        var atEnd = reading.Rows.Where(row => row.Count == longer).All(row => row[^1].Length == 0);
        return reading.Format with { Header = false, Skip = reading.Format.Skip + 1, Columns = atEnd ? [.. names, $"column_{longer}"] : ["row_names", .. names] };
    }

    // A system that leaves out the last empty cells never writes one; where a whole row ends with an empty cell, a shorter row is torn.
    private static bool LacksLastCells(Reading reading)
    {
        var shorter = reading.Rows.Count(row => row.Count > 1 && row.Count < reading.Header.Count);
        return shorter >= 2 && 20 * shorter >= reading.Rows.Count && !reading.Rows.Any(row => row.Count >= reading.Header.Count && row[^1].Length == 0) && !reading.Rows.Any(row => row.Count < reading.Header.Count && row[^1].Length == 0);
    }

    private static string EncodingOf(InputPart part)
    {
        var head = new byte[1 << 20];
        using var bytes = PlainText.OpenBytes(part);
        var read = bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var text = head.AsSpan(0, read);
        if (text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || (read > 3 && 4 * text.Count((byte)0) > read))
            return "utf-16";
        // The last character may be cut; up to three bytes are forgiven.
        for (var cut = 0; cut < 4 && cut <= read; cut++)
            if (Utf8.IsValid(text[..^cut]))
                return "utf-8";
        return text.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0 ? "windows-1252" : "latin-1";
    }
}
