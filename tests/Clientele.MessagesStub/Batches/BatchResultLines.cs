using System.Buffers;
using System.Text.Json;
using Clientele.Stub.Accounts;
using Clientele.Stub.Answers;
using Clientele.Stub.Endpoints;

namespace Clientele.Stub.Batches;

/// <summary>Writes the results of a batch: a line of JSON for each request, in an order of their own.</summary>
internal sealed class BatchResultLines(StubOptions options, StubModel model)
{
    private const int Portion = 64 * 1024;

    /// <summary>Tokens of an item that succeeded; the stub does not cache in batches.</summary>
    public static StubUsage Usage(BatchItem item, StubAnswer answer) => new(item.Request!.InputTokens, 0, 0, answer.OutputTokens, answer.ThinkingTokens, false);

    /// <summary>Writes all lines.</summary>
    public async Task WriteAsync(Stream target, StubBatch batch, CancellationToken cancellationToken)
    {
        var order = Enumerable.Range(0, batch.Items.Length).ToArray();
        var keys = Array.ConvertAll(order, i => StubChance.Mix(options.Seed, (ulong)i));
        Array.Sort(keys, order);
        var buffer = new ArrayBufferWriter<byte>(Portion);
        foreach (var i in order)
        {
            WriteLine(buffer, batch.Items[i]);
            if (buffer.WrittenCount < Portion)
                continue;
            await target.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
        await target.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }

    private void WriteLine(ArrayBufferWriter<byte> buffer, BatchItem item)
    {
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("custom_id"u8, item.CustomId);
            json.WriteStartObject("result"u8);
            switch (item.State)
            {
                case BatchItemState.Succeeded:
                    json.WriteString("type"u8, "succeeded"u8);
                    json.WritePropertyName("message"u8);
                    var answer = model.Answer(item.Request!);
                    MessageJson.Write(json, item.Request!, answer, Usage(item, answer), inBatch: true);
                    break;
                case BatchItemState.Errored:
                    json.WriteString("type"u8, "errored"u8);
                    WriteError(json, item);
                    break;
                default:
                    json.WriteString("type"u8, item.State == BatchItemState.Expired ? "expired"u8 : "canceled"u8);
                    break;
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
    }

    private static void WriteError(Utf8JsonWriter json, BatchItem item)
    {
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, item.Rejected?.Type ?? "api_error");
        json.WriteString("message"u8, item.Rejected?.Message ?? "Internal server error");
        json.WriteEndObject();
        json.WriteNull("request_id"u8);
        json.WriteEndObject();
    }
}
