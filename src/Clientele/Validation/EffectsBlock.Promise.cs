using Clientele.Simulation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Measures;
using static Clientele.InvariantText;

namespace Clientele.Validation;

internal sealed partial class EffectsBlock
{
    // The customers that the agent was fitted on are left out; what is held out here is customers, not lateness: the agent has seen late parcels of others.
    private async Task ScorePromiseAsync(IAgent? stars, TaskPersonas personas)
    {
        var parts = new[] { 1, 2 };
        var calibrate = BrokenPromise.Measure(data.Parts[1], protocol.BrokenPromise, protocol.Seed, cancellationToken);
        var test = BrokenPromise.Measure(data.Parts[2], protocol.BrokenPromise, protocol.Seed, cancellationToken);
        var truth = Pooled(calibrate, test);
        if (truth.Weak is { } weak || stars is null)
        {
            foreach (var id in new[] { "effects.ne2.r", "effects.ne2.rmse" })
                Add(id, new Score(double.NaN, double.NaN, double.NaN, truth.Orders), null, truth.Weak ?? "stars are not on record");
            return;
        }
        var attribute = MaskedOrder.Of(MaskedOrder.Stars, data.Fit, data.Mapping.Instalments);
        var (curve, errors) = (new double[truth.Bins.Count], new double[truth.Bins.Count]);
        for (var b = 0; b < curve.Length; b++)
        {
            var rows = parts.SelectMany(part => (part == 1 ? calibrate : test).Contexts[b].Select(row => (Part: part, Row: row))).ToArray();
            if (rows.Length == 0)
            {
                curve[b] = errors[b] = double.NaN;
                continue;
            }
            var chosen = Sample([.. Enumerable.Range(0, rows.Length)], agent.Questions is null ? ContextsABin : ModelContexts, 1_000 + (ulong)b);
            List<(AgentProfile, Question.MaskedAttribute)> asked =
            [
                .. chosen.Select(i => (personas.Profile(data.Parts, rows[i].Part, rows[i].Row, [attribute]),
                    attribute.Ask(data.Parts[rows[i].Part], rows[i].Row))),
            ];
            var (mean, draws, _) = await AskedOrders.MeanAsync(stars, asked, 50, agent.Concurrency, cancellationToken);
            static double Stars(double[] shares) => shares.Select((share, s) => share * (s + 1)).Sum();
            curve[b] = Stars(mean);
            errors[b] = Math.Sqrt(Moments.Variance([.. draws.Select(Stars)]));
        }
        // A class that no answer came to is no miss of the agent's: it is left out.
        var flat = truth.Bins.Where((bin, b) => bin.IsScored && !double.IsNaN(curve[b])).ToList();
        var (scored, lost) = (truth.Bins.Count(bin => bin.IsScored), "");
        if (flat.Count < protocol.BrokenPromise.MinBins)
        {
            foreach (var id in new[] { "effects.ne2.r", "effects.ne2.rmse" })
                Add(id, new Score(double.NaN, double.NaN, double.NaN, truth.Orders), null, Text($"the agent answered for {flat.Count} of {scored} classes of lateness, and {protocol.BrokenPromise.MinBins} are needed"));
            return;
        }
        if (flat.Count < scored)
            lost = Text($" {scored - flat.Count} classes of lateness are left out, since no answer came.");
        var score = BrokenPromise.ScoreCurve(truth, curve, errors, protocol.Scoring, protocol.Seed);
        var mid = flat.Sum(bin => bin.N * bin.Stars) / flat.Sum(bin => bin.N);
        Add("effects.ne2.r", score.R, truth.SplitHalf.Ceiling, score.Weak, null, $"{Said(score)}Customers are held out, not lateness: the agent knows how others rated late parcels. {truth.Note}{lost}");
        Add("effects.ne2.rmse", score.Rmse, null, null, ("no effect at all", Math.Sqrt(flat.Average(bin => (bin.Stars - mid) * (bin.Stars - mid)))), "Stars, each class of lateness counting once.");
        _points["ne2_curve"] = [.. truth.Bins.Select((bin, b) => new FidelityPoint(bin.Label, bin.Stars, bin.Se, curve[b], errors[b], bin.N))];
        _notes.Add(Text($"NE2: stars fall by {-test.Jump.Value:0.00} ± {1.96 * test.Jump.Se:0.00} between promises just kept and just broken (test customers). {truth.Note}"));
    }

    // Curves of two disjoint groups of customers, as one.
    private BrokenPromiseTruth Pooled(BrokenPromiseTruth first, BrokenPromiseTruth second)
    {
        var bins = first.Bins.Zip(second.Bins, (a, b) =>
        {
            var n = a.N + b.N;
            double Mean(double x, double y) => n == 0 ? double.NaN : ((a.N == 0 ? 0 : a.N * x) + (b.N == 0 ? 0 : b.N * y)) / n;
            double Error(double se, int count) => count == 0 || double.IsNaN(se) ? 0 : count * se;
            return a with
            {
                N = n,
                Stars = Mean(a.Stars, b.Stars),
                Se = n == 0 ? double.NaN : Math.Sqrt(Math.Pow(Error(a.Se, a.N), 2) + Math.Pow(Error(b.Se, b.N), 2)) / n,
                IsScored = n >= protocol.BrokenPromise.MinBin,
            };
        }).ToList();
        var scored = bins.Where(bin => bin.IsScored).ToList();
        // What share of the classes' variance is not sampling error: a curve that is flat within its noise would give a meaningless r.
        var mean = scored.Count == 0 ? double.NaN : scored.Average(bin => bin.Stars);
        var variance = scored.Count < 2 ? double.NaN : scored.Sum(bin => (bin.Stars - mean) * (bin.Stars - mean)) / (scored.Count - 1);
        var reliability = Math.Max(0, 1 - scored.Sum(bin => bin.Se * bin.Se) / (scored.Count * variance));
        return second with
        {
            Orders = first.Orders + second.Orders,
            Bins = bins,
            SplitHalf = new SplitHalf(reliability / (2 - reliability), 0),
            Weak = scored.Count < protocol.BrokenPromise.MinBins
                ? Text($"only {scored.Count} of {bins.Count} classes of lateness have {protocol.BrokenPromise.MinBin} rated orders of held-out customers; {protocol.BrokenPromise.MinBins} are needed")
                : reliability >= protocol.BrokenPromise.MinReliability ? null
                : Text($"ratings differ too little between the {scored.Count} classes of lateness that have {protocol.BrokenPromise.MinBin} rated orders of held-out customers (reliability {reliability:0.00}, {protocol.BrokenPromise.MinReliability:0.00} is needed)"),
        };
    }

    private void Describe()
    {
        foreach (var one in DatedEvent.Measure(data.Truth, data.Mapping.Name, protocol.Events))
            _notes.Add(one.Missing is { } missing ? $"{one.Event.Name}: not measured, {missing}."
                : Text($"{one.Event.Name} ({one.Event.From:yyyy-MM-dd} to {one.Event.To:yyyy-MM-dd}): ln daily orders {one.Orders.Value:+0.00;−0.00} ± {1.96 * one.Orders.PlaceboSe:0.00} (placebo dates), share late {one.Late.Value:+0.000;−0.000} ± {1.96 * one.Late.PlaceboSe:0.000}; {EventTruth.NotScored}."));
        var price = OwnPrice.Measure(data.Sales, protocol.OwnPrice);
        _notes.Add("Own price within a product: " + (double.IsNaN(price.Elasticity.Value) ? price.Note
            : Text($"elasticity {price.Elasticity.Value:0.00;−0.00} ± {1.96 * price.Elasticity.Se:0.00} over {price.Products:N0} products that were sold at more than one price; {price.Note.TrimEnd('.')}. The agent's price elasticity is a documented prior.")));
        _notes.Add("Freight across destinations: " + FreightRoutes.Measure(data.Truth, protocol.FreightRoutes).Note);
    }
}
