using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Clientele.Stub.Answers;

/// <summary>Reads shapes from schemas and prompts; a shape that was seen is shared.</summary>
internal sealed partial class AnswerShapes
{
    private const int MostShapes = 4096;

    private static readonly AnswerProperty[] Usual =
    [
        new("probabilities", AnswerKind.Probabilities, []), new("reason", AnswerKind.Text, []), new("key_factors", AnswerKind.Texts, []),
    ];

    private readonly ConcurrentDictionary<string, AnswerShape> _seen = new(StringComparer.Ordinal);

    /// <summary>The shape that a request asks for.</summary>
    /// <param name="schema">JSON Schema; null for none.</param>
    /// <param name="user">Prompt, whose lines <c>- id: label</c> are the options where the schema names none.</param>
    public AnswerShape Of(string? schema, string user)
    {
        var fromSchema = schema is null ? null : Shared(schema, () => FromSchema(schema));
        if (fromSchema is { Options.Length: > 0 })
            return fromSchema;
        var ids = OptionLine().Matches(user).Select(line => line.Groups[1].Value).Distinct(StringComparer.Ordinal).ToArray();
        return Shared(string.Join('\n', ids) + "\0" + schema, () => new AnswerShape(ids, fromSchema?.Properties ?? Usual, fromSchema?.Tokens ?? 0));
    }

    private AnswerShape Shared(string key, Func<AnswerShape> make)
    {
        if (_seen.TryGetValue(key, out var shape))
            return shape;
        if (_seen.Count >= MostShapes)
            _seen.Clear();
        return _seen.GetOrAdd(key, make());
    }

    private static AnswerShape FromSchema(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        var options = Array.Empty<string>();
        var properties = new List<AnswerProperty>();
        if (document.RootElement.TryGetProperty("properties", out var named) && named.ValueKind == JsonValueKind.Object)
            foreach (var property in named.EnumerateObject())
                if (property.NameEquals("probabilities"))
                {
                    options = Names(property.Value);
                    properties.Add(new AnswerProperty(property.Name, AnswerKind.Probabilities, []));
                }
                else
                {
                    properties.Add(Read(property.Name, property.Value));
                }
        return new AnswerShape(options, [.. properties], StubTokens.Count(schema));
    }

    private static string[] Names(JsonElement schema)
    {
        var names = new List<string>();
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            names.AddRange(properties.EnumerateObject().Select(property => property.Name));
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
            names.AddRange(required.EnumerateArray().Select(name => name.GetString()!));
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static AnswerProperty Read(string name, JsonElement schema) => Type(schema) switch
    {
        "array" => new(name, AnswerKind.Texts, schema.TryGetProperty("items", out var items) ? Allowed(items) : []),
        "number" or "integer" => new(name, AnswerKind.Number, []),
        "boolean" => new(name, AnswerKind.Truth, []),
        _ => new(name, AnswerKind.Text, Allowed(schema)),
    };

    private static string? Type(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private static string[] Allowed(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array
            ? [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : [];

    [GeneratedRegex(@"^[ \t]*- `?([A-Za-z0-9_.\-]+)`?:", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}
