using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Clientele.Simulation.Agents;

/// <summary>Maximises a concave log-likelihood with a Gaussian prior: MathNet's L-BFGS in coordinates whitened by the information at the
/// start, then exact Newton steps until they no longer move, so that the result does not hang on the stopping tolerance.</summary>
internal static class Maximiser
{
    public delegate double Likelihood(double[] theta, Span<double> gradient);

    public static (double[] Theta, int Evaluations) Maximise(
        Likelihood likelihood, Func<double[], double[,]> information, double[] start, double[] precision, CancellationToken cancellationToken)
    {
        var d = start.Length;
        var evaluations = 0;
        if (d == 0)
            return ([], 0);
        var build = Vector<double>.Build;
        var factor = Curvature(information(start), precision).Cholesky().Factor.Transpose();
        var gradient = new double[d];
        var origin = build.Dense(start);

        (double, Vector<double>) Value(Vector<double> phi)
        {
            cancellationToken.ThrowIfCancellationRequested();
            evaluations++;
            var theta = (origin + factor.Solve(phi)).ToArray();
            var value = Penalised(likelihood, theta, precision, gradient);
            return (-value, -factor.Transpose().Solve(build.DenseOfArray(gradient)));
        }

        Vector<double> found;
        var target = ObjectiveFunction.Gradient(Value);
        try
        {
            // In whitened coordinates .01 is a hundredth of a standard error; Newton goes the rest of the way.
            found = new LimitedMemoryBfgsMinimizer(1e-2, 1e-6, 1e-9, 10, 500).FindMinimum(target, build.Dense(d)).MinimizingPoint;
        }
        catch (OptimizationException)
        {
            // The line search gives up when no step improves in floating point: the Newton steps below decide whether that is the maximum.
            found = target.Point ?? build.Dense(d);
        }
        return (Newton(likelihood, information, (origin + factor.Solve(found)).ToArray(), precision, ref evaluations, cancellationToken), evaluations);
    }

    /// <summary>Newton steps with halving; throws when the maximum is not reached.</summary>
    public static double[] Newton(
        Likelihood likelihood, Func<double[], double[,]> information, double[] start, double[] precision, ref int evaluations, CancellationToken cancellationToken)
    {
        double[] theta = [.. start], gradient = new double[start.Length];
        var value = Penalised(likelihood, theta, precision, gradient);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = Curvature(information(theta), precision).Cholesky().Solve(Vector<double>.Build.DenseOfArray(gradient));
            var decrement = step.DotProduct(Vector<double>.Build.DenseOfArray(gradient));
            if (decrement < 1e-16 * (1 + Math.Abs(value)))
                return theta;
            var scale = 1.0;
            while (true)
            {
                evaluations++;
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
                    return theta; // No step improves: the maximum to floating point.
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
