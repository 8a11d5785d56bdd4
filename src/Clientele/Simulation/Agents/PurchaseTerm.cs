namespace Clientele.Simulation.Agents;

/// <summary>The terms of an option's utility, for reasons.</summary>
internal enum PurchaseTerm
{
    Level,
    Need,
    Planned,
    Price,
    Promotion,
    Freight,
    Delivery,
    Lateness,
    Rating,
    Reviews,
    Returns,
    Quantity,
    ComeBack,
    Weekend,
    Novelty,
    Urgency,
    Payment,
    History,
}
