using Clientele.Validation;
using Clientele.Validation.Experiments;
using Clientele.Validation.Personas;

namespace Clientele.Tests.Validation.Personas;

public sealed class CopulaNullMetricTests
{
    private static readonly ExperimentProtocol Protocol = ExperimentProtocol.Shipped;

    [Theory]
    [InlineData(.7, .01, FidelityVerdict.Pass)]
    [InlineData(.7, .20, FidelityVerdict.Fail)] // a small share that chance reaches among so many candidates
    [InlineData(.95, .01, FidelityVerdict.Fail)]
    [InlineData(.95, .20, FidelityVerdict.Fail)]
    public void Segments_beat_data_without_groups_where_share_and_p_both_say_so(double share, double p, FidelityVerdict verdict)
    {
        var metric = PersonasBlock.CopulaNullOf("personas.", new CopulaNull(.5, [.5 * share], 0), p, 900, Protocol);
        Assert.Equal(("personas.copula_null", verdict), (metric.Id, metric.Verdict));
        Assert.Equal(share, metric.Value, 1e-12);
        Assert.Contains(FormattableString.Invariant($"p = {p:0.000}"), metric.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_and_a_verdict_rest_on_the_numbers_of_the_protocol()
    {
        var wanted = new SegmentationThresholds();
        Assert.Equal((Protocol.Targets["personas.jaccard.min"].AtLeast, Protocol.Targets["personas.jaccard.median"].AtLeast, Protocol.Targets["personas.prediction_strength"].AtLeast),
            (wanted.JaccardMin, wanted.JaccardMedian, wanted.PredictionStrength));
        Assert.Equal((Protocol.Targets["personas.copula_null"].AtMost, Protocol.Targets["personas.copula_null.p"].AtMost), (wanted.NullShare, wanted.FalseClaimRate));
    }
}
