using System.Globalization;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Simulation.Agents;

/// <summary>What one customer's own transactions show, one line a fact, each beside all customers. No id, no date, nothing that singles a person out beyond the features.</summary>
internal static class CustomerFacts
{
    public static string Write(AgentProfile agent, PersonaSet personas)
    {
        var phrase = new Phrase(personas.Currency);
        var lines = personas.Features.Select((feature, j) => Fact(phrase, feature, agent.Features[j], personas.Population[j])).ToList();
        if (agent.History.Payments.Count > 0)
            lines.Add("Paid so far: " + string.Join(", ", agent.History.Payments.Select(Payment)) + ".");
        return string.Join('\n', lines.Select(line => "- " + line));
    }

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

    private static string Payment((PaymentMethod Method, int Instalments, int Orders) paid)
    {
        var method = paid.Method switch
        {
            PaymentMethod.CreditCard => "credit card",
            PaymentMethod.Boleto => "boleto",
            PaymentMethod.Debit => "debit card",
            PaymentMethod.Voucher => "voucher",
            _ => "another way",
        };
        var plan = paid.Instalments > 1 ? string.Create(CultureInfo.InvariantCulture, $" in {paid.Instalments} instalments") : paid.Method == PaymentMethod.CreditCard ? " at once" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{paid.Orders} {(paid.Orders == 1 ? "order" : "orders")} by {method}{plan}");
    }
}
