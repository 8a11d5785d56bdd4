namespace Clientele.Personas;

/// <summary>How a persona stands in one trait relative to all customers. Ordered from low to high.</summary>
internal enum TraitLevel
{
    /// <summary>Clearly lower: distinguishes the persona.</summary>
    Low,

    /// <summary>Somewhat lower: worth saying, not worth a name.</summary>
    SomewhatLow,

    /// <summary>About as customers overall.</summary>
    Typical,

    /// <summary>Somewhat higher.</summary>
    SomewhatHigh,

    /// <summary>Clearly higher: distinguishes the persona.</summary>
    High,
}
