using Clientele.Stub.Accounts;
using Clientele.Stub.Answers;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary><c>POST /v1/chat/completions</c>, as OpenAI-compatible servers answer it, without streaming.</summary>
internal static class ChatEndpoint
{
    public static void Map(WebApplication host, ChatRequestReader reader, AnswerExchange exchange, StubLog log) =>
        host.MapPost("/v1/chat/completions", async context =>
        {
            log.Enter();
            try
            {
                var request = await RequestBody.ReadAsync(context, StubKind.Chat, log, reader.Read, ApiWriter.SendChatErrorAsync);
                if (request is not null)
                    await exchange.RunAsync(context, StubKind.Chat, request, Write, ApiWriter.SendChatErrorAsync);
            }
            finally
            {
                log.Leave();
            }
        });

    private static ReadOnlyMemory<byte> Write(StubRequest request, StubAnswer answer, StubUsage usage) => ApiWriter.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("id"u8, $"chatcmpl-{request.Content.ToString().AsSpan(0, 24)}");
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, 0);
        json.WriteString("model"u8, request.Model);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, answer.Text);
        if (answer.Thinking is not null)
            json.WriteString("reasoning_content"u8, answer.Thinking);
        json.WriteString("refusal"u8, answer.StopReason == "refusal" ? "I cannot help with that." : null);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, answer.StopReason switch { "max_tokens" => "length", "refusal" => "content_filter", _ => "stop" });
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, usage.Input);
        json.WriteNumber("completion_tokens"u8, usage.Output);
        json.WriteNumber("total_tokens"u8, usage.Input + usage.Output);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, usage.Thinking);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
