using System.Text;

namespace Clientele.Data.Reading;

/// <summary>SQL that reads one table as text, a column a needed column.</summary>
internal static class FileScan
{
    /// <summary>Records of one file that <see cref="Numbered"/> leaves room for.</summary>
    private const int PartShift = 40;

    /// <summary>Name of a column in SQL, quoted. DuckDB does not tell upper from lower case, files do; and no name of a file meets one of ours.</summary>
    public static string Column(string name) => DuckDb.Identifier(Encode(name));

    /// <summary>The column that <see cref="Column"/> made a name for.</summary>
    public static string Decode(string name)
    {
        var decoded = new StringBuilder();
        for (var i = Prefix.Length; i < name.Length; i++)
            decoded.Append(name[i] == '^' && i + 1 < name.Length ? name[++i] : name[i]);
        return decoded.ToString();
    }

    private const string Prefix = "c_";

    private static string Encode(string name)
    {
        var encoded = new StringBuilder(Prefix);
        foreach (var c in name)
        {
            if (c == '^' || char.IsUpper(c))
                encoded.Append('^');
            encoded.Append(c);
        }
        return encoded.ToString();
    }

    /// <summary>Name of the table that receives the structurally broken records of a file.</summary>
    public static string Rejects(string rejects, int part) => $"{rejects}_{part}";

    /// <summary>Which file of the table a record number is of, and its number there.</summary>
    public static (int Part, long Record) Numbered(long rn) => ((int)(rn >> PartShift), rn & ((1L << PartShift) - 1));

    /// <summary>Parenthesised SELECT over the table.</summary>
    /// <param name="file">The table; its headers were checked.</param>
    /// <param name="columns">Columns needed; in files without quotes also <c>torn</c>, whether a row has another number of values than the header.</param>
    /// <param name="numbered">Adds <c>rn</c>, the record's number from 1 (<see cref="Numbered"/>), structurally broken ones not counted; reads with one thread.</param>
    /// <param name="rejects">Stem of the names of the tables that receive structurally broken records (<see cref="Rejects"/>); not for Parquet.</param>
    public static string Sql(InputFile file, IReadOnlyList<string> columns, bool numbered, string rejects)
    {
        var selects = file.Parts.Select((part, index) => Select(file, part, index, columns, numbered, Rejects(rejects, index))).ToList();
        return selects.Count == 1 ? $"({selects[0]})" : $"({string.Join(" UNION ALL ", selects)})";
    }

    private static string Select(InputFile file, InputPart part, int index, IReadOnlyList<string> columns, bool numbered, string rejects)
    {
        var own = (numbered ? $"row_number() OVER (){(index == 0 ? "" : $" + {(long)index << PartShift}")} AS rn, " : "") + (file.Parts.Count > 1 ? $"CAST({index} AS SMALLINT) AS part, " : "");
        if (part.IsParquet)
        {
            var typed = columns.Count == 0 ? "1 AS one" : string.Join(", ", columns.Select(name => $"CAST({DuckDb.Identifier(name)} AS VARCHAR) AS {Column(name)}"));
            return $"SELECT {own}{typed} FROM read_parquet({DuckDb.Literal(part.FullPath)})";
        }
        var format = file.Format;
        if (!format.IsWhiteSpace)
            return $"SELECT {own}{(columns.Count == 0 ? "1 AS one" : string.Join(", ", columns.Select(Column)))} FROM "
                + Reader(part, format, "{" + string.Join(", ", part.Columns.Select(name => $"{DuckDb.Literal(Encode(name))}: 'VARCHAR'")) + "}",
                    DuckDb.Literal(format.Delimiter), "'\"'", numbered, rejects);
        // Any run of blanks and tabs separates. A row with another number of values is torn: what its values mean cannot be known.
        var values = string.Join(", ", columns.Select(name => $"p[{part.Columns.IndexOf(name) + 1}] AS {Column(name)}").Append("p IS NULL AS torn").Append("line"));
        return $"SELECT {own}{values} FROM (SELECT line, CASE WHEN len(q) = {part.Columns.Count} THEN q END AS p FROM "
            + $"(SELECT line, string_split_regex(trim(line), '\\s+') AS q FROM {Reader(part, format, "{'line': 'VARCHAR'}", @"'\x01'", "''", numbered, rejects)} WHERE trim(line) <> ''))";
    }

    private static string Reader(InputPart part, FileFormat format, string columns, string delimiter, string quote, bool numbered, string rejects) =>
        $"read_csv({DuckDb.Literal(part.ReadPath)}, columns = {columns}, header = {(format.Header ? "true" : "false")}, auto_detect = false, "
        + $"delim = {delimiter}, quote = {quote}, escape = {quote}, encoding = '{(part.IsRewritten ? "utf-8" : format.Encoding)}', "
        + $"ignore_errors = true, store_rejects = true, rejects_table = {DuckDb.Literal(rejects)}, rejects_scan = {DuckDb.Literal(rejects + "_scan")}, "
        + $"rejects_limit = 0, parallel = {(numbered ? "false" : "true")})";

    private static int IndexOf(this IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name)
                return i;
        throw new ArgumentException($"No column {name}.", nameof(name));
    }
}
