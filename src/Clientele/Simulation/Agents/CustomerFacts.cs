using System.Globalization;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Simulation.Agents;

/// <summary>What one customer's own transactions show, one line a fact, each beside all customers. No id, no date, nothing that singles a person out beyond the features.</summary>
internal static class CustomerFacts
{
    /// <summary>The facts; empty when nothing is known of the customer.</summary>
    /// <param name="agent">The customer.</param>
    /// <param name="question">What will be asked: its possible values say what those of other orders mean.</param>
    /// <param name="personas">The personas.</param>
    public static string Write(AgentProfile agent, Question question, PersonaSet personas)
    {
        var phrase = new Phrase(personas.Currency);
        var lines = agent.Features.Select((value, j) => Fact(phrase, personas.Features[j], value, personas.Population[j])).ToList();
        if (agent.History.Payments.Count > 0)
            lines.Add("Paid so far: " + string.Join(", ", agent.History.Payments.Select(Payment)) + ".");
        // How other orders were paid stands in the line above already.
        foreach (var (kind, values) in agent.OtherOrders.Where(known => known.Key is not (MaskedOrder.Plan or MaskedOrder.Method)).OrderBy(known => known.Key, StringComparer.Ordinal))
            lines.Add($"{Name(kind)} of your other orders: {string.Join(kind == MaskedOrder.Ticket ? "; " : ", ", values.TakeLast(MostOrders).Select(value => Known(kind, value, question, phrase)))}.");
        return string.Join('\n', lines.Select(line => "- " + line));
    }

    private const int MostOrders = 10;

    // A tenth means nothing without its borders; what else other orders were is said by its name.
    private static string Known(string kind, string value, Question question, Phrase phrase)
    {
        if (kind != MaskedOrder.Ticket || question is not Question.MaskedAttribute { Kind: MaskedOrder.Ticket, Glosses: { Count: > 0 } glosses } asked)
            return value;
        var at = asked.Options.ToList().IndexOf(value);
        return at < 0 ? value : $"{value} ({OrderText.Gloss(glosses[at], phrase)})";
    }

    private static string Name(string kind) => kind switch
    {
        MaskedOrder.Stars => "Stars in the reviews",
        MaskedOrder.Ticket => "Tenth of the shop's orders (1 the cheapest) by what was paid in all, freight included,",
        MaskedOrder.Category => "Category of the dearest item",
        _ => "Number of items",
    };

    private static string Fact(Phrase phrase, FeatureDefinition feature, double value, FeatureSummary all)
    {
        var label = Phrase.Label(feature);
        label = char.ToUpperInvariant(label[0]) + label[1..];
        if (feature.Unit == "0/1" && value is 0 or 1)
            return $"{label}: {(value == 1 ? "yes" : "no")} ({Phrase.Percent(all.Mean)} of all customers: yes).";
        var unit = feature.Unit is "share" or "0/1" or "currency" or "" ? "" : " " + feature.Unit;
        // Where many customers share one value, a tenth of them cannot be told from the rest.
        var rank = value > all.Q90 ? ", in the highest tenth" : value < all.Q10 ? ", in the lowest tenth" : "";
        return $"{label}: {phrase.Value(feature, value)}{unit} (all customers {phrase.Value(feature, all.Mean)} on average{rank}).";
    }

    private static string Payment((PaymentMethod Method, int Instalments, int Orders) paid) =>
        string.Create(CultureInfo.InvariantCulture, $"{paid.Orders} {(paid.Orders == 1 ? "order" : "orders")} by {Payment(paid.Method, paid.Instalments)}");

    /// <summary>How was paid, in words: <c>credit card in 3 instalments</c>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="instalments">1 = at once; 0 = not to be said.</param>
    public static string Payment(PaymentMethod method, int instalments)
    {
        var name = method switch
        {
            PaymentMethod.CreditCard => "credit card",
            PaymentMethod.Boleto => "boleto",
            PaymentMethod.Debit => "debit card",
            PaymentMethod.Voucher => "voucher",
            PaymentMethod.Wallet => "digital wallet",
            PaymentMethod.PayLater => "pay-later service",
            PaymentMethod.Transfer => "bank transfer",
            PaymentMethod.Cash => "cash",
            PaymentMethod.Mixed => "more than one way of paying together",
            _ => "a way that is not on record",
        };
        return name + (instalments > 1 ? string.Create(CultureInfo.InvariantCulture, $" in {instalments} instalments") : instalments == 1 && method == PaymentMethod.CreditCard ? " at once" : "");
    }
}
