using Clientele.Data.Reading;
using DuckDB.NET.Data;

namespace Clientele.Data;

/// <summary>The only place that opens DuckDB. One database a load; its statements run one after the other.</summary>
internal sealed partial class DuckDb : IDisposable
{
    private readonly DuckDBConnection _connection;
    private string? _temporaryFolder;

    private DuckDb(DuckDBConnection connection) => _connection = connection;

    /// <summary>Schema of the orders whose facts the temporary tables hold; null when they hold none.</summary>
    public string? FactsOf { get; set; }

    /// <summary>Opens an empty database in memory.</summary>
    /// <param name="threads">Worker threads; 0 = one a core.</param>
    /// <param name="memory">Budget of which it takes its share (<see cref="MemoryBudget"/>); what does not fit goes to a temporary folder. Null = the default.</param>
    /// <param name="scratch">Where that folder is made; null = the system's temporary folder.</param>
    public static DuckDb OpenInMemory(int threads = 0, long? memory = null, string? scratch = null)
    {
        var database = Open("DataSource=:memory:", threads, memory);
        // DuckDB makes it when it first needs it.
        var spill = Path.Combine(scratch ?? Path.GetTempPath(), $"clientele-{Path.GetRandomFileName()}");
        database._temporaryFolder = spill;
        database.Execute($"SET temp_directory = {Literal(spill)}");
        return database;
    }

    /// <summary>Opens an empty database in a new temporary folder that is deleted on disposal: for data that should not fill the memory.</summary>
    /// <param name="threads">Worker threads; 0 = one a core.</param>
    /// <param name="memory">Budget of which it takes its share (<see cref="MemoryBudget"/>).</param>
    /// <param name="scratch">Where the new folder is made; null = the system's temporary folder.</param>
    public static DuckDb OpenOnDisk(int threads, long memory, string? scratch = null)
    {
        var folder = ScratchFolder.Create(scratch);
        var database = Open($"DataSource={Path.Combine(folder, "transactions.duckdb")}", threads, memory);
        database._temporaryFolder = folder;
        // It is deleted when it is closed: nothing is put in order for later, which can take seconds.
        database.Execute("PRAGMA disable_checkpoint_on_shutdown");
        return database;
    }

    /// <summary>Interrupts every statement from now on, also those that are not awaited: a shop's statements may take long, all of them.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>A text as an SQL literal: quotes doubled, so that no value from outside can end it.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name as an SQL identifier.</summary>
    public static string Identifier(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Runs a statement and returns the number of rows that it changed.</summary>
    public int Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Stoppable(command, command.ExecuteNonQuery);
    }

    // Runs it so that the token interrupts it.
    private T Stoppable<T>(DuckDBCommand command, Func<T> run)
    {
        Cancellation.ThrowIfCancellationRequested();
        using (Cancellation.Register(command.Cancel))
        {
            try
            {
                return run();
            }
            catch (DuckDBException) when (Cancellation.IsCancellationRequested)
            {
                throw new OperationCanceledException(Cancellation);
            }
        }
    }

    /// <summary>Runs a statement that may take long: it can be cancelled, and says several times a second how far it is.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="onProgress">Receives the share done, in [0, 1], as far as DuckDB knows it; may be null.</param>
    /// <param name="cancellationToken">Interrupts the statement.</param>
    public async Task ExecuteAsync(string sql, Action<double>? onProgress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        var work = Task.Run(command.ExecuteNonQuery, CancellationToken.None);
        using (cancellationToken.Register(command.Cancel))
        {
            while (await Task.WhenAny(work, Task.Delay(100, CancellationToken.None)).ConfigureAwait(false) != work)
                if (onProgress is not null && _connection.GetQueryProgress().Percentage is > 0 and <= 100 and var percent)
                    onProgress(percent / 100);
            try
            {
                await work.ConfigureAwait(false);
            }
            catch (DuckDBException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    /// <summary>Runs a query and hands each row to <paramref name="row"/>.</summary>
    public void Query(string sql, Action<DuckDBDataReader> row)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        Stoppable(command, () =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
                row(reader);
            return true;
        });
    }

    /// <summary>First column of the first row as a number.</summary>
    public long Count(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(Stoppable(command, command.ExecuteScalar), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        if (_temporaryFolder is not null && Directory.Exists(_temporaryFolder))
            Directory.Delete(_temporaryFolder, recursive: true);
    }

    private static DuckDb Open(string source, int threads, long? memory)
    {
        var connection = new DuckDBConnection(source);
        connection.Open();
        var database = new DuckDb(connection);
        // Nothing is fetched from the network, whatever a query names.
        database.Execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false");
        database.Execute($"SET memory_limit = '{MemoryBudget.ForRows(memory ?? MemoryBudget.Default) >> 20}MiB'");
        if (threads > 0)
            database.Execute($"SET threads = {threads}");
        return database;
    }
}
