using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Validation.Trust;

/// <summary>The same shop under other names: amounts in another currency, categories and states renamed. Who understands the shop answers as well as before; who remembers a
/// published data set does not recognise it.</summary>
/// <param name="Factor">Amounts are multiplied by this.</param>
/// <param name="Currency">ISO 4217 code of the amounts.</param>
/// <param name="Seed">Seed of the new names.</param>
internal sealed record DisguisedWorld(double Factor, string Currency, int Seed)
{
    /// <summary>The disguise of a shop.</summary>
    public static DisguisedWorld Of(string currency, ContaminationDesign design, int seed) =>
        new(design.Factor, design.Currencies.FirstOrDefault(one => one != currency) ?? currency, seed);

    /// <summary>Orders in the disguise; amounts are rounded to hundredths as a shop's are.</summary>
    public OrderTable Orders(OrderTable orders) => orders with
    {
        Amount = Array.ConvertAll(orders.Amount, Amount),
        Freight = Array.ConvertAll(orders.Freight, Amount),
        PaymentValue = Array.ConvertAll(orders.PaymentValue, Amount),
        Categories = Renamed(orders.Categories, "group"),
        States = Renamed(orders.States, "region"),
    };

    /// <summary>The instalment plans, whose thresholds move with the amounts.</summary>
    public InstalmentRule Rule(InstalmentRule rule) => rule with { MinAmount = Amount(rule.MinAmount) };

    /// <summary>What an agent may learn in the disguise.</summary>
    public AgentLearning Learning(AgentLearning learning) => learning with
    {
        Orders = Orders(learning.Orders),
        Rule = Rule(learning.Rule),
        Currency = Currency,
        Personas = learning.Personas with { Currency = Currency },
    };

    private double Amount(double amount) => Math.Round(amount * Factor, 2);

    // Names say nothing. One name has one disguise in every table, whatever else occurs in it: the orders learned from and those asked about list other names.
    private string[] Renamed(IReadOnlyList<string> names, string word) =>
        [.. names.Select(name => FormattableString.Invariant($"{word}_{(uint)SeededRandom.Mix((ulong)(long)Seed, CounterRandom.Key(name)):x8}"))];
}
