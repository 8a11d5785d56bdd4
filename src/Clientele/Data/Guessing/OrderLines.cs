namespace Clientele.Data.Guessing;

/// <summary>Rows of a file by the order that they are of.</summary>
internal sealed class OrderLines
{
    /// <summary>Groups the rows; without an id every row is an order of its own.</summary>
    public OrderLines(ColumnProfile? orderId, int rows)
    {
        Rows = rows;
        Orders = Enumerable.Range(0, rows).GroupBy(row => orderId is null ? row.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : orderId.Cells[row], StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0).ToDictionary(group => group.Key, group => (IReadOnlyList<int>)[.. group],
                StringComparer.Ordinal);
        Several = [.. Orders.Values.Where(group => group.Count > 1)];
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Row numbers by order id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Orders { get; }

    /// <summary>Orders of more than one line.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Several { get; }

    /// <summary>Whether a column says something of the order and not of the line: its first line alone has it, or all its lines repeat it
    /// and it differs between orders.</summary>
    public bool IsOfOrder(ColumnProfile column, FileNumbers numbers) => PerOf(column, numbers) == MoneyPer.Order;

    /// <summary>What a value of a column of money is for; null when it is the same everywhere, so that nothing tells.</summary>
    public MoneyPer? PerOf(ColumnProfile column, FileNumbers numbers)
    {
        if (Several.Count == 0)
            return MoneyPer.Line;
        var values = numbers.Of(column);
        var (first, same, differ) = (0, 0, 0);
        var seen = new HashSet<double>();
        foreach (var lines in Several)
        {
            var filled = lines.Where(row => column.Cells[row].Length > 0 && double.IsFinite(values[row])).ToList();
            if (filled.Count == 0 || filled.All(row => values[row] == 0))
                continue;
            if (filled.Count == 1 && filled[0] == lines[0] || filled.Count == lines.Count && filled.Count(row => values[row] != 0) == 1
                && values[lines[0]] != 0 && lines.Count > 2)
                first++;
            else if (filled.All(row => values[row] == values[filled[0]]))
                same++;
            else
                differ++;
            seen.Add(values[filled[0]]);
        }
        var all = first + same + differ;
        if (all == 0)
            return MoneyPer.Line;
        // A few orders that contradict themselves turn nothing round.
        if (differ > Math.Max(2, 0.05 * all) || differ > 0.25 * all)
            return MoneyPer.Line;
        return first > 0.5 * all || seen.Count > 1 ? MoneyPer.Order : null;
    }
}
