using Clientele.Clustering;

namespace Clientele.Validation.Personas;

/// <summary>One way to cut the customers, with the evidence for it.</summary>
/// <param name="FeatureSet">Features that it is made from: <c>reference</c>, <c>behaviour</c>.</param>
/// <param name="Row">The segmentation, its silhouette and its stability.</param>
/// <param name="Null">Its silhouette beside data without groups.</param>
/// <param name="AdjustedPValue">p value of the silhouette that stays valid however many candidates were tried (Westfall and Young 1993, maxT).</param>
/// <param name="Fails">The thresholds that it misses, each with the value found and the value wanted; empty when it passes all.</param>
public sealed record SegmentationCandidate(string FeatureSet, SegmentCountRow Row, CopulaNull Null, double AdjustedPValue, IReadOnlyList<string> Fails)
{
    /// <summary>Number of segments.</summary>
    public int K => Row.K;

    /// <summary>Whether every threshold is met.</summary>
    public bool Passes => Fails.Count == 0;
}
