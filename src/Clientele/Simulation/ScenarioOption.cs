using Clientele.Data;

namespace Clientele.Simulation;

/// <summary>One named option of a scenario. Null = as the offer.</summary>
/// <param name="Id">Name: lower case, digits, underscores; unique in the scenario.</param>
/// <param name="Buys">Whether choosing it is a purchase; false for walking away.</param>
public sealed record ScenarioOption(string Id, bool Buys)
{
    /// <summary>What an agent reads; default: made from the fields.</summary>
    public string? Label { get; init; }

    /// <summary>Unit price, currency, when it differs from the offer's.</summary>
    public double? Price { get; init; }

    /// <summary>Units bought, &gt;= 1.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>Promised days from today until arrival, when they differ from the offer's.</summary>
    public double? DeliveryDays { get; init; }

    /// <summary>Days from now until the purchase itself, &gt;= 0.</summary>
    public double? WaitDays { get; init; }

    /// <summary>The purchase would be made on a Saturday or Sunday (the mapping's weekend days).</summary>
    public bool? Weekend { get; init; }

    /// <summary>How it is paid; null = any feasible way (inclusive value).</summary>
    public PaymentTerms? Pay { get; init; }
}

/// <summary>A way of paying.</summary>
/// <param name="Method">Payment method.</param>
/// <param name="Instalments">Number of equal instalments, &gt;= 1; above 1 only for a credit card. With <see cref="UpTo"/>, the most of them.</param>
/// <param name="Total">All that is paid for the option, currency.</param>
public sealed record PaymentTerms(PaymentMethod Method, int Instalments, double Total)
{
    /// <summary>The customer chooses the number of instalments, from 1 to <see cref="Instalments"/>.</summary>
    public bool UpTo { get; init; }
}
