using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Simulation.Agents;

public static partial class ChoiceModelFitter
{
    /// <summary>Persona shifts of one nest level: estimates shrunken to 0, their spread, and what the draws need.</summary>
    private sealed record Shifts(double[][] Estimate, double[] Spread, Matrix<double>[] Covariance, bool[] Known);

    private sealed record PersonaFit(Shifts Plan, Shifts Method, double LogLikelihood, IReadOnlyList<string> Spread);

    private sealed partial class Fitting
    {
        private const double LargestSpread = 3;
        private const double SpreadSettled = 1e-5; // of a variance: a spread of .1 is then known to .5 %
        private PaymentOrders[] _byPersona = [];
        private PlanLikelihood[] _planByPersona = [];
        private MethodLikelihood[] _methodByPersona = [];

        private int[] MethodConstants => [.. Enumerable.Range(1, _methods).Select(x => 2 * x - 1)];

        private PersonaFit FitPersonas()
        {
            var count = personas.Personas.Count;
            _byPersona = [.. Enumerable.Range(0, count).Select(p => data.Where(i => data.Persona[i] == p))];
            _planByPersona = [.. _byPersona.Select(part => new PlanLikelihood(part.Where(i => data.HasCard && part.Method[i] == 0), _parallel))];

            var planTerms = data.HasCard ? PlanUtility.ShiftedTerms : [];
            var plan = EmpiricalBayes(count, planTerms, (p, theta, gradient) => _planByPersona[p].Evaluate(theta, gradient),
                (p, theta, terms) => _planByPersona[p].Information(theta, terms), _plan);

            _methodByPersona = [.. _byPersona.Select((part, p) => new MethodLikelihood(part, Inclusive(part, Shifted(_plan, planTerms, plan.Estimate[p])), _parallel))];
            var method = EmpiricalBayes(count, MethodConstants, (p, theta, gradient) => _methodByPersona[p].Evaluate(theta, gradient),
                (p, theta, terms) => _methodByPersona[p].Information(theta, terms), _method);

            var spread = new List<string>();
            for (var j = 0; j < planTerms.Length; j++)
                spread.Add(Words($"plan.{PlanUtility.Names[planTerms[j]]}", plan.Spread[j]));
            for (var x = 1; x <= _methods; x++)
                spread.Add(Words($"method.{ChoiceLayout.Word(data.Methods[x])}", method.Spread[x - 1]));

            // Customers without a persona keep the average customer's parameters.
            var logLikelihood = Remainder();
            for (var p = 0; p < count; p++)
                logLikelihood += _planByPersona[p].Evaluate(Shifted(_plan, planTerms, plan.Estimate[p]), new double[PlanUtility.Count])
                    + _methodByPersona[p].Evaluate(Shifted(_method, MethodConstants, method.Estimate[p]), new double[_method.Length]);
            return new PersonaFit(plan, method, logLikelihood, spread);
        }

        private static string Words(string name, double spread) => spread == 0
            ? $"{name}: personas do not differ measurably (spread 0)"
            : FormattableString.Invariant($"{name}: personas differ with standard deviation {spread:0.00}");

        private double Remainder()
        {
            var rest = data.Where(i => data.Persona[i] < 0);
            if (rest.Count == 0)
                return 0;
            var plans = new PlanLikelihood(rest.Where(i => data.HasCard && rest.Method[i] == 0), _parallel);
            return plans.Evaluate(_plan, new double[PlanUtility.Count])
                + new MethodLikelihood(rest, Inclusive(rest, _plan), _parallel).Evaluate(_method, new double[_method.Length]);
        }

        private static double[] Shifted(double[] theta, int[] terms, double[] shift)
        {
            double[] result = [.. theta];
            for (var j = 0; j < terms.Length; j++)
                result[terms[j]] += shift[j];
            return result;
        }

        private delegate double PersonaLikelihood(int persona, double[] theta, Span<double> gradient);

        /// <summary>Maximises each persona's shifts under N(0, diag spread²), the spreads from EM on the personas' quadratic approximations.</summary>
        /// <remarks>Moment test first (DerSimonian &amp; Laird 1986): where the personas' scores vary no more than chance, the spread is 0. Many terms that are
        /// rarely needed ask for more: their scores have to vary <paramref name="beyond"/> standard deviations of chance more than that. The result of an
        /// earlier sweep is where the search starts.</remarks>
        private Shifts EmpiricalBayes(
            int count, int[] terms, PersonaLikelihood likelihood, Func<int, double[], int[], double[,]> information, double[] theta, double beyond = 0,
            Shifts? last = null)
        {
            var d = terms.Length;
            var known = new bool[count];
            var zero = new bool[d];
            var gradient = new double[theta.Length];
            var start = last is null ? Same(1, d) : Array.ConvertAll(last.Spread, Precision);
            var estimate = Enumerable.Range(0, count).Select(p => last is null ? new double[d] : [.. last.Estimate[p]]).ToArray();
            var curvature = new Matrix<double>[count];
            if (d == 0 || count == 0)
                return new Shifts(estimate, new double[d], curvature, known);

            double[] statistic = new double[d], informed = new double[d];
            for (var p = 0; p < count; p++)
            {
                likelihood(p, theta, gradient);
                var here = information(p, theta, terms);
                for (var j = 0; j < d; j++)
                    if (here[j, j] > 1)
                    {
                        statistic[j] += gradient[terms[j]] * gradient[terms[j]] / here[j, j];
                        informed[j]++;
                    }
            }
            for (var j = 0; j < d; j++)
                zero[j] = statistic[j] <= Math.Max(1, informed[j] - 1) + beyond * Math.Sqrt(2 * Math.Max(1, informed[j] - 1));

            Parallel.For(0, count, _parallel, p => (estimate[p], curvature[p]) = Mode(p, start, estimate[p]));
            var spread = Spread(estimate, curvature, start, zero);
            var covariance = new Matrix<double>[count];
            var precision = Array.ConvertAll(spread, Precision);
            Parallel.For(0, count, _parallel, p =>
            {
                (estimate[p], curvature[p]) = Mode(p, precision, estimate[p]);
                for (var j = 0; j < d; j++)
                    estimate[p][j] = spread[j] == 0 ? 0 : estimate[p][j];
                covariance[p] = Maximiser.Curvature(curvature[p].ToArray(), precision).Inverse();
                known[p] = curvature[p].Trace() > 1;
            });
            return new Shifts(estimate, spread, covariance, known);

            (double[], Matrix<double>) Mode(int p, double[] prior, double[] start)
            {
                var full = new double[theta.Length];
                double Evaluate(double[] shift, Span<double> free)
                {
                    var value = likelihood(p, Shifted(theta, terms, shift), full);
                    for (var j = 0; j < d; j++)
                        free[j] = full[terms[j]];
                    return value;
                }
                var (mode, there) = Maximiser.Maximise(
                    Evaluate, shift => information(p, Shifted(theta, terms, shift), terms), start, prior, cancellationToken);
                return (mode, Matrix<double>.Build.DenseOfArray(there));
            }
        }

        private static double Precision(double spread) => spread == 0 ? 1e12 : 1 / (spread * spread);

        // EM for the spreads, with modes as found under N(0, 1 / prior) and their curvature.
        private double[] Spread(double[][] mode, Matrix<double>[] curvature, double[] prior, bool[] zero)
        {
            var d = zero.Length;
            // At the mode the data's gradient equals prior × mode, so H mode + prior × mode is the data's linear term.
            var linear = mode.Select((at, p) => curvature[p] * Vector<double>.Build.DenseOfArray(at)
                + Vector<double>.Build.Dense(d, j => prior[j] * at[j])).ToArray();
            var variance = zero.Select(none => none ? 0.0 : 1.0).ToArray();
            var squares = new double[mode.Length][];
            for (var (iteration, moved) = (0, double.PositiveInfinity); iteration < 200 && moved > SpreadSettled; iteration++)
            {
                var precision = Array.ConvertAll(variance, v => v == 0 ? 1e12 : 1 / v);
                Parallel.For(0, mode.Length, _parallel, p =>
                {
                    var posterior = Maximiser.Curvature(curvature[p].ToArray(), precision).Inverse();
                    var mean = posterior * linear[p];
                    squares[p] = [.. Enumerable.Range(0, d).Select(j => mean[j] * mean[j] + posterior[j, j])];
                });
                moved = 0;
                for (var j = 0; j < d; j++)
                {
                    var next = zero[j] ? 0 : Math.Min(squares.Average(square => square[j]), LargestSpread * LargestSpread);
                    moved = Math.Max(moved, Math.Abs(next - variance[j]));
                    variance[j] = next;
                }
            }
            return Array.ConvertAll(variance, Math.Sqrt);
        }
    }
}
