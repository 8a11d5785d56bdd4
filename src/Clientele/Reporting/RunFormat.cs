using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Clientele.Simulation;

namespace Clientele.Reporting;

/// <summary>How run records are written: <see cref="JsonFormat"/>, and what a simulation leaves unsaid.</summary>
internal static class RunFormat
{
    /// <summary>For run records: an interval's missing bound (NaN) is null, and what a scenario does not state is left out.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonFormat.Options)
    {
        Converters = { new MissingNumber() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutUnstated } },
    };

    private static void LeaveOutUnstated(JsonTypeInfo type)
    {
        if (type.Type != typeof(Offer) && type.Type != typeof(ScenarioOption))
            return;
        foreach (var property in type.Properties)
            property.ShouldSerialize = static (_, value) => value is not null;
    }

    private sealed class MissingNumber : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsNaN(value))
                writer.WriteNullValue();
            else
                writer.WriteNumberValue(value);
        }
    }
}
