using System.Text;
using Clientele.Data;

namespace Clientele.Simulation;

/// <summary>The words of a scenario, made from the same fields as the numbers of the choice model.</summary>
public static class ScenarioText
{
    /// <summary>The text as an agent reads it, ending with the options (where <c>{{ options }}</c> stands, else after the text), one a line: <c>- id: label</c>.</summary>
    /// <param name="scenario">One scenario in one variant.</param>
    /// <param name="currency">ISO 4217 code of its amounts: <c>BRL</c> gives <c>R$ 1,200</c>.</param>
    /// <param name="optionOrder">Order in which the options are shown: a permutation of 0..options − 1; null = the scenario's own.</param>
    /// <returns>Lines separated by LF, without one at the end.</returns>
    /// <exception cref="ArgumentException"><paramref name="optionOrder"/> is not a permutation, or a template of the scenario cannot be filled.</exception>
    public static string Render(Scenario scenario, string currency, IReadOnlyList<int>? optionOrder = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var order = optionOrder ?? [.. Enumerable.Range(0, scenario.Options.Count)];
        if (order.Count != scenario.Options.Count || order.Distinct().Count() != order.Count || order.Any(i => i < 0 || i >= order.Count))
            throw new ArgumentException($"[{string.Join(", ", order)}] is not an order of {scenario.Options.Count} options.", nameof(optionOrder));
        var options = string.Join('\n', order.Select(i => $"- {scenario.Options[i].Id}: {Label(scenario, scenario.Options[i], currency)}"));
        var template = ScenarioTemplate.Parse(scenario.Text, Throw);
        var text = template.Fill(scenario, currency, options, Throw).TrimEnd();
        return template.ShowsOptions ? text : text + "\n\n" + options;
    }

    /// <summary>What an agent reads for one option: its label with the values put in, or words made from its fields.</summary>
    /// <param name="scenario">The scenario that the option belongs to.</param>
    /// <param name="option">One of its options.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <exception cref="ArgumentException">The label's template cannot be filled.</exception>
    public static string Label(Scenario scenario, ScenarioOption option, string currency)
    {
        if (option.Label is not null)
            return ScenarioTemplate.Parse(option.Label, Throw).Fill(scenario, currency, null, Throw);
        if (!option.Buys)
            return "Buy nothing";
        var text = new StringBuilder(option.WaitDays is > 0 and var wait ? $"Wait {ScenarioTemplate.Count(wait, "day")} and buy" : "Buy");
        if (option.Quantity > 1)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $" {option.Quantity}");
        else
            text.Append(" it");
        if (option.WaitDays is not > 0)
            text.Append(" now");
        if (option.Weekend == true)
            text.Append(option.WaitDays is > 0 ? " at the weekend" : ", at the weekend,");
        var total = scenario.Total(option);
        text.Append(" for ").Append(ScenarioTemplate.Money(total, currency));
        if (option.Quantity > 1)
            text.Append(" in all (").Append(ScenarioTemplate.Money(scenario.UnitPrice(option), currency)).Append(" each)");
        if (option.Pay is { } pay)
            text.Append(Payment(scenario, pay, total, currency));
        if (option.DeliveryDays is { } days)
            text.Append(", arriving ").Append(days < 1 ? "today" : "in " + ScenarioTemplate.Count(days, "day"));
        return text.ToString();
    }

    /// <summary>Whether a scenario's boleto is read as a bank transfer: outside Brazil, unless the scenario has transfers too.</summary>
    internal static bool BoletoIsTransfer(Scenario scenario, string currency) =>
        currency != "BRL" && !scenario.Options.Any(option => option.Pay is { Method: PaymentMethod.Transfer });

    private static string Payment(Scenario scenario, PaymentTerms pay, double total, string currency)
    {
        var method = pay.Method switch
        {
            PaymentMethod.CreditCard => "by credit card",
            PaymentMethod.Boleto when currency == "BRL" => "by boleto",
            PaymentMethod.Boleto => BoletoIsTransfer(scenario, currency) ? "by bank transfer" : "by bank slip",
            PaymentMethod.Debit => "by debit card",
            PaymentMethod.Voucher => "with a voucher",
            PaymentMethod.Wallet => "by digital wallet",
            PaymentMethod.PayLater => "with a pay-later service",
            PaymentMethod.Transfer => "by bank transfer",
            PaymentMethod.Cash => "in cash",
            _ => "in some other way",
        };
        if (pay is { UpTo: true, Instalments: > 1 })
            return $", paid {method} at once or in up to {pay.Instalments} instalments (of {ScenarioTemplate.Money(total / pay.Instalments, currency)} each for {pay.Instalments})";
        return pay.Instalments > 1
            ? $", paid {method} in {pay.Instalments} instalments of {ScenarioTemplate.Money(total / pay.Instalments, currency)}"
            : $", paid at once {method}";
    }

    private static void Throw(int variable, string problem, string? hint) =>
        throw new ArgumentException($"A template of the scenario cannot be filled: {problem} {hint}".TrimEnd());
}
