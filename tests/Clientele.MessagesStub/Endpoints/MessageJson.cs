using System.Text.Json;
using Clientele.Stub.Accounts;
using Clientele.Stub.Answers;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary>A message as one JSON object.</summary>
internal static class MessageJson
{
    /// <summary>Signature of every thinking block.</summary>
    public const string Signature = "c3R1Yi1zaWduYXR1cmU=";

    /// <summary>The whole message.</summary>
    public static ReadOnlyMemory<byte> Write(StubRequest request, StubAnswer answer, StubUsage usage) =>
        ApiWriter.Json(json => Write(json, request, answer, usage, inBatch: false));

    /// <summary>The whole message; equal requests get equal ids.</summary>
    public static void Write(Utf8JsonWriter json, StubRequest request, StubAnswer answer, StubUsage usage, bool inBatch)
    {
        WriteHead(json, request);
        json.WriteStartArray("content"u8);
        if (answer.Thinking is not null)
            WriteThinking(json, answer.Thinking, Signature);
        if (answer.Text is not null)
            WriteText(json, answer.Text);
        json.WriteEndArray();
        WriteStop(json, answer.StopReason);
        WriteUsage(json, usage, inBatch);
        json.WriteEndObject();
    }

    /// <summary>Opens the object and writes what comes before its content.</summary>
    public static void WriteHead(Utf8JsonWriter json, StubRequest request)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, $"msg_01{request.Content.ToString().AsSpan(0, 22)}");
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, request.Model);
        json.WriteNull("container"u8);
    }

    /// <summary>A thinking block.</summary>
    public static void WriteThinking(Utf8JsonWriter json, string thinking, string signature)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "thinking"u8);
        json.WriteString("thinking"u8, thinking);
        json.WriteString("signature"u8, signature);
        json.WriteEndObject();
    }

    /// <summary>A text block.</summary>
    public static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteNull("citations"u8);
        json.WriteEndObject();
    }

    /// <summary>Why the answer ended; null when it has not.</summary>
    public static void WriteStop(Utf8JsonWriter json, string? reason)
    {
        json.WriteString("stop_reason"u8, reason);
        json.WriteNull("stop_sequence"u8);
        if (reason == "refusal")
        {
            json.WriteStartObject("stop_details"u8);
            json.WriteString("type"u8, "refusal"u8);
            json.WriteNull("category"u8);
            json.WriteNull("explanation"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("stop_details"u8);
        }
    }

    /// <summary>The property <c>usage</c>.</summary>
    public static void WriteUsage(Utf8JsonWriter json, StubUsage usage, bool inBatch)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, usage.Input);
        json.WriteNumber("cache_creation_input_tokens"u8, usage.CacheWrites);
        json.WriteNumber("cache_read_input_tokens"u8, usage.CacheReads);
        json.WriteStartObject("cache_creation"u8);
        json.WriteNumber("ephemeral_5m_input_tokens"u8, usage.ForAnHour ? 0 : usage.CacheWrites);
        json.WriteNumber("ephemeral_1h_input_tokens"u8, usage.ForAnHour ? usage.CacheWrites : 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, usage.Output);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("thinking_tokens"u8, usage.Thinking);
        json.WriteEndObject();
        json.WriteNull("server_tool_use"u8);
        json.WriteString("service_tier"u8, inBatch ? "batch"u8 : "standard"u8);
        json.WriteEndObject();
    }
}
