using System.Numerics;
using System.Runtime.InteropServices;

namespace Clientele.Simulation.Agents;

/// <summary>Log-likelihood of the payment method given the inclusive value of the card's menu: U(base) = τ IV, U(x) = a_x + b_x v.</summary>
/// <remarks>Parameters: τ, then a and b of each further method. Fixed blocks, added in order.</remarks>
/// <param name="orders">The orders.</param>
/// <param name="inclusive">Inclusive value of the card's menu for each order.</param>
/// <param name="parallel">Threads; no result depends on them.</param>
/// <param name="vectors">Several orders at once; without it the scalar form, which is the definition, does all of them.</param>
internal sealed class MethodLikelihood(PaymentOrders orders, double[] inclusive, ParallelOptions parallel, bool vectors = true)
{
    private const int Block = 4096;

    // Σ of the chosen methods' features: the data's side of the likelihood, once.
    private readonly double[] _chosen = Chosen(orders, inclusive);

    public int Count => 1 + 2 * (orders.Methods.Length - 1);

    /// <summary>Log-likelihood at beta; its gradient goes to <paramref name="gradient"/>.</summary>
    public double Evaluate(double[] beta, Span<double> gradient)
    {
        var parts = Blocks((start, end) => Accumulate(beta, start, end, null, null));
        var logLikelihood = 0.0;
        for (var j = 0; j < Count; j++)
        {
            gradient[j] = _chosen[j];
            logLikelihood += beta[j] * _chosen[j];
        }
        foreach (var part in parts)
        {
            for (var j = 0; j < Count; j++)
                gradient[j] -= part[j];
            logLikelihood -= part[Count];
        }
        return logLikelihood;
    }

    /// <summary>Observed information for the given parameters, (d, d), and each order's score for them, (n, d), when asked.</summary>
    public double[,] Information(double[] beta, int[] terms, double[]? scores = null)
    {
        var d = terms.Length;
        var information = new double[d, d];
        foreach (var part in Blocks((start, end) => Accumulate(beta, start, end, terms, scores)))
            for (var a = 0; a < d; a++)
                for (var b = 0; b < d; b++)
                    information[a, b] += part[Count + 1 + a * d + b];
        return information;
    }

    /// <summary>How the score of the given parameters moves with the plans' parameters, (d, plan terms), through the inclusive value.</summary>
    /// <param name="beta">Parameters of the methods.</param>
    /// <param name="terms">Which of them.</param>
    /// <param name="moves">d(inclusive value)/d(plan parameter) of each order, (n, plan terms).</param>
    public double[,] CrossDerivative(double[] beta, int[] terms, double[] moves)
    {
        var (d, plans, others) = (terms.Length, PlanUtility.Count, orders.Methods.Length - 1);
        var parts = Blocks((start, end) =>
        {
            double[] part = new double[d * plans], p = new double[others + 1];
            for (var i = start; i < end; i++)
            {
                p[0] = beta[0] * inclusive[i];
                for (var x = 1; x <= others; x++)
                    p[x] = beta[2 * x - 1] + beta[2 * x] * orders.LogValue[i];
                var total = PaymentUtility.LogSum(p);
                for (var x = 0; x <= others; x++)
                    p[x] = Math.Exp(p[x] - total);
                var card = p[0];
                for (var a = 0; a < d; a++)
                {
                    // d(x − E[x])/dIV: the base's own term, or what the others lose to the base.
                    var slope = terms[a] == 0
                        ? (orders.Method[i] == 0 ? 1 : 0) - card - inclusive[i] * card * (1 - card) * beta[0]
                        : Own(terms[a], inclusive[i], orders.LogValue[i]) * p[(terms[a] + 1) / 2] * card * beta[0];
                    for (var j = 0; j < plans; j++)
                        part[a * plans + j] += slope * moves[i * plans + j];
                }
            }
            return part;
        });
        var result = new double[d, plans];
        foreach (var part in parts)
            for (var a = 0; a < d; a++)
                for (var j = 0; j < plans; j++)
                    result[a, j] += part[a * plans + j];
        return result;
    }

    private double[][] Blocks(Func<int, int, double[]> part)
    {
        var parts = new double[(orders.Count + Block - 1) / Block][];
        Parallel.For(0, parts.Length, parallel, b => parts[b] = part(b * Block, Math.Min(orders.Count, (b + 1) * Block)));
        return parts;
    }

    private static double[] Chosen(PaymentOrders orders, double[] inclusive)
    {
        var result = new double[1 + 2 * (orders.Methods.Length - 1)];
        for (var i = 0; i < orders.Count; i++)
            if (orders.Method[i] is var m and > 0)
            {
                result[2 * m - 1]++;
                result[2 * m] += orders.LogValue[i];
            }
            else
                result[0] += inclusive[i];
        return result;
    }

    // Σ E[features] (Count entries), Σ ln Σ exp U, and the information when terms are given.
    private double[] Accumulate(double[] beta, int start, int end, int[]? terms, double[]? scores)
    {
        var (count, others, d) = (Count, orders.Methods.Length - 1, terms?.Length ?? 0);
        var result = new double[count + 1 + d * d];
        double[] p = new double[others + 1], mean = new double[count], second = new double[d * d];
        var i = vectors ? AccumulateVectors(beta, start, end, terms, scores, result, second) : start;
        for (; i < end; i++)
        {
            var v = orders.LogValue[i];
            p[0] = beta[0] * inclusive[i];
            var largest = p[0];
            for (var x = 1; x <= others; x++)
                largest = Math.Max(largest, p[x] = beta[2 * x - 1] + beta[2 * x] * v);
            var total = 0.0;
            for (var x = 0; x <= others; x++)
                total += p[x] = Math.Exp(p[x] - largest);
            result[count] += largest + Math.Log(total);
            mean[0] = p[0] / total * inclusive[i];
            for (var x = 1; x <= others; x++)
            {
                mean[2 * x - 1] = p[x] / total;
                mean[2 * x] = p[x] / total * v;
            }
            var m = orders.Method[i];
            for (var j = 0; j < count; j++)
                result[j] += mean[j];
            if (terms is null)
                continue;
            for (var a = 0; a < d; a++)
            {
                if (scores is not null)
                    scores[i * d + a] = Feature(terms[a], m, inclusive[i], v) - mean[terms[a]];
                // Parameters of different methods never meet in one utility, so E[x_a x_b] is 0 across methods.
                for (var b = 0; b < d; b++)
                {
                    var both = (terms[a] + 1) / 2 == (terms[b] + 1) / 2 ? p[(terms[a] + 1) / 2] / total : 0;
                    second[a * d + b] += both * Own(terms[a], inclusive[i], v) * Own(terms[b], inclusive[i], v) - mean[terms[a]] * mean[terms[b]];
                }
            }
        }
        for (var a = 0; a < d * d; a++)
            result[count + 1 + a] = second[a];
        return result;
    }

    // The loop of Accumulate for several orders at once. Returns where it stopped.
    private int AccumulateVectors(double[] beta, int start, int end, int[]? terms, double[]? scores, double[] result, double[] second)
    {
        var (count, others, d, width) = (Count, orders.Methods.Length - 1, terms?.Length ?? 0, Vector<double>.Count);
        Vector<double>[] p = new Vector<double>[others + 1], own = new Vector<double>[count], mean = new Vector<double>[count];
        Vector<double>[] sums = new Vector<double>[count], products = new Vector<double>[d * (d + 1) / 2];
        bool[] sameMethod = [.. Enumerable.Range(0, d).SelectMany(a => Enumerable.Range(a, d - a).Select(b => (terms![a] + 1) / 2 == (terms[b] + 1) / 2))];
        var logs = Vector<double>.Zero;
        var i = start;
        for (; i + width <= end; i += width)
        {
            var v = new Vector<double>(orders.LogValue, i);
            own[0] = new Vector<double>(inclusive, i);
            var largest = p[0] = new Vector<double>(beta[0]) * own[0];
            for (var x = 1; x <= others; x++)
            {
                (own[2 * x - 1], own[2 * x]) = (Vector<double>.One, v);
                largest = Vector.Max(largest, p[x] = new Vector<double>(beta[2 * x - 1]) + new Vector<double>(beta[2 * x]) * v);
            }
            var total = Vector<double>.Zero;
            for (var x = 0; x <= others; x++)
                total += p[x] = VectorMath.Exp(p[x] - largest);
            logs += largest + VectorMath.Log(total);
            var scale = Vector<double>.One / total;
            for (var x = 0; x <= others; x++)
                p[x] *= scale;
            for (var j = 0; j < count; j++)
                sums[j] += mean[j] = p[(j + 1) / 2] * own[j];
            if (terms is null)
                continue;
            for (int a = 0, at = 0; a < d; a++)
            {
                var first = mean[terms[a]];
                for (var b = a; b < d; b++, at++)
                    products[at] += sameMethod[at] ? first * (own[terms[b]] - mean[terms[b]]) : -first * mean[terms[b]];
            }
            if (scores is null)
                continue;
            var means = MemoryMarshal.Cast<Vector<double>, double>(mean);
            for (var lane = 0; lane < width; lane++)
                for (var a = 0; a < d; a++)
                    scores[(i + lane) * d + a] =
                        Feature(terms[a], orders.Method[i + lane], inclusive[i + lane], orders.LogValue[i + lane]) - means[terms[a] * width + lane];
        }
        result[count] += Vector.Sum(logs);
        for (var j = 0; j < count; j++)
            result[j] += Vector.Sum(sums[j]);
        for (int a = 0, at = 0; a < d; a++)
            for (var b = a; b < d; b++, at++)
            {
                var sum = Vector.Sum(products[at]);
                second[a * d + b] += sum;
                if (b > a)
                    second[b * d + a] += sum;
            }
        return i;
    }

    private static double Feature(int j, int method, double inclusive, double v) => (j + 1) / 2 == method ? Own(j, inclusive, v) : 0;

    private static double Own(int j, double inclusive, double v) => j == 0 ? inclusive : (j & 1) == 1 ? 1 : v;
}
