using System.Text.Json;
using System.Text.Json.Nodes;
using Clientele.Cli.Models;
using Clientele.Simulation.Calls;
using Clientele.Stub.Raw;

namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>A form in which servers answer, with the product's own client for it.</summary>
/// <param name="name">How tests call it.</param>
internal sealed class Wire(string name)
{
    public const string Key = "sk-test-EchoedByTheServer-0123456789";

    public static readonly Wire Anthropic = new("anthropic"), OpenAi = new("openai");

    /// <summary>The time-out of a call: a length that nothing else waits.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(213);

    /// <summary>An answer that the product can read.</summary>
    public const string GoodText = """{"probabilities": {"buy_now": 0.4, "walk_away": 0.6}, "reason": "It is cheap. It can wait.", "key_factors": ["price"]}""";

    public static Wire Of(string name) => name == "openai" ? OpenAi : Anthropic;

    public string Name => name;

    private bool IsChat => name == "openai";

    public ModelEndpoint Endpoint(string address)
    {
        Secrets.Add(Key);
        var endpoint = IsChat
            ? OpenAiEndpoint.Create("llama", new Uri(address + "/v1"), Key, new ModelPrice(.1, .5))
            : AnthropicEndpoint.Create("claude-haiku-5-5", Key, address, new ModelPrice(.1, .5), "low");
        return endpoint with { Timeout = Timeout };
    }

    /// <summary>The body of a right answer, changed as a test wants it.</summary>
    public string Body(string? text = GoodText, Action<JsonObject>? change = null)
    {
        var body = IsChat
            ? new JsonObject
            {
                ["id"] = "chatcmpl-1",
                ["object"] = "chat.completion",
                ["created"] = 0,
                ["model"] = "llama",
                ["choices"] = new JsonArray(new JsonObject
                {
                    ["index"] = 0,
                    ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text },
                    ["finish_reason"] = "stop",
                }),
                ["usage"] = new JsonObject { ["prompt_tokens"] = 900, ["completion_tokens"] = 60, ["total_tokens"] = 960 },
            }
            : new JsonObject
            {
                ["id"] = "msg_01",
                ["type"] = "message",
                ["role"] = "assistant",
                ["model"] = "claude-haiku-5-5",
                ["content"] = text is null ? new JsonArray() : new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
                ["stop_reason"] = "end_turn",
                ["stop_sequence"] = null,
                ["usage"] = new JsonObject { ["input_tokens"] = 900, ["output_tokens"] = 60 },
            };
        change?.Invoke(body);
        return body.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public RawReply Good() => RawReply.Http(Body());

    /// <summary>A right answer with these counts, written as they stand: they need not be numbers.</summary>
    public string Counted(string input, string output, string? cached = null) => Body(change: body => body["usage"] = "HERE").Replace(
        "\"HERE\"",
        IsChat ? $$"""{"prompt_tokens": {{input}}, "completion_tokens": {{output}}, "total_tokens": 1{{(cached is null ? "" : $", \"prompt_tokens_details\": {{\"cached_tokens\": {cached}}}")}}}"""
            : $$"""{"input_tokens": {{input}}, "output_tokens": {{output}}{{(cached is null ? "" : $", \"cache_read_input_tokens\": {cached}")}}}""",
        StringComparison.Ordinal);

    /// <summary>A right answer whose end is written so.</summary>
    public string Ended(JsonNode? reason, string? text = GoodText) => Body(text, body =>
    {
        if (IsChat)
            body["choices"]![0]!["finish_reason"] = reason;
        else
            body["stop_reason"] = reason;
    });

    /// <summary>The model asks for a tool instead of answering.</summary>
    public string ToolCall() => Body(null, body =>
    {
        if (IsChat)
        {
            body["choices"]![0]!["finish_reason"] = "tool_calls";
            body["choices"]![0]!["message"]!["tool_calls"] = new JsonArray(new JsonObject
            {
                ["id"] = "call_1",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = "rm", ["arguments"] = "{}" },
            });
        }
        else
        {
            body["stop_reason"] = "tool_use";
            body["content"] = new JsonArray(new JsonObject { ["type"] = "tool_use", ["id"] = "toolu_1", ["name"] = "rm", ["input"] = new JsonObject() });
        }
    });

    /// <summary>The model declines, as this form says it.</summary>
    public string Declined() => IsChat
        ? Body(null, body => body["choices"]![0]!["message"]!["refusal"] = "I cannot help with that.")
        : Ended("refusal", null);
}
