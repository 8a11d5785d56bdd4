using System.Globalization;
using Clientele.Clustering;
using Clientele.Features;

namespace Clientele.Validation.Personas;

/// <summary>Ways to cut a shop's customers side by side, each with stability and a null, and which one to take.</summary>
/// <param name="Candidates">Reference features first, then behaviour; ascending numbers of segments.</param>
/// <param name="Recommended">The one to take: of those that pass every threshold the one with most segments; else the one that misses fewest, and of these
/// the one whose silhouette data without groups reach least.</param>
/// <param name="Recommendation">Why, in words.</param>
/// <param name="Claim">Whether the shop may be said to have personas.</param>
public sealed record SegmentationEvidence(
    IReadOnlyList<SegmentationCandidate> Candidates, SegmentationCandidate Recommended, string Recommendation, PersonaClaim Claim)
{
    internal const string NullName = "copula null";

    /// <summary>Gathers the evidence.</summary>
    /// <param name="reference">The reference features of the customers, (n, d).</param>
    /// <param name="behaviour">What they do in an order and nothing else (spend, items, plan), (n, d). Where all are alike in it, there are no candidates of it.</param>
    /// <param name="options">How; null = the defaults.</param>
    /// <param name="progress">Reports fits, pairs, resamples and draws.</param>
    /// <param name="cancellationToken">Stops the work promptly.</param>
    /// <exception cref="ClienteleException">Fewer different customers than the smallest number of segments.</exception>
    public static SegmentationEvidence Evaluate(
        FeatureMatrix reference, FeatureMatrix behaviour, SegmentationEvidenceOptions? options = null, IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(behaviour);
        options ??= new SegmentationEvidenceOptions();
        var counts = options.Counts with
        {
            Stability = true,
            Largest = Math.Max(options.Counts.Largest, options.ReferenceK),
            Segmentation = options.Counts.Segmentation with { Silhouette = true },
        };
        var ofReference = SegmentCount.Evaluate(reference, counts, progress, cancellationToken);
        var different = StandardisedCustomers.Of(behaviour, counts.Segmentation.Threads, cancellationToken).Points.Count;
        var ofBehaviour = different < options.BehaviourK.Min() ? []
            : SegmentCount.Evaluate(behaviour, counts with { Smallest = options.BehaviourK.Min(), Largest = options.BehaviourK.Max() }, progress, cancellationToken).Rows;
        (string Set, SegmentCountRow Row, CopulaNull Null)[] measured =
        [
            .. Against(reference, ofReference.Rows),
            .. Against(behaviour, ofBehaviour.Where(row => options.BehaviourK.Contains(row.K))),
        ];
        var adjusted = PersonaClaim.AdjustedPValues([.. measured.Select(m => m.Null)]);
        SegmentationCandidate[] candidates = [.. measured.Select((m, i) => new SegmentationCandidate(
            m.Set, m.Row, m.Null, adjusted[i], Fails(m.Row, m.Null, adjusted[i], options.Thresholds)))];
        var recommended = candidates.Where(candidate => candidate.Passes).OrderByDescending(candidate => candidate.K).ThenBy(candidate => candidate.Null.Share).FirstOrDefault()
            ?? candidates.OrderBy(candidate => candidate.Fails.Count).ThenBy(candidate => candidate.Null.Share).First();
        return new SegmentationEvidence(candidates, recommended, Words(candidates, recommended), PersonaClaim.Of(candidates, options.Thresholds));

        IEnumerable<(string, SegmentCountRow, CopulaNull)> Against(FeatureMatrix matrix, IEnumerable<SegmentCountRow> rows)
        {
            SegmentCountRow[] chosen = [.. rows];
            if (chosen.Length == 0)
                return [];
            var settings = options.Null with { Seed = counts.Segmentation.Seed, Threads = counts.Segmentation.Threads };
            return chosen.Zip(
                CopulaNull.Evaluate(matrix, [.. chosen.Select(row => row.K)], settings, progress, cancellationToken),
                (row, drawn) => (matrix.FeatureSet, row, drawn));
        }
    }

    private static string[] Fails(SegmentCountRow row, CopulaNull drawn, double adjusted, SegmentationThresholds wanted)
    {
        var fails = new List<string>();
        Want("least Jaccard similarity", row.JaccardMin!.Value, wanted.JaccardMin);
        Want("median Jaccard similarity", row.JaccardMedian!.Value, wanted.JaccardMedian);
        Want("prediction strength", row.PredictionStrength!.Value, wanted.PredictionStrength);
        if (!(drawn.Share <= wanted.NullShare))
            fails.Add(Invariant($"{NullName}: data without groups reach {100 * drawn.Share:F0} % of the silhouette where {100 * wanted.NullShare:F0} % is the most"));
        else if (adjusted > wanted.FalseClaimRate)
            fails.Add(Invariant($"{NullName}: p = {adjusted:F3} among all candidates where {wanted.FalseClaimRate:0.###} is the most"));
        return [.. fails];

        // Reached for certain, or not: chance in the measurement must not make a claim.
        void Want(string what, MonteCarloMean found, double least)
        {
            if (found.Against(least) != SegmentCountVerdict.In)
                fails.Add(Invariant($"{what} {found.Text()} where {least:F2} is wanted"));
        }
    }

    private static string Words(SegmentationCandidate[] candidates, SegmentationCandidate recommended)
    {
        var name = Name(recommended);
        var first = recommended.Passes
            ? Invariant($"Take {name}: of what passes every threshold it has most segments (prediction strength {recommended.Row.PredictionStrength!.Value.Text()}, least Jaccard similarity {recommended.Row.JaccardMin!.Value.Text()}, data without groups reach {100 * recommended.Null.Share:F0} % of its silhouette).")
            : $"Nothing passes every threshold. {Capital(name)} miss fewest: {string.Join("; ", recommended.Fails)}.";
        var others = candidates.Where(candidate => candidate != recommended && !candidate.Passes).Select(candidate => $"{Capital(Name(candidate))} miss: {string.Join("; ", candidate.Fails)}.");
        return string.Join(" ", others.Prepend(first));
    }

    private static string Name(SegmentationCandidate candidate) => Invariant($"{candidate.K} segments of the {candidate.FeatureSet} features");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
