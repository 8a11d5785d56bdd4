using Clientele.Data;

namespace Clientele.Simulation.Agents;

/// <summary>The fixed parts of the payment nest: which ways of paying occur, how totals are centred, and what a customer's own orders weigh.</summary>
/// <param name="Methods">Methods that occur in the data; the first is the base (credit card, where it occurs).</param>
/// <param name="LogValueCentre">Mean ln total of the orders fitted.</param>
/// <param name="LogValueLow">Smallest ln total fitted; smaller totals are treated like it.</param>
/// <param name="LogValueHigh">Largest ln total fitted; larger totals are treated like it.</param>
/// <param name="MethodShares">Share of each method, (personas + 1, methods); the last row is the average customer.</param>
/// <param name="PlanShares">Share of each plan 1..K given card, (personas + 1, K); the last row is the average customer.</param>
/// <param name="MethodHistoryWeight">τ of the method history: prior orders that one's persona weighs as many as; null = a history is not used.</param>
/// <param name="PlanHistoryWeight">The same for the number of instalments given card.</param>
/// <param name="Groupings">What else tells orders apart that prefer other plans; empty when nothing does.</param>
public sealed record PaymentNest(
    IReadOnlyList<PaymentMethod> Methods, double LogValueCentre, double LogValueLow, double LogValueHigh,
    IReadOnlyList<double[]> MethodShares, IReadOnlyList<double[]> PlanShares, double? MethodHistoryWeight, double? PlanHistoryWeight,
    IReadOnlyList<PlanGrouping> Groupings);
