using Clientele.Data;
using Clientele.Simulation;
using static Clientele.InvariantText;

namespace Clientele.Validation.Experiments;

/// <summary>The minimum instalment as a natural experiment. No instalment may be smaller than m, so at a total of c · m the menu gains the plan of c instalments and
/// nothing else changes: sharp regression discontinuities, one a plan, that say how customers substitute when an option appears.</summary>
internal static class MinimumInstalment
{
    /// <summary>Measures it in any shop that offers instalments.</summary>
    /// <param name="orders">Orders of all customers: the hold-out is by the total, not by the customer.</param>
    /// <param name="rule">Which plans the shop offers.</param>
    /// <param name="design">Bandwidths and sizes.</param>
    /// <param name="seed">Seed of the splits.</param>
    /// <param name="cancellationToken">Stops between cutoffs and splits.</param>
    public static MinimumInstalmentTruth Measure(
        OrderTable orders, InstalmentRule rule, MinimumInstalmentDesign design, ulong seed, CancellationToken cancellationToken = default)
    {
        var sample = Sample(orders, rule);
        var m = rule.MinAmount;
        var h = design.Bandwidth * m;
        var paid = Enumerable.Range(0, orders.Count).Where(i => orders.PaymentRows[i] == 1 && orders.PaymentValue[i] > 0).ToArray();
        var paidTotals = Array.ConvertAll(paid, i => orders.PaymentValue[i]);
        var paidCustomers = Array.ConvertAll(paid, i => orders.Customer[i]);
        var contexts = Array.ConvertAll(sample.Row, row => OrderContext.Of(orders, row));
        Func<int, double>[] covariates =
        [
            i => contexts[i].SameState is { } same ? same ? 1 : 0 : double.NaN,
            i => contexts[i].PromisedDays,
            i => contexts[i].FreightShare,
            i => contexts[i].Items ?? double.NaN,
        ];

        var cutoffs = new List<MenuCutoff>();
        var effects = new List<MenuEffect>();
        var designs = new List<(int Plan, LocalLinear Design)>();
        for (var c = 2; c <= rule.Max; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = new LocalLinear(sample.Total, c * m, h);
            var plan = c;
            JumpEstimate Jump(LocalLinear at) => at.Estimate(i => sample.Plan[i] == plan ? 1 : 0, sample.Customer);
            var jump = Jump(line);
            var scored = c >= design.FirstScored && line.IsIdentified && Math.Min(line.Sides.Left, line.Sides.Right) >= design.MinSide;
            cutoffs.Add(new MenuCutoff
            {
                Plan = c,
                Total = c * m,
                TotalBelow = c * m - design.Below,
                Jump = jump,
                HonestSe = design.Honest(jump.Se),
                Variants = [.. design.BandwidthVariants.Select(width => new MenuVariant(width * m, 0, Jump(new LocalLinear(sample.Total, plan * m, width * m)))),
                    new MenuVariant(h, design.Donut * m, Jump(new LocalLinear(sample.Total, plan * m, h, design.Donut * m)))],
                Adjusted = line.Adjusted(i => sample.Plan[i] == plan ? 1 : 0, covariates, sample.Customer),
                Single = line.Estimate(i => sample.Plan[i] == 1 ? 1 : 0, sample.Customer),
                Card = new LocalLinear(paidTotals, c * m, h).Estimate(i => orders.Method[paid[i]] == PaymentMethod.CreditCard ? 1 : 0, paidCustomers),
                Density = DensityTest.LogRatio(sample.Total, c * m, h, design.DensityBin * m),
                Contexts = [.. line.Rows.ToArray().Select(i => sample.Row[i])],
                Sides = line.Sides,
                IsScored = scored,
            });
            if (!scored)
                continue;
            designs.Add((c, line));
            for (var j = 1; j <= c; j++)
            {
                var of = j;
                var effect = line.Estimate(i => sample.Plan[i] == of ? 1 : 0, sample.Customer);
                effects.Add(new MenuEffect(c, j, effect.Value, effect.Se, design.Honest(effect.Se)));
            }
        }
        var halves = MenuResampling.SplitHalves(sample, designs, design.Splits, seed, cancellationToken);
        var truth = new MinimumInstalmentTruth
        {
            Orders = sample.Total.Length,
            Bandwidth = h,
            Cutoffs = cutoffs,
            Effects = effects,
            Periods = Periods(orders, sample, rule, design),
            Placebos = Placebos(sample, rule, design),
            SplitHalf = halves,
            Weak = null,
            Draw = (count, drawSeed) => MenuResampling.Draws(sample, designs, effects, design, count, drawSeed),
        };
        return truth with { Weak = Weakness(truth, rule, design) };
    }

    /// <summary>The card orders that take part: one payment row, by card, a positive total, a plan of 1..K.</summary>
    internal static MenuSample Sample(OrderTable orders, InstalmentRule rule)
    {
        int[] rows = [.. Enumerable.Range(0, orders.Count).Where(i => orders.PaymentRows[i] == 1 && orders.Method[i] == PaymentMethod.CreditCard
            && orders.PaymentValue[i] > 0 && orders.Instalments[i] >= 1 && orders.Instalments[i] <= rule.Max)];
        return new MenuSample(rows, Array.ConvertAll(rows, i => orders.PaymentValue[i]), Array.ConvertAll(rows, i => orders.Instalments[i]), Array.ConvertAll(rows, i => orders.Customer[i]));
    }

    private static List<MenuPlacebo> Placebos(MenuSample sample, InstalmentRule rule, MinimumInstalmentDesign design)
    {
        var placebos = new List<MenuPlacebo>();
        for (var c = 2; c <= rule.Max; c++)
        {
            var (plan, total) = (c, (c + design.PlaceboOffset) * rule.MinAmount);
            var line = new LocalLinear(sample.Total, total, design.PlaceboBandwidth * rule.MinAmount);
            if (Math.Min(line.Sides.Left, line.Sides.Right) >= design.MinSide)
                placebos.Add(new MenuPlacebo(c, total, line.Estimate(i => sample.Plan[i] == plan ? 1 : 0, sample.Customer)));
        }
        return placebos;
    }

    // The mean over thresholds, not one jump a threshold: a period has too few orders for nine.
    private static List<MenuPeriod> Periods(OrderTable orders, MenuSample sample, InstalmentRule rule, MinimumInstalmentDesign design)
    {
        var periods = new List<MenuPeriod>();
        var dated = sample.Row.Where(row => orders.OrderedAt[row] != DateTime.MinValue).Select(row => orders.OrderedAt[row]).ToList();
        if (dated.Count == 0)
            return periods;
        var last = dated.Max();
        for (var from = new DateTime(dated.Min().Year, 1, 1); from <= last; from = from.AddMonths(design.PeriodMonths))
        {
            var to = from.AddMonths(design.PeriodMonths);
            var totals = sample.Total.Select((total, i) => orders.OrderedAt[sample.Row[i]] >= from && orders.OrderedAt[sample.Row[i]] < to ? total : double.NaN).ToArray();
            var byCustomer = new Dictionary<int, double>();
            double sum = 0, robust = 0;
            var (n, count) = (0, 0);
            for (var c = 2; c <= rule.Max; c++)
            {
                var line = new LocalLinear(totals, c * rule.MinAmount, design.Bandwidth * rule.MinAmount);
                if (Math.Min(line.Sides.Left, line.Sides.Right) < design.MinSide || !line.IsIdentified)
                    continue;
                var plan = c;
                var influence = new double[line.Rows.Length];
                var (left, right) = line.Influence(i => sample.Plan[i] == plan ? 1 : 0, influence);
                for (var i = 0; i < influence.Length; i++)
                {
                    var customer = sample.Customer[line.Rows[i]];
                    byCustomer[customer] = byCustomer.GetValueOrDefault(customer) + influence[i];
                    robust += influence[i] * influence[i];
                }
                sum += right - left;
                n += influence.Length;
                count++;
            }
            if (count > 0)
                periods.Add(new MenuPeriod(DateOnly.FromDateTime(from), DateOnly.FromDateTime(to), new JumpEstimate(
                    sum / count, Math.Sqrt(byCustomer.OrderBy(pair => pair.Key).Sum(pair => pair.Value * pair.Value)) / count, Math.Sqrt(robust) / count, n, double.NaN, double.NaN)));
        }
        return periods;
    }

    // A score needs cutoffs with orders on both sides, some effects that are surely not 0 (else no sign can be right or wrong), and effects that differ by more than their
    // noise: below the wanted reliability even the true effects would correlate so loosely with these estimates that a good and a bad agent look alike.
    private static string? Weakness(MinimumInstalmentTruth truth, InstalmentRule rule, MinimumInstalmentDesign design)
    {
        var cutoffs = truth.Cutoffs.Count(cutoff => cutoff.IsScored);
        var significant = truth.Effects.Count(effect => Math.Abs(effect.Value) > 1.96 * effect.HonestSe);
        if (rule.Max < 2)
            return "the shop offers no instalments";
        if (cutoffs < design.MinCutoffs)
            return Text($"only {cutoffs} thresholds from plan {design.FirstScored} on have {design.MinSide} card orders on each side; {design.MinCutoffs} are needed ({truth.Orders} card orders in all)");
        if (significant < design.MinSignificant)
            return Text($"only {significant} of {truth.Effects.Count} effects differ from 0 by their honest standard error (median {Median(truth.Effects.Select(effect => effect.HonestSe)):0.000}); {design.MinSignificant} are needed to judge signs");
        if (!(truth.SplitHalf.Reliability >= design.MinReliability))
            return Text($"two halves of the customers agree too little on the effects (reliability {truth.SplitHalf.Reliability:0.00}, {design.MinReliability:0.00} is needed): a good and a bad simulation could not be told apart");
        return null;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>The card orders that take part, by column.</summary>
/// <param name="Row">Row in the order table.</param>
/// <param name="Total">What was paid, currency.</param>
/// <param name="Plan">Instalments.</param>
/// <param name="Customer">Customer.</param>
internal sealed record MenuSample(int[] Row, double[] Total, int[] Plan, int[] Customer);
