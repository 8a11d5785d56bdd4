using System.Numerics;
using System.Runtime.Intrinsics;
using LinearVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Clientele.Simulation.Agents;

public static partial class ChoiceModelFitter
{
    private sealed partial class Fitting
    {
        private const int DrawsAtOnce = 4;     // Poisson weights in one 64-bit random number
        private const int DrawsAPass = 4 * DrawsAtOnce;
        private const int CustomersABlock = 512;

        /// <summary>One-step Newton bootstrap over customers: each draw weights every customer Poisson(1) and moves the parameters by
        /// H⁻¹ Σ (w − 1) score, the ridge perturbed as a prior. Later steps also move by what the earlier step's draw changes.</summary>
        private double[][] Draw(PersonaFit shifts)
        {
            var (customers, slot) = CustomersByPersona();

            var planTerms = data.HasCard ? PlanUtility.ShiftedTerms : [];
            var constants = MethodConstants;
            var (plans, methods, planShifts, methodShifts) = (data.HasCard ? PlanUtility.Count : 0, _free.Length, planTerms.Length, constants.Length);
            var population = plans + methods;
            var used = population + planShifts + methodShifts;
            var width = (used + 2 * Vector<double>.Count - 1) / (2 * Vector<double>.Count) * (2 * Vector<double>.Count);
            var scores = new double[customers.Length * width];
            void Add(PaymentOrders part, double[] values, int d, int[] columns, int offset)
            {
                for (var i = 0; i < part.Count; i++)
                    for (int row = slot[part.Customer[i]] * width + offset, j = 0; j < columns.Length; j++)
                        scores[row + j] += values[i * d + columns[j]];
            }

            // Population: scores, curvature, and how the methods' score moves with the plans' parameters.
            var planScores = new double[_cards.Count * PlanUtility.Count];
            var planCurvature = Maximiser.Curvature(
                new PlanLikelihood(_cards, _parallel).Information(_plan, AllPlanTerms, planScores), PlanRidge);
            Add(_cards, planScores, PlanUtility.Count, [.. AllPlanTerms.Take(plans)], 0);
            var methodScores = new double[data.Count * methods];
            var methodCurvature = Maximiser.Curvature(
                new MethodLikelihood(data, Inclusive(data, _plan), _parallel).Information(_method, _free, methodScores), Same(_ridge, methods));
            Add(data, methodScores, methods, [.. Enumerable.Range(0, methods)], plans);
            var cross = CrossDerivative(methods);

            // Personas: the same at their own parameters; the full information rows say how a shift gives way when the population moves.
            var count = personas.Personas.Count;
            var planRows = new double[count][,];
            var methodRows = new double[count][,];
            int[] allMethod = [.. Enumerable.Range(0, _method.Length)];
            for (var p = 0; p < count; p++)
            {
                var part = _byPersona[p].Where(i => data.HasCard && _byPersona[p].Method[i] == 0);
                var own = new double[part.Count * PlanUtility.Count];
                planRows[p] = _planByPersona[p].Information(Shifted(_plan, planTerms, shifts.Plan.Estimate[p]), AllPlanTerms, own);
                Add(part, own, PlanUtility.Count, planTerms, population);
                var ownMethods = new double[_byPersona[p].Count * _method.Length];
                methodRows[p] = _methodByPersona[p].Information(Shifted(_method, constants, shifts.Method.Estimate[p]), allMethod, ownMethods);
                Add(_byPersona[p], ownMethods, _method.Length, constants, population + planShifts);
            }

            var personaOf = new int[customers.Length];
            for (var c = 0; c < customers.Length; c++)
                personaOf[c] = personas.Persona[customers[c]];
            var sums = Resample(customers, personaOf, scores, width);
            var planFactor = planCurvature.Cholesky();
            var methodFactor = methods > 0 ? methodCurvature.Cholesky() : null;
            var methodCovariance = methods > 0 ? methodCurvature.Inverse() : null;

            var ridge = PlanRidge;
            var groupRows = GroupRows();
            var draws = new double[options.Draws][];
            for (var b = 0; b < draws.Length; b++)
            {
                var theta = draws[b] = new double[_layout.Count];
                var total = sums[b][^1];
                var planMove = new double[PlanUtility.Count];
                if (plans > 0)
                {
                    var push = LinearVector.Build.Dense(plans, j => total[j] + Math.Sqrt(ridge[j]) * Chance(1, b, j));
                    planMove = planFactor.Solve(push).ToArray();
                    for (var j = 0; j < plans; j++)
                        theta[j] = _plan[j] + planMove[j];
                }
                var methodMove = new double[_method.Length];
                if (methodFactor is not null)
                {
                    var push = LinearVector.Build.Dense(methods, j => total[plans + j] + Math.Sqrt(_ridge) * Chance(2, b, j)
                        + planMove.Select((move, a) => cross[j, a] * move).Sum());
                    var move = methodFactor.Solve(push);
                    if (_free[0] == 0 && data.HasCard)
                    {
                        // τ stays in 0..1; the others follow as they do given τ, for they are strongly correlated with it.
                        var past = Math.Clamp(_method[0] + move[0], 0, 1) - _method[0] - move[0];
                        move += methodCovariance!.Column(0) * (past / methodCovariance[0, 0]);
                    }
                    for (var j = 0; j < methods; j++)
                        methodMove[_free[j]] = move[j];
                }
                if (data.HasCard)
                    theta[ChoiceLayout.Inclusive] = Math.Clamp(_method[0] + methodMove[0], 0, 1); // rounding only
                for (var j = 1; j < _method.Length; j++)
                    theta[_layout.MethodStart + j - 1] = _method[j] + methodMove[j];
                for (var p = 0; p < count; p++)
                {
                    var personal = sums[b][p].AsSpan(population);
                    ShiftDraw(shifts.Plan, p, planTerms, personal[..planShifts], planRows[p], planMove, 3, b, theta.AsSpan(_layout.PersonaStart(p)));
                    ShiftDraw(shifts.Method, p, constants, personal[planShifts..], methodRows[p], methodMove, 4, b,
                        theta.AsSpan(_layout.PersonaMethodStart(p)));
                }
                DrawGroups(groupRows, planMove, b, theta);
                DrawPriors(_layout, _seed, b, theta);
            }
            return draws;
        }

        // By persona, then customer, so that the resampling reads memory straight through; and where each customer stands.
        private (int[] Customers, int[] Slot) CustomersByPersona()
        {
            var paid = new bool[personas.Persona.Length];
            foreach (var customer in data.Customer)
                paid[customer] = true;
            var customers = new List<int>(paid.Length);
            var slot = new int[paid.Length];
            for (var p = -1; p < personas.Personas.Count; p++)
                for (var c = 0; c < paid.Length; c++)
                    if (paid[c] && personas.Persona[c] == p)
                    {
                        slot[c] = customers.Count;
                        customers.Add(c);
                    }
            return ([.. customers], slot);
        }

        private double Chance(int stream, int draw, int index) => CounterRandom.Normal(_seed, (ulong)stream + 10, (ulong)draw, (ulong)index);

        private void ShiftDraw(
            Shifts shifts, int persona, int[] terms, ReadOnlySpan<double> pushes, double[,] rows, double[] move, int stream, int draw, Span<double> theta)
        {
            var d = terms.Length;
            if (d == 0)
                return;
            var push = LinearVector.Build.Dense(d);
            for (var j = 0; j < d; j++)
            {
                push[j] = pushes[j];
                for (var a = 0; a < move.Length; a++)
                    push[j] -= rows[terms[j], a] * move[a];
                if (shifts.Spread[j] > 0)
                    push[j] += Chance(stream, draw, persona * d + j) / shifts.Spread[j];
            }
            var change = shifts.Covariance[persona] * push;
            for (var j = 0; j < d; j++)
                theta[j] = shifts.Spread[j] == 0 ? 0 : shifts.Estimate[persona][j] + change[j];
        }

        /// <summary>d(score of the methods)/d(plan parameter); (free methods, plan terms).</summary>
        private double[,] CrossDerivative(int methods)
        {
            if (!data.HasCard || methods == 0)
                return new double[methods, PlanUtility.Count];
            // The inclusive value moves with the mean features of the plans: minus the score of an order paid at once.
            var moves = new double[data.Count * PlanUtility.Count];
            new PlanLikelihood(data.AtOnce(), _parallel).Information(_plan, AllPlanTerms, moves);
            for (var i = 0; i < moves.Length; i++)
                moves[i] = -moves[i];
            return new MethodLikelihood(data, Inclusive(data, _plan), _parallel).CrossDerivative(_method, _free, moves);
        }

        /// <summary>Σ (w − 1) score for each draw: one row a persona and a last row for everybody.</summary>
        private double[][][] Resample(int[] customers, int[] persona, double[] scores, int width)
        {
            var everybody = personas.Personas.Count;
            var sums = new double[options.Draws][][];
            // Runs of one persona, cut into blocks that stay in the cache while many draws read them.
            var blocks = new List<(int Start, int End)>();
            for (int start = 0, end; start < customers.Length; start = end)
            {
                for (end = start + 1; end < customers.Length && end - start < CustomersABlock && persona[end] == persona[start];)
                    end++;
                blocks.Add((start, end));
            }
            Parallel.For(0, (options.Draws + DrawsAPass - 1) / DrawsAPass, _parallel, pass =>
            {
                var first = pass * DrawsAPass;
                var here = Math.Min(DrawsAPass, options.Draws - first);
                for (var b = 0; b < here; b++)
                    sums[first + b] = [.. Enumerable.Range(0, everybody + 1).Select(_ => new double[width])];
                double[] weights = new double[CustomersABlock * DrawsAPass], part = new double[DrawsAPass * width];
                foreach (var (start, end) in blocks)
                {
                    for (var c = start; c < end; c++)
                        Weights((ulong)customers[c], first, weights.AsSpan((c - start) * DrawsAPass, DrawsAPass));
                    for (var b = 0; b < DrawsAPass; b += DrawsAtOnce)
                        for (var j = 0; j < width; j += 2 * Vector<double>.Count)
                            Multiply(weights, b, scores.AsSpan(start * width, (end - start) * width), width, j, part);
                    for (var b = 0; b < here; b++)
                        for (var j = 0; j < width; j++)
                        {
                            sums[first + b][everybody][j] += part[b * width + j];
                            if (persona[start] >= 0)
                                sums[first + b][persona[start]][j] += part[b * width + j];
                        }
                }
            });
            return sums;
        }

        // Weights less 1 of one customer in the draws of a pass: Poisson(1) from 16 bits, which are compared with the cumulative probabilities × 65,536.
        private void Weights(ulong customer, int first, Span<double> weights)
        {
            var word = (ulong)(first / DrawsAtOnce);
            var bits = Vector256.Create(
                CounterRandom.Bits(_seed, 5, customer, word), CounterRandom.Bits(_seed, 5, customer, word + 1),
                CounterRandom.Bits(_seed, 5, customer, word + 2), CounterRandom.Bits(_seed, 5, customer, word + 3)).AsUInt16();
            // True is all ones, which is −1; a branch on chance would be guessed wrongly half the time.
            var count = Vector256.GreaterThanOrEqual(bits, Vector256.Create((ushort)24109)) + Vector256.GreaterThanOrEqual(bits, Vector256.Create((ushort)48219))
                + Vector256.GreaterThanOrEqual(bits, Vector256.Create((ushort)60273)) + Vector256.GreaterThanOrEqual(bits, Vector256.Create((ushort)64291))
                + Vector256.GreaterThanOrEqual(bits, Vector256.Create((ushort)65296)) + Vector256.GreaterThanOrEqual(bits, Vector256.Create((ushort)65497));
            var less = -count.AsInt16() - Vector256<short>.One;
            Span<short> lanes = stackalloc short[DrawsAPass];
            less.CopyTo(lanes);
            for (var b = 0; b < DrawsAPass; b++)
                weights[b] = lanes[b];
        }

        // Four rows of (draws × customers) times (customers × scores), two vectors of columns: eight sums stay in registers.
        private static void Multiply(double[] weights, int draw, ReadOnlySpan<double> scores, int width, int column, double[] result)
        {
            Vector<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            var lanes = Vector<double>.Count;
            for (int at = column, w = draw; at < scores.Length; at += width, w += DrawsAPass)
            {
                Vector<double> s0 = new(scores[at..]), s1 = new(scores[(at + lanes)..]);
                var weight = new Vector<double>(weights[w]);
                (a0, a1) = (a0 + weight * s0, a1 + weight * s1);
                weight = new Vector<double>(weights[w + 1]);
                (b0, b1) = (b0 + weight * s0, b1 + weight * s1);
                weight = new Vector<double>(weights[w + 2]);
                (c0, c1) = (c0 + weight * s0, c1 + weight * s1);
                weight = new Vector<double>(weights[w + 3]);
                (d0, d1) = (d0 + weight * s0, d1 + weight * s1);
            }
            ReadOnlySpan<Vector<double>> sums = [a0, a1, b0, b1, c0, c1, d0, d1];
            for (var k = 0; k < DrawsAtOnce; k++)
            {
                sums[2 * k].CopyTo(result, (draw + k) * width + column);
                sums[2 * k + 1].CopyTo(result, (draw + k) * width + column + lanes);
            }
        }
    }
}
