namespace Clientele.Simulation;

/// <summary>What a possible value of a masked attribute means, where its name alone does not say it: learned from the same orders as the scale, never from those that are
/// asked about. NaN = does not apply.</summary>
public sealed record OptionGloss
{
    /// <summary>What an order of this value costs more than, currency, freight included; −∞ for the lowest.</summary>
    public double Above { get; init; } = double.NaN;

    /// <summary>What it costs at most, currency, freight included; +∞ for the highest.</summary>
    public double UpTo { get; init; } = double.NaN;

    /// <summary>Share of the orders that have this value, 0..1, of those that record the attribute.</summary>
    public double Share { get; init; } = double.NaN;

    /// <summary>Median of these orders' item amounts, currency, without freight.</summary>
    public double MedianAmount { get; init; } = double.NaN;

    /// <summary>Tenths by their borders.</summary>
    /// <param name="cuts">Upper ends of all but the last, ascending.</param>
    internal static IReadOnlyList<OptionGloss> Between(IReadOnlyList<double> cuts) =>
    [
        .. Enumerable.Range(0, cuts.Count + 1).Select(i => new OptionGloss
        {
            Above = i == 0 ? double.NegativeInfinity : cuts[i - 1],
            UpTo = i == cuts.Count ? double.PositiveInfinity : cuts[i],
        }),
    ];

    /// <summary>Values by how frequent they are and what is paid: names of a shop's own, near-duplicates among them, are told apart by nothing else.</summary>
    /// <param name="values">Value of each order, an index; −1 = not recorded.</param>
    /// <param name="amounts">Item amount of each order, currency.</param>
    /// <param name="indices">Indices of the values to describe.</param>
    internal static IReadOnlyList<OptionGloss> Frequent(int[] values, double[] amounts, IReadOnlyList<int> indices)
    {
        var recorded = values.Count(value => value >= 0);
        var of = values.Zip(amounts).Where(order => order.First >= 0).ToLookup(order => order.First, order => order.Second);
        return [.. indices.Select(index => new OptionGloss { Share = (double)of[index].Count() / recorded, MedianAmount = Median([.. of[index].Where(double.IsFinite).Order()]) })];
    }

    private static double Median(double[] sorted) => sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
