using Clientele.Features;

namespace Clientele.Personas;

/// <summary>One feature over all customers and in each segment.</summary>
internal sealed class FeatureStatistics
{
    private readonly FeatureSummary[] _segments;
    private readonly double[] _transformedZ;
    private readonly double[] _sorted;

    private FeatureStatistics(FeatureSummary population, FeatureSummary[] segments, double[] transformedZ, double[] sorted) =>
        (Population, _segments, _transformedZ, _sorted) = (population, segments, transformedZ, sorted);

    /// <summary>All customers.</summary>
    public FeatureSummary Population { get; }

    /// <summary>Summaries of a column; <paramref name="members"/> holds the customers of each segment.</summary>
    public static FeatureStatistics Compute(FeatureDefinition feature, double[] column, int[][] members)
    {
        var sorted = (double[])column.Clone();
        Array.Sort(sorted);
        var population = Summary(sorted, null);
        var transformed = feature.Transform == FeatureTransform.Log1p ? Array.ConvertAll(column, value => Math.Log(1 + value)) : column;
        var (mean, deviation) = Moments(transformed);
        var segments = new FeatureSummary[members.Length];
        var transformedZ = new double[members.Length];
        for (var s = 0; s < members.Length; s++)
        {
            var values = Array.ConvertAll(members[s], i => column[i]);
            Array.Sort(values);
            segments[s] = Summary(values, population);
            transformedZ[s] = deviation > 0 ? (members[s].Sum(i => transformed[i]) / members[s].Length - mean) / deviation : 0;
        }
        return new FeatureStatistics(population, segments, transformedZ, sorted);
    }

    /// <summary>What sentences about segment <paramref name="segment"/> read.</summary>
    public TraitReading Reading(int index, FeatureDefinition feature, int segment)
    {
        var own = _segments[segment];
        var lowestZ = Population.StandardDeviation > 0 ? (_sorted[0] - Population.Mean) / Population.StandardDeviation : 0;
        var isShare = feature.Unit is "share" or "0/1";
        var level = TraitThresholds.Level(own.ZScore, lowestZ, _transformedZ[segment], own.Mean, Population.Mean, isShare);
        return new TraitReading(
            index, feature, own, Population, level,
            (double)Below(own.Median) / _sorted.Length, 1 - (double)Below(Math.BitIncrement(own.Median)) / _sorted.Length);
    }

    private static FeatureSummary Summary(double[] sorted, FeatureSummary? population)
    {
        var (mean, deviation) = Moments(sorted);
        var z = population is { StandardDeviation: > 0 } all ? (mean - all.Mean) / all.StandardDeviation : 0;
        return new FeatureSummary(mean, deviation, Quantile(sorted, .1), Quantile(sorted, .25), Quantile(sorted, .5), Quantile(sorted, .75), Quantile(sorted, .9), z);
    }

    /// <summary>Mean and standard deviation (ddof 1), in two passes; a constant column gives exactly 0.</summary>
    private static (double Mean, double Deviation) Moments(double[] values)
    {
        var mean = values.Sum() / values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        var deviation = values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : 0;
        // Rounding leaves a trace in a constant column; a z-score made of it would be noise.
        return (mean, deviation <= 1e-12 * Math.Abs(mean) ? 0 : deviation);
    }

    /// <summary>Linear interpolation between order statistics (Hyndman and Fan 1996, type 7; the default of NumPy and R).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    /// <summary>Customers strictly below a value.</summary>
    private int Below(double value)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
