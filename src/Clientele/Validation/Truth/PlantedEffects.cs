using System.Globalization;
using Clientele.Data;
using Clientele.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;

namespace Clientele.Validation.Truth;

/// <summary>Asks an agent what was planted: the same orders, the same two arms, the same averages as in the truth of a synthetic store.</summary>
/// <remarks>The agents are those of the masked-attribute tasks, fitted on all basket values and deliveries of the fit customers. Nothing has to be held out by value here, as it
/// is in the natural experiments: the truth is not measured in the orders that are fitted on, it is known. What is asked is whether the model recovers what the data identify.</remarks>
internal sealed class PlantedEffects(HeldOut data, SyntheticTruth truth, ValidatedAgent agent, ExperimentProtocol protocol, CancellationToken cancellationToken)
{
    private const int MenuStream = 2_000, LatenessStream = 3_000, DelayStream = 4_000;

    private sealed record Averaged(double[] Value, double[] Se, double[][] Draws, int Orders);

    /// <summary><c>menu.C.K</c>: the plan of C instalments comes onto the menu, and nothing else changes.</summary>
    public async Task<PlantedFamily?> MenuAsync(TaskAgent task)
    {
        var cutoffs = Of("menu.").GroupBy(effect => Whole(effect.Parts[1])).OrderBy(group => group.Key).ToList();
        var (results, baseline) = (new List<Averaged?>(), new List<double>());
        foreach (var cutoff in cutoffs)
        {
            var c = cutoff.Key;
            var total = c * task.Attribute.Rule.MinAmount;
            var contexts = Contexts((orders, row) => orders.PaymentRows[row] == 1 && orders.Method[row] == PaymentMethod.CreditCard
                && Math.Abs(Math.Round(100 * (orders.PaymentValue[row] - total))) < SyntheticStoreEffects.Window, cutoff.First().Id);
            int[] plans = [.. cutoff.Select(effect => Whole(effect.Parts[2]))];
            results.Add(await AverageAsync(task, contexts, MenuStream + c,
                [order => (order with { PaymentValue = total }, c), order => (order with { PaymentValue = total }, c - 1)],
                arms => [.. plans.Select(k => arms[0][k - 1] - (k < c ? arms[1][k - 1] : 0))]));
            // Everybody takes each plan on offer equally often: what knowing the menu alone gives.
            baseline.AddRange(plans.Select(k => 1.0 / c - (k < c ? 1.0 / (c - 1) : 0)));
        }
        return Family("menu", [.. cutoffs.Select(group => group.ToList())], results, [.. cutoffs.SelectMany(group => group.Select(_ => group.Key))], baseline, "uniform over the menu", inPoints: true);
    }

    /// <summary><c>lateness.stars.A:B</c>: mean stars of the orders that came so late.</summary>
    public async Task<PlantedFamily?> LatenessAsync(TaskAgent task)
    {
        var bins = Of("lateness.stars.");
        var results = new List<Averaged?>();
        for (var b = 0; b < bins.Count; b++)
        {
            var ends = bins[b].Parts[2].Split(':');
            var (from, to) = (ends[0].Length == 0 ? int.MinValue : Whole(ends[0]), ends[1].Length == 0 ? int.MaxValue : Whole(ends[1]));
            var contexts = Contexts((orders, row) => Rated(orders, row) is var late && late >= from && late <= to, bins[b].Id);
            results.Add(await AverageAsync(task, contexts, LatenessStream + b, [order => (order, task.Attribute.Options.Count)], arms => [Stars(arms[0])]));
        }
        // Everybody rates alike, however late.
        var all = results.Sum(one => (double)(one?.Orders ?? 0));
        var mean = bins.Select((bin, b) => bin.Value * (results[b]?.Orders ?? 0) / all).Sum();
        return Family("lateness", [.. bins.Select(bin => new List<Planted> { bin })], results, [.. Enumerable.Range(0, bins.Count)], [.. bins.Select(_ => mean)], "no effect at all", inPoints: false);
    }

    /// <summary><c>lateness.change.D</c>: every parcel comes D days late rather than on the promised day; the wait grows with it.</summary>
    public async Task<PlantedFamily?> DelayAsync(TaskAgent task)
    {
        var delays = Of("lateness.change.");
        var results = new List<Averaged?>();
        foreach (var delay in delays)
        {
            var days = Whole(delay.Parts[2]);
            var contexts = Contexts((orders, row) => !double.IsNaN(Rated(orders, row)), delay.Id);
            (OrderContext, int) Late(OrderContext order, int late) =>
                (order with { DaysLate = late, DeliveryDays = order.DeliveryDays + late - order.DaysLate }, task.Attribute.Options.Count);
            results.Add(await AverageAsync(task, contexts, DelayStream + days, [order => Late(order, days), order => Late(order, 0)], arms => [Stars(arms[0]) - Stars(arms[1])]));
        }
        return Family("delay", [.. delays.Select(delay => new List<Planted> { delay })], results, [.. delays.Select(_ => 0)], [.. delays.Select(_ => 0.0)], "no effect at all", inPoints: false);
    }

    private sealed record Planted(string Id, string[] Parts, double Value);

    private List<Planted> Of(string prefix) =>
        [.. truth.Effects.Where(effect => effect.Identified && effect.Id.StartsWith(prefix, StringComparison.Ordinal)).Select(effect => new Planted(effect.Id, effect.Id.Split('.'), effect.Value))];

    // Effects come in the groups that were asked about together, one result a group. A group that no answer came to has no effect to score: it is left out and counted.
    private static PlantedFamily? Family(string name, List<List<Planted>> effects, List<Averaged?> results, int[] group, List<double> baseline, string baselineName, bool inPoints)
    {
        Averaged[] answered = [.. results.OfType<Averaged>()];
        if (answered.Length == 0)
            return null;
        int[] all = [.. effects.SelectMany((asked, g) => asked.Select(_ => g))];
        int[] kept = [.. Enumerable.Range(0, all.Length).Where(i => results[all[i]] is not null)];
        Planted[] planted = [.. effects.SelectMany(asked => asked)];
        var draws = answered.Min(one => one.Draws.Length);
        return new PlantedFamily(
            name, [.. kept.Select(i => planted[i].Id)], [.. kept.Select(i => planted[i].Value)],
            new EffectVector([.. answered.SelectMany(one => one.Value)], [.. answered.SelectMany(one => one.Se)])
            {
                Draws = draws < 2 ? null : [.. Enumerable.Range(0, draws).Select(d => answered.SelectMany(one => one.Draws[d]).ToArray())],
            },
            [.. kept.Select(i => group[i])], [.. kept.Select(i => baseline[i])], baselineName, [.. answered.SelectMany(one => one.Value.Select(_ => one.Orders))], inPoints)
        { Unanswered = all.Length - kept.Length };
    }

    private List<(int Part, int Row)> Contexts(Func<OrderTable, int, bool> holds, string id)
    {
        var found = new List<(int, int)>();
        for (var part = 0; part < data.Parts.Length; part++)
            found.AddRange(Enumerable.Range(0, data.Parts[part].Count).Where(row => holds(data.Parts[part], row)).Select(row => (part, row)));
        return found.Count > 0 ? found
            : throw new ClienteleException($"The truth has the effect {id}, and the data no order to average it over.", "--world-truth", "Give the truth.json that clientele synth wrote beside the files of --data.");
    }

    // Days late of a rated order; NaN for another.
    private static double Rated(OrderTable orders, int row) => orders.Stars[row] > 0 ? BrokenPromise.DaysLate(orders, row) : double.NaN;

    private static double Stars(double[] shares) => shares.Select((share, s) => share * (s + 1)).Sum();

    /// <summary>Averages effects over orders; null when the agent answered for none. Arms change an order's context and say how many options are on offer; the effects are linear in
    /// the arms' distributions.</summary>
    private async Task<Averaged?> AverageAsync(
        TaskAgent task, List<(int Part, int Row)> contexts, int stream, Func<OrderContext, (OrderContext Order, int Options)>[] arms, Func<double[][], double[]> effect)
    {
        var most = agent.Questions is null ? protocol.WorldTruth.Contexts : protocol.WorldTruth.ModelContexts;
        var chosen = new SeededRandom(protocol.Seed, (ulong)stream).Sample(contexts.Count, most);
        var asked = Array.ConvertAll(arms, arm => chosen.Select(i =>
        {
            var (part, row) = contexts[i];
            var (order, options) = arm(task.Attribute.Context(data.Parts[part], row));
            return (task.Personas.Profile(data.Parts, part, row, [task.Attribute]), task.Attribute.Ask(order, options));
        }).ToList());
        var answers = new double[]?[arms.Length][];
        for (var a = 0; a < arms.Length; a++)
            answers[a] = await AskedOrders.AskAsync(task.Agent, asked[a], agent.Concurrency, cancellationToken);
        double[][] each = [.. Enumerable.Range(0, chosen.Length).Where(i => answers.All(arm => arm[i] is not null)).Select(i => effect([.. answers.Select(arm => arm[i]!)]))];
        var drawn = Array.ConvertAll(asked, arm => AskedOrders.Draws(task.Agent, arm, protocol.WorldTruth.Draws, cancellationToken));
        var draws = Enumerable.Range(0, drawn.Min(arm => arm.Length)).Select(d => effect([.. drawn.Select(arm => arm[d])])).ToArray();
        if (each.Length == 0)
            return null;
        var (value, se) = (new double[each[0].Length], new double[each[0].Length]);
        for (var e = 0; e < value.Length; e++)
        {
            value[e] = each.Average(one => one[e]);
            // Orders are a sample only where not all are asked about.
            var sampling = each.Length < 2 ? 0 : Moments.Variance([.. each.Select(one => one[e])]) / each.Length * (1 - (double)each.Length / contexts.Count);
            se[e] = Math.Sqrt(Moments.Variance([.. draws.Select(draw => draw[e])]) + sampling);
        }
        return new Averaged(value, se, draws, each.Length);
    }

    private static int Whole(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
