using System.Text.Encodings.Web;
using System.Text.Json;
using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>The choice model as readable JSON (<c>choice-model.json</c>): every number round-trips to the last bit.</summary>
public static class ChoiceModelFile
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
    private static readonly JsonWriterOptions Flat = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to; left open.</param>
    public static void Save(ChoiceModel model, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteString("schema", ChoiceModel.Schema);
        json.WriteString("currency", model.Currency);
        json.WriteStartObject("instalments");
        json.WriteNumber("max", model.Rule.Max);
        json.WriteNumber("min_amount", model.Rule.MinAmount);
        json.WriteEndObject();
        Texts(json, "personas", model.Personas);
        json.WriteStartObject("reference_levels");
        json.WriteNumber("purchase_probability", model.Levels.PurchaseProbability);
        json.WriteNumber("rating", model.Levels.Rating);
        json.WriteNumber("review_count", model.Levels.ReviewCount);
        json.WriteNumber("delivery_days", model.Levels.DeliveryDays);
        json.WriteNumber("return_days", model.Levels.ReturnDays);
        json.WriteEndObject();
        json.WritePropertyName("payments");
        if (model.Payments is { } nest)
            Nest(json, nest);
        else
            json.WriteNullValue();
        json.WriteStartArray("parameters");
        foreach (var parameter in model.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteNumber("estimate", parameter.Estimate);
            Number(json, "standard_error", parameter.StandardError);
            json.WriteString("grade", parameter.Grade.ToString());
            json.WriteString("meaning", parameter.Meaning);
            json.WriteString("source", parameter.Source);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Fit(json, model.Fit);
        json.WriteStartArray("draws");
        foreach (var draw in model.Draws)
            json.WriteRawValue(Row(draw));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">JSON as <see cref="Save"/> writes it.</param>
    /// <param name="where">What the stream is, for messages: the file's path.</param>
    /// <exception cref="ClienteleException">Not JSON, another schema, a missing or unreadable member, or parts that do not fit together.</exception>
    public static ChoiceModel Load(Stream stream, string where)
    {
        const string Hint = "Run clientele pipeline again to fit and save the model.";
        try
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var schema = root.TryGetProperty("schema", out var named) ? named.GetString() : null;
            if (schema != ChoiceModel.Schema)
                throw new ClienteleException($"The schema is \"{schema ?? "missing"}\"; this version reads {ChoiceModel.Schema}.", where, Hint);
            var rule = root.GetProperty("instalments");
            var levels = root.GetProperty("reference_levels");
            return new ChoiceModel(
                root.GetProperty("currency").GetString()!,
                new InstalmentRule(rule.GetProperty("max").GetInt32(), rule.GetProperty("min_amount").GetDouble()),
                Texts(root.GetProperty("personas")),
                root.GetProperty("payments") is { ValueKind: JsonValueKind.Object } nest ? Nest(nest) : null,
                new ReferenceLevels(
                    levels.GetProperty("purchase_probability").GetDouble(), levels.GetProperty("rating").GetDouble(), levels.GetProperty("review_count").GetDouble(),
                    levels.GetProperty("delivery_days").GetDouble(), levels.GetProperty("return_days").GetDouble()),
                [.. root.GetProperty("parameters").EnumerateArray().Select(Parameter)],
                Rows(root.GetProperty("draws")),
                Fit(root.GetProperty("fit")));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ClienteleException($"This is not a readable choice model: {e.Message}", where, Hint, e);
        }
    }

    private static ChoiceParameter Parameter(JsonElement element) => new(
        element.GetProperty("name").GetString()!, element.GetProperty("estimate").GetDouble(), Number(element.GetProperty("standard_error")),
        Enum.Parse<EvidenceGrade>(element.GetProperty("grade").GetString()!), element.GetProperty("meaning").GetString()!, element.GetProperty("source").GetString()!);

    private static void Nest(Utf8JsonWriter json, PaymentNest nest)
    {
        json.WriteStartObject();
        Texts(json, "methods", nest.Methods.Select(ChoiceLayout.Word));
        json.WriteNumber("ln_value_centre", nest.LogValueCentre);
        json.WriteNumber("ln_value_low", nest.LogValueLow);
        json.WriteNumber("ln_value_high", nest.LogValueHigh);
        Number(json, "method_history_weight", nest.MethodHistoryWeight ?? double.NaN);
        Number(json, "plan_history_weight", nest.PlanHistoryWeight ?? double.NaN);
        foreach (var (name, rows) in new[] { ("method_shares", nest.MethodShares), ("plan_shares", nest.PlanShares) })
        {
            json.WriteStartArray(name);
            foreach (var row in rows)
                json.WriteRawValue(Row(row));
            json.WriteEndArray();
        }
        json.WriteStartArray("groupings");
        foreach (var grouping in nest.Groupings)
        {
            json.WriteStartObject();
            json.WriteString("name", grouping.Name);
            Texts(json, "levels", grouping.Levels);
            json.WritePropertyName("cuts");
            json.WriteRawValue(Row([.. grouping.Cuts]));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static PaymentNest Nest(JsonElement nest)
    {
        double? Weight(string name) => Number(nest.GetProperty(name)) is var weight && double.IsNaN(weight) ? null : weight;
        return new PaymentNest(
            [.. Texts(nest.GetProperty("methods")).Select(word => ChoiceLayout.Method(word) ?? throw new FormatException($"\"{word}\" is no payment method."))],
            nest.GetProperty("ln_value_centre").GetDouble(), nest.GetProperty("ln_value_low").GetDouble(), nest.GetProperty("ln_value_high").GetDouble(),
            Rows(nest.GetProperty("method_shares")), Rows(nest.GetProperty("plan_shares")), Weight("method_history_weight"), Weight("plan_history_weight"),
            [.. nest.GetProperty("groupings").EnumerateArray().Select(grouping => new PlanGrouping(
                grouping.GetProperty("name").GetString()!, Texts(grouping.GetProperty("levels")),
                [.. grouping.GetProperty("cuts").EnumerateArray().Select(cut => cut.GetDouble())]))]);
    }

    private static void Fit(Utf8JsonWriter json, ChoiceFit fit)
    {
        json.WriteStartObject("fit");
        json.WriteNumber("orders", fit.Orders);
        json.WriteNumber("card_orders", fit.CardOrders);
        json.WriteNumber("customers", fit.Customers);
        json.WriteNumber("repeat_customers", fit.RepeatCustomers);
        Number(json, "log_likelihood", fit.LogLikelihood);
        Number(json, "log_likelihood_without_personas", fit.LogLikelihoodWithoutPersonas);
        Number(json, "log_likelihood_uniform", fit.LogLikelihoodUniform);
        json.WriteStartObject("left_out");
        foreach (var (reason, orders) in fit.LeftOut.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            json.WriteNumber(reason, orders);
        json.WriteEndObject();
        Texts(json, "persona_spread", fit.PersonaSpread);
        Texts(json, "notes", fit.Notes);
        json.WriteEndObject();
    }

    private static ChoiceFit Fit(JsonElement fit)
    {
        var leftOut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var reason in fit.GetProperty("left_out").EnumerateObject())
            leftOut[reason.Name] = reason.Value.GetInt32();
        return new ChoiceFit
        {
            Orders = fit.GetProperty("orders").GetInt32(),
            CardOrders = fit.GetProperty("card_orders").GetInt32(),
            Customers = fit.GetProperty("customers").GetInt32(),
            RepeatCustomers = fit.GetProperty("repeat_customers").GetInt32(),
            LogLikelihood = Number(fit.GetProperty("log_likelihood")),
            LogLikelihoodWithoutPersonas = Number(fit.GetProperty("log_likelihood_without_personas")),
            LogLikelihoodUniform = Number(fit.GetProperty("log_likelihood_uniform")),
            LeftOut = leftOut,
            PersonaSpread = Texts(fit.GetProperty("persona_spread")),
            Notes = Texts(fit.GetProperty("notes")),
        };
    }

    // JSON has no NaN: not known is null.
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string[] Texts(JsonElement element) => [.. element.EnumerateArray().Select(text => text.GetString()!)];

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

    private static double[][] Rows(JsonElement element) =>
        [.. element.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
}
