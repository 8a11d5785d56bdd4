using System.Text.Json;

namespace Clientele.Stub.Requests;

/// <summary>Reads the text of prompts. A block that is not text counts as its JSON.</summary>
internal static class PromptText
{
    /// <summary>The property <c>system</c>: a text or text blocks.</summary>
    public static SystemPrompt OfSystem(JsonElement body)
    {
        if (!body.TryGetProperty("system", out var system) || system.ValueKind == JsonValueKind.Null)
            return new("", null, false);
        if (system.ValueKind == JsonValueKind.String)
            return new(system.GetString()!, null, false);
        if (system.ValueKind != JsonValueKind.Array)
            throw RejectedRequestException.Invalid("system: Input should be a valid string or list");
        var texts = new List<string>(system.GetArrayLength());
        string? cached = null;
        var forAnHour = false;
        foreach (var block in system.EnumerateArray())
        {
            if (block.ValueKind != JsonValueKind.Object || !block.TryGetProperty("type", out var type) || !type.ValueEquals("text")
                || !block.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String)
                throw RejectedRequestException.Invalid($"system.{texts.Count}: Input should be a text block");
            texts.Add(text.GetString()!);
            if (!block.TryGetProperty("cache_control", out var control) || control.ValueKind == JsonValueKind.Null)
                continue;
            if (control.ValueKind != JsonValueKind.Object || !control.TryGetProperty("type", out var kind) || !kind.ValueEquals("ephemeral"))
                throw RejectedRequestException.Invalid($"system.{texts.Count - 1}.cache_control.type: Input should be 'ephemeral'");
            cached = string.Join('\n', texts);
            forAnHour = control.TryGetProperty("ttl", out var ttl) && ttl.ValueEquals("1h");
        }
        return new(string.Join('\n', texts), cached, forAnHour);
    }

    /// <summary>The property <c>messages</c>: role and text of each, at least one.</summary>
    public static List<(string Role, string Text)> OfMessages(JsonElement body, params ReadOnlySpan<string> furtherRoles)
    {
        if (!body.TryGetProperty("messages", out var messages))
            throw RejectedRequestException.Invalid("messages: Field required");
        if (messages.ValueKind != JsonValueKind.Array)
            throw RejectedRequestException.Invalid("messages: Input should be a valid list");
        var found = new List<(string Role, string Text)>(messages.GetArrayLength());
        foreach (var message in messages.EnumerateArray())
        {
            var role = message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var value) ? value.GetString() : null;
            if (role is not ("user" or "assistant") && (role is null || !furtherRoles.Contains(role)))
                throw RejectedRequestException.Invalid($"messages.{found.Count}.role: Input should be 'user' or 'assistant'");
            if (!message.TryGetProperty("content", out var content) || Text(content) is not { Length: > 0 } text)
                throw RejectedRequestException.Invalid($"messages.{found.Count}: content must not be empty");
            found.Add((role, text));
        }
        return found.Count > 0 ? found : throw RejectedRequestException.Invalid("messages: at least one message is required");
    }

    private static string? Text(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString(),
        JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(BlockText)),
        _ => null,
    };

    private static string BlockText(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : block.GetRawText();
}
