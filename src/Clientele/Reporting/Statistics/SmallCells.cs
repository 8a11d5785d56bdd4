namespace Clientele.Reporting.Statistics;

/// <summary>Keeps counts that could single out one customer off every figure.</summary>
internal static class SmallCells
{
    /// <summary>Fewest customers (or rows, where customers are not counted) that a shown cell may stand for.</summary>
    public const int Least = 5;

    /// <summary>Name of what is shown together.</summary>
    public const string Other = "other";

    /// <summary>Moves counts of one to four into the next bin towards the fullest one.</summary>
    public static void Merge(long[] counts)
    {
        var fullest = Array.IndexOf(counts, counts.Max());
        for (var i = 0; i < fullest; i++)
            if (counts[i] is > 0 and < Least)
                (counts[i + 1], counts[i]) = (counts[i + 1] + counts[i], 0);
        for (var i = counts.Length - 1; i > fullest; i--)
            if (counts[i] is > 0 and < Least)
                (counts[i - 1], counts[i]) = (counts[i - 1] + counts[i], 0);
    }

    /// <summary>The largest cells by themselves, all others together: those beyond <paramref name="most"/>, those with fewer than <see cref="Least"/> customers, and the
    /// next smallest while the others have too few customers themselves.</summary>
    /// <param name="cells">Name, what is counted, and the customers behind it.</param>
    /// <param name="most">Most cells by themselves.</param>
    public static CountedCells Group(IEnumerable<(string Name, long Count, long Customers)> cells, int most)
    {
        var shown = cells.OrderByDescending(cell => cell.Count).ThenBy(cell => cell.Name, StringComparer.Ordinal).ToList();
        var (others, count, customers) = (0, 0L, 0L);
        while (shown.Count > 0 && (shown.Count > most || shown.Exists(cell => cell.Customers < Least) || customers is > 0 and < Least))
        {
            var hidden = shown.FindLastIndex(cell => cell.Customers < Least) is var small && small >= 0 ? small : shown.Count - 1;
            (others, count, customers) = (others + 1, count + shown[hidden].Count, customers + shown[hidden].Customers);
            shown.RemoveAt(hidden);
        }
        return new CountedCells([.. shown.Select(cell => new CountedCell(cell.Name, cell.Count))], others, count);
    }
}

/// <summary>Counts by name, small ones together.</summary>
/// <param name="Cells">The cells that are shown by themselves, largest first.</param>
/// <param name="Others">How many cells are taken together.</param>
/// <param name="OtherCount">What those count together.</param>
public sealed record CountedCells(IReadOnlyList<CountedCell> Cells, int Others, long OtherCount)
{
    /// <summary>Everything counted.</summary>
    public long Total => Cells.Sum(cell => cell.Count) + OtherCount;
}

/// <summary>One count.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Count">How many.</param>
public readonly record struct CountedCell(string Name, long Count);
