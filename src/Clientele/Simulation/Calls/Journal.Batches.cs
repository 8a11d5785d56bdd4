using System.Globalization;

namespace Clientele.Simulation.Calls;

public sealed partial class Journal
{
    /// <summary>Notes a batch before it is submitted, with the prompts of its calls.</summary>
    internal async Task<JournalBatch> StartBatchAsync(string plan, string model, string address, double reserved, IReadOnlyList<(CallKey Key, ModelCall Call)> calls)
    {
        var batch = new JournalBatch(Interlocked.Increment(ref _batch), plan, reserved, _time.GetUtcNow(), [.. calls.Select(pair => pair.Key)]) { ReservedHere = true };
        await Written(sql =>
        {
            sql.Run("INSERT INTO batches VALUES ($1, $2, $3, $4, $5, $6)", batch.Number, plan, model, address, reserved, Now());
            foreach (var (key, call) in calls)
            {
                var (system, user) = (CallKey.Of(call.SystemPrompt), CallKey.Of(call.UserPrompt));
                sql.Run("INSERT INTO batch_calls VALUES ($1, $2, $3, $4, $5)", batch.Number, key.ToBytes(), system.ToBytes(), user.ToBytes(), call.Replicate);
                KeepPrompt(sql, system, call.SystemPrompt);
                KeepPrompt(sql, user, call.UserPrompt);
            }
        }).ConfigureAwait(false);
        return batch;
    }

    /// <summary>Notes the provider's id of a batch.</summary>
    internal Task NameBatchAsync(JournalBatch batch) => Written(sql => sql.Run("INSERT INTO batch_ids VALUES ($1, $2)", batch.Number, batch.Id));

    /// <summary>Ends a batch and keeps its answers, in one step.</summary>
    internal Task EndBatchAsync(JournalBatch batch, string outcome, double cost, IReadOnlyList<JournalEntry> entries) => Written(sql =>
    {
        foreach (var entry in entries)
            Insert(sql, entry, null, null);
        sql.Run("INSERT INTO batch_ends VALUES ($1, $2, $3)", batch.Number, outcome, cost);
    });

    /// <summary>Batches of a model at an address whose results were not read yet, whichever run submitted them.</summary>
    internal IReadOnlyList<JournalBatch> OpenBatches(string model, string address)
    {
        var open = Read("""
            SELECT b.number, b.plan, b.reserved, b.at, i.id FROM batches b LEFT JOIN batch_ids i ON i.number = b.number LEFT JOIN batch_ends e ON e.number = b.number
            WHERE e.number IS NULL AND b.address = $1 AND b.model = $2 ORDER BY b.number
            """,
            row => (Number: row.GetInt64(0), Plan: row.GetString(1), Reserved: row.GetDouble(2), At: DateTimeOffset.Parse(row.GetString(3), CultureInfo.InvariantCulture), Id: row.IsDBNull(4) ? null : row.GetString(4)), address, model);
        return [.. open.Select(batch => new JournalBatch(
            batch.Number, batch.Plan, batch.Reserved, batch.At,
            Read("SELECT key FROM batch_calls WHERE number = $1", row => Key(row, 0), batch.Number)) { Id = batch.Id })];
    }

    /// <summary>Whether a provider's batch belongs to this journal already.</summary>
    internal bool KnowsBatch(string id) => Read("SELECT 1 FROM batch_ids WHERE id = $1", row => row.GetInt64(0), id).Count > 0;

    /// <summary>Prompts and replicate of the calls of a batch.</summary>
    internal Dictionary<CallKey, (CallKey System, CallKey User, int Replicate)> BatchCalls(long number) =>
        Read("SELECT key, system, user, replicate FROM batch_calls WHERE number = $1", row => (Key: Key(row, 0), System: Key(row, 1), User: Key(row, 2), Replicate: row.GetInt32(3)), number)
            .ToDictionary(row => row.Key, row => (row.System, row.User, row.Replicate));
}
