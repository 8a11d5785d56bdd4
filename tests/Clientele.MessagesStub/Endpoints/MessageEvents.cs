using System.Buffers;
using System.Text;
using System.Text.Json;
using Clientele.Stub.Accounts;
using Clientele.Stub.Answers;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary>A message as server-sent events.</summary>
internal static class MessageEvents
{
    private const int LettersInDelta = 40;

    /// <summary>All events of a message.</summary>
    public static ReadOnlyMemory<byte> Write(StubRequest request, StubAnswer answer, StubUsage usage)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        Event(buffer, "message_start", json =>
        {
            json.WritePropertyName("message"u8);
            MessageJson.WriteHead(json, request);
            json.WriteStartArray("content"u8);
            json.WriteEndArray();
            MessageJson.WriteStop(json, null);
            MessageJson.WriteUsage(json, usage with { Output = 1, Thinking = 0 }, inBatch: false);
            json.WriteEndObject();
        });
        Event(buffer, "ping", _ => { });
        var index = 0;
        if (answer.Thinking is not null)
            Block(buffer, index++, json => MessageJson.WriteThinking(json, "", ""), "thinking_delta", "thinking", answer.Thinking, signed: true);
        if (answer.Text is not null)
            Block(buffer, index, json => MessageJson.WriteText(json, ""), "text_delta", "text", answer.Text, signed: false);
        Event(buffer, "message_delta", json =>
        {
            json.WriteStartObject("delta"u8);
            MessageJson.WriteStop(json, answer.StopReason);
            json.WriteEndObject();
            MessageJson.WriteUsage(json, usage, inBatch: false);
        });
        Event(buffer, "message_stop", _ => { });
        return buffer.WrittenMemory;
    }

    private static void Block(ArrayBufferWriter<byte> buffer, int index, Action<Utf8JsonWriter> start, string deltaType, string deltaName, string text, bool signed)
    {
        Event(buffer, "content_block_start", json =>
        {
            json.WriteNumber("index"u8, index);
            json.WritePropertyName("content_block"u8);
            start(json);
        });
        for (var at = 0; at < text.Length; at += LettersInDelta)
            Delta(buffer, index, deltaType, deltaName, text.Substring(at, Math.Min(LettersInDelta, text.Length - at)));
        if (signed)
            Delta(buffer, index, "signature_delta", "signature", MessageJson.Signature);
        Event(buffer, "content_block_stop", json => json.WriteNumber("index"u8, index));
    }

    private static void Delta(ArrayBufferWriter<byte> buffer, int index, string type, string name, string text) => Event(buffer, "content_block_delta", json =>
    {
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("delta"u8);
        json.WriteString("type"u8, type);
        json.WriteString(name, text);
        json.WriteEndObject();
    });

    private static void Event(ArrayBufferWriter<byte> buffer, string name, Action<Utf8JsonWriter> write)
    {
        buffer.Write(Encoding.ASCII.GetBytes($"event: {name}\ndata: "));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, name);
            write(json);
            json.WriteEndObject();
        }
        buffer.Write("\n\n"u8);
    }
}
