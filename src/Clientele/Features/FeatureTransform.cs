namespace Clientele.Features;

/// <summary>What is done to a feature before it is standardised for clustering.</summary>
public enum FeatureTransform
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>ln(1 + x); defined for x &gt; −1.</summary>
    Log1p,
}
