using System.Globalization;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation;

/// <summary>Does a simulated population look like the real one? Every held-out order is simulated, given its real context, and joint distributions are compared.</summary>
/// <remarks>An answer is drawn from the agent's distribution: taking the likeliest value instead would make everybody alike (total variation .07 against .62 of one model).</remarks>
internal static class PopulationBlock
{
    public static BlockResult Measure(HeldOut data, IReadOnlyList<HeldOutTask> tasks, IReadOnlyList<(string Kind, string Why)> missing, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        var design = protocol.Population;
        var metrics = new List<FidelityMetric>();
        var tables = new List<FidelityTable>();
        var scored = new List<(NormalisedFidelity Fidelity, HeldOutTask Task, string Pair)>();
        foreach (var (first, second) in design.Pairs)
        {
            void Absent(int orders, string why) => metrics.Add(FidelityMetric.Judge($"population.nf.{first}_{second}", double.NaN, double.NaN, double.NaN, orders, null, weak: why));
            if (tasks.FirstOrDefault(task => task.Attribute.Kind == first) is not { } task)
            {
                Absent(0, $"{first} is not asked: {missing.FirstOrDefault(one => one.Kind == first).Why ?? "the protocol has no such task"}");
                continue;
            }
            if (Levels(data, task, second, design) is not var (names, level) || level.Distinct().Count() < 2)
            {
                Absent(task.Rows.Length, $"these orders do not differ in {second}, or do not record it");
                continue;
            }
            var pair = new PairTable($"{first} × {second}", task.Attribute.Options.Count, names.Length, level);
            var nf = NormalisedFidelity.Of(pair.Cells, pair.Cell(task.Outcome), pair.Sampler(task.Agent), pair.Sampler(task.At(task.Best.Probabilities)),
                pair.Sampler(task.Baselines["marginal"]), task.Customer, protocol.Costly(bootstrap));
            var weak = nf.Room >= design.Room ? null : Text($"the marginal is only {nf.Room:0.000} farther from reality than two samples of it; {design.Room:0.00} are needed");
            metrics.Add(FidelityMetric.Judge($"population.nf.{first}_{second}", nf.Value.Value, nf.Value.Low, nf.Value.High, task.Rows.Length, null, new Dictionary<string, double> { ["marginal"] = 0 },
                ceiling: nf.PerfectMean, weak: weak, note: Text($"Total variation {nf.Distance:0.000}; two samples of reality {nf.Floor:0.000}, marginal {nf.MarginalDistance:0.000}. A perfect simulator: {nf.PerfectMean:0.00}, 5th percentile {nf.PerfectLow:0.00}."),
                shown: new Dictionary<string, double> { [$"best fitted ({task.Best.Name})"] = nf.BestValue }));
            if (weak is null)
                scored.Add((nf, task, pair.Name));
            tables.Add(new FidelityTable(pair.Name, task.Attribute.Options, names, Shares(pair, (i, k) => task.Outcome[i] == k ? 1 : 0), Shares(pair, (i, k) => task.Agent[i][k])));
        }
        AddFidelity(metrics, scored, protocol);
        foreach (var task in tasks.Where(task => task.Attribute.Kind is MaskedOrder.Plan or MaskedOrder.Stars))
            AddSpread(metrics, task, protocol, bootstrap);
        AddTotalSpread(metrics, protocol);
        AddTwoSample(metrics, tasks, protocol, protocol.Costly(bootstrap));
        var median = metrics.FirstOrDefault(metric => metric.Id == "population.nf.median");
        var summary = median is null || double.IsNaN(median.Value) ? "No joint distribution could be scored."
            : median.Value <= 0 ? Text($"Joint distributions are no nearer to reality than the overall shares are (median of {scored.Count} pairs).")
            : Text($"Joint distributions come {median.Value:0%} of the way from the overall shares to a resample of reality (median of {scored.Count} pairs).");
        return new BlockResult(FidelityBlock.Of("population", summary, metrics), metrics) { Tables = tables };
    }

    private static void AddFidelity(List<FidelityMetric> metrics, List<(NormalisedFidelity Fidelity, HeldOutTask Task, string Pair)> scored, ExperimentProtocol protocol)
    {
        var none = scored.Count == 0 ? "no pair of attributes has room to be told apart from chance" : null;
        FidelityMetric Of(string id, Interval value, int n, double best, string reading) => FidelityMetric.Judge(id, value.Value, value.Low, value.High, n, protocol.Targets.GetValueOrDefault(id),
            new Dictionary<string, double> { ["marginal"] = 0 }, floor: 0, ceiling: 1, weak: none, note: reading, shown: new Dictionary<string, double> { ["best fitted"] = best });
        if (scored.Count == 0)
        {
            metrics.Insert(0, Of("population.nf.median", new Interval(double.NaN, double.NaN, double.NaN), 0, double.NaN, ""));
            metrics.Insert(1, Of("population.nf.min", new Interval(double.NaN, double.NaN, double.NaN), 0, double.NaN, ""));
            return;
        }
        // The same resamples of the customers under every pair, so the median's interval is that of the median.
        var replicates = Enumerable.Range(0, scored[0].Fidelity.Replicates.Length).Select(r => CustomerBootstrap.Median(scored.Select(one => one.Fidelity.Replicates[r]))).ToArray();
        var median = CustomerBootstrap.Of(CustomerBootstrap.Median(scored.Select(one => one.Fidelity.Value.Value)), replicates);
        var worst = scored.MinBy(one => one.Fidelity.Value.Value);
        // One order is in several pairs and counts once.
        int orders = scored.SelectMany(one => one.Task.Orders).Distinct().Count(), customers = scored.SelectMany(one => one.Task.Customer).Distinct().Count();
        metrics.Insert(0, Of("population.nf.median", median, orders, CustomerBootstrap.Median(scored.Select(one => one.Fidelity.BestValue)),
            Text($"{scored.Count} of {protocol.Population.Pairs.Count} pairs scored, {orders:N0} orders of {customers:N0} customers in all; the band of a perfect simulator begins at {scored.Min(one => one.Fidelity.PerfectLow):0.00} for one pair and one simulated population, and four times as many held-out orders would halve its distance from 1.")));
        metrics.Insert(1, Of("population.nf.min", worst.Fidelity.Value, worst.Task.Rows.Length, worst.Fidelity.BestValue,
            Text($"{worst.Pair}, of {scored.Count} pairs scored the one farthest from reality ({worst.Task.Customer.Distinct().Count():N0} customers); a perfect simulator of it reaches {worst.Fidelity.PerfectLow:0.00} in 95 of 100 populations.")));
    }

    private static void AddSpread(List<FidelityMetric> metrics, HeldOutTask task, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        double[] Values(int[] outcome) => Array.ConvertAll(outcome, y => y + 1.0);
        var spread = SpreadRatio.Of(Values(task.Outcome), Values(Sampled(task.Agent, bootstrap.Seed, task.Attribute.Kind)), task.Persona, task.Customer, protocol.Costly(bootstrap));
        var id = IndividualsBlock.IdOf(task.Attribute.Kind);
        metrics.Add(FidelityMetric.Judge("population.sdratio." + id, spread.Total.Value, spread.Total.Low, spread.Total.High, task.Rows.Length, null));
        metrics.Add(FidelityMetric.Judge("population.sdratio.within_persona." + id, spread.WithinPersona.Value, spread.WithinPersona.Low, spread.WithinPersona.High, task.Rows.Length, null));
    }

    // The headline is the ratio farthest from 1: no average hides a flattened attribute.
    private static void AddTotalSpread(List<FidelityMetric> metrics, ExperimentProtocol protocol)
    {
        var ratios = metrics.Where(metric => metric.Id.StartsWith("population.sdratio.", StringComparison.Ordinal) && !metric.Id.Contains("within", StringComparison.Ordinal)).ToList();
        if (ratios.MaxBy(metric => Math.Abs(Math.Log(metric.Value))) is { } farthest)
            metrics.Add(FidelityMetric.Judge("population.sdratio", farthest.Value, farthest.Low, farthest.High, farthest.N, protocol.Targets.GetValueOrDefault("population.sdratio"), floor: null, ceiling: 1,
                note: $"Of {farthest.Id["population.sdratio.".Length..]}, the farthest from 1; below 1 simulated people are too alike."));
        else
            metrics.Add(FidelityMetric.Judge("population.sdratio", double.NaN, double.NaN, double.NaN, 0, protocol.Targets.GetValueOrDefault("population.sdratio"), weak: "neither instalment plans nor stars are asked"));
    }

    private static void AddTwoSample(List<FidelityMetric> metrics, IReadOnlyList<HeldOutTask> tasks, ExperimentProtocol protocol, CustomerBootstrap bootstrap)
    {
        FidelityMetric? farthest = null;
        (int Orders, string Why)? unscored = null;
        foreach (var task in tasks.Where(task => task.Attribute.Options.Count <= 10))
        {
            var (n, id) = (task.Rows.Length, "population.c2st." + IndividualsBlock.IdOf(task.Attribute.Kind));
            int[] customer = [.. task.Customer, .. task.Customer];
            if (TwoSampleTest.WhyNot(customer, bootstrap.Seed) is { } why)
            {
                metrics.Add(FidelityMetric.Judge(id, double.NaN, double.NaN, double.NaN, n, null, weak: why));
                unscored = unscored is { } known && known.Orders >= n ? known : (n, task.Attribute.Kind + ": " + why);
                continue;
            }
            var simulated = Sampled(task.Agent, bootstrap.Seed, task.Attribute.Kind);
            TaskColumn[] columns =
            [
                .. task.Table.Columns.Select(column => column with { Values = [.. task.At(column.Values), .. task.At(column.Values)] }),
                new TaskColumn("answer", [.. task.Outcome.Select(y => (double)y), .. simulated.Select(y => (double)y)]),
            ];
            var test = TwoSampleTest.Of(columns, [.. Enumerable.Repeat(false, n), .. Enumerable.Repeat(true, n)], customer, bootstrap, permutations: 3);
            var metric = FidelityMetric.Judge(id, test.Auc.Value, test.Auc.Low, test.Auc.High, n, null, floor: test.Floor);
            metrics.Add(metric);
            farthest = farthest is null || metric.Value > farthest.Value ? metric : farthest;
        }
        if (farthest is not null)
            metrics.Add(FidelityMetric.Judge("population.c2st", farthest.Value, farthest.Low, farthest.High, farthest.N, protocol.Targets.GetValueOrDefault("population.c2st"), floor: farthest.Floor,
                note: $"Of {farthest.Id["population.c2st.".Length..]}, the easiest to tell: how often a classifier that sees the whole order picks the simulated one of two; 0.5 = cannot tell."));
        else
            metrics.Add(FidelityMetric.Judge("population.c2st", double.NaN, double.NaN, double.NaN, unscored?.Orders ?? 0, protocol.Targets.GetValueOrDefault("population.c2st"),
                weak: unscored?.Why ?? "no attribute with ten values or fewer is asked"));
    }

    /// <summary>One answer an order, drawn from its distribution.</summary>
    internal static int[] Sampled(double[][] probabilities, int seed, string kind)
    {
        var random = new SeededRandom((ulong)(long)seed, CounterRandom.Key(kind));
        return Array.ConvertAll(probabilities, p =>
        {
            var u = random.NextDouble() * p.Sum();
            var k = 0;
            while (k < p.Length - 1 && (u -= p[k]) >= 0)
                k++;
            return k;
        });
    }

    private static (string[] Names, int[] Level)? Levels(HeldOut data, HeldOutTask task, string second, PopulationProtocol design)
    {
        OrderTable orders = data.Test;
        switch (second)
        {
            case "value_decile":
                var cuts = MaskedOrder.Of(MaskedOrder.Ticket, data.Fit, data.Mapping.Instalments).TicketCuts;
                return ([.. Enumerable.Range(1, 10).Select(d => d.ToString(CultureInfo.InvariantCulture))],
                    Array.ConvertAll(task.Orders, i => cuts.Count(cut => MaskedOrder.Total(orders, i) > cut)));
            case "lateness":
                if (!Array.Exists(task.Orders, i => !double.IsNaN(OrderContext.Of(orders, i).DaysLate)))
                    return null;
                string[] names = [.. design.LatenessCuts.Select((cut, c) => Text($"to {cut - 1}")), Text($"{design.LatenessCuts[^1]}+"), "not recorded"];
                return (names, Array.ConvertAll(task.Orders, i => OrderContext.Of(orders, i).DaysLate is var late && double.IsNaN(late) ? names.Length - 1 : design.LatenessCuts.Count(cut => late >= cut)));
            default:
                var category = second == "category";
                var (known, column, top) = category ? (orders.Categories, orders.Category, design.CategoryTop) : (orders.States, orders.CustomerState, design.StateTop);
                int[] largest = [.. task.Orders.Select(i => column[i]).Where(c => c >= 0).CountBy(c => c).OrderByDescending(one => one.Value).ThenBy(one => one.Key).Take(top).Select(one => one.Key)];
                return ([.. largest.Select(c => known[c]), "other"], Array.ConvertAll(task.Orders, i => Array.IndexOf(largest, column[i]) is >= 0 and var at ? at : largest.Length));
        }
    }

    private static double[][] Shares(PairTable pair, Func<int, int, double> probability)
    {
        var shares = Enumerable.Range(0, pair.Outcomes).Select(_ => new double[pair.Levels]).ToArray();
        for (var i = 0; i < pair.Level.Length; i++)
            for (var k = 0; k < pair.Outcomes; k++)
                shares[k][pair.Level[i]] += probability(i, k) / pair.Level.Length;
        return shares;
    }
}
