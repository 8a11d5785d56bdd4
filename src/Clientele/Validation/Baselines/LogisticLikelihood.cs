using System.Numerics;
using Clientele.Clustering;

namespace Clientele.Validation.Baselines;

/// <summary>Penalised log-loss of a multinomial logit over each row's feasible options, with its gradient: L(W) = [−Σ_i ln p_i(y_i) + ½ λ ‖W without constants‖²] / n.
/// Sums run over a fixed number of blocks, so that threads change no bit.</summary>
internal sealed class LogisticLikelihood(LogisticDesign design, int[] outcome, int[] feasible, int[] rows, int options, double l2, Workers workers)
{
    private const int Blocks = 16;
    private readonly double[][] _gradients = [.. Enumerable.Range(0, Blocks).Select(_ => new double[design.Features * Width(options)])];
    private readonly double[] _losses = new double[Blocks];

    /// <summary>Options, padded to whole vectors: weights of a feature are contiguous.</summary>
    public static int Width(int options) => (options + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>Loss a row, and its gradient into <paramref name="gradient"/>; weights are (features, width).</summary>
    public double Evaluate(double[] weights, double[] gradient)
    {
        var width = Width(options);
        workers.For(Blocks, block =>
        {
            var own = _gradients[block];
            Array.Clear(own);
            var scores = new double[width];
            double loss = 0;
            var (start, end) = ((int)((long)rows.Length * block / Blocks), (int)((long)rows.Length * (block + 1) / Blocks));
            for (var r = start; r < end; r++)
            {
                var i = rows[r];
                Probabilities(design, weights, i, feasible[i], scores);
                loss -= Math.Log(Math.Max(scores[outcome[i]], 1e-300));
                scores[outcome[i]]--;
                for (var e = i * design.Entries; e < (i + 1) * design.Entries; e++)
                    AddScaled(own.AsSpan(design.Index[e] * width, width), scores, design.Value[e]);
            }
            _losses[block] = loss;
        });
        Array.Clear(gradient);
        foreach (var own in _gradients)
            AddScaled(gradient, own, 1.0 / rows.Length);
        double penalty = 0;
        for (var w = width; w < weights.Length; w++)
        {
            penalty += weights[w] * weights[w];
            gradient[w] += l2 * weights[w] / rows.Length;
        }
        return (_losses.Sum() + (l2 * penalty / 2)) / rows.Length;
    }

    /// <summary>One row's probabilities into <paramref name="scores"/>; 0 beyond the feasible options.</summary>
    public static void Probabilities(LogisticDesign design, double[] weights, int row, int feasible, double[] scores)
    {
        var width = scores.Length;
        Array.Clear(scores);
        for (var e = row * design.Entries; e < (row + 1) * design.Entries; e++)
            AddScaled(scores, weights.AsSpan(design.Index[e] * width, width), design.Value[e]);
        var max = double.NegativeInfinity;
        for (var k = 0; k < feasible; k++)
            max = Math.Max(max, scores[k]);
        double sum = 0;
        for (var k = 0; k < feasible; k++)
            sum += scores[k] = Math.Exp(scores[k] - max);
        for (var k = 0; k < width; k++)
            scores[k] = k < feasible ? scores[k] / sum : 0;
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var scale = new Vector<double>(factor);
        for (var k = 0; k < target.Length; k += Vector<double>.Count)
            (new Vector<double>(target[k..]) + (new Vector<double>(source[k..]) * scale)).CopyTo(target[k..]);
    }
}
