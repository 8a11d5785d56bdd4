using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>Compares numbers of segments and recommends one, or says that the data choose none.</summary>
/// <remarks>The rule: the largest k whose segments come back on other samples of the customers, if no larger one might. They come back when the prediction
/// strength is at least .8 and every segment's bootstrap Jaccard similarity at least .75 (the limits of the two papers), each by more than 2.6 Monte-Carlo
/// standard errors, so that another seed does not turn the answer. Without stability, the best silhouette.</remarks>
public static class SegmentCount
{
    internal const double LeastStrength = 0.8;
    internal const double LeastJaccard = 0.75;

    /// <summary>Fits every k, scores all of them in one pass over the pairs, and measures their stability.</summary>
    /// <param name="matrix">Raw features, (n, d).</param>
    /// <param name="options">How; null = the defaults (k = 2 to 10, everything measured).</param>
    /// <param name="progress">Reports fits, pairs, then resamples.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <exception cref="ClienteleException">Fewer different customers than the smallest k, or neither silhouette nor stability was asked for.</exception>
    public static SegmentCountEvaluation Evaluate(
        FeatureMatrix matrix, SegmentCountOptions? options = null, IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new SegmentCountOptions();
        if (options.Smallest < 2 || options.Largest < options.Smallest)
            throw new ClienteleException($"Numbers of segments from {options.Smallest} to {options.Largest} cannot be compared.", "--k", "Compare 2 to 10.");
        if (!options.Stability && !options.Segmentation.Silhouette)
            throw new ClienteleException("Without silhouette and stability there is nothing to choose a number of segments by.", hint: "Leave one of them on.");

        var customers = StandardisedCustomers.Of(matrix, options.Segmentation.Threads, cancellationToken);
        var largest = Math.Max(options.Smallest, Math.Min(options.Largest, customers.Points.Count));
        var segmentations = new List<Segmentation>();
        for (var k = options.Smallest; k <= largest; k++)
        {
            segmentations.Add(Segmenter.Fit(customers, options.Segmentation with { K = k }, null, cancellationToken));
            progress?.Report(new StageProgress("k-means", segmentations.Count, largest - options.Smallest + 1, "numbers of segments"));
        }
        if (options.Segmentation.Silhouette)
        {
            var settings = options.Segmentation.SilhouetteOptions with { Threads = options.Segmentation.Threads, Seed = options.Segmentation.Seed };
            var scores = Silhouette.Score(
                customers.Points, customers.Rows.RowToPoint, [.. segmentations.Select(s => s.Labels)], settings, progress, cancellationToken);
            segmentations = [.. segmentations.Zip(scores, (s, score) => s with { Silhouette = score })];
        }
        IReadOnlyList<SegmentCountRow> rows = options.Stability
            ? SegmentStability.Measure(customers, segmentations, options, progress, cancellationToken)
            : [.. segmentations.Select(s => new SegmentCountRow(s, null))];
        var spread = customers.Points.Spread();
        return Recommend([.. rows.Select(row => row with { SpreadKept = spread > 0 ? 1 - (row.Segmentation.Inertia / spread) : 0 })]);
    }

    /// <summary>Applies the rule.</summary>
    internal static SegmentCountEvaluation Recommend(IReadOnlyList<SegmentCountRow> rows)
    {
        if (rows[0].PredictionStrength is null)
            return BySilhouette(rows);
        var largest = rows.LastOrDefault(row => row.Verdict == SegmentCountVerdict.In);
        SegmentCountRow[] open = [.. rows.Where(row => row.Verdict == SegmentCountVerdict.Undecided && row.K > (largest?.K ?? 0))];
        int[] candidates = [.. open.Append(largest).OfType<SegmentCountRow>().Select(row => row.K).Order()];
        if (largest is not null && open.Length == 0)
            return new SegmentCountEvaluation(rows, largest.K, candidates,
                $"{Number.Count(largest.K)} is the largest number of segments that come back on other samples of the customers: {Figures(largest)}.");
        if (open.Length > 0)
            return new SegmentCountEvaluation(rows, null, candidates,
                $"The data do not choose a number of segments: {(largest is null ? "none comes back for certain" : $"{largest.K} come back")}, and with {Words.Or(open.Select(row => Number.Count(row.K)))} it is too near the limit to tell ({Figures(open[^1])}).");
        var best = rows.MaxBy(row => row.PredictionStrength!.Value.Mean)!;
        return new SegmentCountEvaluation(rows, null, candidates,
            $"The data do not choose a number of segments: none from {rows[0].K} to {rows[^1].K} comes back on other samples of the customers. {best.K} come nearest: {Figures(best)}.");
    }

    private static SegmentCountEvaluation BySilhouette(IReadOnlyList<SegmentCountRow> rows)
    {
        var best = rows.MaxBy(row => row.Segmentation.Silhouette!.Mean)!;
        return new SegmentCountEvaluation(rows, best.K, [best.K],
            $"{best.K} has the best silhouette, {Number.Decimal(best.Segmentation.Silhouette!.Mean, "0.000")}; whether its segments are stable was not examined.");
    }

    private static string Figures(SegmentCountRow row) =>
        $"prediction strength {row.PredictionStrength!.Value.Text("0.000")} where {Number.Decimal(LeastStrength)} is wanted, least Jaccard similarity {row.JaccardMin!.Value.Text("0.000")} where {Number.Decimal(LeastJaccard)} is";
}
