using System.Globalization;
using System.Text.Json;

namespace Clientele.Simulation.Agents.Outcomes;

public static partial class OutcomeModelsFile
{
    /// <summary>Reads models.</summary>
    /// <param name="stream">JSON as <see cref="Save"/> writes it.</param>
    /// <param name="where">What the stream is, for messages: the file's path.</param>
    /// <exception cref="ClienteleException">Not JSON, another schema, a missing or unreadable member, or parts that do not fit together.</exception>
    public static OutcomeModels Load(Stream stream, string where)
    {
        const string Hint = "Run clientele pipeline again to fit and save the models.";
        try
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var schema = root.TryGetProperty("schema", out var named) ? named.GetString() : null;
            if (schema != OutcomeModels.Schema)
                throw new ClienteleException($"The schema is \"{schema ?? "missing"}\"; this version reads {OutcomeModels.Schema}.", where, Hint);
            return new OutcomeModels([.. root.GetProperty("models").EnumerateArray().Select(Model)], Texts(root.GetProperty("notes")));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new ClienteleException($"These are not readable outcome models: {e.Message}", where, Hint, e);
        }
    }

    private static OutcomeModel Model(JsonElement model)
    {
        var kind = model.GetProperty("kind").GetString()!;
        if (!OutcomeModels.Kinds.Contains(kind))
            throw new FormatException($"\"{kind}\" is no modelled attribute.");
        var words = new OutcomeVocabulary(Texts(model.GetProperty("words")));
        var options = Texts(model.GetProperty("options"));
        var views = new List<OutcomeView>();
        foreach (var view in model.GetProperty("views").EnumerateArray())
            views.Add(View(view, views, words, options.Length));
        var slopes = OutcomeSlope.Of(kind);
        double[] shares = Row(model.GetProperty("shares"));
        if (shares.Any(share => !(share > 0)))
            throw new FormatException("A share is not positive.");
        return new OutcomeModel(new OutcomeParts
        {
            Kind = kind,
            Options = options,
            TicketCuts = Row(model.GetProperty("ticket_cuts")),
            Shares = shares,
            Vocabulary = words,
            Views = views,
            OwnConcentration = Number(model.GetProperty("own_concentration")),
            Slopes = [.. Texts(model.GetProperty("slopes")).Select(name => slopes.FirstOrDefault(slope => slope.Name == name) ?? throw new FormatException($"\"{name}\" is no slope of {kind}."))],
            Theta = Row(model.GetProperty("theta")),
            Draws = [.. model.GetProperty("draws").EnumerateArray().Select(Row)],
            Seed = ulong.Parse(model.GetProperty("seed").GetString()!, NumberStyles.None, CultureInfo.InvariantCulture),
            Terms = [.. model.GetProperty("terms").EnumerateArray().Select(Term)],
            Notes = Texts(model.GetProperty("notes")),
            Orders = model.GetProperty("orders").GetInt32(),
            Customers = model.GetProperty("customers").GetInt32(),
            LogLoss = Number(model.GetProperty("log_loss")),
            SharesLogLoss = Number(model.GetProperty("log_loss_of_shares")),
        });
    }

    private static OutcomeTerm Term(JsonElement term) => new(
        term.GetProperty("name").GetString()!, term.GetProperty("meaning").GetString()!, term.GetProperty("weight").GetDouble(),
        Number(term.GetProperty("standard_error")), Enum.Parse<EvidenceGrade>(term.GetProperty("grade").GetString()!), term.GetProperty("keys").GetInt32());

    private static OutcomeView View(JsonElement view, List<OutcomeView> before, OutcomeVocabulary words, int options)
    {
        var fields = OutcomeViews.Fields(view.GetProperty("fields").GetString()!);
        var coarser = view.GetProperty("coarser").GetString()!;
        var parent = before.FindIndex(other => other.Name == coarser);
        if (parent < 0 && coarser.Length > 0)
            throw new FormatException($"The view {coarser} must stand before those that are finer.");
        double concentration = view.GetProperty("concentration").GetDouble(), discount = view.GetProperty("discount").GetDouble();
        if (!(concentration > 0 && discount is >= 0 and < 1))
            throw new FormatException("A view's concentration must be positive and its discount in [0, 1).");
        List<int> codes = [], start = [0], option = [], count = [];
        foreach (var line in view.GetProperty("table").EnumerateObject())
        {
            var parts = line.Name.Split('|');
            if (parts.Length != fields.Length)
                throw new FormatException($"\"{line.Name}\" has {parts.Length} parts; its view has {fields.Length} fields.");
            for (var f = 0; f < fields.Length; f++)
                codes.Add(OutcomeField.All[fields[f]].IsWord
                    ? words.Number(Plain(parts[f])) is >= 0 and var number ? number : throw new FormatException($"\"{parts[f]}\" is not among the words.")
                    : Whole(parts[f]));
            foreach (var entry in line.Value.GetString()!.Split(' '))
            {
                var colon = entry.IndexOf(':', StringComparison.Ordinal);
                var (y, n) = (Whole(entry.AsSpan(0, Math.Max(0, colon))), Whole(entry.AsSpan(colon + 1)));
                if (y >= options || n < 1 || (option.Count > start[^1] && y <= option[^1]))
                    throw new FormatException($"\"{entry}\" is no option with its count, or not in order.");
                option.Add(y);
                count.Add(n);
            }
            start.Add(option.Count);
        }
        return new OutcomeView(fields, parent, concentration, discount, new OutcomeTable(fields.Length, [.. codes], [.. start], [.. option], [.. count]));
    }

    private static int Whole(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    private static string[] Texts(JsonElement element) => [.. element.EnumerateArray().Select(text => text.GetString()!)];

    private static double[] Row(JsonElement row) => [.. row.EnumerateArray().Select(value => value.GetDouble())];
}
