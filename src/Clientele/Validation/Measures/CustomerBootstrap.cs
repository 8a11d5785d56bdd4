using Clientele.Clustering;

namespace Clientele.Validation.Measures;

/// <summary>95 % intervals by resampling customers with all their orders: every customer gets a Poisson(1) weight in every replicate (Hanley and MacGibbon 2006,
/// "Creating non-parametric bootstrap samples using Poisson frequencies"), the percentile interval is reported (Efron and Tibshirani 1993, ch. 13).</summary>
/// <remarks>A weight depends on seed, replicate and the customer's number alone. So tasks whose customers are numbered alike are resampled jointly, paired differences
/// are paired, and threads change no bit.</remarks>
/// <param name="Seed">Seed.</param>
/// <param name="Replicates">Replicates, &gt;= 2.</param>
/// <param name="Workers">Threads.</param>
internal sealed record CustomerBootstrap(int Seed, int Replicates = 1_000, Workers Workers = default)
{
    // Cumulative Poisson(1) probabilities; beyond 11 the mass is under 1e-9.
    private static readonly double[] Cumulative = Poisson();

    /// <summary>How often a customer is in a replicate.</summary>
    public int Weight(int replicate, int customer)
    {
        var bits = SeededRandom.Mix(SeededRandom.Mix((ulong)(long)Seed, (ulong)(long)replicate), (ulong)(long)customer);
        var u = (bits >> 11) * (1.0 / (1UL << 53));
        var weight = 0;
        while (weight < Cumulative.Length && u >= Cumulative[weight])
            weight++;
        return weight;
    }

    /// <summary>Weighted sums of columns in every replicate: (replicates, columns).</summary>
    /// <param name="customer">Customer of every order.</param>
    /// <param name="columns">Values, an entry an order; no NaN.</param>
    public double[][] Sums(ReadOnlySpan<int> customer, params double[][] columns)
    {
        // Customers in the order of their first row: sums do not depend on threads.
        var (ids, totals, place) = (new List<int>(), new List<double[]>(), new Dictionary<int, int>());
        for (var i = 0; i < customer.Length; i++)
        {
            if (!place.TryGetValue(customer[i], out var at))
            {
                place.Add(customer[i], at = ids.Count);
                ids.Add(customer[i]);
                totals.Add(new double[columns.Length]);
            }
            for (var c = 0; c < columns.Length; c++)
                totals[at][c] += columns[c][i];
        }
        var sums = new double[Replicates][];
        Workers.For(Replicates, replicate =>
        {
            var own = new double[columns.Length];
            for (var at = 0; at < ids.Count; at++)
                if (Weight(replicate, ids[at]) is var weight and > 0)
                    for (var c = 0; c < own.Length; c++)
                        own[c] += weight * totals[at][c];
            sums[replicate] = own;
        });
        return sums;
    }

    /// <summary>Mean of a column.</summary>
    public Interval Mean(ReadOnlySpan<int> customer, double[] values) => Ratio(customer, values, Ones(values.Length));

    /// <summary>Σ numerator / Σ denominator.</summary>
    public Interval Ratio(ReadOnlySpan<int> customer, double[] numerator, double[] denominator) =>
        Of(numerator.Sum() / denominator.Sum(), Array.ConvertAll(Sums(customer, numerator, denominator), s => s[0] / s[1]));

    /// <summary>Mean of first − second, paired by order.</summary>
    public Interval Difference(ReadOnlySpan<int> customer, double[] first, double[] second) =>
        Mean(customer, [.. first.Select((value, i) => value - second[i])]);

    /// <summary>Skill of an agent on a task.</summary>
    public Interval Skill(SkillLosses losses) => Of(losses.Skill, SkillDraws(losses));

    /// <summary>Median of the skills of several tasks, whose customers are numbered alike and resampled jointly.</summary>
    public Interval MedianSkill(IReadOnlyList<SkillLosses> tasks)
    {
        var draws = tasks.Select(SkillDraws).ToArray();
        return Of(Median(tasks.Select(t => t.Skill)), [.. Enumerable.Range(0, Replicates).Select(r => Median(draws.Select(task => task[r])))]);
    }

    /// <summary>Any statistic of weighted orders; it is called by several threads at once.</summary>
    /// <param name="customer">Customer of every order.</param>
    /// <param name="statistic">Takes a weight an order.</param>
    public Interval Statistic(int[] customer, Func<double[], double> statistic)
    {
        var draws = new double[Replicates];
        Workers.For(Replicates, replicate => draws[replicate] = statistic(Array.ConvertAll(customer, c => (double)Weight(replicate, c))));
        return Of(statistic(Ones(customer.Length)), draws);
    }

    /// <summary>The percentile interval of draws around an estimate; draws that are NaN (an empty resample) are left out.</summary>
    public static Interval Of(double estimate, IEnumerable<double> draws)
    {
        var sorted = draws.Where(d => !double.IsNaN(d)).Order().ToArray();
        return sorted.Length < 2 ? new Interval(estimate, double.NaN, double.NaN) : new Interval(estimate, Quantile(sorted, .025), Quantile(sorted, .975));
    }

    /// <summary>Quantile of sorted values by linear interpolation (Hyndman and Fan 1996, type 7).</summary>
    public static double Quantile(double[] sorted, double p)
    {
        var at = p * (sorted.Length - 1);
        var low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }

    /// <summary>Median; the mean of the two middle values of an even number.</summary>
    public static double Median(IEnumerable<double> values) => values.Order().ToArray() is { Length: > 0 } sorted ? Quantile(sorted, .5) : double.NaN;

    private double[] SkillDraws(SkillLosses losses) =>
        Array.ConvertAll(Sums(losses.Customer, losses.Marginal, losses.Agent, losses.Best), s => (s[0] - s[1]) / (s[0] - s[2]));

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double[] Poisson()
    {
        var (cumulative, term, sum) = (new double[12], Math.Exp(-1), 0.0);
        for (var k = 0; k < cumulative.Length; k++)
        {
            cumulative[k] = sum += term;
            term /= k + 1;
        }
        return cumulative;
    }
}
