using Clientele.Data;

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

    /// <summary>Distinct products.</summary>
    public int? Products { get; init; }

    /// <summary>Distinct sellers.</summary>
    public int? Sellers { get; init; }

    /// <summary>Category of the most expensive item.</summary>
    public string? Category { get; init; }

    /// <summary>How it was paid.</summary>
    public PaymentMethod? Method { get; init; }

    /// <summary>In how many instalments; 1 = at once.</summary>
    public int? Instalments { get; init; }

    /// <summary>When the order was placed.</summary>
    public DateTime? OrderedAt { get; init; }

    /// <summary>Days from order to promised delivery.</summary>
    public double PromisedDays { get; init; } = double.NaN;

    /// <summary>Days from order to delivery.</summary>
    public double DeliveryDays { get; init; } = double.NaN;

    /// <summary>Days from promise to delivery, whole calendar days; negative = early.</summary>
    public double DaysLate { get; init; } = double.NaN;

    /// <summary>The customer's state.</summary>
    public string? CustomerState { get; init; }

    /// <summary>The seller's state.</summary>
    public string? SellerState { get; init; }

    /// <summary>Amount of an item, currency; NaN when unknown.</summary>
    public double UnitPrice => Items is > 0 ? Amount / Items.Value : double.NaN;

    /// <summary>Freight as a share of amount and freight; NaN when unknown.</summary>
    public double FreightShare => Freight / (Amount + Freight);

    /// <summary>Whether customer and seller are in one state; null when unknown.</summary>
    public bool? SameState => CustomerState is null || SellerState is null ? null : CustomerState == SellerState;

    /// <summary>All that is known of an order; masked by nothing.</summary>
    public static OrderContext Of(OrderTable orders, int order)
    {
        var (at, promised, delivered) = (orders.OrderedAt[order], orders.PromisedAt[order], orders.DeliveredAt[order]);
        return new OrderContext
        {
            PaymentValue = orders.PaymentValue[order],
            Amount = orders.Amount[order],
            Freight = orders.Freight[order],
            Items = orders.Items[order] > 0 ? orders.Items[order] : null,
            Products = orders.Products[order] > 0 ? orders.Products[order] : null,
            Sellers = orders.Sellers[order] > 0 ? orders.Sellers[order] : null,
            Category = orders.Category[order] < 0 ? null : orders.Categories[orders.Category[order]],
            Method = orders.PaymentRows[order] == 0 || orders.Method[order] == PaymentMethod.Unknown ? null : orders.Method[order],
            Instalments = orders.PaymentRows[order] == 0 || orders.Instalments[order] < 1 ? null : orders.Instalments[order],
            OrderedAt = at == DateTime.MinValue ? null : at,
            PromisedDays = at == DateTime.MinValue || promised == DateTime.MinValue ? double.NaN : (promised.Date - at.Date).Days,
            DeliveryDays = at == DateTime.MinValue || delivered == DateTime.MinValue ? double.NaN : (delivered - at).TotalDays,
            DaysLate = delivered == DateTime.MinValue || promised == DateTime.MinValue ? double.NaN : (delivered.Date - promised.Date).Days,
            CustomerState = orders.CustomerState[order] < 0 ? null : orders.States[orders.CustomerState[order]],
            SellerState = orders.SellerState[order] < 0 ? null : orders.States[orders.SellerState[order]],
        };
    }
}
