using System.Globalization;
using Clientele.Data;

namespace Clientele.Validation.Experiments;

/// <summary>Whether freight that differs by destination can tell what freight does to customers. It can only if the slope survives a comparison of orders on the same route:
/// otherwise it is the route (distance, wealth, competition at the destination) that speaks.</summary>
internal static class FreightRoutes
{
    /// <summary>Runs the test on every outcome that the data have.</summary>
    public static FreightTruth Measure(OrderTable orders, FreightDesign design)
    {
        int[] rows = [.. Enumerable.Range(0, orders.Count).Where(i => orders.Freight[i] > 0 && orders.Amount[i] > 0 && orders.CustomerState[i] >= 0 && orders.SellerState[i] >= 0)];
        var states = orders.States.Count;
        int Route(int i) => orders.SellerState[i] * states + orders.CustomerState[i];
        var shared = rows.CountBy(Route).Where(pair => pair.Value > 1).Select(pair => pair.Key).ToHashSet();
        rows = [.. rows.Where(i => shared.Contains(Route(i)))];
        if (rows.Length < design.MinOrders || shared.Count < 2)
            return new FreightTruth([], string.Create(CultureInfo.InvariantCulture,
                $"Not tested: {rows.Length} orders with freight and both states on {shared.Count} routes; {design.MinOrders} orders on two routes are needed."), null);
        var outcomes = new List<FreightOutcome>();
        foreach (var (name, outcome) in new (string, Func<int, double>)[]
        {
            ("stars", i => orders.Stars[i] == 0 ? double.NaN : orders.Stars[i]),
            ("ln_amount", i => Math.Log(orders.Amount[i])),
            ("items", i => orders.Items[i]),
        })
        {
            int[] known = [.. rows.Where(i => !double.IsNaN(outcome(i)))];
            if (known.Length < design.MinOrders)
                continue;
            var (y, x) = (Array.ConvertAll(known, i => outcome(i)), Array.ConvertAll(known, i => Math.Log(orders.Freight[i])));
            // Freight is set by the route, so orders of one route are no independent evidence on it.
            var (route, category) = (Array.ConvertAll(known, Route), Array.ConvertAll(known, i => orders.Category[i]));
            var pooled = WithinSlope.Of(y, x, route);
            var within = WithinSlope.Of(y, x, route, category);
            var absorbed = WithinSlope.Of(y, x, route, category, route);
            outcomes.Add(new FreightOutcome(name, pooled, within, absorbed, Reason(pooled, absorbed, design)));
        }
        var failed = outcomes.Where(one => one.NotIdentified is not null).ToList();
        var identified = outcomes.Count > 0 && failed.Count == 0;
        return new FreightTruth(outcomes, outcomes.Count == 0
            ? "Not tested: no outcome is recorded for enough orders."
            : identified
                ? "The slopes survive a comparison within routes; what else moves with freight (weight, size) is not excluded by that."
                : $"Not identified: {string.Join("; ", failed.Select(one => $"{one.Name}: {one.NotIdentified}"))}. Effects of freight rest on documented priors.",
            outcomes.Count == 0 ? null : identified);
    }

    private static string? Reason(SlopeEstimate pooled, SlopeEstimate absorbed, FreightDesign design)
    {
        if (double.IsNaN(absorbed.Value))
            return "freight does not vary within routes";
        if (Math.Sign(pooled.Value) != Math.Sign(absorbed.Value))
            return string.Create(CultureInfo.InvariantCulture, $"the sign changes from {pooled.Value:0.000} to {absorbed.Value:0.000} within routes");
        if (absorbed.HoldsZero)
            return string.Create(CultureInfo.InvariantCulture, $"the interval within routes holds 0 ({absorbed.Value:0.000} ± {1.96 * absorbed.Se:0.000})");
        var moved = Math.Abs(absorbed.Value - pooled.Value) / Math.Abs(pooled.Value);
        return moved > design.MovedShare ? string.Create(CultureInfo.InvariantCulture, $"the slope moves by {moved:0%} within routes ({pooled.Value:0.000} to {absorbed.Value:0.000})") : null;
    }
}

/// <summary>What the test of freight found.</summary>
/// <param name="Outcomes">One row an outcome.</param>
/// <param name="Note">The finding in words.</param>
/// <param name="IsIdentified">Whether every outcome's slope survives; null = not tested.</param>
internal sealed record FreightTruth(IReadOnlyList<FreightOutcome> Outcomes, string Note, bool? IsIdentified);

/// <summary>Slopes of an outcome on ln freight.</summary>
/// <param name="Name">Outcome.</param>
/// <param name="Pooled">Across all orders.</param>
/// <param name="Category">Within categories.</param>
/// <param name="Routes">Within categories and routes (seller's state × customer's state).</param>
/// <param name="NotIdentified">Why it is not identified; null when the slope survives.</param>
internal sealed record FreightOutcome(string Name, SlopeEstimate Pooled, SlopeEstimate Category, SlopeEstimate Routes, string? NotIdentified);
