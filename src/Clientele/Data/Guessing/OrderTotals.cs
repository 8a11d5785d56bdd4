namespace Clientele.Data.Guessing;

/// <summary>What orders cost by a column of subtotals or totals.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsSubtotal">Whether freight and tax are not in it.</param>
/// <param name="Values">The value by order id.</param>
internal sealed record OrderTotals(string Name, bool IsSubtotal, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>By order, what its items may add up to: the value itself, and less freight, tax, more discount, in every
    /// combination.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Candidates { get; init; } = new Dictionary<string, IReadOnlyList<double>>();
}
