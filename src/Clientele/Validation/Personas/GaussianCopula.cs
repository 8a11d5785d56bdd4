using Clientele.Clustering;
using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Validation.Personas;

/// <summary>A distribution with the margins and correlations of some data and nothing else in it: a Gaussian copula whose latent correlations are chosen so
/// that the drawn features correlate as the real ones do (NORTA: Cario and Nelson 1997). Between two yes/no features that is the tetrachoric correlation.</summary>
/// <remarks>The correlation that a latent one leads to is a power series in it (Mehler), whose coefficients are those of the two margins' quantile
/// functions in Hermite polynomials. Latent correlations found pair by pair need not make a correlation matrix. Then the nearest one (Higham 2002) is the start
/// of a search for the matrix whose drawn correlations are nearest to the real ones in least squares.</remarks>
internal sealed class GaussianCopula
{
    private const int Terms = 200;
    private readonly Margin[] _margins;
    private readonly double[,] _mixing;

    private GaussianCopula(Margin[] margins, Matrix<double> mixing, double largestDeviation) =>
        (_margins, _mixing, LargestDeviation) = (margins, mixing.ToArray(), largestDeviation);

    /// <summary>Largest difference between a correlation of what is drawn and the real one: 0 when the real correlations can be met exactly.</summary>
    public double LargestDeviation { get; }

    /// <summary>Learns margins and correlations.</summary>
    /// <param name="points">Weighted points, standardised.</param>
    public static GaussianCopula Fit(PointSet points)
    {
        var d = points.Dimensions;
        var margins = points.Columns.Select(column => Margin.Of(column, points.Weights, points.Count)).ToArray();
        var wanted = new List<PairCorrelation>();
        var latent = Matrix<double>.Build.DenseIdentity(d);
        for (var a = 0; a < d; a++)
            for (var b = 0; b < a; b++)
            {
                if (margins[a].Deviation == 0 || margins[b].Deviation == 0)
                    continue;
                var pair = new PairCorrelation(a, b, Correlation(points, a, b), Series(margins[a], margins[b]));
                latent[a, b] = latent[b, a] = pair.Latent();
                wanted.Add(pair);
            }
        var mixing = latent.Evd(Symmetricity.Symmetric).EigenValues.All(value => value.Real > 0)
            ? latent.Cholesky().Factor
            : CorrelationFit.LeastSquares(CorrelationFit.Nearest(latent), wanted);
        var deviation = wanted.Count == 0 ? 0 : wanted.Max(pair => Math.Abs(pair.Drawn(CorrelationFit.Entry(mixing, pair.First, pair.Second)) - pair.Real));
        return new GaussianCopula(margins, mixing, deviation);
    }

    /// <summary>Draws customers.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="count">How many.</param>
    /// <returns>Points of weight 1, in the units of the points it was fitted on.</returns>
    public PointSet Draw(SeededRandom random, int count)
    {
        var d = _margins.Length;
        var columns = Enumerable.Range(0, d).Select(_ => new double[PointSet.Pad(count)]).ToArray();
        var weights = new double[PointSet.Pad(count)];
        var normal = new double[d];
        for (var i = 0; i < count; i++)
        {
            weights[i] = 1;
            for (var j = 0; j < d; j++)
                normal[j] = random.NextGaussian();
            for (var j = 0; j < d; j++)
            {
                var z = 0.0;
                for (var l = 0; l < d; l++)
                    z += _mixing[j, l] * normal[l];
                columns[j][i] = _margins[j].Quantile(z);
            }
        }
        return new PointSet(columns, weights, count);
    }

    // Coefficients of the drawn correlation as a power series in the latent one.
    internal static double[] Series(Margin one, Margin other) =>
        [.. one.Hermite.Zip(other.Hermite, (a, b) => a * b / (one.Deviation * other.Deviation))];

    private static double Correlation(PointSet points, int a, int b)
    {
        double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        var (one, other) = (points.Columns[a], points.Columns[b]);
        for (var i = 0; i < points.Count; i++)
        {
            var weight = points.Weights[i];
            (n, x, y) = (n + weight, x + (weight * one[i]), y + (weight * other[i]));
            (xx, yy, xy) = (xx + (weight * one[i] * one[i]), yy + (weight * other[i] * other[i]), xy + (weight * one[i] * other[i]));
        }
        var (vx, vy) = ((xx / n) - (x / n * (x / n)), (yy / n) - (y / n * (y / n)));
        return vx > 0 && vy > 0 ? ((xy / n) - (x / n * (y / n))) / Math.Sqrt(vx * vy) : 0;
    }

    /// <summary>The distribution of one feature as a step function of a standard normal.</summary>
    /// <param name="Values">Distinct values, ascending.</param>
    /// <param name="Thresholds">Standard normal quantile up to which each value reaches; +∞ for the last.</param>
    /// <param name="Hermite">Coefficients of the step function in normalised Hermite polynomials, from order 0 on.</param>
    /// <param name="Deviation">Standard deviation.</param>
    internal sealed record Margin(double[] Values, double[] Thresholds, double[] Hermite, double Deviation)
    {
        public static Margin Of(double[] column, double[] weights, int count)
        {
            var order = Enumerable.Range(0, count).Where(i => weights[i] > 0).OrderBy(i => column[i]).ToArray();
            var total = order.Sum(i => weights[i]);
            var (values, thresholds) = (new List<double>(), new List<double>());
            double below = 0, mean = 0, square = 0;
            foreach (var i in order)
            {
                below += weights[i];
                mean += weights[i] * column[i] / total;
                square += weights[i] * column[i] * column[i] / total;
                var threshold = SeededRandom.NormalQuantile(Math.Min(1, below / total));
                if (values.Count > 0 && values[^1] == column[i])
                    thresholds[^1] = threshold;
                else
                    (values, thresholds) = (Add(values, column[i]), Add(thresholds, threshold));
            }
            thresholds[^1] = double.PositiveInfinity;
            return new Margin([.. values], [.. thresholds], Coefficients(values, thresholds), Math.Sqrt(Math.Max(0, square - (mean * mean))));
        }

        public double Quantile(double z)
        {
            var (low, high) = (0, Values.Length - 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Thresholds[middle] < z ? (middle + 1, high) : (low, middle);
            }
            return Values[low];
        }

        // E[f(Z) h_n(Z)] = Σ over the steps of (value after − value before) φ(t) h_{n−1}(t) / √n, by parts.
        private static double[] Coefficients(List<double> values, List<double> thresholds)
        {
            var coefficients = new double[Terms];
            for (var i = 0; i + 1 < values.Count; i++)
            {
                var (t, step) = (thresholds[i], values[i + 1] - values[i]);
                var weight = step * Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI);
                var (before, now) = (0.0, 1.0);
                for (var n = 1; n < Terms; n++)
                {
                    coefficients[n] += weight * now / Math.Sqrt(n);
                    (before, now) = (now, ((t * now) - (Math.Sqrt(n - 1) * before)) / Math.Sqrt(n));
                }
            }
            return coefficients;
        }

        private static List<double> Add(List<double> list, double value)
        {
            list.Add(value);
            return list;
        }
    }
}
