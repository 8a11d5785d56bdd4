using System.Globalization;
using Clientele.Data;
using Clientele.Simulation;
using static Clientele.InvariantText;

namespace Clientele.Validation.Experiments;

/// <summary>The broken promise as a natural experiment: stars by days between promised and real delivery.</summary>
/// <remarks>Lateness is not drawn by lot. Promises just kept and just broken are much alike, which makes their gap an effect; the whole curve is a description that a simulated
/// customer has to reproduce. Where the shop asks for a rating soon after a broken promise, most late customers rate what has not arrived, so both groups are shown.</remarks>
internal static class BrokenPromise
{
    private const ulong HalvesStream = 3;

    /// <summary>Measures it.</summary>
    public static BrokenPromiseTruth Measure(OrderTable orders, BrokenPromiseDesign design, ulong seed, CancellationToken cancellationToken = default)
    {
        var late = Array.ConvertAll(Enumerable.Range(0, orders.Count).ToArray(), i => orders.Stars[i] == 0 ? double.NaN : DaysLate(orders, i));
        var edges = design.Cuts.Prepend(int.MinValue).ToArray();
        var contexts = edges.Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < late.Length; i++)
            if (!double.IsNaN(late[i]))
                contexts[BinOf(design, late[i])].Add(i);
        var bins = contexts.Select((rows, b) => Bin(orders, rows, edges[b], b + 1 < edges.Length ? edges[b + 1] - 1 : int.MaxValue, design.MinBin)).ToList();
        var kept = Enumerable.Range(0, late.Length).Where(i => late[i] >= design.KeptFrom && late[i] <= 0).ToList();
        var broken = Enumerable.Range(0, late.Length).Where(i => late[i] >= 1 && late[i] <= design.BrokenTo).ToList();
        var truth = new BrokenPromiseTruth
        {
            Orders = contexts.Sum(rows => rows.Count),
            Bins = bins,
            Jump = Difference(i => orders.Stars[i], kept, broken, orders.Customer),
            SplitHalf = Halves(orders, contexts, bins, design.Splits, seed, cancellationToken),
            Contexts = contexts,
            Weak = null,
            Note = Note(bins),
        };
        return truth with { Weak = Weakness(truth, design) };
    }

    /// <summary>Index of the bin of so many days late.</summary>
    public static int BinOf(BrokenPromiseDesign design, double daysLate) => design.Cuts.Count(cut => daysLate >= cut);

    /// <summary>Scores a simulated curve.</summary>
    /// <param name="truth">The real curve.</param>
    /// <param name="stars">Simulated mean stars, by bin.</param>
    /// <param name="se">Their standard errors, by bin.</param>
    /// <param name="scoring">Draws for the intervals.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <returns>The scores over the scored bins, each bin counting once; RMSE in stars.</returns>
    public static EffectScore ScoreCurve(BrokenPromiseTruth truth, IReadOnlyList<double> stars, IReadOnlyList<double> se, ScoringDesign scoring, ulong seed)
    {
        if (stars.Count != truth.Bins.Count || se.Count != truth.Bins.Count)
            throw new ArgumentException($"The curve has {truth.Bins.Count} bins, the simulation {stars.Count} ({se.Count} errors).", nameof(stars));
        int[] scored = [.. Enumerable.Range(0, truth.Bins.Count).Where(b => truth.Bins[b].IsScored && !double.IsNaN(stars[b]))];
        var score = EffectScore.Of(new([.. scored.Select(b => truth.Bins[b].Stars)], [.. scored.Select(b => truth.Bins[b].Se)]),
            new([.. scored.Select(b => stars[b])], [.. scored.Select(b => se[b])]), null, double.NaN, scoring, seed);
        // EffectScore counts in hundredths.
        return score with { Rmse = new Score(score.Rmse.Value / 100, score.Rmse.Low / 100, score.Rmse.High / 100, score.Rmse.N) };
    }

    /// <summary>Whole calendar days from promise to delivery, negative = early; NaN when either is unknown.</summary>
    internal static double DaysLate(OrderTable orders, int order) => OrderContext.Of(orders, order).DaysLate;

    /// <summary>Mean of the second group minus mean of the first, clustered by customer.</summary>
    internal static JumpEstimate Difference(Func<int, double> outcome, IReadOnlyList<int> first, IReadOnlyList<int> second, int[] customer)
    {
        if (first.Count < 2 || second.Count < 2)
            return JumpEstimate.None with { N = first.Count + second.Count };
        var (a, b) = (first.Average(outcome), second.Average(outcome));
        var influence = first.Select(i => (Customer: customer[i], Value: -(outcome(i) - a) / first.Count))
            .Concat(second.Select(i => (Customer: customer[i], Value: (outcome(i) - b) / second.Count))).ToList();
        var g = influence.GroupBy(one => one.Customer).Select(members => members.Sum(one => one.Value)).ToList();
        var n = influence.Count;
        return new JumpEstimate(b - a, Math.Sqrt(g.Sum(sum => sum * sum) * g.Count / (g.Count - 1)), Math.Sqrt(influence.Sum(one => one.Value * one.Value) * n / (n - 2)), n, a, b);
    }

    /// <summary>Whether the rating was asked for on a day before the parcel arrived; null when not recorded.</summary>
    internal static bool? RatedBefore(OrderTable orders, int order) =>
        orders.ReviewCreatedAt[order] == DateTime.MinValue || orders.DeliveredAt[order] == DateTime.MinValue ? null : orders.ReviewCreatedAt[order].Date < orders.DeliveredAt[order].Date;

    private static LatenessBin Bin(OrderTable orders, List<int> rows, int from, int to, int minimum)
    {
        var mean = rows.Count == 0 ? double.NaN : rows.Average(i => orders.Stars[i]);
        var clusters = rows.GroupBy(i => orders.Customer[i]).Select(members => members.Sum(i => orders.Stars[i] - mean)).ToList();
        var (before, after) = (rows.Where(i => RatedBefore(orders, i) == true).ToList(), rows.Where(i => RatedBefore(orders, i) == false).ToList());
        return new LatenessBin
        {
            From = from,
            To = to,
            N = rows.Count,
            Stars = mean,
            Se = clusters.Count < 2 ? double.NaN : Math.Sqrt(clusters.Sum(sum => sum * sum) * clusters.Count / (clusters.Count - 1)) / rows.Count,
            BeforeShare = before.Count + after.Count == 0 ? double.NaN : before.Count / (double)(before.Count + after.Count),
            StarsBefore = before.Count == 0 ? double.NaN : before.Average(i => orders.Stars[i]),
            StarsAfter = after.Count == 0 ? double.NaN : after.Average(i => orders.Stars[i]),
            IsScored = rows.Count >= minimum,
        };
    }

    private static SplitHalf Halves(OrderTable orders, List<int>[] contexts, List<LatenessBin> bins, int splits, ulong seed, CancellationToken cancellationToken)
    {
        int[] scored = [.. Enumerable.Range(0, bins.Count).Where(b => bins[b].IsScored)];
        var (sum, count) = (0.0, 0);
        for (var split = 0; split < splits; split++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var random = new SeededRandom(seed, SeededRandom.Mix(HalvesStream, (ulong)split));
            var first = new bool[orders.CustomerIds.Count];
            for (var c = 0; c < first.Length; c++)
                first[c] = random.NextBoolean(.5);
            double[] Curve(bool wanted) => [.. scored.Select(b => contexts[b].Where(i => first[orders.Customer[i]] == wanted).Select(i => (double)orders.Stars[i]).DefaultIfEmpty(double.NaN).Average())];
            var r = Correlation.Pearson(Curve(true), Curve(false));
            if (double.IsNaN(r))
                continue;
            sum += r;
            count++;
        }
        return count == 0 ? SplitHalf.None : new SplitHalf(sum / count, count);
    }

    // A curve that is flat within its noise would give a meaningless r, and a gap that is not there cannot be reproduced.
    private static string? Weakness(BrokenPromiseTruth truth, BrokenPromiseDesign design)
    {
        var bins = truth.Bins.Count(bin => bin.IsScored);
        if (truth.Orders == 0)
            return "no order has a promise, a delivery and a rating";
        if (bins < design.MinBins)
            return Text($"only {bins} of {truth.Bins.Count} classes of lateness have {design.MinBin} rated orders; {design.MinBins} are needed");
        if (!(truth.SplitHalf.Reliability >= design.MinReliability))
            return Text($"two halves of the customers agree too little on the curve (reliability {truth.SplitHalf.Reliability:0.00}, {design.MinReliability:0.00} is needed)");
        return null;
    }

    private static string Note(List<LatenessBin> bins)
    {
        var late = bins.Where(bin => bin.From >= 1 && bin.BeforeShare > .5).ToList();
        return late.Count == 0
            ? "Ratings are asked for after delivery at every lateness."
            : string.Create(CultureInfo.InvariantCulture, $"From {late[0].From} days late on most ratings ({late[0].BeforeShare:0%} to {late.Max(bin => bin.BeforeShare):0.#%}) are asked for before the parcel arrives: the curve measures \"has not arrived\" there, and its slopes on the two sides of the promise are no measure of loss aversion.");
    }
}
