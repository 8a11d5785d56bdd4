using System.Text.Json.Serialization;

namespace Clientele.Validation;

/// <summary>One side of fidelity with its metrics. There is no score over blocks: an agent can be right on average and wrong about people.</summary>
/// <param name="Name"><c>individuals</c>, <c>population</c>, <c>effects</c>, <c>personas</c>, <c>trust</c> or <c>truth</c>.</param>
/// <param name="Verdict">PASS only when every target that could be scored is met, and more than negative controls could.</param>
/// <param name="Summary">What came out, in a sentence.</param>
/// <param name="Metrics">Ids of its metrics.</param>
public sealed record FidelityBlock(string Name, FidelityVerdict Verdict, string Summary, IReadOnlyList<string> Metrics)
{
    /// <summary>Metrics with a target.</summary>
    public int Targets { get; init; }

    /// <summary>Of these, how many could be scored: the verdict is about them alone.</summary>
    public int Scored { get; init; }

    /// <summary>How much the verdict rests on, as printed: <c>(7 of 9 targets scored)</c>; empty for a block without targets.</summary>
    [JsonIgnore]
    public string Reach => Targets == 0 ? "" : FormattableString.Invariant($"({Scored} of {Targets} {(Targets == 1 ? "target" : "targets")} scored)");

    /// <summary>The block of these metrics.</summary>
    internal static FidelityBlock Of(string name, string summary, IReadOnlyList<FidelityMetric> metrics)
    {
        var wanted = metrics.Where(metric => metric.Target is not null).ToList();
        var judged = wanted.Where(metric => metric.Verdict is not (FidelityVerdict.NotScored or FidelityVerdict.None)).ToList();
        var verdict = judged.Exists(metric => metric.Verdict == FidelityVerdict.Fail) ? FidelityVerdict.Fail
            // Controls that find nothing say that the measuring is sound, not that the agent is.
            : judged.TrueForAll(metric => metric.IsControl) ? FidelityVerdict.NotScored
            : judged.TrueForAll(metric => metric.Verdict == FidelityVerdict.Pass) ? FidelityVerdict.Pass : FidelityVerdict.Partial;
        return new FidelityBlock(name, verdict, summary, [.. metrics.Select(metric => metric.Id)]) { Targets = wanted.Count, Scored = judged.Count };
    }
}
