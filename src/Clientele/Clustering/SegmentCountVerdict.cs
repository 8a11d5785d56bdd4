namespace Clientele.Clustering;

/// <summary>Whether a number of segments is stable: its means ± 2.6 Monte-Carlo standard errors against the limits of <see cref="SegmentCount"/>.</summary>
public enum SegmentCountVerdict
{
    /// <summary>A limit lies within the error.</summary>
    Undecided,

    /// <summary>Every limit is reached.</summary>
    In,

    /// <summary>A limit is missed.</summary>
    Out,
}
