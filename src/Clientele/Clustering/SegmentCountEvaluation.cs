namespace Clientele.Clustering;

/// <summary>Numbers of segments side by side, and which one to take.</summary>
/// <param name="Rows">One a number, ascending; each keeps its segmentation, so that nothing has to be fitted again.</param>
/// <param name="Recommended">The recommended number by the rule of <see cref="SegmentCount"/>; null when the data do not choose one.</param>
/// <param name="Candidates">What the recommended number may be, ascending: it alone, or several between which the error leaves no choice, or none.</param>
/// <param name="Reason">Why, in one or two sentences.</param>
public sealed record SegmentCountEvaluation(IReadOnlyList<SegmentCountRow> Rows, int? Recommended, IReadOnlyList<int> Candidates, string Reason)
{
    /// <summary>The number to go on with where one is needed: the recommended one; where the data choose none the reference's 7, or the number next to it.</summary>
    public int Taken => Recommended ?? Rows.MinBy(row => Math.Abs(row.K - new SegmentationOptions().K))!.K;

    /// <summary>The segmentation with <see cref="Taken"/> segments, with the reason for the number.</summary>
    public Segmentation Best => Rows.First(row => row.K == Taken).Segmentation with
    {
        Choice = Recommended is null ? $"{Reason} {Taken} are taken, which the data did not choose." : Reason,
    };
}
