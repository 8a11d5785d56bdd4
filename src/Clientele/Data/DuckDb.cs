using DuckDB.NET.Data;

namespace Clientele.Data;

/// <summary>The only place that opens DuckDB. One database a load; queries of one database run one after the other.</summary>
internal sealed partial class DuckDb : IDisposable
{
    private readonly DuckDBConnection _connection;

    private DuckDb(DuckDBConnection connection) => _connection = connection;

    /// <summary>Opens an empty database in memory.</summary>
    /// <param name="threads">Worker threads; 0 = one a core.</param>
    public static DuckDb OpenInMemory(int threads = 0)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var database = new DuckDb(connection);
        if (threads > 0)
            database.Execute($"SET threads = {threads}");
        return database;
    }

    /// <summary>A text as an SQL literal: quotes doubled, so that no value from outside can end it.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name as an SQL identifier.</summary>
    public static string Identifier(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Runs a statement and returns the number of rows that it changed.</summary>
    public int Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
