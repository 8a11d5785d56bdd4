using DuckDB.NET.Data;

namespace Clientele.Data;

internal sealed partial class DuckDb
{
    /// <summary>Writes a Parquet file with the content of a CSV file that <c>CsvFile</c> wrote. Equal CSV files give equal bytes.</summary>
    /// <param name="csvPath">Source: header, comma, double quotes.</param>
    /// <param name="parquetPath">Target, written whole or not at all.</param>
    /// <param name="columns">All columns in the file's order with their SQL type; a type that ends with <c>[]</c> is a list separated by semicolons.</param>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static void WriteParquet(string csvPath, string parquetPath, IReadOnlyList<(string Name, string SqlType)> columns)
    {
        var types = columns.Select(column => $"{Literal(column.Name)}: {Literal(column.SqlType.EndsWith("[]", StringComparison.Ordinal) ? "VARCHAR" : column.SqlType)}");
        var partial = WholeFile.Partial(parquetPath);
        // One thread and fixed options: row groups then fall the same way every time.
        var sql = $"""
            COPY (SELECT {string.Join(", ", columns.Select(Expression))}
                  FROM read_csv({Literal(csvPath)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\n',
                                columns = {"{"}{string.Join(", ", types)}{"}"}))
            TO {Literal(partial)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 24576)
            """;
        try
        {
            using (var database = OpenInMemory(threads: 1))
                database.Execute(sql);
            if (partial != parquetPath)
                File.Move(partial, parquetPath, overwrite: true);
        }
        catch (Exception problem)
        {
            WholeFile.Discard(partial, parquetPath);
            if (problem is DuckDBException && problem.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase))
                throw WholeFile.DiskFull(parquetPath, problem);
            if (problem is DuckDBException && problem.Message.Contains("Permission denied", StringComparison.OrdinalIgnoreCase))
                throw WholeFile.Explain(new UnauthorizedAccessException(problem.Message, problem), parquetPath);
            if (problem is DuckDBException or IOException or UnauthorizedAccessException)
                throw WholeFile.Explain(problem, parquetPath);
            throw;
        }
    }

    private static string Expression((string Name, string SqlType) column)
    {
        var name = Identifier(column.Name);
        if (column.SqlType.EndsWith("[]", StringComparison.Ordinal))
            return $"CAST(string_split({name}, ';') AS {column.SqlType}) AS {name}";
        // The apostrophe that protects spreadsheets is no part of the value (Csv.Neutralise).
        return column.SqlType == "VARCHAR"
            ? $"CASE WHEN {name}[1] = '''' AND regexp_matches({name}, '^''+[=+@\\t\\r-]') THEN {name}[2:] ELSE {name} END AS {name}"
            : name;
    }
}
