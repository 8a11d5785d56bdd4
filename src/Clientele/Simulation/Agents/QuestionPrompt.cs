using System.Text;
using System.Text.Json;
using Clientele.Personas;

namespace Clientele.Simulation.Agents;

/// <summary>Puts a question into words: the prompts of Simulation/Prompts, filled. Scenario text, order context and option names are data: they stand between
/// fences that they cannot write themselves, since a fence is made from a hash of what it holds.</summary>
internal static class QuestionPrompt
{
    private static readonly string Customer = Template("customer"), Alone = Template("customer_alone"), Masked = Template("masked"), Answer = Template("answer"), Payment = Template("payment");

    // By Question.Purchase.Wording; the first is what a run asks.
    private static readonly string[] Purchases = [Template("purchase"), Template("purchase_2"), Template("purchase_3")];

    /// <summary>Ways to put a scenario into words.</summary>
    public static int Wordings => Purchases.Length;

    /// <summary>The prompt for who answers.</summary>
    /// <param name="agent">Who answers.</param>
    /// <param name="question">What is asked: other orders of the customer are told in its terms.</param>
    /// <param name="personas">The personas.</param>
    /// <param name="arm">Which persona it is told to speak for, and what is told of it.</param>
    public static string System(AgentProfile agent, Question question, PersonaSet personas, PersonaArm arm)
    {
        switch (arm)
        {
            case PersonaArm.None:
                return PersonaPrompt.Nobody;
            case PersonaArm.Shuffled:
                // The next by size, so that all change places; the customer's own facts would give it away.
                var own = personas.Personas.Index().First(persona => persona.Item.Id == agent.Persona.Id).Index;
                return personas.Personas[(own + 1) % personas.Personas.Count].SystemPrompt;
            default:
                var group = arm == PersonaArm.Facts ? PersonaPrompt.Write(agent.Persona, personas, decisions: false) : agent.Persona.SystemPrompt;
                if (agent.IsPersona || CustomerFacts.Write(agent, question, personas) is not { Length: > 0 } facts)
                    return group;
                // Who belongs to no group has no group's figures to set aside.
                return group + "\n\n" + Fill(agent.Persona.Features.Count == 0 ? Alone : Customer, ("facts", facts));
        }
    }

    /// <summary>The prompt for what is asked, its options in a given order.</summary>
    public static string User(Question question, string currency, IReadOnlyList<int> order)
    {
        var answer = Fill(Answer, ("ids", Ids(question, order)));
        if (question is Question.Purchase purchase)
        {
            var situation = ScenarioText.Render(purchase.Scenario, currency, order);
            // What one option says of paying must not make the others look unpayable.
            var payment = purchase.Scenario.Options.Any(option => option.Buys && option.Pay is null) ? "\n\n" + Payment : "";
            return Fill(Purchases[purchase.Wording], ("fence", Fence(situation)), ("situation", situation), ("payment", payment), ("answer", answer));
        }
        var masked = (Question.MaskedAttribute)question;
        var (known, values) = (OrderText.Known(masked.Order, currency), string.Join('\n', order.Select(i => "- " + OrderText.Option(masked, i, currency))));
        return Fill(
            Masked, ("fence", Fence(known + values)), ("order", known), ("attribute", OrderText.Attribute(masked)),
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
            ? "the possible values above, each written exactly as it stands there" + (question is Question.MaskedAttribute { Glosses.Count: > 0 } ? ", without what follows the colon" : "")
            : string.Join(", ", order.Select(i => question.OptionIds[i]));

    private static string Fence(string content) => "=== " + Calls.CallKey.Of(content).ToString()[..12] + " ===";

    private static string Fill(string template, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            filled[name] = value;
        return PersonaPrompt.Fill(template, filled);
    }

    private static string Template(string name) => PersonaPrompt.ReadTemplate(name);
}
