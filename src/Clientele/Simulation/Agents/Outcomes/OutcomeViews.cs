namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>The views that are tried for each attribute: fields joined by +, after &lt; the coarser view. Which stay, the data decide.</summary>
internal static class OutcomeViews
{
    private static readonly string[] Category =
    [
        "price_65", "price_20 < price_65", "price_5 < price_20", "unit_price < price_5", "unit_price+seller_state < unit_price", "unit_price+month < unit_price",
        "unit_price+freight < unit_price", "price_ending", "freight_20", "freight_7 < freight_20", "unit_freight < freight_7", "price_20+freight_7 < price_20",
        "freight_share", "seller_state", "seller_state+customer_state < seller_state", "seller_state+customer_state+unit_freight < seller_state+customer_state",
        "seller_state+promise < seller_state", "seller_state+price_20 < seller_state", "seller_state+price_5 < seller_state+price_20", "promise", "quarter",
        "month < quarter", "week < month", "month+seller_state < month", "month+price_20 < month", "method", "instalments", "items", "items+price_20 < items",
        "items+seller_state < items", "customer_state", "season", "weekday", "hour", "persona",
    ];

    private static readonly string[] Ticket =
    [
        "category", "category+seller_state < category", "category+seller_state+customer_state < category+seller_state",
        "category+seller_state+promised_days < category+seller_state", "category+month < category", "category+week < category+month",
        "category+promise < category", "category+customer_state < category", "category+seller_state+month < category+seller_state",
        "category+seller_state+week < category+seller_state+month", "seller_state", "customer_state", "seller_state+customer_state < seller_state",
        "seller_state+customer_state+promised_days < seller_state+customer_state", "promise", "promised_days < promise", "month", "week < month", "month+promised_days < month",
        "season", "weekday", "hour", "same_state", "persona",
    ];

    private static readonly string[] Stars =
    [
        "days_late", "days_late+wait < days_late", "wait", "wait_share", "category", "seller_state", "customer_state", "month", "week < month", "items", "products",
        "sellers", "items+days_late < items", "freight_share", "freight_20", "total_40", "method", "instalments", "promise", "weekday", "hour",
        "seller_state+customer_state < seller_state", "category+late_class < category", "customer_state+late_class < customer_state",
        "seller_state+late_class < seller_state", "month+late_class < month", "category+seller_state < category", "persona",
    ];

    private static readonly string[] Items =
    [
        "category", "category+seller_state < category", "category+month < category", "category+instalments < category", "category+customer_state < category", "seller_state",
        "customer_state", "seller_state+customer_state < seller_state", "method", "method+instalments < method", "month", "week < month", "promise",
        "promised_days < promise", "weekday", "hour", "same_state", "persona",
    ];

    /// <summary>The views of an attribute; the coarser view stands before the finer.</summary>
    /// <returns>Fields by position in <see cref="OutcomeField.All"/>, and the coarser view's position in the list or −1.</returns>
    public static IReadOnlyList<(int[] Fields, int Parent)> Of(string kind)
    {
        var lines = kind switch
        {
            MaskedOrder.Category => Category,
            MaskedOrder.Ticket => Ticket,
            MaskedOrder.Stars => Stars,
            MaskedOrder.Items => Items,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No outcome model is fitted for this attribute."),
        };
        string[] names = [.. lines.Select(line => line.Split('<')[0].Trim())];
        return [.. lines.Select((line, v) => (Fields(names[v]), line.Contains('<') ? Array.IndexOf(names, line.Split('<')[1].Trim()) : -1))];
    }

    /// <summary>Fields of a view's name.</summary>
    /// <exception cref="FormatException">A field is not known.</exception>
    public static int[] Fields(string name) => [.. name.Split('+').Select(OutcomeField.IndexOf)];
}
