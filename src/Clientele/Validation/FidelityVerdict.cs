namespace Clientele.Validation;

/// <summary>How a metric or a block of metrics came out.</summary>
public enum FidelityVerdict
{
    /// <summary>Described only: there is nothing to reach.</summary>
    None,

    /// <summary>The estimate meets the target and its interval excludes the best baseline.</summary>
    Pass,

    /// <summary>Not that, but the interval holds the target.</summary>
    Partial,

    /// <summary>The target is missed.</summary>
    Fail,

    /// <summary>The data are too weak to tell, or lack what it needs.</summary>
    NotScored,
}
