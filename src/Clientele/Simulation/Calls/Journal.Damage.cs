using Microsoft.Data.Sqlite;

namespace Clientele.Simulation.Calls;

public sealed partial class Journal
{
    // Every journal has had them from the first version on; the others are added to an older one when it is opened to write.
    private static readonly string[] First = ["prompts", "answers", "attempts", "attempt_ends", "plans", "plan_calls"];

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        if (Directory.Exists(path))
            throw new ClienteleException($"{Path.GetFileName(path)} is a folder, not a journal", path, "Move it away, or use another study folder.");
        // Without pooling a closed journal is closed: a test, or a user, can move the folder at once.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty journal, whole or not at all: so an empty file, or one without tables, is always a damaged journal and never a new one.</summary>
    private static void Make(string path)
    {
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 } log)
            throw Damaged(path, $"it is missing, and the answers in {log.Name} belong to it", null);
        var draft = path + ".new";
        foreach (var left in (string[])[draft, draft + "-journal"])
            File.Delete(left);
        using (var connection = Connect(draft, SqliteOpenMode.ReadWriteCreate))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"PRAGMA synchronous = FULL; BEGIN; {Tables} COMMIT;";
            command.ExecuteNonQuery();
        }
        File.Move(draft, path);
    }

    // SQLite takes an empty file for a new database. Its answers would be asked and paid for again.
    private static void Require(SqliteConnection connection, string path)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table'";
        using var row = command.ExecuteReader();
        var tables = new HashSet<string>(StringComparer.Ordinal);
        while (row.Read())
            tables.Add(row.GetString(0));
        if (First.FirstOrDefault(table => !tables.Contains(table)) is { } missing)
            throw Damaged(path, new FileInfo(path).Length == 0 ? "it is empty" : $"it has no table {missing}", null);
    }

    // What SQLite finds wrong, and what it hands over that no journal holds: both are damage, and the user has to act.
    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException problem)
        {
            throw Explain(problem, path);
        }
        catch (Exception problem) when (problem is FormatException or InvalidCastException or ArgumentException or OverflowException)
        {
            throw Damaged(path, problem.Message, problem);
        }
    }

    private static ClienteleException Explain(SqliteException problem, string path)
    {
        const int Error = 1, Busy = 5, Corrupt = 11, Full = 13, NotADatabase = 26;
        return problem.SqliteErrorCode switch
        {
            Full => WholeFile.DiskFull(path, problem),
            // The statements are fixed: one that fails lacks its table or column.
            Error or Corrupt or NotADatabase => Damaged(path, problem.Message, problem),
            Busy => new ClienteleException("another program holds the journal", path, "Close it and run the command again.", problem),
            _ => new ClienteleException($"the journal cannot be used: {problem.Message}", path, "Check the folder and its permissions.", problem),
        };
    }

    private static ClienteleException Damaged(string path, string why, Exception? problem) => new(
        $"{Path.GetFileName(path)} is damaged: {Words.Cut(why, 200)}", path,
        "Restore it from a backup, or move it away together with its -wal file: answers in it would then be asked and paid for again.", problem);
}
