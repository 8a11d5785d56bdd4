namespace Clientele.Simulation;

/// <summary>A weighted mean and its 95 % interval over independent units, gathered one at a time.</summary>
/// <remarks>Standard error of a ratio mean: √(Σ w²(x − m)² · n/(n − 1)) / Σ w (Cochran 1977, §6; units are agents, so replicates of one agent do not count as several).</remarks>
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
    public readonly Interval Interval(double least, double most)
    {
        var mean = Value;
        if (Count < 2)
            return new Interval(mean, double.NaN, double.NaN);
        var squares = Math.Max(0, _wwxx - 2 * mean * _wwx + mean * mean * _ww);
        var error = 1.96 * Math.Sqrt(squares * Count / (Count - 1)) / _w;
        return new Interval(mean, Math.Max(least, mean - error), Math.Min(most, mean + error));
    }
}
