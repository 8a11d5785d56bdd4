using System.Globalization;
using Clientele.Features;

namespace Clientele.Clustering;

/// <summary>Compares numbers of segments and recommends one.</summary>
/// <remarks>The rule: the largest k whose segments come back on other samples of the customers (prediction strength at least .8 and every segment's
/// bootstrap Jaccard similarity at least .75, the thresholds of the two papers). If none does, the k of the best silhouette, and the reason says that
/// nothing is stable. Without stability, the best silhouette; without silhouettes, the highest prediction strength.</remarks>
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
        SegmentCountRow[] rows = options.Stability
            ? [.. SegmentStability.Measure(customers, segmentations, options, progress, cancellationToken)]
            : [.. segmentations.Select(s => new SegmentCountRow(s, [], null))];
        var (recommended, reason) = Recommend(rows);
        return new SegmentCountEvaluation(rows, recommended, reason);
    }

    /// <summary>Applies the rule.</summary>
    internal static (int K, string Reason) Recommend(IReadOnlyList<SegmentCountRow> rows)
    {
        var stable = rows.LastOrDefault(r => r.PredictionStrength >= LeastStrength && r.JaccardMin >= LeastJaccard);
        if (stable is not null)
            return (stable.K, Invariant(
                $"{stable.K} is the largest number of segments that come back on other samples of the customers: prediction strength {stable.PredictionStrength:F2}, least Jaccard similarity {stable.JaccardMin:F2}."));
        if (rows.All(r => r.Segmentation.Silhouette is null))
        {
            var strongest = rows.MaxBy(r => r.PredictionStrength)!;
            return (strongest.K, Invariant(
                $"No number of segments is stable; {strongest.K} has the highest prediction strength, {strongest.PredictionStrength:F2} where {LeastStrength} is wanted."));
        }
        var best = rows.MaxBy(r => r.Segmentation.Silhouette!.Mean)!;
        var silhouette = best.Segmentation.Silhouette!.Mean;
        return best.PredictionStrength is null
            ? (best.K, Invariant($"{best.K} has the best silhouette, {silhouette:F3}; whether its segments are stable was not examined."))
            : (best.K, Invariant(
                $"No number of segments is stable; {best.K} has the best silhouette, {silhouette:F3}, with prediction strength {best.PredictionStrength:F2} and least Jaccard similarity {best.JaccardMin:F2}."));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
