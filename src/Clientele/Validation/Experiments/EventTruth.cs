namespace Clientele.Validation.Experiments;

/// <summary>What a dated event did to orders: described, never scored.</summary>
internal sealed record EventTruth
{
    /// <summary>Said of every event.</summary>
    public const string NotScored = "described, not scored: needs people who did not buy";

    /// <summary>The event.</summary>
    public required EventDesign Event { get; init; }

    /// <summary>Change in ln daily orders against the days around it.</summary>
    public required EventChange Orders { get; init; }

    /// <summary>Change in the share of orders placed on these days that came late.</summary>
    public required EventChange Late { get; init; }

    /// <summary>Why it could not be measured; null when it was.</summary>
    public required string? Missing { get; init; }
}

/// <summary>A change on an event's days.</summary>
/// <param name="Value">The change.</param>
/// <param name="Se">Standard error of the regression, which takes days for independent.</param>
/// <param name="PlaceboSe">Root mean square of the same change at dates without an event: the honest scale.</param>
/// <param name="Placebos">How many dates that is.</param>
internal readonly record struct EventChange(double Value, double Se, double PlaceboSe, int Placebos)
{
    /// <summary>Not measured.</summary>
    public static EventChange None { get; } = new(double.NaN, double.NaN, double.NaN, 0);
}
