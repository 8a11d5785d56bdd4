using System.Text.Json;
using Clientele.Stub.Answers;

namespace Clientele.Stub.Requests;

/// <summary>Reads the body of <c>POST /v1/chat/completions</c>, as lenient as local servers are.</summary>
internal sealed class ChatRequestReader(AnswerShapes shapes)
{
    private const int DefaultMaxTokens = 4096;

    /// <summary>Reads a request; <c>system</c> and <c>developer</c> messages are the system prompt.</summary>
    /// <exception cref="RejectedRequestException">The API would not take it.</exception>
    public StubRequest Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("model", out var name) || name.ValueKind != JsonValueKind.String)
            throw RejectedRequestException.Invalid("you must provide a model parameter");
        var model = name.GetString()!;
        if (model.StartsWith("missing-", StringComparison.Ordinal))
            throw RejectedRequestException.NotFound($"The model `{model}` does not exist");
        if (body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True)
            throw RejectedRequestException.Invalid("this stub does not stream chat completions");
        var all = PromptText.OfMessages(body, "system", "developer");
        var system = string.Join('\n', all.Where(message => message.Role is "system" or "developer").Select(message => message.Text));
        var messages = all.Where(message => message.Role is "user" or "assistant").ToList();
        var schema = Schema(body);
        var user = string.Join('\n', messages.Select(message => message.Text));
        var shape = shapes.Of(schema, user);
        return new StubRequest
        {
            Model = model,
            MaxTokens = Number(body, "max_completion_tokens") ?? Number(body, "max_tokens") ?? DefaultMaxTokens,
            Shape = shape,
            Prompts = StubChoice.Digest(system, user),
            Content = ContentHash.Of(model, system, messages, schema, body.TryGetProperty("reasoning_effort", out var effort) ? effort.GetString() : null),
            InputTokens = StubTokens.Overhead + StubTokens.Count(system) + shape.Tokens + messages.Sum(message => StubTokens.Overhead + StubTokens.Count(message.Text)),
        };
    }

    private static string? Schema(JsonElement body)
    {
        if (!body.TryGetProperty("response_format", out var format) || format.ValueKind != JsonValueKind.Object
            || !format.TryGetProperty("type", out var type) || !type.ValueEquals("json_schema"))
            return null;
        return format.TryGetProperty("json_schema", out var named) && named.ValueKind == JsonValueKind.Object && named.TryGetProperty("schema", out var schema)
            ? schema.GetRawText()
            : throw RejectedRequestException.Invalid("Missing required parameter: 'response_format.json_schema.schema'");
    }

    private static int? Number(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0 ? number : null;
}
