namespace Clientele.Data;

/// <summary>SQL that reads one input file as text, a column a needed column.</summary>
internal static class FileScan
{
    /// <summary>Parenthesised SELECT over the file.</summary>
    /// <param name="file">The file; its header was checked.</param>
    /// <param name="columns">Columns needed.</param>
    /// <param name="numbered">Adds <c>rn</c>, the record's number from 1, structurally broken ones not counted; reads with one thread.</param>
    /// <param name="rejects">Name of the table that receives structurally broken records; not for Parquet.</param>
    public static string Sql(InputFile file, IReadOnlyList<string> columns, bool numbered, string rejects)
    {
        var list = string.Join(", ", columns.Select(DuckDb.Identifier));
        var number = numbered ? "row_number() OVER () AS rn, " : "";
        if (file.IsParquet)
        {
            var typed = columns.Count == 0 ? "1 AS one" : string.Join(", ", columns.Select(name => $"CAST({DuckDb.Identifier(name)} AS VARCHAR) AS {DuckDb.Identifier(name)}"));
            return $"(SELECT {number}{typed} FROM read_parquet({DuckDb.Literal(file.FullPath)}))";
        }
        var format = file.Format;
        var source = format.IsWhiteSpace
            ? Reader(file, "{'line': 'VARCHAR'}", @"'\x01'", "''", numbered, rejects)
            : Reader(file, "{" + string.Join(", ", file.Columns.Select(name => $"{DuckDb.Literal(name)}: 'VARCHAR'")) + "}",
                DuckDb.Literal(format.Delimiter), "'\"'", numbered, rejects);
        if (!format.IsWhiteSpace)
            return $"(SELECT {number}{(list.Length == 0 ? "1 AS one" : list)} FROM {source})";
        // Any run of blanks and tabs separates; rows with another number of parts come out as NULLs and are rejected as unreadable.
        var parts = string.Join(", ", columns.Select(name => $"p[{file.Columns.IndexOf(name) + 1}] AS {DuckDb.Identifier(name)}"));
        return $"(SELECT {number}{parts} FROM (SELECT CASE WHEN len(q) = {file.Columns.Count} THEN q END AS p FROM "
            + $"(SELECT string_split_regex(trim(line), '\\s+') AS q FROM {source} WHERE trim(line) <> '')))";
    }

    private static string Reader(InputFile file, string columns, string delimiter, string quote, bool numbered, string rejects) =>
        $"read_csv({DuckDb.Literal(file.FullPath)}, columns = {columns}, header = {(file.Format.Header ? "true" : "false")}, auto_detect = false, "
        + $"delim = {delimiter}, quote = {quote}, escape = {quote}, encoding = {DuckDb.Literal(file.Format.Encoding)}, "
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
