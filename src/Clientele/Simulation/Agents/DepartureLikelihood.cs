namespace Clientele.Simulation.Agents;

/// <summary>Log-likelihood of what single plans are preferred by beyond everything else, δ(k), k = 2..K, among some card orders:
/// P(k | card) ∝ exp(W(k) + δ(k)) over the feasible plans, W fixed.</summary>
/// <remarks>W is exponentiated once, so that an evaluation takes K − 1 exponentials and not as many an order. A plan that none of the orders could take has no score
/// and no information: its departure stays at the prior's 0.</remarks>
internal sealed class DepartureLikelihood
{
    private readonly int[] _plan;
    private readonly double[] _weight; // exp W by order, then plan

    /// <summary>Prepares the likelihood.</summary>
    /// <param name="orders">Card orders, with the plan that each took.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="utilities">W, as <see cref="PlanLikelihood.Utilities"/> gives it for <paramref name="orders"/>.</param>
    public DepartureLikelihood(PaymentOrders orders, IReadOnlyList<int> rows, double[][] utilities)
    {
        Count = utilities.Length;
        _plan = [.. rows.Select(i => orders.Plan[i])];
        _weight = new double[rows.Count * Count];
        for (var r = 0; r < rows.Count; r++)
            for (var k = 0; k < Count; k++)
                _weight[r * Count + k] = Math.Exp(Math.Min(utilities[k][rows[r]], 600));
    }

    /// <summary>Plans of more than one instalment.</summary>
    public int Count { get; }

    /// <summary>Log-likelihood, less that of a departure of 0 up to a constant; its gradient goes to <paramref name="gradient"/> (<see cref="Count"/> entries).</summary>
    public double Evaluate(double[] departure, Span<double> gradient)
    {
        Span<double> factor = stackalloc double[Count], share = stackalloc double[Count];
        for (var k = 0; k < Count; k++)
            factor[k] = Math.Exp(departure[k]);
        gradient.Clear();
        var sum = 0.0;
        for (var r = 0; r < _plan.Length; r++)
        {
            sum -= Math.Log(Shares(r, factor, share));
            for (var k = 0; k < Count; k++)
                gradient[k] -= share[k];
            if (_plan[r] > 1)
            {
                sum += departure[_plan[r] - 2];
                gradient[_plan[r] - 2]++;
            }
        }
        return sum;
    }

    /// <summary>Observed information, (K − 1, K − 1).</summary>
    public double[,] Information(double[] departure)
    {
        Span<double> factor = stackalloc double[Count], share = stackalloc double[Count];
        for (var k = 0; k < Count; k++)
            factor[k] = Math.Exp(departure[k]);
        var information = new double[Count, Count];
        for (var r = 0; r < _plan.Length; r++)
        {
            Shares(r, factor, share);
            for (var a = 0; a < Count; a++)
            {
                information[a, a] += share[a];
                for (var b = 0; b <= a; b++)
                    information[a, b] -= share[a] * share[b];
            }
        }
        for (var a = 0; a < Count; a++)
            for (var b = 0; b < a; b++)
                information[b, a] = information[a, b];
        return information;
    }

    private double Shares(int row, ReadOnlySpan<double> factor, Span<double> share)
    {
        var weight = _weight.AsSpan(row * Count, Count);
        var total = 1.0;
        for (var k = 0; k < Count; k++)
            total += share[k] = weight[k] * factor[k];
        for (var k = 0; k < Count; k++)
            share[k] /= total;
        return total;
    }
}
