namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>Log-likelihood of a log-linear pool: P(y) = exp(Σ θ_j f_j(y)) / Z over the options, each order with its own features.</summary>
/// <remarks>Features are stored by order and option, without zeros. Orders are cut into fixed blocks whose sums are added in order, so the thread count
/// never changes a bit.</remarks>
internal sealed class OutcomePool(int options, int parameters, ParallelOptions parallel)
{
    private const int Block = 256;
    private readonly List<Order> _orders = [];

    /// <summary>Orders.</summary>
    public int Count => _orders.Count;

    /// <summary>One order's features.</summary>
    /// <param name="Outcome">The option that it was.</param>
    /// <param name="Start">Where each option's features start; options + 1 entries.</param>
    /// <param name="Feature">Parameter of each entry.</param>
    /// <param name="Value">Value of each entry.</param>
    public sealed record Order(int Outcome, int[] Start, ushort[] Feature, float[] Value);

    public void AddRange(IEnumerable<Order> orders) => _orders.AddRange(orders);

    /// <summary>The same orders with only some of the features, which are numbered anew.</summary>
    /// <param name="column">New number of each parameter; −1 = left out.</param>
    public OutcomePool Keep(int[] column)
    {
        var kept = new Order[_orders.Count];
        Parallel.For(0, kept.Length, parallel, i =>
        {
            var order = _orders[i];
            var start = new int[options + 1];
            List<ushort> feature = new(order.Feature.Length);
            List<float> value = new(order.Feature.Length);
            for (var y = 0; y < options; y++)
            {
                for (var k = order.Start[y]; k < order.Start[y + 1]; k++)
                    if (column[order.Feature[k]] is >= 0 and var now)
                    {
                        feature.Add((ushort)now);
                        value.Add(order.Value[k]);
                    }
                start[y + 1] = feature.Count;
            }
            kept[i] = new Order(order.Outcome, start, [.. feature], [.. value]);
        });
        var pool = new OutcomePool(options, column.Max() + 1, parallel);
        pool.AddRange(kept);
        return pool;
    }

    /// <summary>Log-likelihood at theta; its gradient is written.</summary>
    public double Evaluate(double[] theta, Span<double> gradient)
    {
        var (value, sums) = Sum(theta, false, null);
        sums.AsSpan(0, parameters).CopyTo(gradient);
        return value;
    }

    /// <summary>Fisher information at theta, which for this family is the negative second derivative; (parameters, parameters).</summary>
    /// <param name="theta">Parameters.</param>
    /// <param name="scores">Filled with each order's gradient, (orders, parameters); null = not wanted.</param>
    public double[,] Information(double[] theta, double[]? scores = null)
    {
        var (_, sums) = Sum(theta, true, scores);
        var information = new double[parameters, parameters];
        for (var a = 0; a < parameters; a++)
            for (var b = 0; b <= a; b++)
                information[a, b] = information[b, a] = sums[parameters + a * parameters + b];
        return information;
    }

    private (double Value, double[] Sums) Sum(double[] theta, bool curvature, double[]? scores)
    {
        var blocks = (_orders.Count + Block - 1) / Block;
        var width = parameters + (curvature ? parameters * parameters : 0);
        var (value, sums) = (0.0, new double[width]);
        // A batch of blocks at a time, so that memory stays small however many orders there are.
        const int Batch = 64;
        for (var from = 0; from < blocks; from += Batch)
        {
            var parts = new (double Value, double[] Sums)[Math.Min(Batch, blocks - from)];
            Parallel.For(0, parts.Length, parallel, p =>
            {
                var part = new double[width];
                double[] probability = new double[options], mean = new double[parameters];
                var total = 0.0;
                for (var i = (from + p) * Block; i < Math.Min(_orders.Count, (from + p + 1) * Block); i++)
                    total += Add(_orders[i], theta, probability, mean, part, curvature, scores is null ? default : scores.AsSpan(i * parameters, parameters));
                parts[p] = (total, part);
            });
            foreach (var part in parts)
            {
                value += part.Value;
                for (var j = 0; j < width; j++)
                    sums[j] += part.Sums[j];
            }
        }
        return (value, sums);
    }

    private double Add(Order order, double[] theta, double[] probability, double[] mean, double[] sums, bool curvature, Span<double> score)
    {
        var highest = double.NegativeInfinity;
        for (var y = 0; y < options; y++)
        {
            var s = 0.0;
            for (var k = order.Start[y]; k < order.Start[y + 1]; k++)
                s += theta[order.Feature[k]] * order.Value[k];
            probability[y] = s;
            highest = Math.Max(highest, s);
        }
        var own = probability[order.Outcome] - highest;
        var total = 0.0;
        for (var y = 0; y < options; y++)
            total += probability[y] = Math.Exp(probability[y] - highest);
        Array.Clear(mean);
        for (var y = 0; y < options; y++)
        {
            var p = probability[y] /= total;
            for (var k = order.Start[y]; k < order.Start[y + 1]; k++)
                mean[order.Feature[k]] += p * order.Value[k];
        }
        for (var j = 0; j < mean.Length; j++)
            sums[j] -= mean[j];
        for (var k = order.Start[order.Outcome]; k < order.Start[order.Outcome + 1]; k++)
            sums[order.Feature[k]] += order.Value[k];
        if (!score.IsEmpty)
        {
            for (var j = 0; j < mean.Length; j++)
                score[j] = -mean[j];
            for (var k = order.Start[order.Outcome]; k < order.Start[order.Outcome + 1]; k++)
                score[order.Feature[k]] += order.Value[k];
        }
        if (curvature)
            AddCurvature(order, probability, mean, sums.AsSpan(parameters));
        return own - Math.Log(total);
    }

    // Σ p f fᵀ − mean meanᵀ, lower triangle: the first sum over what an option has, the second once an order.
    private void AddCurvature(Order order, double[] probability, double[] mean, Span<double> sums)
    {
        for (var y = 0; y < options; y++)
            for (var k = order.Start[y]; k < order.Start[y + 1]; k++)
            {
                var weighted = probability[y] * order.Value[k];
                var row = sums.Slice(order.Feature[k] * parameters, order.Feature[k] + 1);
                for (var l = order.Start[y]; l <= k; l++)
                    row[order.Feature[l]] += weighted * order.Value[l];
            }
        for (var a = 0; a < mean.Length; a++)
        {
            var factor = mean[a];
            if (factor == 0)
                continue;
            var row = sums.Slice(a * parameters, a + 1);
            for (var b = 0; b < row.Length; b++)
                row[b] -= factor * mean[b];
        }
    }
}
