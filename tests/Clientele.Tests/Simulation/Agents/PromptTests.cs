using System.Text.RegularExpressions;
using Clientele.Data;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;
using Clientele.Simulation.Calls;

namespace Clientele.Tests.Simulation.Agents;

/// <summary>What a language model is told, of every kind: the snapshots are the prompts as they are sent.</summary>
public sealed class PromptTests
{
    private static readonly string[] Kinds = [MaskedOrder.Plan, MaskedOrder.Method, MaskedOrder.Stars, MaskedOrder.Ticket, MaskedOrder.Category, MaskedOrder.Items];

    private static readonly Question.Purchase FlashSale = new(BuiltInScenarios.Get("flash_sale").Scenarios[0]);

    private static ModelCall Call(AgentProfile profile, Question question, PersonaArm arm = PersonaArm.Own) => new LanguageModelAgent(
        PromptShop.Personas, new ModelEndpoint { Model = "scripted", Address = "test", Client = new ScriptedChatClient((_, _) => "") }, 1, (_, _) => throw new NotSupportedException(), arm)
        .Call(profile, question, 0);

    private static Question.MaskedAttribute Masked(string kind, int order = 12) => MaskedOrder.Of(kind, PromptShop.Orders, PromptShop.Rule).Ask(PromptShop.Orders, order);

    // A customer who came back: of no persona, with what the other orders were.
    private static AgentProfile Returning(string kind, params string[] others) => new("1-1", new Persona
    {
        Segment = 0,
        Id = "everybody",
        Name = "Everybody",
        Size = 1,
        Share = 1,
        Features = [],
        Profile = [],
        Heuristics = [],
        SystemPrompt = PersonaPrompt.Nobody,
    }, 1, [], new PaymentHistory([(PaymentMethod.CreditCard, 3, 1)]))
    {
        OtherOrders = new Dictionary<string, IReadOnlyList<string>> { [kind] = others },
    };

    private static IEnumerable<(string Name, ModelCall Call)> All()
    {
        foreach (var arm in Enum.GetValues<PersonaArm>())
            yield return ($"persona_{arm.ToString().ToLowerInvariant()}", Call(PromptShop.Persona(1), FlashSale, arm));
        yield return ("persona_like_everybody", Call(PromptShop.Persona(0), FlashSale));
        yield return ("persona_returning", Call(PromptShop.Persona(2), FlashSale));
        yield return ("customer_own", Call(PromptShop.Customer(1), FlashSale));
        yield return ("customer_facts", Call(PromptShop.Customer(1), FlashSale, PersonaArm.Facts));
        foreach (var kind in Kinds)
            yield return ($"masked_{kind}", Call(Returning(kind, [.. Masked(kind).Options.Take(2)]), Masked(kind)));
        foreach (var scenario in BuiltInScenarios.All.SelectMany(definition => definition.Scenarios))
            yield return ($"purchase_{scenario.Name}_{scenario.Variant}", Call(PromptShop.Persona(1), new Question.Purchase(scenario)));
        for (var wording = 1; wording < QuestionPrompt.Wordings; wording++)
            yield return ($"purchase_wording_{wording}", Call(PromptShop.Persona(1), FlashSale with { Wording = wording }));
    }

    [Fact]
    public void Every_kind_of_prompt_reads_as_its_snapshot()
    {
        foreach (var (name, call) in All())
            // The question of a persona prompt, and the persona of a question, have a snapshot of their own.
            Snapshot.Matches(name.StartsWith("purchase", StringComparison.Ordinal) ? call.UserPrompt
                : name.StartsWith("masked", StringComparison.Ordinal) ? call.SystemPrompt + "\n\n----\n\n" + call.UserPrompt : call.SystemPrompt, "prompt_" + name);
    }

    [Fact]
    public void No_prompt_of_any_kind_leads_to_an_answer_or_invents_a_character()
    {
        foreach (var (name, call) in All())
        {
            var text = call.SystemPrompt + "\n" + call.UserPrompt;
            // An anchor for buying, and out of place beside a question about stars.
            Assert.False(Regex.IsMatch(text, "most common|[Nn]ot buying"), name);
            Assert.False(Regex.IsMatch(text, @"\b(fair|fairly|loyal|critical|been content|patient|impulsive|deliberate|satisfied|explorer|trust|mood|leisure)\b", RegexOptions.IgnoreCase), name);
            Assert.All(PromptShop.Personas.Personas, persona => Assert.DoesNotContain(persona.Name, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void You_are_one_customer_in_every_prompt()
    {
        foreach (var (name, call) in All())
        {
            Assert.StartsWith("You take the place of one customer", call.SystemPrompt, StringComparison.Ordinal);
            Assert.False(Regex.IsMatch(call.SystemPrompt + call.UserPrompt, "[Yy]ou answer for|this customer's|[Cc]ustomer in:"), name);
            // How a figure is computed is said of any customer; a question is put to this one.
            Assert.DoesNotContain("the customer's", call.UserPrompt, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Figures_alone_hold_the_figures_and_no_word_about_decisions()
    {
        foreach (var persona in PromptShop.Personas.Personas)
        {
            var facts = PersonaPrompt.Write(persona, PromptShop.Personas, decisions: false);
            Assert.All(persona.Profile, statement => Assert.Contains(statement.Text, facts, StringComparison.Ordinal));
            Assert.All(persona.Heuristics, statement => Assert.DoesNotContain(statement.Text.Split(':')[0], facts, StringComparison.Ordinal));
            Assert.DoesNotContain("suggest", facts, StringComparison.Ordinal);
            Assert.NotEqual(persona.SystemPrompt, facts);
        }
        Assert.NotEmpty(PromptShop.Personas.Personas[1].Heuristics);
        Assert.StartsWith(PersonaPrompt.Write(PromptShop.Personas.Personas[1], PromptShop.Personas, decisions: false), Call(PromptShop.Customer(1), FlashSale, PersonaArm.Facts).SystemPrompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tenth_is_asked_with_its_borders_and_they_hold_the_orders_total()
    {
        var masked = MaskedOrder.Of(MaskedOrder.Ticket, PromptShop.Orders, PromptShop.Rule);
        Assert.Equal(masked.Options.Count, masked.Glosses.Count);
        for (var i = 0; i < PromptShop.Orders.Count; i++)
            Assert.True(MaskedOrder.Total(PromptShop.Orders, i) is var total && masked.Glosses[masked.Outcome(PromptShop.Orders, i)] is var gloss && total > gloss.Above && total <= gloss.UpTo);
        var call = Call(Returning(MaskedOrder.Ticket, "2", "10"), Masked(MaskedOrder.Ticket));
        Assert.Equal(10, Regex.Count(call.UserPrompt, @"^- \d+: (over|up to) R\$ ", RegexOptions.Multiline));
        Assert.Contains("items and freight together", call.UserPrompt, StringComparison.Ordinal);
        Assert.Matches(@"freight included, of your other orders: 2 \(over R\$ [\d.]+, up to R\$ [\d.]+\); 10 \(over R\$ [\d.]+\)\.", call.SystemPrompt);
    }

    [Fact]
    public void Every_amount_says_whether_freight_is_in_it()
    {
        foreach (var kind in Kinds)
            foreach (var line in Call(PromptShop.Persona(1), Masked(kind)).UserPrompt.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal) && line.Contains("R$", StringComparison.Ordinal) && !Regex.IsMatch(line, @"^- (\d+|[a-z_0-9]+): ")))
                Assert.Contains("reight", line, StringComparison.Ordinal);
        Assert.Contains("monetary total: Sum of item prices over all orders, without freight.", PromptShop.Personas.Personas[0].SystemPrompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_with_nearly_one_name_are_told_apart_by_share_and_amount()
    {
        var masked = MaskedOrder.Of(MaskedOrder.Category, PromptShop.Orders, PromptShop.Rule);
        Assert.Equal(["home_comfort_2", "home_confort", "toys"], masked.Options);
        Assert.Equal(1, masked.Glosses.Sum(gloss => gloss.Share), 1e-9);
        var lines = Call(PromptShop.Persona(1), Masked(MaskedOrder.Category)).UserPrompt.Split('\n');
        var (first, second) = (lines.Single(line => line.StartsWith("- home_comfort_2: ", StringComparison.Ordinal)), lines.Single(line => line.StartsWith("- home_confort: ", StringComparison.Ordinal)));
        Assert.Equal("- home_comfort_2: 10 %, R$ 415", first);
        Assert.NotEqual(first.Split(": ")[1], second.Split(": ")[1]);
        // What is asked about may not lend its own order to the figures.
        Assert.Equal(masked.Glosses, MaskedOrder.Of(MaskedOrder.Category, PromptShop.Orders, PromptShop.Rule).Ask(PromptShop.Orders, 3).Glosses);
    }

    [Fact]
    public void An_order_that_was_paid_in_two_ways_says_so_beside_a_card_share_of_100()
    {
        var order = Enumerable.Range(0, PromptShop.Orders.Count).First(i => PromptShop.Orders.Method[i] == PaymentMethod.Mixed);
        var prompt = Call(PromptShop.Customer(1), Masked(MaskedOrder.Stars, order));
        Assert.Contains("- Paid by: more than one way of paying together", prompt.UserPrompt, StringComparison.Ordinal);
        Assert.Contains("Pct credit card: 100 %", prompt.SystemPrompt, StringComparison.Ordinal);
        Assert.Contains("pct credit card: Share of the customer's orders with payments that were paid by credit card at least in part.", prompt.SystemPrompt, StringComparison.Ordinal);
        foreach (var method in Enum.GetValues<PaymentMethod>())
            Assert.DoesNotContain("another way", CustomerFacts.Payment(method, 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_that_buys_says_how_it_is_paid_or_the_question_does()
    {
        foreach (var scenario in BuiltInScenarios.All.SelectMany(definition => definition.Scenarios))
            for (var wording = 0; wording < QuestionPrompt.Wordings; wording++)
            {
                var open = scenario.Options.Any(option => option.Buys && option.Pay is null);
                Assert.Equal(open, Call(PromptShop.Persona(0), new Question.Purchase(scenario) { Wording = wording }).UserPrompt.Contains("in any of the ways that the shop offers", StringComparison.Ordinal));
            }
    }

    [Fact]
    public void Dates_carry_their_year_and_figures_their_time()
    {
        Assert.All(Kinds, kind => Assert.Matches(@"- Ordered on a [A-Z][a-z]+ in [A-Z][a-z]+ 2018, at \d\d o'clock", Call(PromptShop.Persona(1), Masked(kind)).UserPrompt));
        Assert.All(PromptShop.Personas.Personas, persona => Assert.Contains("orders of September 2016 to August 2018", persona.SystemPrompt, StringComparison.Ordinal));
        Assert.Equal("May 2017", new OrderPeriod(new DateOnly(2017, 5, 1), new DateOnly(2017, 5, 31)).ToString());
    }

    [Fact]
    public void Before_the_promised_day_is_early_and_no_negative_lateness()
    {
        var known = OrderText.Known(new OrderContext { DaysLate = -3 }, "BRL");
        Assert.Equal("- Earlier than promised by: 3 days", known);
        Assert.Equal("- Later than promised by: 1 day", OrderText.Known(new OrderContext { DaysLate = 1 }, "BRL"));
    }
}
