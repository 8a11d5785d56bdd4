namespace Clientele.Clustering;

/// <summary>Numbers of segments side by side, and which one to take.</summary>
/// <param name="Rows">One a number, ascending; each keeps its segmentation, so that nothing has to be fitted again.</param>
/// <param name="Recommended">The recommended number: see <see cref="SegmentCount"/> for the rule.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record SegmentCountEvaluation(IReadOnlyList<SegmentCountRow> Rows, int Recommended, string Reason)
{
    /// <summary>The segmentation with the recommended number.</summary>
    public Segmentation Best => Rows.First(r => r.K == Recommended).Segmentation;
}
