using System.Text;

namespace Clientele.Data.Reading;

/// <summary>Splits a header into column names (RFC 4180 quoting), and says what went wrong when an expected column is not there.</summary>
internal static class CsvHeader
{
    /// <summary>The cells of the record that begins at a place of a text whose lines end with <c>\n</c>, where the next one begins, and whether every quote
    /// that closes ends its cell.</summary>
    public static (IReadOnlyList<string> Cells, int Next, bool IsSound) Record(string text, int start, char delimiter, char escape)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        var sound = true;
        var i = start;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == escape && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
                sound &= quoted || i + 1 == text.Length || text[i + 1] == delimiter || text[i + 1] == '\n';
            }
            else if (c == delimiter && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n' && !quoted)
            {
                i++;
                break;
            }
            else
                cell.Append(c);
        }
        cells.Add(cell.ToString());
        return (cells, i, sound && !quoted);
    }

    /// <summary>Names by which a mapping knows the columns: without blanks around and line ends within; a column without a name is known by its place
    /// (<c>column_3</c>), and several of one name are numbered (<c>Name (1)</c>, <c>Name (2)</c>).</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> cells)
    {
        var names = cells.Select((cell, index) =>
        {
            var name = string.Join(' ', cell.Trim('\uFEFF', ' ', '\t', '\n', '\u00A0').Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            return name.Length == 0 ? $"column_{index + 1}" : name;
        }).ToList();
        var often = names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).ToDictionary(group => group.Key, _ => 0, StringComparer.Ordinal);
        return [.. names.Select(name => often.ContainsKey(name) ? $"{name} ({++often[name]})" : name)];
    }

    /// <exception cref="ClienteleException">A needed column is not in the header of every file.</exception>
    public static void Require(InputFile file, IEnumerable<string> needed)
    {
        var names = needed.ToList();
        foreach (var part in file.Parts)
            Require(file, part, names);
    }

    private static void Require(InputFile file, InputPart part, IReadOnlyList<string> needed)
    {
        var columns = part.Columns;
        var missing = needed.Where(name => !columns.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
            return;
        var where = part.IsParquet || !file.Format.Header ? part.Name : $"{part.Name}, line {1 + file.Format.Skip}";
        if (columns.Count == 1 && OtherDelimiter(columns[0], file.Format.Delimiter) is { } other)
            throw new ClienteleException(
                $"the header has one column, \"{Words.Cut(columns[0], 60)}\", when split at {Words.Delimiter(file.Format.Delimiter)}", where,
                $"The file seems to be separated by {Words.Delimiter(other)}: set `delimiter: \"{other.Replace("\t", "\\t", StringComparison.Ordinal)}\"` in the mapping.");
        if (columns.Where(name => name.StartsWith(missing[0] + " (", StringComparison.Ordinal)).ToList() is { Count: > 1 } twice)
            throw new ClienteleException($"the header names the column \"{missing[0]}\" {twice.Count} times", where,
                $"Say in the mapping which one is meant: {Words.List([.. twice.Select(name => $"\"{name}\"")], 6)}, in the order of the file.");
        var near = Words.Nearest(missing[0], columns);
        throw new ClienteleException(
            $"there is no column \"{missing[0]}\"{(missing.Count > 1 ? $" (nor {Words.List(missing.Skip(1).Select(name => $"\"{name}\"").ToList(), 6)})" : "")}",
            where,
            $"The file has {Words.List(columns, 12)}.{(near is null ? "" : $" Did you mean \"{near}\"?")} Say in the mapping which column means what.");
    }

    private static string? OtherDelimiter(string header, string delimiter) =>
        new[] { ";", "\t", "|", "," }.FirstOrDefault(candidate => candidate != delimiter && header.Contains(candidate, StringComparison.Ordinal));
}
