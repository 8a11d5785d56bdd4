namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>What the views say about one order: a number for each view and option that it has seen. Scratch memory of one thread.</summary>
internal sealed class OutcomeEvidence(int options, int views)
{
    private readonly double[] _shares = new double[views * options];
    private readonly double[] _counts = new double[options];

    public int Options { get; } = options;

    public int Views { get; } = views;

    /// <summary>Option of each entry.</summary>
    public int[] Option { get; } = new int[options * views];

    /// <summary>View of each entry.</summary>
    public int[] View { get; } = new int[options * views];

    /// <summary>Evidence of each entry, &gt;= 0.</summary>
    public double[] Value { get; } = new double[options * views];

    /// <summary>Entries in use.</summary>
    public int Count { get; private set; }

    /// <summary>Reads the tables.</summary>
    /// <param name="views">The views; a coarser one stands before its finer ones.</param>
    /// <param name="shares">Shares of the options among all orders.</param>
    /// <param name="slots">Position of the order's key in each view's table; −1 = not seen.</param>
    /// <param name="resample">Draws the tables anew from their posteriors; null = the tables as they are.</param>
    /// <param name="own">Orders of the customer's own to leave out of the counts, and where they are.</param>
    /// <param name="first">First of these orders.</param>
    /// <param name="end">One after the last.</param>
    public void Read(
        IReadOnlyList<OutcomeView> views, ReadOnlySpan<double> shares, ReadOnlySpan<int> slots, OutcomeResampling? resample = null, OutcomeOwnOrders? own = null,
        int first = 0, int end = 0)
    {
        Count = 0;
        for (var v = 0; v < views.Count; v++)
        {
            var view = views[v];
            var coarser = view.Parent < 0 ? shares : _shares.AsSpan(view.Parent * Options, Options);
            var here = _shares.AsSpan(v * Options, Options);
            var slot = slots[v];
            if (slot < 0 || (own is not null && own.Customers[v][slot] <= OutcomeTable.FewestCustomers))
            {
                coarser.CopyTo(here);
                continue;
            }
            var (total, seen) = Load(view.Table, v, slot, own, first, end);
            var reserve = view.Concentration + view.Discount * seen;
            var (from, to) = (view.Table.Start[slot], view.Table.Start[slot + 1]);
            var mass = total + view.Concentration;
            if (resample is { } chance)
                mass = reserve = chance.Mass(v, view.Table.Option.Length + slot, reserve);
            for (var k = from; k < to; k++)
            {
                ref var excess = ref _counts[view.Table.Option[k]];
                excess = Math.Max(0, excess - view.Discount);
                if (resample is { } again)
                    mass += excess = again.Mass(v, k, excess);
            }
            for (var y = 0; y < here.Length; y++)
                here[y] = reserve * coarser[y] / mass;
            for (var k = from; k < to; k++)
            {
                var y = view.Table.Option[k];
                var excess = _counts[y];
                if (excess <= 0)
                    continue;
                (Option[Count], View[Count], Value[Count]) = (y, v, Math.Log(1 + excess / (reserve * coarser[y])));
                Count++;
                here[y] += excess / mass;
            }
        }
    }

    private (double Total, int Seen) Load(OutcomeTable table, int view, int slot, OutcomeOwnOrders? own, int first, int end)
    {
        var (total, seen) = (0.0, table.Start[slot + 1] - table.Start[slot]);
        for (var k = table.Start[slot]; k < table.Start[slot + 1]; k++)
            total += _counts[table.Option[k]] = table.Count[k];
        for (var j = first; j < end; j++)
            if (own!.Slots[view][j] == slot)
            {
                total--;
                if (--_counts[own.Outcome[j]] < .5)
                    seen--;
            }
        return (total, seen);
    }
}
