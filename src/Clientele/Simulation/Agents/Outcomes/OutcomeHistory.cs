using Clientele.Data;

namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>What a customer's other orders were, as an outcome model wants it.</summary>
public static class OutcomeHistory
{
    /// <summary>Outcomes of the customer's other orders.</summary>
    /// <param name="masked">The attribute.</param>
    /// <param name="orders">Orders, a customer's together (as <see cref="OrderTable"/> has them).</param>
    /// <param name="order">The order that is asked about: never among the result.</param>
    /// <param name="earlierOnly">Only orders before it in the table, which is in time's order within a customer.</param>
    /// <returns>Positions in the attribute's options; orders without the attribute are left out.</returns>
    public static int[] Others(MaskedOrder masked, OrderTable orders, int order, bool earlierOnly = false)
    {
        List<int>? others = null;
        void Add(int other)
        {
            if (masked.Outcome(orders, other) is >= 0 and var outcome)
                (others ??= []).Add(outcome);
        }
        var first = order;
        while (first > 0 && orders.Customer[first - 1] == orders.Customer[order])
            first--;
        for (var i = first; i < order; i++)
            Add(i);
        for (var i = order + 1; !earlierOnly && i < orders.Count && orders.Customer[i] == orders.Customer[order]; i++)
            Add(i);
        return others?.ToArray() ?? [];
    }
}
