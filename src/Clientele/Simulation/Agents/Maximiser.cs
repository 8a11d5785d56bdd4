using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Simulation.Agents;

/// <summary>Maximises a concave log-likelihood with a Gaussian prior by exact Newton steps until they no longer move, so that the result does not
/// hang on a stopping tolerance.</summary>
internal static class Maximiser
{
    public delegate double Likelihood(double[] theta, Span<double> gradient);

    /// <summary>Newton steps with halving; throws when the maximum is not reached.</summary>
    /// <returns>The maximum and the information there.</returns>
    public static (double[] Theta, double[,] Information) Maximise(
        Likelihood likelihood, Func<double[], double[,]> information, double[] start, double[] precision, CancellationToken cancellationToken)
    {
        double[] theta = [.. start], gradient = new double[start.Length];
        var value = Penalised(likelihood, theta, precision, gradient);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var here = information(theta);
            var step = Curvature(here, precision).Cholesky().Solve(Vector<double>.Build.DenseOfArray(gradient));
            var decrement = step.DotProduct(Vector<double>.Build.DenseOfArray(gradient));
            if (decrement < 1e-16 * (1 + Math.Abs(value)))
                return (theta, here);
            var scale = 1.0;
            while (true)
            {
                var next = new double[theta.Length];
                for (var j = 0; j < next.Length; j++)
                    next[j] = theta[j] + scale * step[j];
                var nextGradient = new double[theta.Length];
                var nextValue = Penalised(likelihood, next, precision, nextGradient);
                if (nextValue >= value)
                {
                    (theta, gradient, value) = (next, nextGradient, nextValue);
                    break;
                }
                if ((scale /= 2) < 1e-6)
                    return (theta, here); // No step improves: the maximum to floating point.
            }
        }
        throw new InvalidOperationException("The likelihood has no maximum that 100 Newton steps reach.");
    }

    public static Matrix<double> Curvature(double[,] information, double[] precision)
    {
        var matrix = Matrix<double>.Build.DenseOfArray(information);
        for (var j = 0; j < precision.Length; j++)
            matrix[j, j] += precision[j];
        return matrix;
    }

    private static double Penalised(Likelihood likelihood, double[] theta, double[] precision, double[] gradient)
    {
        var value = likelihood(theta, gradient);
        for (var j = 0; j < theta.Length; j++)
        {
            value -= precision[j] * theta[j] * theta[j] / 2;
            gradient[j] -= precision[j] * theta[j];
        }
        return value;
    }
}
