using MathNet.Numerics.Distributions;

namespace Clientele.Simulation;

/// <summary>A weighted mean and its 95 % interval over independent units, gathered one at a time.</summary>
/// <remarks>Standard error of a ratio mean: √(Σ w²(x − m)² · n/(n − 1)) / Σ w (Cochran 1977, §6; units are agents, so replicates of one agent do not count as several);
/// quantile of Student's t with n − 1 degrees of freedom. Groups that were sampled apart are put together as strata (Cochran 1977, §5).</remarks>
internal struct WeightedMean
{
    private double _w, _wx, _ww, _wwx, _wwxx;

    public int Count { get; private set; }

    public readonly double Weight => _w;

    public readonly double Value => _wx / _w;

    public void Add(double weight, double x)
    {
        Count++;
        _w += weight;
        _wx += weight * x;
        _ww += weight * weight;
        _wwx += weight * weight * x;
        _wwxx += weight * weight * x * x;
    }

    /// <summary>The interval, kept within [<paramref name="least"/>, <paramref name="most"/>]; NaN bounds below two units.</summary>
    public readonly Interval Interval(double least, double most) => Around(Value, StandardError, Count - 1, least, most);

    /// <summary>The mean over strata that were sampled apart, with its interval; NaN bounds where one of them has a single unit.</summary>
    public static Interval OverStrata(ReadOnlySpan<WeightedMean> strata, double least, double most)
    {
        double weight = 0, sum = 0, squares = 0;
        var freedom = 0;
        foreach (var stratum in strata)
        {
            if (stratum.Count == 0)
                continue;
            weight += stratum._w;
            sum += stratum._wx;
            squares += Math.Pow(stratum._w * stratum.StandardError, 2);
            freedom += stratum.Count - 1;
        }
        return Around(sum / weight, Math.Sqrt(squares) / weight, freedom, least, most);
    }

    private readonly double StandardError =>
        Count < 2 ? double.NaN : Math.Sqrt(Math.Max(0, _wwxx - 2 * Value * _wwx + Value * Value * _ww) * Count / (Count - 1)) / _w;

    private static Interval Around(double mean, double standardError, int freedom, double least, double most)
    {
        if (double.IsNaN(standardError) || freedom < 1)
            return new Interval(mean, double.NaN, double.NaN);
        var error = StudentT.InvCDF(0, 1, freedom, .975) * standardError;
        return new Interval(mean, Math.Max(least, mean - error), Math.Min(most, mean + error));
    }
}
