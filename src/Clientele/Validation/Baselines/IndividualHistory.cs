using Clientele.Data;

namespace Clientele.Validation.Baselines;

/// <summary>The customer's other orders, drawn towards the population: p_i(k) = (n_ik + τ q_k) / (n_i + τ), the posterior mean of a Dirichlet-multinomial with
/// mean q and concentration τ (Minka 2000, "Estimating a Dirichlet distribution"); τ by maximum likelihood over the customers of the fit, q their shares.</summary>
internal static class IndividualHistory
{
    /// <summary>Above this nobody's history counts.</summary>
    public const double NoDifference = 1e6;

    private const double Smallest = 1e-3;

    /// <summary>Probabilities (n, options), infeasible options 0. An order's own outcome is never among the counts.</summary>
    public static double[][] Predict(TaskTable table)
    {
        var (population, options) = (PopulationMarginal.Shares(table), table.Options.Count);
        var counts = Counts(table);
        var tau = Concentration(table, counts, population);
        var rows = new double[table.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            var own = counts[table.Customer[i]];
            var others = own.Sum() - 1;
            rows[i] = new double[options];
            for (var k = 0; k < options; k++)
                rows[i][k] = (own[k] - (k == table.Outcome[i] ? 1 : 0) + (tau * population[k])) / (others + tau);
        }
        return FeasibleOptions.Restrict(table, rows);
    }

    /// <summary>τ; <see cref="NoDifference"/> when the customers do not differ by more than chance, or none came back.</summary>
    public static double Concentration(TaskTable table) => Concentration(table, Counts(table), PopulationMarginal.Shares(table));

    private static double Concentration(TaskTable table, Dictionary<int, int[]> counts, double[] population)
    {
        // Only those who came back carry information on τ: one order has the likelihood q_k whatever τ is.
        var repeat = new List<int[]>();
        var seen = new HashSet<int>();
        for (var i = 0; i < table.Count; i++)
            if (table.Group[i] == CustomerGroup.Fit && seen.Add(table.Customer[i]) && counts[table.Customer[i]] is var own && own.Sum() > 1)
                repeat.Add(own);
        if (repeat.Count == 0)
            return NoDifference;
        double Likelihood(double logTau)
        {
            var tau = Math.Exp(logTau);
            double sum = 0;
            foreach (var own in repeat)
            {
                // Γ-ratios as sums of logarithms: exact, also for a large τ, where differences of lnΓ cancel.
                var n = 0;
                for (var k = 0; k < own.Length; k++)
                    for (var j = 0; j < own[k]; j++)
                        sum += Math.Log(((tau * population[k]) + j) / (tau + n++));
            }
            return sum;
        }
        return Math.Exp(Maximum(Likelihood, Math.Log(Smallest), Math.Log(NoDifference)));
    }

    private static double Maximum(Func<double, double> f, double low, double high)
    {
        // Golden section: the likelihood has one peak in ln τ or rises to an end.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
        var (fa, fb) = (f(a), f(b));
        while (high - low > 1e-6)
        {
            if (fa > fb)
            {
                (high, b, fb) = (b, a, fa);
                fa = f(a = high - (ratio * (high - low)));
            }
            else
            {
                (low, a, fa) = (a, b, fb);
                fb = f(b = low + (ratio * (high - low)));
            }
        }
        return (low + high) / 2;
    }

    private static Dictionary<int, int[]> Counts(TaskTable table)
    {
        var counts = new Dictionary<int, int[]>();
        for (var i = 0; i < table.Count; i++)
        {
            if (!counts.TryGetValue(table.Customer[i], out var own))
                counts.Add(table.Customer[i], own = new int[table.Options.Count]);
            own[table.Outcome[i]]++;
        }
        return counts;
    }
}
