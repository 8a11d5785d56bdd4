using System.Numerics;

namespace Clientele.Simulation.Agents;

/// <summary>Log-likelihood of the instalment plans of card orders: P(k | card) = exp W(k) / Σ exp W, over the feasible plans.</summary>
/// <remarks>Orders are sorted by total, so runs share a menu and within a run each plan's utility is a line in v: the loop over orders is
/// vector exp and log. Runs are cut into fixed blocks whose sums are added in order, so the thread count never changes a bit.</remarks>
internal sealed class PlanLikelihood
{
    private const int Block = 4096;
    private const double Ceiling = 600; // exp stays finite when a line search looks far away
    private readonly PaymentOrders _orders;
    private readonly List<(int Start, int End, int Longest, int Large)> _blocks = [];
    private readonly double[] _chosen = new double[PlanUtility.Count];
    private readonly ParallelOptions _parallel;

    public PlanLikelihood(PaymentOrders orders, ParallelOptions parallel)
    {
        _orders = orders;
        _parallel = parallel;
        for (var start = 0; start < orders.Count;)
        {
            var (longest, large) = (orders.Longest[start], LargeIn(orders, start));
            var end = start + 1;
            while (end < orders.Count && end - start < Block && orders.Longest[end] == longest && LargeIn(orders, end) == large)
                end++;
            _blocks.Add((start, end, longest, large));
            start = end;
        }
        foreach (var block in _blocks)
            AddChosen(block);
    }

    // Counts and Σ v of the chosen plans, then their features: the data's side of the likelihood, once.
    private void AddChosen((int Start, int End, int Longest, int Large) block)
    {
        double[] count = new double[block.Longest + 1], sum = new double[block.Longest + 1];
        for (var i = block.Start; i < block.End; i++)
        {
            count[_orders.Plan[i]]++;
            sum[_orders.Plan[i]] += _orders.LogValue[i];
        }
        Span<double> x0 = stackalloc double[PlanUtility.Count], x1 = stackalloc double[PlanUtility.Count];
        for (var k = 2; k <= block.Longest; k++)
        {
            PlanUtility.Features(k, k == block.Longest, k <= block.Large, x0, x1);
            for (var j = 0; j < PlanUtility.Count; j++)
                _chosen[j] += count[k] * x0[j] + sum[k] * x1[j];
        }
    }

    private static int LargeIn(PaymentOrders orders, int i) => Math.Min(orders.Longest[i], orders.LongestLarge[i]);

    /// <summary>Log-likelihood at theta; its gradient goes to <paramref name="gradient"/> (<see cref="PlanUtility.Count"/> entries).</summary>
    public double Evaluate(double[] theta, Span<double> gradient)
    {
        var parts = new double[_blocks.Count][];
        Parallel.For(0, _blocks.Count, _parallel, b => parts[b] = EvaluateBlock(theta, _blocks[b]));
        gradient.Clear();
        var logLikelihood = 0.0;
        for (var j = 0; j < PlanUtility.Count; j++)
        {
            logLikelihood += theta[j] * _chosen[j];
            gradient[j] = _chosen[j];
        }
        foreach (var part in parts)
        {
            logLikelihood -= part[PlanUtility.Count];
            for (var j = 0; j < PlanUtility.Count; j++)
                gradient[j] -= part[j];
        }
        return logLikelihood;
    }

    // Returns Σ E[x] (Count entries) and then Σ ln Σ exp W.
    private double[] EvaluateBlock(double[] theta, (int Start, int End, int Longest, int Large) block)
    {
        var plans = block.Longest - 1;
        var result = new double[PlanUtility.Count + 1];
        if (plans <= 0)
            return result;
        Span<double> intercept = stackalloc double[plans], slope = stackalloc double[plans], s0 = stackalloc double[plans], s1 = stackalloc double[plans];
        Span<Vector<double>> p = stackalloc Vector<double>[plans], sum0 = stackalloc Vector<double>[plans], sum1 = stackalloc Vector<double>[plans];
        for (var k = 0; k < plans; k++)
            (intercept[k], slope[k]) = PlanUtility.Line(theta, k + 2, k + 2 == block.Longest, k + 2 <= block.Large);

        var values = _orders.LogValue;
        var ceiling = new Vector<double>(Ceiling);
        var logs = Vector<double>.Zero;
        var i = block.Start;
        for (; i + Vector<double>.Count <= block.End; i += Vector<double>.Count)
        {
            var v = new Vector<double>(values, i);
            var total = Vector<double>.One;
            for (var k = 0; k < plans; k++)
            {
                p[k] = Vector.Exp(Vector.Min(new Vector<double>(intercept[k]) + new Vector<double>(slope[k]) * v, ceiling));
                total += p[k];
            }
            logs += Vector.Log(total);
            var scale = Vector<double>.One / total;
            for (var k = 0; k < plans; k++)
            {
                var share = p[k] * scale;
                sum0[k] += share;
                sum1[k] += share * v;
            }
        }
        var logSum = Vector.Sum(logs);
        for (var k = 0; k < plans; k++)
            (s0[k], s1[k]) = (Vector.Sum(sum0[k]), Vector.Sum(sum1[k]));
        Span<double> e = stackalloc double[plans];
        for (; i < block.End; i++)
        {
            var total = 1.0;
            for (var k = 0; k < plans; k++)
                total += e[k] = Math.Exp(Math.Min(intercept[k] + slope[k] * values[i], Ceiling));
            logSum += Math.Log(total);
            for (var k = 0; k < plans; k++)
            {
                s0[k] += e[k] / total;
                s1[k] += e[k] / total * values[i];
            }
        }

        Span<double> x0 = stackalloc double[PlanUtility.Count], x1 = stackalloc double[PlanUtility.Count];
        for (var k = 0; k < plans; k++)
        {
            PlanUtility.Features(k + 2, k + 2 == block.Longest, k + 2 <= block.Large, x0, x1);
            for (var j = 0; j < PlanUtility.Count; j++)
                result[j] += s0[k] * x0[j] + s1[k] * x1[j];
        }
        result[PlanUtility.Count] = logSum;
        return result;
    }

    /// <summary>Observed information (minus the Hessian) for the given terms, (d, d), and each order's score for them, (n, d), when asked.</summary>
    public double[,] Information(double[] theta, int[] terms, double[]? scores = null)
    {
        var d = terms.Length;
        var parts = new double[_blocks.Count][];
        Parallel.For(0, _blocks.Count, _parallel, b => parts[b] = InformationBlock(theta, terms, _blocks[b], scores));
        var information = new double[d, d];
        foreach (var part in parts)
            for (var a = 0; a < d; a++)
                for (var b = 0; b < d; b++)
                    information[a, b] += part[a * d + b];
        return information;
    }

    private double[] InformationBlock(double[] theta, int[] terms, (int Start, int End, int Longest, int Large) block, double[]? scores)
    {
        var (d, plans) = (terms.Length, block.Longest - 1);
        var result = new double[d * d];
        if (plans <= 0)
            return result;
        double[] x0 = new double[plans * d], x1 = new double[plans * d], q0 = new double[plans], q1 = new double[plans], q2 = new double[plans];
        double[] intercept = new double[plans], slope = new double[plans], p = new double[plans], mean = new double[d];
        Span<double> f0 = stackalloc double[PlanUtility.Count], f1 = stackalloc double[PlanUtility.Count];
        for (var k = 0; k < plans; k++)
        {
            (intercept[k], slope[k]) = PlanUtility.Line(theta, k + 2, k + 2 == block.Longest, k + 2 <= block.Large);
            PlanUtility.Features(k + 2, k + 2 == block.Longest, k + 2 <= block.Large, f0, f1);
            for (var a = 0; a < d; a++)
                (x0[k * d + a], x1[k * d + a]) = (f0[terms[a]], f1[terms[a]]);
        }
        for (var i = block.Start; i < block.End; i++)
        {
            var v = _orders.LogValue[i];
            var total = 1.0;
            for (var k = 0; k < plans; k++)
                total += p[k] = Math.Exp(Math.Min(intercept[k] + slope[k] * v, Ceiling));
            Array.Clear(mean);
            for (var k = 0; k < plans; k++)
            {
                var share = p[k] / total;
                q0[k] += share;
                q1[k] += share * v;
                q2[k] += share * v * v;
                for (var a = 0; a < d; a++)
                    mean[a] += share * (x0[k * d + a] + v * x1[k * d + a]);
            }
            for (var a = 0; a < d; a++)
                for (var b = a; b < d; b++)
                    result[a * d + b] -= mean[a] * mean[b];
            if (scores is null)
                continue;
            var chosen = _orders.Plan[i] - 2;
            for (var a = 0; a < d; a++)
                scores[i * d + a] = (chosen < 0 ? 0 : x0[chosen * d + a] + v * x1[chosen * d + a]) - mean[a];
        }
        for (var k = 0; k < plans; k++)
            for (var a = 0; a < d; a++)
                for (var b = a; b < d; b++)
                {
                    var (a0, a1, b0, b1) = (x0[k * d + a], x1[k * d + a], x0[k * d + b], x1[k * d + b]);
                    result[a * d + b] += q0[k] * a0 * b0 + q1[k] * (a0 * b1 + a1 * b0) + q2[k] * a1 * b1;
                }
        for (var a = 0; a < d; a++)
            for (var b = 0; b < a; b++)
                result[a * d + b] = result[b * d + a];
        return result;
    }

    /// <summary>ln Σ exp W over each order's feasible plans: what the card's menu is worth, on the scale of the plans.</summary>
    public double[] InclusiveValues(double[] theta)
    {
        var result = new double[_orders.Count];
        Parallel.For(0, _blocks.Count, _parallel, b =>
        {
            var (start, end, longest, large) = _blocks[b];
            for (var i = start; i < end; i++)
                result[i] = 1;
            for (var k = 2; k <= longest; k++)
            {
                var (intercept, slope) = PlanUtility.Line(theta, k, k == longest, k <= large);
                var i = start;
                for (; i + Vector<double>.Count <= end; i += Vector<double>.Count)
                {
                    var u = new Vector<double>(intercept) + new Vector<double>(slope) * new Vector<double>(_orders.LogValue, i);
                    (new Vector<double>(result, i) + Vector.Exp(Vector.Min(u, new Vector<double>(Ceiling)))).CopyTo(result, i);
                }
                for (; i < end; i++)
                    result[i] += Math.Exp(Math.Min(intercept + slope * _orders.LogValue[i], Ceiling));
            }
            for (var i = start; i < end; i++)
                result[i] = Math.Log(result[i]);
        });
        return result;
    }
}
