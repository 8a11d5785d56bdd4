using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Clientele.Simulation.Calls;

public sealed partial class Journal
{
    private const int MostInATransaction = 512;
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS prompts (hash BLOB PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS answers (
            key BLOB PRIMARY KEY, model TEXT NOT NULL, system BLOB NOT NULL, user BLOB NOT NULL, replicate INTEGER NOT NULL,
            ending TEXT NOT NULL, text TEXT NOT NULL, input INTEGER NOT NULL, cached INTEGER NOT NULL, output INTEGER NOT NULL, cost REAL,
            latency_ms INTEGER NOT NULL, attempts INTEGER NOT NULL, at TEXT NOT NULL, own_count INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS attempts (id INTEGER PRIMARY KEY, plan TEXT NOT NULL, key BLOB NOT NULL, reserved REAL NOT NULL, at TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS attempts_of_plan ON attempts (plan);
        CREATE TABLE IF NOT EXISTS attempt_ends (attempt INTEGER PRIMARY KEY, outcome TEXT NOT NULL, cost REAL NOT NULL);
        CREATE TABLE IF NOT EXISTS plans (id TEXT PRIMARY KEY, description TEXT NOT NULL, rows INTEGER NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS plan_calls (plan TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (plan, key)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS batches (number INTEGER PRIMARY KEY, plan TEXT NOT NULL, model TEXT NOT NULL, address TEXT NOT NULL, reserved REAL NOT NULL, at TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS batch_ids (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS batch_ends (number INTEGER PRIMARY KEY, outcome TEXT NOT NULL, cost REAL NOT NULL);
        CREATE TABLE IF NOT EXISTS batch_calls (
            number INTEGER NOT NULL, key BLOB NOT NULL, system BLOB NOT NULL, user BLOB NOT NULL, replicate INTEGER NOT NULL, PRIMARY KEY (number, key)) WITHOUT ROWID;
        """;

    private readonly Channel<(Action<Statements> Write, TaskCompletionSource Done)> _queue =
        Channel.CreateUnbounded<(Action<Statements>, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<CallKey> _prompts = [];
    private SqliteConnection? _writing;
    private Task _writer = Task.CompletedTask;
    private long _attempt, _batch;

    /// <summary>Notes that a call is about to be sent, before it is: an attempt whose end is missing was in flight when the process died.</summary>
    /// <param name="plan">The run that pays.</param>
    /// <param name="key">The call.</param>
    /// <param name="reserved">Its worst cost, US dollars.</param>
    /// <returns>The attempt's number, once it is safe.</returns>
    internal async Task<long> StartAttemptAsync(string plan, CallKey key, double reserved)
    {
        var id = Interlocked.Increment(ref _attempt);
        await Written(sql => sql.Run("INSERT INTO attempts VALUES ($1, $2, $3, $4, $5)", id, plan, key.ToBytes(), reserved, Now())).ConfigureAwait(false);
        return id;
    }

    /// <summary>Notes that an attempt brought no answer.</summary>
    internal Task EndAttemptAsync(long attempt, string outcome, double cost) =>
        Written(sql => sql.Run("INSERT INTO attempt_ends VALUES ($1, $2, $3)", attempt, outcome, cost));

    /// <summary>Keeps a reply, and ends its attempt, in one step.</summary>
    internal Task AnswerAsync(long attempt, JournalEntry entry, ModelCall call) => Written(sql =>
    {
        Insert(sql, entry, call.SystemPrompt, call.UserPrompt);
        sql.Run("INSERT INTO attempt_ends VALUES ($1, 'answered', $2)", attempt, entry.Reply.Cost ?? 0);
    });

    /// <summary>Keeps replies that come from elsewhere: a batch, or a recording.</summary>
    internal Task AddAsync(IReadOnlyList<(JournalEntry Entry, string? System, string? User)> entries) => Written(sql =>
    {
        foreach (var (entry, system, user) in entries)
            Insert(sql, entry, system, user);
    });

    /// <summary>Notes a plan and its calls; those known already are left as they are.</summary>
    internal Task AddPlanAsync(string plan, string description, long rows, IEnumerable<CallKey> calls) => Written(sql =>
    {
        sql.Run("INSERT OR IGNORE INTO plans VALUES ($1, $2, $3, $4)", plan, description, rows, Now());
        foreach (var key in calls)
            sql.Run("INSERT OR IGNORE INTO plan_calls VALUES ($1, $2)", plan, key.ToBytes());
    });

    /// <summary>Runs a write in the next transaction; completed when that is on its way to the disk, and so survives the process.</summary>
    private Task Written(Action<Statements> write)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_writing is null)
            throw new InvalidOperationException("The journal was opened to read.");
        if (!_queue.Writer.TryWrite((write, done)))
            throw new InvalidOperationException("The journal is closed.");
        return done.Task;
    }

    private void StartWriting()
    {
        if (!Path.Exists(_path))
            Make(_path);
        _writing = Connect(_path, SqliteOpenMode.ReadWrite);
        Require(_writing, _path);
        using (var command = _writing.CreateCommand())
        {
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
            command.ExecuteNonQuery();
            command.CommandText = Tables;
            command.ExecuteNonQuery();
            if (!HasOwnCount(_writing))
            {
                command.CommandText = "ALTER TABLE answers ADD COLUMN own_count INTEGER NOT NULL DEFAULT 0";
                command.ExecuteNonQuery();
            }
            command.CommandText = "SELECT coalesce(max(id), 0) FROM attempts";
            _attempt = (long)command.ExecuteScalar()!;
            command.CommandText = "SELECT coalesce(max(number), 0) FROM batches";
            _batch = (long)command.ExecuteScalar()!;
        }
        _writer = Task.Run(WriteAllAsync);
    }

    private void StopWriting()
    {
        _queue.Writer.TryComplete();
        _writer.GetAwaiter().GetResult();
        _writing?.Dispose();
    }

    // All that is waiting goes into one transaction: a commit costs the same for one answer and for hundreds.
    private async Task WriteAllAsync()
    {
        using var sql = new Statements(_writing!);
        var done = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            if (!_queue.Reader.TryRead(out var next))
                continue;
            // Taken before anything can fail, so that there is somebody to tell.
            done.Clear();
            done.Add(next.Done);
            try
            {
                using var transaction = _writing!.BeginTransaction();
                sql.Use(transaction);
                next.Write(sql);
                while (done.Count < MostInATransaction && _queue.Reader.TryRead(out next))
                {
                    done.Add(next.Done);
                    next.Write(sql);
                }
                transaction.Commit();
            }
#pragma warning disable CA1031 // Not swallowed: everybody who waits for this transaction is told, and the run stops with what it has.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                var told = problem is SqliteException failure ? Explain(failure, _path) : problem;
                _prompts.Clear();
                foreach (var waiting in done)
                    waiting.SetException(told);
                continue;
            }
            foreach (var waiting in done)
                waiting.SetResult();
        }
    }

    private void Insert(Statements sql, JournalEntry entry, string? system, string? user)
    {
        KeepPrompt(sql, entry.System, system);
        KeepPrompt(sql, entry.User, user);
        var reply = entry.Reply;
        // The first answer stands: nothing that was paid for is replaced.
        sql.Run(
            "INSERT OR IGNORE INTO answers VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            entry.Key.ToBytes(), entry.Model, entry.System.ToBytes(), entry.User.ToBytes(), entry.Replicate, JsonName(reply.End), reply.Text,
            reply.InputTokens, reply.CachedTokens, reply.OutputTokens, reply.Cost, reply.LatencyMs, reply.Attempts, Now(), reply.OwnCount ? 1 : 0);
    }

    // The set only saves repeated writes, so it may forget.
    private void KeepPrompt(Statements sql, CallKey hash, string? text)
    {
        if (text is null || !_prompts.Add(hash))
            return;
        sql.Run("INSERT OR IGNORE INTO prompts VALUES ($1, $2)", hash.ToBytes(), text);
        if (_prompts.Count > 4096)
            _prompts.Clear();
    }

    private string Now() => _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string JsonName(ReplyEnd end) => end.ToString().ToLowerInvariant();

    /// <summary>Prepared statements by their text.</summary>
    private sealed class Statements(SqliteConnection connection) : IDisposable
    {
        private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
        private SqliteTransaction? _transaction;

        public void Use(SqliteTransaction transaction) => _transaction = transaction;

        public void Run(string text, params ReadOnlySpan<object?> values)
        {
            if (!_prepared.TryGetValue(text, out var command))
            {
                command = connection.CreateCommand();
                command.CommandText = text;
                for (var i = 1; i <= values.Length; i++)
                    command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) });
                _prepared[text] = command;
            }
            command.Transaction = _transaction;
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }

        public void Dispose()
        {
            foreach (var command in _prepared.Values)
                command.Dispose();
        }
    }
}
