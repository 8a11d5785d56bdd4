namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>How far a table is shrunk toward its coarser table: concentration and discount by empirical Bayes, that is by the likelihood of each order given
/// the other customers' orders.</summary>
internal static class OutcomeShrinkage
{
    private const double LowestLog = -3, HighestLog = 8, LargestDiscount = .9;

    /// <summary>Estimates both, and gives the share of each sampled row's own outcome without its customer.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="sample">Rows to estimate on, whole customers.</param>
    /// <param name="counts">The table.</param>
    /// <param name="coarser">By sampled row: the coarser table's share of its outcome, without its customer.</param>
    public static (double Concentration, double Discount, double[] Shares) Estimate(OutcomeRows rows, int[] sample, OutcomeCounts counts, double[] coarser)
    {
        var others = new List<(int At, int Same, int Total, int Seen)>();
        for (var s = 0; s < sample.Length; s++)
            if (WithoutCustomer(rows, counts, sample[s]) is { Total: > 0 } left)
                others.Add((s, left.Same, left.Total, left.Seen));

        double LogLikelihood(double logConcentration, double discount)
        {
            var c = Math.Exp(logConcentration);
            // Products of up to 32 ratios, each within 1e-9..1e3, stay finite: one logarithm for all of them.
            var (sum, product, held) = (0.0, 1.0, 0);
            foreach (var (at, same, total, seen) in others)
            {
                product *= Math.Max(Share(c, discount, same, total, seen, coarser[at]), 1e-9);
                if (++held == 32)
                {
                    sum += Math.Log(product);
                    (product, held) = (1, 0);
                }
            }
            return sum + Math.Log(product);
        }

        var (log, d) = (2.0, .1);
        for (var round = 0; round < 3; round++)
        {
            var (discountNow, logNow) = (d, 0.0);
            log = Highest(x => LogLikelihood(x, discountNow), LowestLog, HighestLog);
            logNow = log;
            d = Highest(x => LogLikelihood(logNow, x), 0, LargestDiscount);
        }
        var shares = (double[])coarser.Clone();
        foreach (var (at, same, total, seen) in others)
            shares[at] = Share(Math.Exp(log), d, same, total, seen, coarser[at]);
        return (Math.Exp(log), d, shares);
    }

    /// <summary>τ of the customers' own other orders: c of a Dirichlet-multinomial around the shares; NaN when fewer than 20 orders have others.</summary>
    public static double Own(OutcomeRows rows, double[] shares)
    {
        var others = new List<(int Same, int Total, double Share)>();
        for (var r = 0; r < rows.Count; r++)
            if (rows.End[r] - rows.First[r] > 1)
                others.Add((rows.Others(r).Count(other => other == rows.Outcome[r]), rows.End[r] - rows.First[r] - 1, shares[rows.Outcome[r]]));
        return others.Count < 20
            ? double.NaN
            : Math.Exp(Highest(x => others.Sum(o => Math.Log((o.Same + Math.Exp(x) * o.Share) / (o.Total + Math.Exp(x)))), LowestLog, HighestLog));
    }

    /// <summary>Counts of a row's key without its customer: of its own outcome, in all, and options seen. Total 0 when too few customers remain.</summary>
    internal static (int Same, int Total, int Seen) WithoutCustomer(OutcomeRows rows, OutcomeCounts counts, int row)
    {
        var slot = counts.Slots[row];
        if (slot < 0 || counts.Customers[slot] <= OutcomeTable.FewestCustomers)
            return default;
        var table = counts.Table;
        var (same, total, seen) = (0, 0, 0);
        for (var k = table.Start[slot]; k < table.Start[slot + 1]; k++)
        {
            var left = table.Count[k];
            for (var j = rows.First[row]; j < rows.End[row]; j++)
                if (counts.Slots[j] == slot && rows.Outcome[j] == table.Option[k])
                    left--;
            total += left;
            seen += left > 0 ? 1 : 0;
            if (table.Option[k] == rows.Outcome[row])
                same = left;
        }
        return (same, total, seen);
    }

    private static double Share(double c, double d, int same, int total, int seen, double coarser) =>
        (Math.Max(0, same - d) + (c + d * seen) * coarser) / (total + c);

    // Golden section: the likelihood has one hump in each of the two in all but odd cases, and a side hump does little harm.
    private static double Highest(Func<double, double> value, double low, double high)
    {
        const double Ratio = 0.6180339887498949;
        var (left, right) = (high - Ratio * (high - low), low + Ratio * (high - low));
        var (atLeft, atRight) = (value(left), value(right));
        for (var step = 0; step < 14; step++)
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - Ratio * (high - low);
                atLeft = value(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + Ratio * (high - low);
                atRight = value(right);
            }
        return (low + high) / 2;
    }
}
