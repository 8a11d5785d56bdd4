namespace Clientele.Simulation;

/// <summary>What a group does at one value of a sweep.</summary>
/// <param name="Value">The swept value.</param>
/// <param name="Purchase">Probability of any purchase.</param>
/// <param name="Quantity">Expected units a customer.</param>
/// <param name="Revenue">Expected revenue per 1,000 customers, currency, freight apart.</param>
/// <param name="Margin">Revenue minus unit costs per 1,000 customers; null without a unit cost.</param>
public sealed record SweepPoint(double Value, Interval Purchase, Interval Quantity, Interval Revenue, Interval? Margin);
