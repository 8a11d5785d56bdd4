namespace Clientele.Reporting.Statistics;

/// <summary>Counts of values in bins that follow one another without gaps. No bin stands for one to four values: they are counted in the next bin towards the fullest one.</summary>
/// <param name="Edges">Ends of the bins, ascending, one more than bins; each bin holds its lower end.</param>
/// <param name="Counts">Values in each bin: 0, or at least <see cref="SmallCells.Least"/> (fewer only when there are fewer in all).</param>
/// <param name="Logarithmic">Whether the bins are equally wide in the logarithm (base 10).</param>
/// <param name="Values">Values in all, those outside the bins included.</param>
/// <param name="Outside">Values outside the bins: zeros of a logarithmic histogram, the long tail of another.</param>
public sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts, bool Logarithmic, long Values, long Outside)
{
    /// <summary>The largest count.</summary>
    public long Most => Counts.Max();

    /// <summary>Bins of equal width between two values; values outside are counted apart.</summary>
    /// <param name="values">Finite values; NaN are left out.</param>
    /// <param name="low">Lower end of the first bin.</param>
    /// <param name="width">Width of a bin, &gt; 0.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public static Histogram Linear(IEnumerable<double> values, double low, double width, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return Count(values, [.. Enumerable.Range(0, bins + 1).Select(i => low + i * width)], false, value => (value - low) / width);
    }

    /// <summary>Bins of equal width in the logarithm, from the lowest to the highest positive value; zeros and negative values are counted apart.</summary>
    /// <param name="values">Finite values; NaN are left out.</param>
    /// <param name="perDecade">Bins from one power of ten to the next.</param>
    /// <returns>Null when no value is positive.</returns>
    public static Histogram? Log(IReadOnlyList<double> values, int perDecade = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perDecade);
        var (least, most) = (double.PositiveInfinity, 0.0);
        foreach (var value in values)
            if (value > 0 && double.IsFinite(value))
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
        if (most == 0)
            return null;
        // Whole steps, so that a power of ten is an edge.
        var first = (int)Math.Floor(Math.Log10(least) * perDecade + 1e-9);
        var last = Math.Max(first + 1, (int)Math.Floor(Math.Log10(most) * perDecade + 1e-9) + 1);
        return Count(values, [.. Enumerable.Range(first, last - first + 1).Select(step => Math.Pow(10, step / (double)perDecade))], true,
            value => value > 0 ? Math.Log10(value) * perDecade - first + 1e-9 : -1);
    }

    /// <summary>The value that a share of the finite values does not exceed; NaN when there is none.</summary>
    internal static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))];
    }

    private static Histogram Count(IEnumerable<double> values, double[] edges, bool logarithmic, Func<double, double> position)
    {
        var counts = new long[edges.Length - 1];
        var (all, outside) = (0L, 0L);
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                continue;
            all++;
            var at = position(value);
            if (at >= 0 && at < counts.Length)
                counts[(int)at]++;
            else
                outside++;
        }
        SmallCells.Merge(counts);
        if (!logarithmic || all == outside)
            return new Histogram(edges, counts, logarithmic, all, outside);
        // An axis of factors would otherwise run on to a single coin.
        var (first, last) = (Array.FindIndex(counts, count => count > 0), Array.FindLastIndex(counts, count => count > 0));
        return new Histogram(edges[first..(last + 2)], counts[first..(last + 1)], logarithmic, all, outside);
    }
}
