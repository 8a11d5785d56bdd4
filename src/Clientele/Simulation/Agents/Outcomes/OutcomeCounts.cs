namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>A table counted from the rows of a fit, and where each row counts.</summary>
/// <param name="Table">The table.</param>
/// <param name="Slots">By row: position of its key in the table; −1 = not in it.</param>
/// <param name="Customers">By key: customers that share it.</param>
internal sealed record OutcomeCounts(OutcomeTable Table, int[] Slots, int[] Customers)
{
    /// <summary>Counts the options by key; keys that too few customers share are left out.</summary>
    public static OutcomeCounts Of(OutcomeRows rows, int[] fields, int options)
    {
        int[][] columns = [.. fields.Select(field => rows.Codes[field]!)];
        var hashes = new ulong[rows.Count];
        var order = new int[rows.Count];
        Span<int> key = stackalloc int[fields.Length];
        for (var r = 0; r < rows.Count; r++)
        {
            for (var f = 0; f < key.Length; f++)
                key[f] = columns[f][r];
            (hashes[r], order[r]) = (OutcomeTable.Hash(key), r);
        }
        Array.Sort(hashes, order);

        var groups = new List<(int Start, int End, int Row, int Customers)>();
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && hashes[end] == hashes[start];)
                end++;
            if (hashes[start] == 0 || end - start < OutcomeTable.FewestCustomers)
                continue;
            Array.Sort(order, start, end - start); // Rows of a customer stand together: a change is another customer.
            var customers = 1;
            for (var i = start + 1; i < end; i++)
                if (rows.Customer[order[i]] != rows.Customer[order[i - 1]])
                    customers++;
            if (customers >= OutcomeTable.FewestCustomers)
                groups.Add((start, end, order[start], customers));
        }
        // By the codes: the file reads in their order, and nothing hangs on the hash.
        groups.Sort((a, b) =>
        {
            foreach (var column in columns)
                if (column[a.Row] != column[b.Row])
                    return column[a.Row].CompareTo(column[b.Row]);
            return 0;
        });

        var slots = new int[rows.Count];
        Array.Fill(slots, -1);
        int[] codes = new int[groups.Count * fields.Length], starts = new int[groups.Count + 1], count = new int[options];
        List<int> option = [], counts = [];
        for (var g = 0; g < groups.Count; g++)
        {
            for (var f = 0; f < fields.Length; f++)
                codes[g * fields.Length + f] = columns[f][groups[g].Row];
            for (var i = groups[g].Start; i < groups[g].End; i++)
            {
                slots[order[i]] = g;
                count[rows.Outcome[order[i]]]++;
            }
            for (var y = 0; y < options; y++)
                if (count[y] > 0)
                {
                    option.Add(y);
                    counts.Add(count[y]);
                    count[y] = 0;
                }
            starts[g + 1] = option.Count;
        }
        return new OutcomeCounts(
            new OutcomeTable(fields.Length, codes, starts, [.. option], [.. counts]), slots, [.. groups.Select(group => group.Customers)]);
    }
}
