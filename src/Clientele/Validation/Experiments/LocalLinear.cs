namespace Clientele.Validation.Experiments;

/// <summary>Sharp regression discontinuity: a line on each side of a cutoff, weighted by a triangular kernel, and the gap between them at the cutoff
/// (Imbens and Lemieux 2008, "Regression discontinuity designs: a guide to practice"; Cattaneo, Idrobo and Titiunik 2020).</summary>
/// <remarks>The jump is a weighted sum of outcomes, so one design serves every outcome: its weights are worked out once. No bias correction: what the choice of
/// bandwidth and donut adds is put into the honest standard error of the protocol instead.</remarks>
internal sealed partial class LocalLinear
{
    // Totals are sums of cents in binary: 10 × 7.03 must not fall left of 70.3.
    private const double Tolerance = 1e-9;

    private readonly int[] _rows;
    private readonly double[] _distance, _gap;
    private readonly Side _left, _right;

    /// <summary>The design at one cutoff.</summary>
    /// <param name="running">Running variable, one entry an order; NaN = the order takes no part.</param>
    /// <param name="cutoff">Where the rule changes; orders at it are right of it.</param>
    /// <param name="bandwidth">Distance at which weights reach 0, in the running variable's unit, &gt; 0.</param>
    /// <param name="donut">Orders nearer than this are left out (right of the cutoff: at less than it), 0 = none.</param>
    public LocalLinear(ReadOnlySpan<double> running, double cutoff, double bandwidth, double donut = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bandwidth);
        ArgumentOutOfRangeException.ThrowIfNegative(donut);
        var (rows, distances) = (new List<int>(), new List<double>());
        for (var i = 0; i < running.Length; i++)
        {
            var d = running[i] - cutoff;
            if (Math.Abs(d) < Tolerance)
                d = 0;
            if (Math.Abs(d) < bandwidth && (donut == 0 || Math.Abs(d) >= donut))
            {
                rows.Add(i);
                distances.Add(d);
            }
        }
        (_rows, _distance, _gap) = ([.. rows], [.. distances], new double[rows.Count]);
        Bandwidth = bandwidth;
        (_left, _right) = (Moments(false), Moments(true));
        for (var i = 0; i < _gap.Length; i++)
            _gap[i] = _distance[i] >= 0 ? _right.Level(_distance[i], Weight(i)) : -_left.Level(_distance[i], Weight(i));
    }

    /// <summary>Distance at which weights reach 0.</summary>
    public double Bandwidth { get; }

    /// <summary>Orders with weight, by row.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Distance of each of <see cref="Rows"/> from the cutoff; &gt;= 0 is right of it.</summary>
    public ReadOnlySpan<double> Distance => _distance;

    /// <summary>What each of <see cref="Rows"/> counts for in the jump: jump = Σ gap · outcome.</summary>
    public ReadOnlySpan<double> Gap => _gap;

    /// <summary>Orders left and right of the cutoff.</summary>
    public (int Left, int Right) Sides => (_left.Count, _right.Count);

    /// <summary>Whether both sides carry a line.</summary>
    public bool IsIdentified => _left.IsLine && _right.IsLine;

    /// <summary>The jump of an outcome.</summary>
    /// <param name="outcome">Outcome by row of the running variable.</param>
    /// <param name="cluster">Customer by row; numbers &gt;= 0.</param>
    public JumpEstimate Estimate(Func<int, double> outcome, ReadOnlySpan<int> cluster)
    {
        var influence = new double[_rows.Length];
        var (left, right) = Influence(outcome, influence);
        return IsIdentified ? Clustered(left, right, influence, cluster) : JumpEstimate.None with { N = _rows.Length };
    }

    private JumpEstimate Clustered(double left, double right, ReadOnlySpan<double> influence, ReadOnlySpan<int> cluster)
    {
        var robust = 0.0;
        var byCluster = new Dictionary<int, double>();
        for (var i = 0; i < influence.Length; i++)
        {
            robust += influence[i] * influence[i];
            byCluster[cluster[_rows[i]]] = byCluster.GetValueOrDefault(cluster[_rows[i]]) + influence[i];
        }
        var clustered = byCluster.OrderBy(pair => pair.Key).Sum(pair => pair.Value * pair.Value);
        var (n, g) = ((double)_rows.Length, (double)byCluster.Count);
        return new JumpEstimate(right - left, Math.Sqrt(clustered * g / (g - 1) * (n - 1) / (n - 4)), Math.Sqrt(robust * n / (n - 4)), _rows.Length, left, right);
    }

    /// <summary>How each order moves the jump: gap times residual. Their sum over a customer is what clustering and resampling of customers work with.</summary>
    /// <returns>The levels just left and right of the cutoff.</returns>
    public (double Left, double Right) Influence(Func<int, double> outcome, Span<double> influence)
    {
        var (l, r) = (new Line(), new Line());
        for (var i = 0; i < _rows.Length; i++)
            (_distance[i] >= 0 ? r : l).Add(Weight(i), _distance[i], outcome(_rows[i]));
        var (left, leftSlope) = _left.Solve(l);
        var (right, rightSlope) = _right.Solve(r);
        for (var i = 0; i < _rows.Length; i++)
        {
            var fitted = _distance[i] >= 0 ? right + rightSlope * _distance[i] : left + leftSlope * _distance[i];
            influence[i] = _gap[i] * (outcome(_rows[i]) - fitted);
        }
        return (left, right);
    }

    /// <summary>The kernel at one of <see cref="Rows"/>.</summary>
    public double Weight(int i) => 1 - Math.Abs(_distance[i]) / Bandwidth;

    private Side Moments(bool right)
    {
        double s0 = 0, s1 = 0, s2 = 0;
        var count = 0;
        for (var i = 0; i < _distance.Length; i++)
            if (_distance[i] >= 0 == right)
            {
                var w = Weight(i);
                count++;
                s0 += w;
                s1 += w * _distance[i];
                s2 += w * _distance[i] * _distance[i];
            }
        return new Side(count, s0, s1, s2);
    }

    /// <summary>Weighted moments of the distances on one side.</summary>
    internal readonly record struct Side(int Count, double S0, double S1, double S2)
    {
        private double Determinant => S0 * S2 - S1 * S1;

        /// <summary>At least four orders, not all at one place: with fewer the residuals say nothing.</summary>
        public bool IsLine => Count >= 4 && Determinant > 1e-12 * S0 * S2;

        /// <summary>What an order at a distance counts for in the level at the cutoff.</summary>
        public double Level(double distance, double weight) => IsLine ? weight * (S2 - S1 * distance) / Determinant : double.NaN;

        /// <summary>Level and slope of weighted sums.</summary>
        public (double Level, double Slope) Solve(double t0, double t1) =>
            IsLine ? ((S2 * t0 - S1 * t1) / Determinant, (S0 * t1 - S1 * t0) / Determinant) : (double.NaN, double.NaN);

        /// <summary>Level and slope of a side's outcomes.</summary>
        public (double Level, double Slope) Solve(Line line) => Solve(line.T0, line.T1);
    }

    /// <summary>Weighted sums of an outcome on one side.</summary>
    internal sealed class Line
    {
        public double T0 { get; private set; }

        public double T1 { get; private set; }

        public void Add(double weight, double distance, double outcome)
        {
            T0 += weight * outcome;
            T1 += weight * distance * outcome;
        }
    }
}
