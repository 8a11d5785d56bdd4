using Clientele.Storage;
using Microsoft.Data.Sqlite;

namespace Clientele.Simulation.Calls;

/// <summary>The study's <c>journal.db</c>: every attempt before it is sent, and every answer once it is whole. Append-only and keyed by content, so that nothing
/// answered is asked again, whatever run asks and wherever the call stands in it.</summary>
/// <remarks>
/// SQLite in WAL mode with <c>synchronous = FULL</c>: what <see cref="Written"/> has promised survives the death of the process and of the machine at any moment.
/// One process at a time may write (a lock file beside it). Safe for threads.
/// </remarks>
public sealed partial class Journal : IDisposable
{
    private readonly string _path;
    private readonly FileStream? _lock;
    private readonly SqliteConnection _reading;
    private readonly Lock _readGate = new();
    private readonly SqliteCommand _find;
    private readonly TimeProvider _time;
    private readonly string _ownCount;

    private Journal(string path, FileStream? writes, TimeProvider time)
    {
        (_path, _lock, _time) = (path, writes, time);
        if (writes is not null)
            StartWriting();
        _reading = Connect(path, SqliteOpenMode.ReadOnly);
        Require(_reading, path);
        _ownCount = HasOwnCount(_reading) ? "own_count" : "0";
        _find = _reading.CreateCommand();
        _find.CommandText = $"SELECT ending, text, input, cached, output, cost, latency_ms, attempts, {_ownCount} FROM answers WHERE key = $key";
        _find.Parameters.Add("$key", SqliteType.Blob);
    }

    /// <summary>Opens the journal to ask and record; makes it when it is missing.</summary>
    /// <exception cref="ClienteleException">Another process is asking for this study, or the journal is damaged or cannot be written.</exception>
    public static Journal Open(string path, TimeProvider? time = null)
    {
        FileStream? writes = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            writes = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            return new Journal(path, writes, time ?? TimeProvider.System);
        }
        catch (IOException problem) when (writes is null && StudyLock.IsHeld(problem))
        {
            throw new ClienteleException("another process is asking for this study", path, "Wait until it has ended, or use another study folder (--out).", problem);
        }
        catch (Exception problem) when (writes is null && problem is IOException or UnauthorizedAccessException)
        {
            throw StudyLock.CannotWrite(Path.GetDirectoryName(Path.GetFullPath(path))!, problem);
        }
        catch (SqliteException problem)
        {
            writes?.Dispose();
            throw Explain(problem, path);
        }
        catch
        {
            writes?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the journal to look things up only, also while another process writes.</summary>
    /// <exception cref="ClienteleException">There is none, or it is damaged.</exception>
    public static Journal OpenToRead(string path)
    {
        if (!Path.Exists(path))
            throw new ClienteleException("this study has no journal: no language model was asked yet", path, "Ask one: clientele simulate --study DIR --model claude-haiku-5-5.");
        return Guarded(path, () => new Journal(path, null, TimeProvider.System));
    }

    /// <summary>The reply to a call; null when there is none yet.</summary>
    public ModelReply? Find(CallKey key)
    {
        lock (_readGate)
        {
            _find.Parameters[0].Value = key.ToBytes();
            return Guarded(_path, () =>
            {
                using var reader = _find.ExecuteReader();
                return reader.Read() ? ReadReply(reader, 0) : null;
            });
        }
    }

    /// <summary>A prompt by its key; null when it is not kept here.</summary>
    public string? Prompt(CallKey key)
    {
        lock (_readGate)
        {
            using var command = _reading.CreateCommand();
            command.CommandText = "SELECT text FROM prompts WHERE hash = $hash";
            command.Parameters.AddWithValue("$hash", key.ToBytes());
            return Guarded(_path, () => command.ExecuteScalar() as string);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The writer last: closing it puts the write-ahead log into the database, so that one file remains.
        _find.Dispose();
        _reading.Dispose();
        StopWriting();
        _lock?.Dispose();
    }

    private static ModelReply ReadReply(SqliteDataReader reader, int at) => new()
    {
        End = Enum.Parse<ReplyEnd>(reader.GetString(at), ignoreCase: true),
        Text = reader.GetString(at + 1),
        InputTokens = reader.GetInt64(at + 2),
        CachedTokens = reader.GetInt64(at + 3),
        OutputTokens = reader.GetInt64(at + 4),
        Cost = reader.IsDBNull(at + 5) ? null : reader.GetDouble(at + 5),
        LatencyMs = reader.GetInt32(at + 6),
        Attempts = reader.GetInt32(at + 7),
        OwnCount = reader.GetInt64(at + 8) != 0,
    };
}
