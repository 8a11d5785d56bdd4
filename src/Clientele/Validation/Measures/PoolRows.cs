using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Validation.Measures;

/// <summary>Likelihood of a logarithmic pool of two forecasts with a constant an option: parameters b1, b2, then the constants.</summary>
internal sealed class PoolRows(double[][] first, double[][] second, int[] outcome, int[] feasible, int[] constant, int size)
{
    // Keeps the Hessian invertible when both forecasts are the same: then the interval is as wide as it has to be.
    private const double Ridge = 1e-6;

    /// <summary>−ln L with gradient and Hessian.</summary>
    public (double Loss, Vector<double> Gradient, Matrix<double> Hessian) Evaluate(Vector<double> theta)
    {
        var (loss, gradient, hessian) = (0.0, new double[size], new double[size, size]);
        var (p, mean) = (new double[constant.Length], new double[size]);
        for (var i = 0; i < outcome.Length; i++)
        {
            loss -= Math.Log(Probabilities(theta, i, p));
            Mean(i, p, mean);
            for (var k = 0; k < feasible[i]; k++)
            {
                var (x, y, c) = (Log(first, i, k), Log(second, i, k), constant[k]);
                var indicator = k == outcome[i] ? 1 : 0;
                gradient[0] += (p[k] - indicator) * x;
                gradient[1] += (p[k] - indicator) * y;
                hessian[0, 0] += p[k] * x * x;
                hessian[0, 1] += p[k] * x * y;
                hessian[1, 1] += p[k] * y * y;
                if (c < 0)
                    continue;
                gradient[c] += p[k] - indicator;
                hessian[0, c] += p[k] * x;
                hessian[1, c] += p[k] * y;
                hessian[c, c] += p[k];
            }
            for (var a = 0; a < size; a++)
                for (var b = a; b < size; b++)
                    hessian[a, b] -= mean[a] * mean[b];
        }
        for (var a = 0; a < size; a++)
        {
            hessian[a, a] += Ridge * outcome.Length;
            for (var b = 0; b < a; b++)
                hessian[a, b] = hessian[b, a];
        }
        return (loss, Vector<double>.Build.Dense(gradient), Matrix<double>.Build.DenseOfArray(hessian));
    }

    /// <summary>Σ over customers of the outer product of their summed scores.</summary>
    public Matrix<double> ClusterScores(Vector<double> theta, int[] customer, out int clusters)
    {
        var (scores, p, mean) = (new Dictionary<int, double[]>(), new double[constant.Length], new double[size]);
        for (var i = 0; i < outcome.Length; i++)
        {
            if (!scores.TryGetValue(customer[i], out var own))
                scores.Add(customer[i], own = new double[size]);
            _ = Probabilities(theta, i, p);
            Mean(i, p, mean);
            for (var a = 0; a < size; a++)
                own[a] += mean[a];
            own[0] -= Log(first, i, outcome[i]);
            own[1] -= Log(second, i, outcome[i]);
            if (constant[outcome[i]] is >= 0 and var c)
                own[c]--;
        }
        var sum = new double[size, size];
        foreach (var own in scores.Values)
            for (var a = 0; a < size; a++)
                for (var b = 0; b < size; b++)
                    sum[a, b] += own[a] * own[b];
        clusters = scores.Count;
        return Matrix<double>.Build.DenseOfArray(sum);
    }

    private static double Log(double[][] forecast, int i, int k) => Math.Log(Math.Max(forecast[i][k], ProperScores.Clip));

    private void Mean(int i, double[] p, double[] mean)
    {
        Array.Clear(mean);
        for (var k = 0; k < feasible[i]; k++)
        {
            mean[0] += p[k] * Log(first, i, k);
            mean[1] += p[k] * Log(second, i, k);
            if (constant[k] >= 0)
                mean[constant[k]] += p[k];
        }
    }

    private double Probabilities(Vector<double> theta, int i, double[] p)
    {
        var max = double.NegativeInfinity;
        for (var k = 0; k < feasible[i]; k++)
            max = Math.Max(max, p[k] = (theta[0] * Log(first, i, k)) + (theta[1] * Log(second, i, k)) + (constant[k] < 0 ? 0 : theta[constant[k]]));
        double sum = 0;
        for (var k = 0; k < feasible[i]; k++)
            sum += p[k] = Math.Exp(p[k] - max);
        for (var k = 0; k < feasible[i]; k++)
            p[k] /= sum;
        return p[outcome[i]];
    }
}
