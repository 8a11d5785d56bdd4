namespace Clientele.Data;

/// <summary>Which instalment plans a shop offers: k = 1 .. min(<paramref name="Max"/>, max(1, floor(total / <paramref name="MinAmount"/>))).</summary>
/// <param name="Max">Longest plan, &gt;= 1; 1 = the shop offers none.</param>
/// <param name="MinAmount">Smallest instalment, in the mapping's currency, &gt; 0.</param>
public sealed record InstalmentRule(int Max, double MinAmount)
{
    /// <summary>No instalments.</summary>
    public static InstalmentRule None { get; } = new(1, 1);

    /// <summary>Longest feasible plan for a total in currency.</summary>
    public int Longest(double total) => (int)Math.Min(Max, Math.Max(1, Math.Floor((total + 1e-9) / MinAmount)));
}
