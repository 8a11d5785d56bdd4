using Clientele.Clustering;
using Clientele.Validation.Personas;

namespace Clientele.Validation;

/// <summary>Ways to cut the fit customers, each beside what margins and correlations alone make of them. Gathering it takes longer than most of a validation: it is done once
/// and read by every block that speaks of segments.</summary>
/// <param name="Found">The evidence; null when none can be gathered.</param>
/// <param name="Missing">Why not, as the rest of a sentence; null when there is some.</param>
internal sealed record PersonaEvidence(SegmentationEvidence? Found, string? Missing)
{
    private const int FewestCustomersASegment = 10;

    /// <summary>Gathers it.</summary>
    public static PersonaEvidence Of(HeldOut data, FidelityPlan plan, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var k = plan.Segmentation.K;
        if (k < 2)
            return new PersonaEvidence(null, "one segment is no way to cut customers");
        if (data.FitFeatures.Count < FewestCustomersASegment * k)
            return new PersonaEvidence(null, FormattableString.Invariant($"{data.FitFeatures.Count} customers are fitted on, and {FewestCustomersASegment * k} are needed to say whether {k} segments come back"));
        if (StandardisedCustomers.Of(data.FitFeatures, plan.Threads, cancellationToken).Points.Count < 2)
            return new PersonaEvidence(null, "all customers are alike in every feature");
        return new PersonaEvidence(SegmentationEvidence.Evaluate(data.FitFeatures, data.Behaviour, new SegmentationEvidenceOptions
        {
            ReferenceK = k,
            Counts = new SegmentCountOptions { Segmentation = plan.Segmentation with { Seed = plan.Seed, Threads = plan.Threads } },
        }, progress, cancellationToken), null);
    }
}
