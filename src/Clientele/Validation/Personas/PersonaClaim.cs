using static Clientele.InvariantText;

namespace Clientele.Validation.Personas;

/// <summary>Does this shop have personas, or only segments?</summary>
/// <param name="Claimed">Whether stable segments beyond what margins and correlations produce were found.</param>
/// <param name="Reason">Why, in a sentence or two.</param>
public sealed record PersonaClaim(bool Claimed, string Reason)
{
    /// <summary>A claim needs one candidate that passes everything. Its p value accounts for all that were tried.</summary>
    internal static PersonaClaim Of(IReadOnlyList<SegmentationCandidate> candidates, SegmentationThresholds thresholds)
    {
        var passing = candidates.Where(candidate => candidate.Passes).ToArray();
        if (passing.Length > 0)
            return new PersonaClaim(true,
                $"{passing.Length} of {candidates.Count} ways to cut the customers come back on other samples and are tidier than margins and correlations make them.");
        var stable = candidates.Count(candidate => candidate.Fails.All(fail => fail.StartsWith(SegmentationEvidence.NullName, StringComparison.Ordinal)));
        if (stable == 0)
            return new PersonaClaim(false,
                $"None of {candidates.Count} ways to cut the customers comes back on other samples: whatever the segments are called, they are not types of customers.");
        var tidiest = candidates.MinBy(candidate => candidate.AdjustedPValue)!;
        var draws = tidiest.Null.NullSilhouettes.Count;
        var chance = tidiest.AdjustedPValue <= thresholds.FalseClaimRate
            ? Text($"and one is tidier than {draws} data sets without any groups make it (p = {tidiest.AdjustedPValue:0.000}), but such data reach {tidiest.Null.Share:0%} of its silhouette")
            : Text($"but data without any groups look as tidy (largest silhouette of all ways against {draws} such data sets: p = {tidiest.AdjustedPValue:0.000})");
        return new PersonaClaim(false, $"{stable} of {candidates.Count} ways to cut the customers come back on other samples, {chance}: speak of segments, not of types.");
    }

    /// <summary>p values of several silhouettes that hold for all of them together: each is compared with the best that any candidate reaches on a draw, in
    /// standard deviations of its own draws (Westfall and Young 1993, maxT). Unlike a correction of the single p values it loses nothing to their
    /// coarseness with few draws.</summary>
    internal static double[] AdjustedPValues(IReadOnlyList<CopulaNull> nulls)
    {
        var draws = nulls.Min(drawn => drawn.NullSilhouettes.Count);
        var scales = nulls.Select(drawn =>
        {
            var mean = drawn.NullSilhouettes.Average();
            return (Mean: mean, Deviation: Math.Sqrt(drawn.NullSilhouettes.Average(s => (s - mean) * (s - mean))) + 1e-12);
        }).ToArray();
        var best = Enumerable.Range(0, draws).Select(draw => nulls.Select((drawn, i) => (drawn.NullSilhouettes[draw] - scales[i].Mean) / scales[i].Deviation).Max()).ToArray();
        return [.. nulls.Select((drawn, i) => (1.0 + best.Count(z => z >= (drawn.Silhouette - scales[i].Mean) / scales[i].Deviation)) / (1 + draws))];
    }
}
