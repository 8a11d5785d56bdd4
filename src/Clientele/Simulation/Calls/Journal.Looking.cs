using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Clientele.Simulation.Calls;

public sealed partial class Journal
{
    /// <summary>Spent by a plan's own attempts and batches, US dollars; those of unknown outcome at their worst.</summary>
    internal double Spent(string plan) => Read($"SELECT {SpentOf("$1")}", row => row.GetDouble(0), plan)[0];

    /// <summary>Calls of a plan that have a reply, and all of them.</summary>
    public (long Replied, long Calls) Progress(string plan) => Plans().FirstOrDefault(known => known.Id == plan) is { } known ? (known.Replied, known.Calls) : (0, 0);

    /// <summary>Every plan that was run in this study, oldest first.</summary>
    public IReadOnlyList<JournalPlan> Plans() => Read($"""
        SELECT id, description, at, rows,
            (SELECT count(*) FROM plan_calls c WHERE c.plan = p.id),
            (SELECT count(*) FROM plan_calls c JOIN answers a ON a.key = c.key WHERE c.plan = p.id),
            {SpentOf("p.id")},
            (SELECT count(*) FROM attempts t LEFT JOIN attempt_ends e ON e.attempt = t.id WHERE t.plan = p.id AND e.attempt IS NULL),
            (SELECT count(*) FROM batches b JOIN batch_calls c ON c.number = b.number LEFT JOIN batch_ends e ON e.number = b.number WHERE b.plan = p.id AND e.number IS NULL)
        FROM plans p ORDER BY at, id
        """,
        row => new JournalPlan(
            row.GetString(0), row.GetString(1), DateTimeOffset.Parse(row.GetString(2), CultureInfo.InvariantCulture), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
            row.GetDouble(6), row.GetInt64(7), row.GetInt64(8)));

    /// <summary>Every answer, with its prompts where they are kept, in the order of the keys.</summary>
    /// <param name="plan">Only those of one plan; null = all.</param>
    /// <exception cref="ClienteleException">The journal is damaged.</exception>
    public IEnumerable<(JournalEntry Entry, string? System, string? User)> Entries(string? plan = null)
    {
        using var connection = Guarded(_path, () => Connect(_path, SqliteOpenMode.ReadOnly));
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT a.key, a.model, a.system, a.user, a.replicate, a.ending, a.text, a.input, a.cached, a.output, a.cost, a.latency_ms, a.attempts, {_ownCount}, s.text, u.text
            FROM answers a LEFT JOIN prompts s ON s.hash = a.system LEFT JOIN prompts u ON u.hash = a.user
            {(plan is null ? "" : "JOIN plan_calls c ON c.key = a.key AND c.plan = $plan")} ORDER BY a.key
            """;
        command.Parameters.AddWithValue("$plan", plan ?? "");
        using var row = Guarded(_path, command.ExecuteReader);
        while (Guarded(_path, () => Next(row)) is { } next)
            yield return next;
    }

    private static (JournalEntry Entry, string? System, string? User)? Next(SqliteDataReader row) => !row.Read() ? null : (
        new JournalEntry(Key(row, 0), row.GetString(1), Key(row, 2), Key(row, 3), row.GetInt32(4), ReadReply(row, 5)),
        row.IsDBNull(14) ? null : row.GetString(14), row.IsDBNull(15) ? null : row.GetString(15));

    private static string SpentOf(string plan) => $"""
        (SELECT coalesce(sum(coalesce(e.cost, t.reserved)), 0.0) FROM attempts t LEFT JOIN attempt_ends e ON e.attempt = t.id WHERE t.plan = {plan})
          + (SELECT coalesce(sum(coalesce(e.cost, b.reserved)), 0.0) FROM batches b LEFT JOIN batch_ends e ON e.number = b.number WHERE b.plan = {plan})
        """;

    // Journals of before it was noted lack the column.
    private static bool HasOwnCount(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pragma_table_info('answers') WHERE name = 'own_count'";
        return (long)command.ExecuteScalar()! > 0;
    }

    private static CallKey Key(SqliteDataReader row, int column) => new(row.GetFieldValue<byte[]>(column));

    private List<T> Read<T>(string text, Func<SqliteDataReader, T> make, params ReadOnlySpan<object> values)
    {
        lock (_readGate)
        {
            using var command = _reading.CreateCommand();
            command.CommandText = text;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.AddWithValue("$" + (i + 1).ToString(CultureInfo.InvariantCulture), values[i]);
            return Guarded(_path, () =>
            {
                using var row = command.ExecuteReader();
                var rows = new List<T>();
                while (row.Read())
                    rows.Add(make(row));
                return rows;
            });
        }
    }
}
