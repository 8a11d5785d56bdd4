using System.Text.Json;
using Clientele.Stub.Answers;

namespace Clientele.Stub.Requests;

/// <summary>Reads and checks the body of <c>POST /v1/messages</c>, of <c>count_tokens</c> and of one request of a batch.</summary>
internal sealed class MessageRequestReader(StubOptions options, AnswerShapes shapes)
{
    private const int MostTokens = 128_000;

    private static readonly HashSet<string> Parameters = new(StringComparer.Ordinal)
    {
        "model", "max_tokens", "messages", "system", "stream", "stop_sequences", "metadata", "thinking", "tools", "tool_choice", "service_tier", "output_config",
        "temperature", "top_p", "top_k", "cache_control", "container", "context_management", "diagnostics", "inference_geo", "mcp_servers", "speed", "user_profile_id",
    };

    private static readonly HashSet<string> Efforts = new(StringComparer.Ordinal) { "low", "medium", "high", "xhigh", "max" };

    /// <summary>Reads a request.</summary>
    /// <param name="body">The JSON object.</param>
    /// <param name="asksForAnswer">False for a count of tokens, which needs no <c>max_tokens</c>.</param>
    /// <exception cref="RejectedRequestException">The API would not take it.</exception>
    public StubRequest Read(JsonElement body, bool asksForAnswer = true)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.Invalid("The request body is not a JSON object");
        foreach (var property in body.EnumerateObject())
            if (!Parameters.Contains(property.Name))
                throw RejectedRequestException.Invalid($"{property.Name}: Extra inputs are not permitted");
        var model = Model(body);
        var traits = ModelTraits.Of(model);
        var maxTokens = asksForAnswer ? MaxTokens(body, model) : MostTokens;
        RejectSampling(body, traits);
        CheckThinking(body, traits, maxTokens);
        var system = PromptText.OfSystem(body);
        var messages = PromptText.OfMessages(body);
        if (asksForAnswer && traits.HasNoPrefill && messages[^1].Role == "assistant")
            throw RejectedRequestException.Invalid("This model does not support assistant message prefill. The conversation must end with a user message.");
        var (schema, effort) = OutputConfig(body);
        var user = string.Join('\n', messages.Select(message => message.Text));
        var shape = shapes.Of(schema, user);
        var tokens = StubTokens.Overhead + StubTokens.Count(system.Text) + shape.Tokens + messages.Sum(message => StubTokens.Overhead + StubTokens.Count(message.Text));
        return new StubRequest
        {
            Model = model,
            MaxTokens = maxTokens,
            Stream = body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
            Shape = shape,
            Prompts = StubChoice.Digest(system.Text, user),
            Content = ContentHash.Of(model, system.Text, messages, schema, effort),
            InputTokens = tokens,
            Prefix = Prefix(system, model, traits),
        };
    }

    private static string Model(JsonElement body)
    {
        if (!body.TryGetProperty("model", out var value))
            throw RejectedRequestException.Invalid("model: Field required");
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } model)
            throw RejectedRequestException.Invalid("model: Input should be a valid string");
        if (model.StartsWith("missing-", StringComparison.Ordinal))
            throw RejectedRequestException.NotFound($"model: {model}");
        return model;
    }

    private static int MaxTokens(JsonElement body, string model)
    {
        if (!body.TryGetProperty("max_tokens", out var value))
            throw RejectedRequestException.Invalid("max_tokens: Field required");
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var tokens))
            throw RejectedRequestException.Invalid("max_tokens: Input should be a valid integer");
        return tokens switch
        {
            < 1 => throw RejectedRequestException.Invalid("max_tokens: Input should be greater than or equal to 1"),
            > MostTokens => throw RejectedRequestException.Invalid($"max_tokens: {tokens} > {MostTokens}, which is the maximum allowed number of output tokens for {model}"),
            _ => tokens,
        };
    }

    private void RejectSampling(JsonElement body, ModelTraits traits)
    {
        if (!options.SamplingRejected || !traits.HasNoSampling)
            return;
        foreach (var name in (ReadOnlySpan<string>)["temperature", "top_p", "top_k"])
            if (body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
                throw RejectedRequestException.Invalid($"`{name}` is not supported on this model.");
    }

    private static void CheckThinking(JsonElement body, ModelTraits traits, int maxTokens)
    {
        if (!body.TryGetProperty("thinking", out var thinking) || thinking.ValueKind == JsonValueKind.Null)
            return;
        var type = thinking.ValueKind == JsonValueKind.Object && thinking.TryGetProperty("type", out var value) ? value.GetString() : null;
        if (type is not ("adaptive" or "enabled" or "disabled"))
            throw RejectedRequestException.Invalid("thinking.type: Input should be 'adaptive', 'enabled' or 'disabled'");
        if (type != "enabled")
            return;
        if (traits.HasNoSampling)
            throw RejectedRequestException.Invalid("thinking.type: 'enabled' is not supported on this model; use 'adaptive' and output_config.effort");
        if (!thinking.TryGetProperty("budget_tokens", out var budget) || !budget.TryGetInt32(out var tokens) || tokens < 1024 || tokens >= maxTokens)
            throw RejectedRequestException.Invalid("thinking.budget_tokens: Input should be at least 1024 and less than max_tokens");
    }

    private static (string? Schema, string? Effort) OutputConfig(JsonElement body)
    {
        if (!body.TryGetProperty("output_config", out var config) || config.ValueKind == JsonValueKind.Null)
            return (null, null);
        if (config.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.Invalid("output_config: Input should be an object");
        string? effort = null;
        if (config.TryGetProperty("effort", out var value) && value.ValueKind != JsonValueKind.Null)
        {
            effort = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            if (!Efforts.Contains(effort))
                throw RejectedRequestException.Invalid("output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'");
        }
        if (!config.TryGetProperty("format", out var format) || format.ValueKind == JsonValueKind.Null)
            return (null, effort);
        if (format.ValueKind != JsonValueKind.Object || !format.TryGetProperty("type", out var type) || !type.ValueEquals("json_schema"))
            throw RejectedRequestException.Invalid("output_config.format.type: Input should be 'json_schema'");
        if (!format.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.Object)
            throw RejectedRequestException.Invalid("output_config.format.schema: Field required");
        SchemaRules.Check(schema);
        return (schema.GetRawText(), effort);
    }

    private static CachePrefix? Prefix(SystemPrompt system, string model, ModelTraits traits)
    {
        if (system.CachedText is not { } text)
            return null;
        var tokens = StubTokens.Overhead + StubTokens.Count(text);
        return tokens < traits.CacheMinimum ? null : new CachePrefix(ContentHash.Of(model, text, [], null, null), tokens, system.ForAnHour);
    }
}
