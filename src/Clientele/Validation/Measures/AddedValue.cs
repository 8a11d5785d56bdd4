using MathNet.Numerics.LinearAlgebra;

namespace Clientele.Validation.Measures;

/// <summary>What a second forecaster (a language model) adds to a first one (the choice model): a multinomial logarithmic pool over each order's feasible options,
/// ln p*(k) = a_k + b1 ln p_choice(k) + b2 ln p_llm(k) − ln Σ, by maximum likelihood; for two options exactly logit p* = a + b1 logit p_choice + b2 logit p_llm
/// (stacking: Wolpert 1992; pool: Genest and Zidek 1986). Standard errors are clustered by customer (sandwich: Liang and Zeger 1986).</summary>
/// <param name="Choice">b1.</param>
/// <param name="Model">b2.</param>
/// <param name="LossChoice">Mean log-loss of the first alone, nats.</param>
/// <param name="LossPooled">Of the pool, on the orders it was fitted on.</param>
/// <param name="N">Orders.</param>
internal sealed record AddedValue(Interval Choice, Interval Model, double LossChoice, double LossPooled, int N)
{
    /// <summary>Options with fewer outcomes share one constant, 0: theirs could not be estimated.</summary>
    private const int LeastOutcomes = 10;

    /// <summary>Whether b2's interval holds 0: the second forecaster adds nothing measurable here.</summary>
    public bool NothingMeasurable => Model.Low <= 0 && Model.High >= 0;

    /// <summary>Fits the pool.</summary>
    /// <param name="choice">Probabilities of the first (n, options); 0 = infeasible.</param>
    /// <param name="model">Probabilities of the second; below <see cref="ProperScores.Clip"/> counts as that.</param>
    /// <param name="outcome">Right answers.</param>
    /// <param name="feasible">Options feasible for the order, from the first on.</param>
    /// <param name="customer">Customer of every order.</param>
    public static AddedValue Of(double[][] choice, double[][] model, int[] outcome, int[] feasible, int[] customer)
    {
        var (n, options) = (outcome.Length, choice[0].Length);
        var counts = new int[options];
        foreach (var k in outcome)
            counts[k]++;
        // The most frequent option is the reference; its constant is 0.
        var reference = Array.IndexOf(counts, counts.Max());
        var (constant, size) = (new int[options], 2);
        for (var k = 0; k < options; k++)
            constant[k] = k != reference && counts[k] >= LeastOutcomes ? size++ : -1;
        var theta = Vector<double>.Build.Dense(size);
        theta[0] = 1;
        var rows = new PoolRows(choice, model, outcome, feasible, constant, size);
        var (loss, gradient, hessian) = rows.Evaluate(theta);
        for (var iteration = 0; iteration < 50 && gradient.L2Norm() / n > 1e-9; iteration++)
        {
            var step = hessian.Cholesky().Solve(gradient);
            var scale = 1.0;
            for (var halving = 0; halving < 30; halving++, scale /= 2)
            {
                var next = rows.Evaluate(theta - (scale * step));
                if (next.Loss > loss + (1e-12 * n))
                    continue;
                (theta, loss, gradient, hessian) = (theta - (scale * step), next.Loss, next.Gradient, next.Hessian);
                break;
            }
            if (scale < 1e-8)
                break;
        }
        var inverse = hessian.Inverse();
        var variance = inverse * rows.ClusterScores(theta, customer, out var clusters) * inverse * (clusters / Math.Max(1.0, clusters - 1));
        Interval Coefficient(int j) => new(theta[j], theta[j] - (1.96 * Math.Sqrt(variance[j, j])), theta[j] + (1.96 * Math.Sqrt(variance[j, j])));
        return new AddedValue(Coefficient(0), Coefficient(1), ProperScores.LogLoss(choice, outcome).Average(), loss / n, n);
    }
}
