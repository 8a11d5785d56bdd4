namespace Clientele.Tests.Data.Exports;

/// <summary>Collects the rows of an export whose columns are known by name; what is not said stays empty.</summary>
internal sealed class Sheet(params string[] columns)
{
    private readonly List<ExportRow> _rows = [];
    private readonly Dictionary<string, int> _index = columns.Select((name, i) => (name, i))
        .ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);

    public static string[] Names(string list) => [.. list.Split('|').Select(name => name.Trim())];

    public void Add(int order, int line, params IEnumerable<(string Column, string Value)> cells)
    {
        var row = new string[columns.Length];
        Array.Fill(row, "");
        foreach (var (column, value) in cells)
            row[_index[column]] = value;
        _rows.Add(new ExportRow(row, order, line));
    }

    public ExportFile File(string name, ExportStyle? style = null) => new(name, columns, _rows, style ?? new ExportStyle());
}
