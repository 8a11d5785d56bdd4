using System.Buffers;
using System.Text;
using System.Text.Json;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>A message of the Messages API.</summary>
internal static class AnthropicAnswer
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="UnusableAnswerException">It holds no answer.</exception>
    public static ServerAnswer Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Array)
            throw new UnusableAnswerException("the answer has no content");
        var text = new StringBuilder();
        foreach (var block in content.EnumerateArray())
        {
            if (block.ValueKind != JsonValueKind.Object)
                throw new UnusableAnswerException("the answer's content is no list of blocks");
            if (ServerAnswer.Word(block, "type") == "text")
                text.Append(ServerAnswer.Word(block, "text"));
        }
        var (input, cached, output) = ServerAnswer.Counts(message, usage =>
        {
            var cached = ServerAnswer.Count(usage, "cache_read_input_tokens");
            return (ServerAnswer.Count(usage, "input_tokens") + ServerAnswer.Count(usage, "cache_creation_input_tokens") + cached, cached, ServerAnswer.Count(usage, "output_tokens"));
        });
        var end = ServerAnswer.Word(message, "stop_reason") switch
        {
            "refusal" => ReplyEnd.Refused,
            "max_tokens" or "model_context_window_exceeded" => ReplyEnd.CutOff,
            _ => ReplyEnd.Complete,
        };
        return new ServerAnswer(Secrets.Hide(text.ToString()), end, input, cached, output) { Id = ServerAnswer.Label(message, "id"), Model = ServerAnswer.Label(message, "model") };
    }

    /// <summary>The answer as the vendor's client reads it.</summary>
    public static byte[] Write(ServerAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, answer.Id);
            json.WriteString("type"u8, "message"u8);
            json.WriteString("role"u8, "assistant"u8);
            json.WriteString("model"u8, answer.Model);
            json.WriteStartArray("content"u8);
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, answer.Text);
            json.WriteNull("citations"u8);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("stop_reason"u8, answer.End switch { ReplyEnd.Refused => "refusal", ReplyEnd.CutOff => "max_tokens", _ => "end_turn" });
            json.WriteNull("stop_sequence"u8);
            json.WriteStartObject("usage"u8);
            json.WriteNumber("input_tokens"u8, answer.Input - answer.Cached);
            json.WriteNumber("cache_creation_input_tokens"u8, 0);
            json.WriteNumber("cache_read_input_tokens"u8, answer.Cached);
            json.WriteNumber("output_tokens"u8, answer.Output);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
