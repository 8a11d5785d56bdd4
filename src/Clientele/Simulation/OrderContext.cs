namespace Clientele.Simulation;

/// <summary>What is known of one order apart from the masked attribute. NaN or null = unknown or masked.</summary>
public sealed record OrderContext
{
    /// <summary>All that was paid, currency.</summary>
    public double PaymentValue { get; init; } = double.NaN;

    /// <summary>Item amounts without freight, currency.</summary>
    public double Amount { get; init; } = double.NaN;

    /// <summary>Freight, currency.</summary>
    public double Freight { get; init; } = double.NaN;

    /// <summary>Units bought.</summary>
    public int? Items { get; init; }

    /// <summary>Category of the most expensive item.</summary>
    public string? Category { get; init; }

    /// <summary>When the order was placed.</summary>
    public DateTime? OrderedAt { get; init; }

    /// <summary>Days from order to promised delivery.</summary>
    public double PromisedDays { get; init; } = double.NaN;

    /// <summary>Days from order to delivery.</summary>
    public double DeliveryDays { get; init; } = double.NaN;

    /// <summary>Days from promise to delivery; negative = early.</summary>
    public double DaysLate { get; init; } = double.NaN;

    /// <summary>The customer's state.</summary>
    public string? CustomerState { get; init; }

    /// <summary>The seller's state.</summary>
    public string? SellerState { get; init; }
}
