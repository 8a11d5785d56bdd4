using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Clientele.Stub.Answers;

/// <summary>Writes the JSON text of an answer.</summary>
internal static class AnswerText
{
    private static readonly string[] Factors = ["price", "delivery", "payment", "rating", "need"];
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The properties of the shape, with probabilities in thousandths.</summary>
    public static string Write(AnswerShape shape, int[] thousandths)
    {
        var likeliest = thousandths.Length == 0 ? 0 : thousandths.AsSpan().IndexOf(thousandths.Max());
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            foreach (var property in shape.Properties)
            {
                json.WritePropertyName(property.Name);
                Write(json, property, shape.Options, thousandths, likeliest);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, AnswerProperty property, string[] options, int[] thousandths, int likeliest)
    {
        switch (property.Kind)
        {
            case AnswerKind.Probabilities:
                json.WriteStartObject();
                for (var i = 0; i < options.Length; i++)
                    json.WriteNumber(options[i], thousandths[i] / 1000m);
                json.WriteEndObject();
                break;
            case AnswerKind.Texts:
                var allowed = property.Allowed.Length > 0 ? property.Allowed : Factors;
                json.WriteStartArray();
                json.WriteStringValue(allowed[likeliest % allowed.Length]);
                if (allowed.Length > 1)
                    json.WriteStringValue(allowed[(likeliest + 1) % allowed.Length]);
                json.WriteEndArray();
                break;
            case AnswerKind.Number:
                json.WriteNumberValue(options.Length == 0 ? 0m : thousandths[likeliest] / 1000m);
                break;
            case AnswerKind.Truth:
                json.WriteBooleanValue(likeliest == 0);
                break;
            default:
                json.WriteStringValue(property.Allowed.Length > 0 ? property.Allowed[likeliest % property.Allowed.Length] : Reason(options, thousandths, likeliest));
                break;
        }
    }

    private static string Reason(string[] options, int[] thousandths, int likeliest) => options.Length == 0
        ? "There is nothing to choose here. I would wait."
        : string.Create(CultureInfo.InvariantCulture, $"{options[likeliest]} suits me best, at {thousandths[likeliest] / 10.0:0.0} percent. The others ask for more than they give me.");
}
