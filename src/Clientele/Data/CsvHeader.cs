using System.Text;

namespace Clientele.Data;

/// <summary>Splits a header line into column names (RFC 4180 quoting), and says what went wrong when an expected column is not there.</summary>
internal static class CsvHeader
{
    public static IReadOnlyList<string> Split(string line, char delimiter)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        var quoted = false;
        foreach (var c in line.TrimStart('\uFEFF').TrimEnd('\r', '\n'))
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == delimiter && !quoted)
            {
                names.Add(name.ToString().Trim());
                name.Clear();
            }
            else
                name.Append(c);
        }
        names.Add(name.ToString().Trim());
        return names;
    }

    /// <exception cref="ClienteleException">A needed column is not in the header.</exception>
    public static void Require(InputFile file, IEnumerable<string> needed)
    {
        var missing = needed.Where(name => !file.Columns.Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
            return;
        var where = file.IsParquet || !file.Format.Header ? file.Name : $"{file.Name}, line 1";
        if (file.Columns.Count == 1 && OtherDelimiter(file.Columns[0], file.Format.Delimiter) is { } other)
            throw new ClienteleException(
                $"the header has one column, \"{Words.Cut(file.Columns[0], 60)}\", when split at {Words.Delimiter(file.Format.Delimiter)}", where,
                $"The file seems to be separated by {Words.Delimiter(other)}: set `delimiter: \"{other.Replace("\t", "\\t", StringComparison.Ordinal)}\"` in the mapping.");
        var near = Words.Nearest(missing[0], file.Columns);
        throw new ClienteleException(
            $"there is no column \"{missing[0]}\"{(missing.Count > 1 ? $" (nor {Words.List(missing.Skip(1).Select(name => $"\"{name}\"").ToList(), 6)})" : "")}",
            where,
            $"The file has {Words.List(file.Columns, 12)}.{(near is null ? "" : $" Did you mean \"{near}\"?")} Say in the mapping which column means what.");
    }

    private static string? OtherDelimiter(string header, string delimiter) =>
        new[] { ";", "\t", "|", "," }.FirstOrDefault(candidate => candidate != delimiter && header.Contains(candidate, StringComparison.Ordinal));
}
