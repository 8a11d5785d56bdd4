namespace Clientele.Simulation;

/// <summary>What a scenario offers. Null = not stated, and then no term of the choice model uses it. docs/scenarios.md has a row for each field:
/// term, coefficient, source, grade and persona interaction.</summary>
public sealed record Offer
{
    /// <summary>Product category in the shop's own words.</summary>
    public string? Category { get; init; }

    /// <summary>Unit price, currency, &gt; 0.</summary>
    public required double Price { get; init; }

    /// <summary>Price that customers compare with (the list price before a reduction); default: <see cref="Price"/>.</summary>
    public double? ReferencePrice { get; init; }

    /// <summary>Cost of a unit to the shop, currency; only for margins.</summary>
    public double? UnitCost { get; init; }

    /// <summary>Freight on top of the price, currency, &gt;= 0.</summary>
    public double? Freight { get; init; }

    /// <summary>Mean stars, 1..5.</summary>
    public double? Rating { get; init; }

    /// <summary>Number of reviews, &gt;= 0.</summary>
    public double? ReviewCount { get; init; }

    /// <summary>Promised days until arrival, &gt;= 0.</summary>
    public double? DeliveryDays { get; init; }

    /// <summary>Days beyond the promise that the customer has to expect, &gt;= 0.</summary>
    public double? DaysLate { get; init; }

    /// <summary>Free returns within so many days, &gt;= 0.</summary>
    public double? ReturnDays { get; init; }

    /// <summary>Hours until the offer ends, &gt; 0.</summary>
    public double? EndsInHours { get; init; }

    /// <summary>The customer needs one.</summary>
    public bool? Needed { get; init; }

    /// <summary>The customer meant to buy today.</summary>
    public bool? Planned { get; init; }

    /// <summary>The customer has bought this category online before.</summary>
    public bool? KnownCategory { get; init; }
}
