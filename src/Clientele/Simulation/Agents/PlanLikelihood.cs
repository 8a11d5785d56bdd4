using System.Numerics;
using System.Runtime.InteropServices;

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
    private readonly double _chosenShift;
    private readonly ParallelOptions _parallel;
    private readonly bool _vectors;

    /// <summary>Prepares the likelihood of these orders.</summary>
    /// <param name="orders">Orders paid by card.</param>
    /// <param name="parallel">Threads; no result depends on them.</param>
    /// <param name="vectors">Several orders at once; without it the scalar form, which is the definition, does all of them.</param>
    public PlanLikelihood(PaymentOrders orders, ParallelOptions parallel, bool vectors = true)
    {
        _orders = orders;
        _parallel = parallel;
        _vectors = vectors;
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
        for (var i = 0; i < orders.Count; i++)
            if (orders.Plan[i] > 1)
                _chosenShift += orders.Offset[orders.Plan[i] - 2][i];
    }

    /// <summary>What the category, the month and the like add to a plan's utility, for several orders at once.</summary>
    private Vector<double> Shift(int i, int k) => new(_orders.Offset[k - 2], i);

    private double ShiftOf(int i, int k) => _orders.Offset[k - 2][i];

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
        var logLikelihood = _chosenShift;
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
        for (; _vectors && i + Vector<double>.Count <= block.End; i += Vector<double>.Count)
        {
            var v = new Vector<double>(values, i);
            var total = Vector<double>.One;
            for (var k = 0; k < plans; k++)
            {
                p[k] = VectorMath.Exp(Vector.Min(new Vector<double>(intercept[k]) + new Vector<double>(slope[k]) * v + Shift(i, k + 2), ceiling));
                total += p[k];
            }
            logs += VectorMath.Log(total);
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
                total += e[k] = Math.Exp(Math.Min(intercept[k] + slope[k] * values[i] + ShiftOf(i, k + 2), Ceiling));
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
        var moments = new InformationMoments(d, plans, x0, x1, q0, q1, q2, result);
        var i = _vectors ? AddInformation(block.Start, block.End, block.Longest, intercept, slope, moments, scores) : block.Start;
        for (; i < block.End; i++)
        {
            var v = _orders.LogValue[i];
            var total = 1.0;
            for (var k = 0; k < plans; k++)
                total += p[k] = Math.Exp(Math.Min(intercept[k] + slope[k] * v + ShiftOf(i, k + 2), Ceiling));
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
            if (scores is not null)
                Score(i, moments, mean, 1, 0, scores);
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

    /// <summary>Features of the plans of a block (plans × terms; constant and × v), Σ share × (1, v, v²) by plan, and the result (terms × terms).</summary>
    private readonly record struct InformationMoments(
        int Terms, int Plans, double[] X0, double[] X1, double[] Q0, double[] Q1, double[] Q2, double[] Result);

    // The score of order i: features of its plan minus their expectation, which stands at mean[a * stride + lane].
    private void Score(int i, in InformationMoments moments, ReadOnlySpan<double> mean, int stride, int lane, double[] scores)
    {
        var (d, v, chosen) = (moments.Terms, _orders.LogValue[i], _orders.Plan[i] - 2);
        for (var a = 0; a < d; a++)
            scores[i * d + a] = (chosen < 0 ? 0 : moments.X0[chosen * d + a] + v * moments.X1[chosen * d + a]) - mean[a * stride + lane];
    }

    // The loop of InformationBlock for several orders at once. Returns where it stopped.
    private int AddInformation(int start, int end, int longest, double[] intercept, double[] slope, in InformationMoments moments, double[]? scores)
    {
        var (d, plans, width) = (moments.Terms, moments.Plans, Vector<double>.Count);
        // Most features are constant in v or only proportional to it.
        var constant = WithAny(moments.X0, d);
        var sloped = WithAny(moments.X1, d);
        Vector<double>[] p = new Vector<double>[plans], q0 = new Vector<double>[plans], q1 = new Vector<double>[plans], q2 = new Vector<double>[plans];
        Vector<double>[] mean = new Vector<double>[d], products = new Vector<double>[d * d];
        var ceiling = new Vector<double>(Ceiling);
        var i = start;
        for (; i + width <= end; i += width)
        {
            var v = new Vector<double>(_orders.LogValue, i);
            var total = Vector<double>.One;
            for (var k = 0; k < plans; k++)
                total += p[k] = VectorMath.Exp(Vector.Min(new Vector<double>(intercept[k]) + new Vector<double>(slope[k]) * v + Shift(i, k + 2), ceiling));
            var scale = Vector<double>.One / total;
            Array.Clear(mean);
            for (var k = 0; k < plans; k++)
            {
                var share = p[k] * scale;
                var shareOfV = share * v;
                q0[k] += share;
                q1[k] += shareOfV;
                q2[k] += shareOfV * v;
                foreach (var a in constant)
                    mean[a] += share * new Vector<double>(moments.X0[k * d + a]);
                foreach (var a in sloped)
                    mean[a] += shareOfV * new Vector<double>(moments.X1[k * d + a]);
            }
            for (var a = 0; a < d; a++)
            {
                var own = mean[a];
                for (var b = a; b < d; b++)
                    products[a * d + b] += own * mean[b];
            }
            if (scores is not null)
                for (var lane = 0; lane < width; lane++)
                    Score(i + lane, moments, MemoryMarshal.Cast<Vector<double>, double>(mean), width, lane, scores);
        }
        for (var k = 0; k < plans; k++)
        {
            moments.Q0[k] += Vector.Sum(q0[k]);
            moments.Q1[k] += Vector.Sum(q1[k]);
            moments.Q2[k] += Vector.Sum(q2[k]);
        }
        for (var j = 0; j < products.Length; j++)
            moments.Result[j] -= Vector.Sum(products[j]);
        return i;
    }

    private static int[] WithAny(double[] features, int terms) =>
        [.. Enumerable.Range(0, terms).Where(a => Enumerable.Range(0, features.Length / terms).Any(k => features[k * terms + a] != 0))];

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
                for (; _vectors && i + Vector<double>.Count <= end; i += Vector<double>.Count)
                {
                    var u = new Vector<double>(intercept) + new Vector<double>(slope) * new Vector<double>(_orders.LogValue, i) + Shift(i, k);
                    (new Vector<double>(result, i) + VectorMath.Exp(Vector.Min(u, new Vector<double>(Ceiling)))).CopyTo(result, i);
                }
                for (; i < end; i++)
                    result[i] += Math.Exp(Math.Min(intercept + slope * _orders.LogValue[i] + ShiftOf(i, k), Ceiling));
            }
            for (var i = start; i < end; i++)
                result[i] = Math.Log(result[i]);
        });
        return result;
    }

    /// <summary>W of each order's plans, at [k − 2][order]; −∞ where a plan is not feasible. One instalment is 0.</summary>
    public double[][] Utilities(double[] theta)
    {
        var result = Array.ConvertAll(_orders.Offset, offset =>
        {
            var none = new double[offset.Length];
            Array.Fill(none, double.NegativeInfinity);
            return none;
        });
        foreach (var (start, end, longest, large) in _blocks)
            for (var k = 2; k <= longest; k++)
            {
                var (intercept, slope) = PlanUtility.Line(theta, k, k == longest, k <= large);
                for (var i = start; i < end; i++)
                    result[k - 2][i] = intercept + slope * _orders.LogValue[i] + ShiftOf(i, k);
            }
        return result;
    }
}
