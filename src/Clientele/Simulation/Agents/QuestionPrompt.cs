using System.Globalization;
using System.Text;
using System.Text.Json;
using Clientele.Personas;

namespace Clientele.Simulation.Agents;

/// <summary>Puts a question into words: the prompts of Simulation/Prompts, filled. Scenario text, order context and option names are data: they stand between
/// fences that they cannot write themselves, since a fence is made from a hash of what it holds.</summary>
internal static class QuestionPrompt
{
    private static readonly string Customer = Template("customer"), Masked = Template("masked"), Answer = Template("answer"), Nobody = Template("nobody");

    // By Question.Purchase.Wording; the first is what a run asks.
    private static readonly string[] Purchases = [Template("purchase"), Template("purchase_2"), Template("purchase_3")];

    /// <summary>Ways to put a scenario into words.</summary>
    public static int Wordings => Purchases.Length;

    /// <summary>The prompt for who answers.</summary>
    public static string System(AgentProfile agent, PersonaSet personas, PersonaArm arm) => arm == PersonaArm.None
        ? Nobody
        // The next by size, so that all change places; the customer's own facts would give it away.
        : arm == PersonaArm.Shuffled ? personas.Personas[(personas.Personas.Index().First(persona => persona.Item.Id == agent.Persona.Id).Index + 1) % personas.Personas.Count].SystemPrompt
        : agent.IsPersona || CustomerFacts.Write(agent, personas) is not { Length: > 0 } facts ? agent.Persona.SystemPrompt
        : agent.Persona.SystemPrompt + "\n\n" + Fill(Customer, ("facts", facts));

    /// <summary>The prompt for what is asked, its options in a given order.</summary>
    public static string User(Question question, string currency, IReadOnlyList<int> order)
    {
        var answer = Fill(Answer, ("ids", Ids(question, order)));
        if (question is Question.Purchase purchase)
        {
            var situation = ScenarioText.Render(purchase.Scenario, currency, order);
            return Fill(Purchases[purchase.Wording], ("fence", Fence(situation)), ("situation", situation), ("answer", answer));
        }
        var masked = (Question.MaskedAttribute)question;
        var (known, values) = (Order(masked.Order, currency), string.Join('\n', order.Select(i => "- " + masked.Options[i])));
        return Fill(
            Masked, ("fence", Fence(known + values)), ("order", known), ("attribute", Attribute(masked.Kind)),
            ("options", values), ("answer", answer));
    }

    /// <summary>JSON Schema of the answer: every option by its id, none besides.</summary>
    public static string Schema(Question question, IReadOnlyList<int> order)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            json.WriteStartObject("probabilities");
            json.WriteString("type", "object");
            json.WriteStartObject("properties");
            foreach (var i in order)
            {
                json.WriteStartObject(question.OptionIds[i]);
                json.WriteString("type", "number");
                json.WriteEndObject();
            }
            json.WriteEndObject();
            Required(json, order.Select(i => question.OptionIds[i]));
            json.WriteEndObject();
            json.WriteStartObject("reason");
            json.WriteString("type", "string");
            json.WriteEndObject();
            json.WriteStartObject("key_factors");
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            json.WriteString("type", "string");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            Required(json, ["probabilities", "reason", "key_factors"]);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());

        static void Required(Utf8JsonWriter json, IEnumerable<string> names)
        {
            json.WriteStartArray("required");
            foreach (var name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteBoolean("additionalProperties", false);
        }
    }

    // Values of a masked attribute are the shop's own words: what could be a sentence stands between the fences only.
    private static string Ids(Question question, IReadOnlyList<int> order) =>
        question is Question.MaskedAttribute && question.OptionIds.Any(id => id.Length > 60 || id.Any(char.IsWhiteSpace))
            ? "the possible values above, each written exactly as it stands there"
            : string.Join(", ", order.Select(i => question.OptionIds[i]));

    private static string Fence(string content) => "=== " + Calls.CallKey.Of(content).ToString()[..12] + " ===";

    private static string Attribute(string kind) => kind switch
    {
        "plan" => "the number of credit card instalments",
        "payment_method" => "how it was paid",
        "stars" => "the stars, 1 to 5, of the customer's review",
        "ticket_decile" => "in which tenth of all orders its amount lies, 1 the cheapest",
        "category" => "the category of its dearest item",
        "items" => "the number of items",
        _ => kind.Replace('_', ' '),
    };

    private static string Order(OrderContext order, string currency)
    {
        var phrase = new Phrase(currency);
        var lines = new List<string>();
        Add("Paid in all", order.PaymentValue, value => phrase.Money(value, cents: true));
        Add("Items without freight", order.Amount, value => phrase.Money(value, cents: true));
        Add("Freight", order.Freight, value => phrase.Money(value, cents: true));
        if (order.Items is { } items)
            lines.Add($"- Items: {items.ToString(CultureInfo.InvariantCulture)}");
        if (order.Category is { } category)
            lines.Add($"- Category of the dearest item: {category}");
        if (order.OrderedAt is { } at)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- Ordered on a {at:dddd} in {at:MMMM}, at {at:HH} o'clock"));
        if (order.Method is { } method)
            lines.Add($"- Paid by: {CustomerFacts.Payment(method, order.Instalments ?? 0)}");
        Add("Promised delivery after", order.PromisedDays, Days);
        Add("Delivered after", order.DeliveryDays, Days);
        Add("Later than promised by", order.DaysLate, Days);
        if (order.CustomerState is { } state)
            lines.Add($"- Customer in: {state}");
        if (order.SellerState is { } seller)
            lines.Add($"- Seller in: {seller}");
        return lines.Count == 0 ? "- nothing" : string.Join('\n', lines);

        void Add(string name, double value, Func<double, string> text)
        {
            if (double.IsFinite(value))
                lines.Add($"- {name}: {text(value)}");
        }
    }

    private static string Days(double days) => Phrase.Number(days) + (days == 1 ? " day" : " days");

    private static string Fill(string template, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            filled[name] = value;
        return PersonaPrompt.Fill(template, filled);
    }

    private static string Template(string name) => PersonaPrompt.ReadTemplate(name);
}
