using System.Buffers;
using System.Text.Json;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>A chat completion of an OpenAI-compatible server.</summary>
internal static class ChatAnswer
{
    /// <summary>Reads a completion: its first choice.</summary>
    /// <exception cref="UnusableAnswerException">It holds no answer.</exception>
    public static ServerAnswer Read(JsonElement completion)
    {
        if (!completion.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
            throw new UnusableAnswerException("the answer has no choices");
        if (choices[0] is not { ValueKind: JsonValueKind.Object } choice || !choice.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.Object)
            throw new UnusableAnswerException("the answer's first choice has no message");
        var refusal = ServerAnswer.Word(message, "refusal");
        var end = ServerAnswer.Word(choice, "finish_reason") switch
        {
            _ when !string.IsNullOrEmpty(refusal) => ReplyEnd.Refused,
            "content_filter" => ReplyEnd.Refused,
            "length" => ReplyEnd.CutOff,
            _ => ReplyEnd.Complete,
        };
        var (input, cached, output) = ServerAnswer.Counts(completion, usage =>
        (
            ServerAnswer.Count(usage, "prompt_tokens"),
            usage.TryGetProperty("prompt_tokens_details", out var details) ? ServerAnswer.Count(details, "cached_tokens") : 0,
            ServerAnswer.Count(usage, "completion_tokens")
        ));
        return new ServerAnswer(Secrets.Hide(Text(message) is { Length: > 0 } text ? text : refusal ?? ""), end, input, cached, output) { Id = ServerAnswer.Label(completion, "id"), Model = ServerAnswer.Label(completion, "model") };
    }

    /// <summary>The answer as the vendor's client reads it.</summary>
    public static byte[] Write(ServerAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, answer.Id);
            json.WriteString("object"u8, "chat.completion"u8);
            json.WriteNumber("created"u8, 0);
            json.WriteString("model"u8, answer.Model);
            json.WriteStartArray("choices"u8);
            json.WriteStartObject();
            json.WriteNumber("index"u8, 0);
            json.WriteStartObject("message"u8);
            json.WriteString("role"u8, "assistant"u8);
            json.WriteString("content"u8, answer.Text);
            json.WriteEndObject();
            json.WriteString("finish_reason"u8, answer.End switch { ReplyEnd.Refused => "content_filter", ReplyEnd.CutOff => "length", _ => "stop" });
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("usage"u8);
            json.WriteNumber("prompt_tokens"u8, answer.Input);
            json.WriteNumber("completion_tokens"u8, answer.Output);
            json.WriteNumber("total_tokens"u8, Math.Min(int.MaxValue, answer.Input + answer.Output));
            json.WriteStartObject("prompt_tokens_details"u8);
            json.WriteNumber("cached_tokens"u8, answer.Cached);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    // A text, or parts of which some are text.
    private static string? Text(JsonElement message) => !message.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Array ? ServerAnswer.Word(message, "content")
        : string.Concat(content.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object).Select(part => ServerAnswer.Word(part, "text")));
}
