namespace Clientele.Data.Guessing;

/// <summary>Header and first rows of one file, for guessing what its columns mean.</summary>
internal sealed partial record FileSample(string Name, FileFormat Format, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Columns whose meaning was found by other means than <see cref="Names"/>.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a part of a name is enough.</summary>
    public bool Loose { get; init; }

    /// <summary>Values of several columns row by row, empty ones kept.</summary>
    public IEnumerable<string[]> Table(params string[] columns)
    {
        var indices = columns.Select(column => Columns.ToList().IndexOf(column)).ToArray();
        return Rows.Select(row => indices.Select(index => row[index]).ToArray());
    }

    /// <summary>Values of a column in the first rows, empty ones left out.</summary>
    public IReadOnlyList<string> Values(string? column)
    {
        var index = column is null ? -1 : Columns.ToList().IndexOf(column);
        return index < 0 ? [] : [.. Rows.Select(row => row[index]).Where(value => value.Length > 0)];
    }

    /// <summary>Looks at a file; null when its first row names no columns.</summary>
    public static FileSample? Read(DuckDb database, string path)
    {
        var name = Path.GetFileName(path);
        var parquet = name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
        if (!parquet && new FileInfo(path).Length == 0)
            return null;
        string encoding;
        try
        {
            encoding = parquet || IsUtf8(path) ? "utf-8" : "latin-1";
        }
        catch (UnauthorizedAccessException failure)
        {
            throw InputFile.NotReadable(path, failure);
        }
        var source = parquet ? $"read_parquet({DuckDb.Literal(path)})"
            : $"read_csv({DuckDb.Literal(path)}, all_varchar = true, ignore_errors = true, encoding = {DuckDb.Literal(encoding)})";
        var delimiter = ",";
        var header = true;
        try
        {
            if (!parquet)
                database.Query($"SELECT Delimiter, HasHeader FROM sniff_csv({DuckDb.Literal(path)}, ignore_errors = true, encoding = {DuckDb.Literal(encoding)})",
                    row => (delimiter, header) = (row.GetString(0), row.GetBoolean(1)));
            if (!header)
                source = source[..^1] + ", header = true)";   // all columns are text, so DuckDB cannot tell a header from a row
            var columns = new List<string>();
            database.Query($"DESCRIBE SELECT * FROM {source}", row => columns.Add(row.GetString(0)));
            var rows = new List<IReadOnlyList<string>>();
            database.Query($"SELECT {string.Join(", ", columns.Select(column => $"coalesce(CAST({DuckDb.Identifier(column)} AS VARCHAR), '')"))} FROM {source} LIMIT 2000",
                row => rows.Add([.. Enumerable.Range(0, columns.Count).Select(row.GetString)]));
            return columns.Count > 1 && columns.All(column => column.Any(char.IsLetter)) ? new FileSample(name, new FileFormat { Delimiter = delimiter, Encoding = encoding }, columns, rows) : null;
        }
        catch (DuckDB.NET.Data.DuckDBException)
        {
            return null;   // not a table: a README among the data, say
        }
    }

    private static bool IsUtf8(string path)
    {
        var head = new byte[1 << 20];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return true;
        // The last character may be cut; up to three bytes are forgiven.
        for (var cut = 0; cut < 4 && cut <= read; cut++)
            if (System.Text.Unicode.Utf8.IsValid(head.AsSpan(0, read - cut)))
                return true;
        return false;
    }
}
