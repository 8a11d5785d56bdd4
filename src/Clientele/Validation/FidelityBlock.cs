namespace Clientele.Validation;

/// <summary>One side of fidelity with its metrics. There is no score over blocks: an agent can be right on average and wrong about people.</summary>
/// <param name="Name"><c>individuals</c>, <c>population</c>, <c>effects</c>, <c>personas</c>, <c>trust</c> or <c>truth</c>.</param>
/// <param name="Verdict">PASS only when every scored target is passed.</param>
/// <param name="Summary">What came out, in a sentence.</param>
/// <param name="Metrics">Ids of its metrics.</param>
public sealed record FidelityBlock(string Name, FidelityVerdict Verdict, string Summary, IReadOnlyList<string> Metrics)
{
    /// <summary>The block of these metrics.</summary>
    internal static FidelityBlock Of(string name, string summary, IReadOnlyList<FidelityMetric> metrics)
    {
        var judged = metrics.Where(metric => metric.Target is not null && metric.Verdict is not (FidelityVerdict.NotScored or FidelityVerdict.None)).Select(metric => metric.Verdict).ToList();
        var verdict = judged.Count == 0 ? FidelityVerdict.NotScored
            : judged.TrueForAll(one => one == FidelityVerdict.Pass) ? FidelityVerdict.Pass
            : judged.Contains(FidelityVerdict.Fail) ? FidelityVerdict.Fail : FidelityVerdict.Partial;
        return new FidelityBlock(name, verdict, summary, [.. metrics.Select(metric => metric.Id)]);
    }
}
