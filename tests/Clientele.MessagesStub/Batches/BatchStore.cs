using System.Globalization;
using System.Text.Json;
using Clientele.Stub.Accounts;
using Clientele.Stub.Answers;
using Clientele.Stub.Endpoints;

namespace Clientele.Stub.Batches;

/// <summary>All batches. A batch ends when someone looks after its time: no timer runs. Keeps what answers depend on, never a text.</summary>
internal sealed class BatchStore(StubOptions options, StubModel model, StubLog log)
{
    private readonly Lock _gate = new();
    private readonly List<StubBatch> _batches = [];

    /// <summary>Makes a batch and writes it as the response shows it: in progress. True when that response is to get lost.</summary>
    public bool Create(BatchItem[] items, string address, out ReadOnlyMemory<byte> response)
    {
        lock (_gate)
        {
            var now = options.Clock.GetUtcNow();
            var number = _batches.Count + 1;
            var batch = new StubBatch(string.Create(CultureInfo.InvariantCulture, $"msgbatch_01stub{number:d12}"), items, now, now + options.BatchDuration);
            _batches.Add(batch);
            log.CountBatch();
            response = ApiWriter.Json(json => batch.Write(json, address));
            return StubChance.Hits(StubChance.Mix(StubChance.Mix(options.Seed, (ulong)number), (ulong)StubFault.BatchLost), options.PerMille(StubFault.BatchLost));
        }
    }

    /// <summary>Writes a batch as it stands; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Describe(string id, string address)
    {
        lock (_gate)
        {
            SettleDue();
            return Find(id) is { } batch ? ApiWriter.Json(json => batch.Write(json, address)) : null;
        }
    }

    /// <summary>Cancels a batch and writes it; one that has ended stays as it is. Null when there is none.</summary>
    public ReadOnlyMemory<byte>? Cancel(string id, string address)
    {
        lock (_gate)
        {
            SettleDue();
            if (Find(id) is not { } batch)
                return null;
            batch.Cancel(options.Clock.GetUtcNow());
            return ApiWriter.Json(json => batch.Write(json, address));
        }
    }

    /// <summary>Writes a page, newest first.</summary>
    /// <param name="limit">Most batches.</param>
    /// <param name="afterId">Starts after this one; null for the newest.</param>
    /// <param name="beforeId">Ends before this one; null for no end.</param>
    /// <param name="address">Base address of results.</param>
    public ReadOnlyMemory<byte> List(int limit, string? afterId, string? beforeId, string address)
    {
        lock (_gate)
        {
            SettleDue();
            var all = Enumerable.Reverse(_batches).ToList();
            var first = afterId is null ? 0 : all.FindIndex(batch => batch.Id == afterId) + 1;
            var last = beforeId is null ? all.Count : Math.Max(0, all.FindIndex(batch => batch.Id == beforeId));
            if (beforeId is not null)
                first = Math.Max(0, last - limit);
            var page = all.Skip(first).Take(Math.Min(limit, last - first)).ToList();
            return ApiWriter.Json(json => WritePage(json, page, beforeId is null ? first + page.Count < all.Count : first > 0, address));
        }
    }

    /// <summary>A batch with its results; null when there is none or it has not ended.</summary>
    public StubBatch? Ended(string id)
    {
        lock (_gate)
        {
            SettleDue();
            return Find(id) is { HasEnded: true } batch ? batch : null;
        }
    }

    /// <summary>Ends what is due.</summary>
    public void Settle()
    {
        lock (_gate)
            SettleDue();
    }

    private StubBatch? Find(string id) => _batches.Find(batch => batch.Id == id);

    private void SettleDue()
    {
        var now = options.Clock.GetUtcNow();
        foreach (var batch in _batches)
            if (!batch.HasEnded && batch.Ends <= now)
            {
                for (var i = 0; i < batch.Items.Length; i++)
                    Settle(batch.Items[i], i < batch.Processed);
                batch.End();
            }
    }

    private void Settle(BatchItem item, bool processed)
    {
        item.State = !processed ? BatchItemState.Canceled
            : item.Request is null || Hits(item, StubFault.BatchErrored) ? BatchItemState.Errored
            : Hits(item, StubFault.BatchExpired) ? BatchItemState.Expired
            : BatchItemState.Succeeded;
        var outcome = item.State switch
        {
            BatchItemState.Succeeded => StubOutcome.Answered,
            BatchItemState.Errored => StubOutcome.Errored,
            BatchItemState.Expired => StubOutcome.Expired,
            _ => StubOutcome.Canceled,
        };
        var usage = item.State == BatchItemState.Succeeded ? BatchResultLines.Usage(item, model.Answer(item.Request!)) : default;
        log.Record(StubKind.Batch, item.Request?.Content, outcome, usage);
    }

    private bool Hits(BatchItem item, StubFault fault) => StubDraw.Hits(options, fault, item.Request!.Content, item.Attempt);

    private static void WritePage(Utf8JsonWriter json, List<StubBatch> page, bool hasMore, string address)
    {
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var batch in page)
            batch.Write(json, address);
        json.WriteEndArray();
        json.WriteBoolean("has_more"u8, hasMore);
        json.WriteString("first_id"u8, page.Count > 0 ? page[0].Id : null);
        json.WriteString("last_id"u8, page.Count > 0 ? page[^1].Id : null);
        json.WriteEndObject();
    }
}
