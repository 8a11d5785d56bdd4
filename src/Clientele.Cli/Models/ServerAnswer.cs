using System.Text.Json;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>What is taken from a server's answer, in whatever form it came; all else is left out before anybody sees it. Vendors' clients trust their servers: an answer is read here
/// first, and they get it in the plainest form.</summary>
/// <param name="Text">Its text, keys hidden, thinking left out.</param>
/// <param name="End">How it ended.</param>
/// <param name="Input">Tokens of the prompt, cached ones included; 0 = the server did not count, or not in whole numbers from 0.</param>
/// <param name="Cached">Of these, read from the provider's cache.</param>
/// <param name="Output">Tokens of the answer; 0 as above.</param>
internal sealed record ServerAnswer(string Text, ReplyEnd End, long Input, long Cached, long Output)
{
    /// <summary>The server's own id of the answer, for spans; keys hidden.</summary>
    public string Id { get; init; } = "";

    /// <summary>The model that the server says has answered, for spans; keys hidden.</summary>
    public string Model { get; init; } = "";

    /// <summary>The answer as the journal keeps it.</summary>
    public ModelReply ToReply() => new() { Text = Text, End = End, InputTokens = Input, CachedTokens = Cached, OutputTokens = Output };

    /// <summary>Reads the counts of an answer: all of them, or none.</summary>
    /// <param name="answer">The answer's object.</param>
    /// <param name="counts">Reads them; a count that is no whole number from 0 makes <see cref="Count"/> give null.</param>
    public static (long Input, long Cached, long Output) Counts(JsonElement answer, Func<JsonElement, (long? Input, long? Cached, long? Output)> counts) =>
        answer.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object && counts(usage) is ({ } input, { } cached, { } output) ? (input, cached, output) : default;

    /// <summary>A count; null when it is none. A missing one, or null, is 0.</summary>
    public static long? Count(JsonElement parent, string name) => parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? 0
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count is >= 0 and <= int.MaxValue ? count : null;

    /// <summary>A short text that decides nothing: what is no text is left out.</summary>
    public static string Label(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Words.Cut(Secrets.Hide(Word(parent, name) ?? ""), 100) : "";

    /// <summary>A property that is a text, or null where it is missing or null.</summary>
    /// <exception cref="UnusableAnswerException">It is something else, or no Unicode.</exception>
    public static string? Word(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new UnusableAnswerException($"the answer's {name} is no text");
        }
        catch (InvalidOperationException)
        {
            throw new UnusableAnswerException($"the answer's {name} is no Unicode"); // half a surrogate pair
        }
    }
}
