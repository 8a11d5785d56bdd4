using System.Text.Json;

namespace Clientele.Stub.Requests;

/// <summary>The part of JSON Schema that structured outputs take.</summary>
internal static class SchemaRules
{
    private static readonly string[] NotForNumbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
    private static readonly string[] NotForTexts = ["minLength", "maxLength"];
    private static readonly string[] NotForArrays = ["maxItems", "uniqueItems"];

    /// <summary>Checks a schema and every schema in it.</summary>
    /// <exception cref="RejectedRequestException">It has a rule that structured outputs do not take.</exception>
    public static void Check(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return;
        var type = schema.TryGetProperty("type", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        switch (type)
        {
            case "object" when !schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False:
                throw RejectedRequestException.Invalid("output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false");
            case "number" or "integer":
                Reject(schema, type, NotForNumbers);
                break;
            case "string":
                Reject(schema, type, NotForTexts);
                break;
            case "array":
                Reject(schema, type, NotForArrays);
                if (schema.TryGetProperty("minItems", out var least) && least.ValueKind == JsonValueKind.Number && least.GetDouble() > 1)
                    throw RejectedRequestException.Invalid("output_config.format.schema: For 'array' type, 'minItems' values other than 0 or 1 are not supported");
                break;
        }
        foreach (var property in schema.EnumerateObject())
            switch (property.Name)
            {
                case "properties" or "$defs" or "definitions" when property.Value.ValueKind == JsonValueKind.Object:
                    foreach (var inner in property.Value.EnumerateObject())
                        Check(inner.Value);
                    break;
                case "anyOf" or "allOf" when property.Value.ValueKind == JsonValueKind.Array:
                    foreach (var inner in property.Value.EnumerateArray())
                        Check(inner);
                    break;
                case "items":
                    Check(property.Value);
                    break;
            }
    }

    private static void Reject(JsonElement schema, string type, string[] names)
    {
        var found = names.Where(name => schema.TryGetProperty(name, out _)).ToArray();
        if (found.Length > 0)
            throw RejectedRequestException.Invalid($"output_config.format.schema: For '{type}' type, properties {string.Join(", ", found)} are not supported");
    }
}
