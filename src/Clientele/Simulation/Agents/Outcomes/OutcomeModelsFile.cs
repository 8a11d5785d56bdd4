using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>The outcome models as readable JSON (<c>outcome-models.json</c>): every number round-trips to the last bit.</summary>
/// <remarks>A table is an object with a line a key: the codes of its fields joined by | (words for states and categories), and the options seen with their
/// counts, <c>"12990|SP": "0:3 12:1"</c>. No line describes fewer than two customers.</remarks>
public static partial class OutcomeModelsFile
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
    private static readonly JsonWriterOptions Flat = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the models.</summary>
    /// <param name="models">The models.</param>
    /// <param name="stream">Where to; left open.</param>
    public static void Save(OutcomeModels models, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteString("schema", OutcomeModels.Schema);
        Texts(json, "notes", models.Notes);
        json.WriteStartArray("models");
        foreach (var model in models.Models)
            Model(json, model.Parts);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Model(Utf8JsonWriter json, OutcomeParts model)
    {
        json.WriteStartObject();
        json.WriteString("kind", model.Kind);
        json.WriteNumber("orders", model.Orders);
        json.WriteNumber("customers", model.Customers);
        Number(json, "log_loss", model.LogLoss);
        Number(json, "log_loss_of_shares", model.SharesLogLoss);
        Texts(json, "notes", model.Notes);
        json.WriteStartArray("terms");
        foreach (var term in model.Terms)
        {
            json.WriteStartObject();
            json.WriteString("name", term.Name);
            json.WriteNumber("weight", term.Weight);
            Number(json, "standard_error", term.StandardError);
            json.WriteString("grade", term.Grade.ToString());
            json.WriteNumber("keys", term.Keys);
            json.WriteString("meaning", term.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Texts(json, "options", model.Options);
        Row(json, "ticket_cuts", [.. model.TicketCuts]);
        Row(json, "shares", [.. model.Shares]);
        Texts(json, "words", model.Vocabulary.Words);
        Number(json, "own_concentration", model.OwnConcentration);
        Texts(json, "slopes", model.Slopes.Select(slope => slope.Name));
        json.WriteStartArray("views");
        foreach (var view in model.Views)
            View(json, model, view);
        json.WriteEndArray();
        json.WriteString("seed", model.Seed.ToString(CultureInfo.InvariantCulture));
        Row(json, "theta", model.Theta);
        json.WriteStartArray("draws");
        foreach (var draw in model.Draws)
            json.WriteRawValue(Row(draw));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void View(Utf8JsonWriter json, OutcomeParts model, OutcomeView view)
    {
        json.WriteStartObject();
        json.WriteString("fields", view.Name);
        json.WriteString("coarser", view.Parent < 0 ? "" : model.Views[view.Parent].Name);
        json.WriteNumber("concentration", view.Concentration);
        json.WriteNumber("discount", view.Discount);
        json.WriteStartObject("table");
        for (var key = 0; key < view.Table.Keys; key++)
        {
            var codes = view.Table.Codes.AsSpan(key * view.Table.Width, view.Table.Width);
            var name = string.Join('|', codes.ToArray().Select((code, f) =>
                OutcomeField.All[view.Fields[f]].IsWord ? Escaped(model.Vocabulary.Words[code]) : code.ToString(CultureInfo.InvariantCulture)));
            json.WriteString(name, string.Join(' ', Enumerable.Range(view.Table.Start[key], view.Table.Start[key + 1] - view.Table.Start[key])
                .Select(k => string.Create(CultureInfo.InvariantCulture, $"{view.Table.Option[k]}:{view.Table.Count[k]}"))));
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The separator may be part of a shop's own word.
    private static string Escaped(string word) => word.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);

    private static string Plain(string word) => word.Replace("%7C", "|", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    // JSON has no NaN: not known is null.
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, string name, double[] values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Row(values));
    }

    // One row a line: hundreds of draws with a line a number would hide the readable part.
    private static byte[] Row(double[] values)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Flat))
        {
            json.WriteStartArray();
            foreach (var value in values)
                json.WriteNumberValue(value);
            json.WriteEndArray();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
