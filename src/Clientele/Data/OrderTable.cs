namespace Clientele.Data;

/// <summary>Order-level records, one entry an accepted order, by column (all arrays have <see cref="Count"/> entries), ordered by
/// customer id and then time. The choice model and the validator live on it.</summary>
/// <remarks>Money is in the mapping's currency; times are the shop's local time; NaN, <see cref="DateTime.MinValue"/> and −1 mean "not recorded".</remarks>
public sealed record OrderTable
{
    /// <summary>Number of orders.</summary>
    public int Count => Customer.Length;

    /// <summary>Customer ids in ordinal order; <see cref="Customer"/> points into it.</summary>
    public required IReadOnlyList<string> CustomerIds { get; init; }

    /// <summary>Index of the order's customer in <see cref="CustomerIds"/>.</summary>
    public required int[] Customer { get; init; }

    /// <summary>When the order was placed.</summary>
    public required DateTime[] OrderedAt { get; init; }

    /// <summary>When delivery was promised; <see cref="DateTime.MinValue"/> if not recorded.</summary>
    public required DateTime[] PromisedAt { get; init; }

    /// <summary>When the order arrived; <see cref="DateTime.MinValue"/> if not recorded.</summary>
    public required DateTime[] DeliveredAt { get; init; }

    /// <summary>Sum of item amounts without freight.</summary>
    public required double[] Amount { get; init; }

    /// <summary>Sum of freight; NaN if the shop records none.</summary>
    public required double[] Freight { get; init; }

    /// <summary>Units bought (sum of quantities).</summary>
    public required int[] Items { get; init; }

    /// <summary>Distinct products.</summary>
    public required int[] Products { get; init; }

    /// <summary>Distinct sellers; 0 if not recorded.</summary>
    public required int[] Sellers { get; init; }

    /// <summary>Category names in ordinal order; <see cref="Category"/> points into it.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Category of the order's most expensive item (ties: ordinal first); −1 if none.</summary>
    public required int[] Category { get; init; }

    /// <summary>Rows in the payment file; 0 if none.</summary>
    public required int[] PaymentRows { get; init; }

    /// <summary>Sum of payment values; NaN if none.</summary>
    public required double[] PaymentValue { get; init; }

    /// <summary>Method of the payment, <see cref="PaymentMethod.Mixed"/> when rows differ.</summary>
    public required PaymentMethod[] Method { get; init; }

    /// <summary>Instalments of the order's largest payment row; 0 if not recorded.</summary>
    public required int[] Instalments { get; init; }

    /// <summary>Stars of the order's first review, 1..5; 0 if none.</summary>
    public required int[] Stars { get; init; }

    /// <summary>When that review was asked for; <see cref="DateTime.MinValue"/> if not recorded.</summary>
    public required DateTime[] ReviewCreatedAt { get; init; }

    /// <summary>State or region names in ordinal order; <see cref="CustomerState"/> and <see cref="SellerState"/> point into it.</summary>
    public required IReadOnlyList<string> States { get; init; }

    /// <summary>The customer's state; −1 if not recorded.</summary>
    public required int[] CustomerState { get; init; }

    /// <summary>State of the seller of the most expensive item; −1 if not recorded.</summary>
    public required int[] SellerState { get; init; }

    /// <summary>The orders that satisfy a condition on their position, in the same order; customers, categories and states keep their numbers.</summary>
    public OrderTable Where(Func<int, bool> condition)
    {
        var rows = Enumerable.Range(0, Count).Where(condition).ToArray();
        T[] Take<T>(T[] column) => Array.ConvertAll(rows, i => column[i]);
        return this with
        {
            Customer = Take(Customer),
            OrderedAt = Take(OrderedAt),
            PromisedAt = Take(PromisedAt),
            DeliveredAt = Take(DeliveredAt),
            Amount = Take(Amount),
            Freight = Take(Freight),
            Items = Take(Items),
            Products = Take(Products),
            Sellers = Take(Sellers),
            Category = Take(Category),
            PaymentRows = Take(PaymentRows),
            PaymentValue = Take(PaymentValue),
            Method = Take(Method),
            Instalments = Take(Instalments),
            Stars = Take(Stars),
            ReviewCreatedAt = Take(ReviewCreatedAt),
            CustomerState = Take(CustomerState),
            SellerState = Take(SellerState),
        };
    }
}
