using System.Text.Json;

namespace Clientele.Stub.Batches;

/// <summary>A batch; <see cref="BatchStore"/> guards it.</summary>
internal sealed class StubBatch(string id, BatchItem[] items, DateTimeOffset created, DateTimeOffset ends)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public string Id { get; } = id;

    public BatchItem[] Items { get; } = items;

    public DateTimeOffset Created { get; } = created;

    /// <summary>When it ends, or ended.</summary>
    public DateTimeOffset Ends { get; private set; } = ends;

    public DateTimeOffset? CancelInitiated { get; private set; }

    /// <summary>Whether its results are there.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Requests that are processed; those after them are canceled.</summary>
    public int Processed { get; private set; } = items.Length;

    /// <summary>Stops it: as many requests, in order, have been processed as time has passed.</summary>
    public void Cancel(DateTimeOffset now)
    {
        if (HasEnded || CancelInitiated is not null)
            return;
        var share = Ends > Created ? (now - Created) / (Ends - Created) : 0;
        Processed = (int)(Items.Length * Math.Clamp(share, 0, 1));
        CancelInitiated = now;
        Ends = now;
    }

    /// <summary>Makes its results available.</summary>
    public void End() => HasEnded = true;

    /// <summary>The object <c>message_batch</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="address">Base address of results.</param>
    public void Write(Utf8JsonWriter json, string address)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id);
        json.WriteString("type"u8, "message_batch"u8);
        json.WriteString("processing_status"u8, HasEnded ? "ended"u8 : CancelInitiated is null ? "in_progress"u8 : "canceling"u8);
        json.WriteStartObject("request_counts"u8);
        // The API counts all requests as processing until the whole batch has ended.
        json.WriteNumber("processing"u8, Count(BatchItemState.Processing));
        json.WriteNumber("succeeded"u8, Count(BatchItemState.Succeeded));
        json.WriteNumber("errored"u8, Count(BatchItemState.Errored));
        json.WriteNumber("canceled"u8, Count(BatchItemState.Canceled));
        json.WriteNumber("expired"u8, Count(BatchItemState.Expired));
        json.WriteEndObject();
        json.WriteString("created_at"u8, Created);
        json.WriteString("expires_at"u8, Created + Lifetime);
        WriteTime(json, "ended_at", HasEnded ? Ends : null);
        WriteTime(json, "cancel_initiated_at", CancelInitiated);
        json.WriteNull("archived_at"u8);
        json.WriteString("results_url"u8, HasEnded ? $"{address}/v1/messages/batches/{Id}/results" : null);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } given)
            json.WriteString(name, given);
        else
            json.WriteNull(name);
    }

    private int Count(BatchItemState state) => Items.Count(item => item.State == state);
}
