using Clientele.Simulation;

namespace Clientele.Validation.Trust;

/// <summary>A fact of an order that an answer can cite, and what it is set to when it is taken away.</summary>
/// <param name="Name">Name.</param>
/// <param name="Words">Beginnings of words that cite it; the longest that fits decides between facts.</param>
/// <param name="Number">Its value; NaN = not known. Null for a fact that is no number.</param>
/// <param name="Text">Its value as a word; null = not known.</param>
/// <param name="Set">Puts another order's value in its place.</param>
internal sealed record ContextAttribute(
    string Name, IReadOnlyList<string> Words, Func<OrderContext, double>? Number, Func<OrderContext, string?>? Text, Func<OrderContext, OrderContext, OrderContext> Set)
{
    /// <summary>The facts.</summary>
    public static IReadOnlyList<ContextAttribute> All { get; } =
    [
        new("total", ["amount", "price", "pricing", "value", "total", "cost", "spend", "ticket", "expens", "cheap", "afford"], order => order.PaymentValue, null, Scaled),
        new("freight", ["freight", "shipping cost", "shipping fee", "shipping price", "postage"], order => order.Freight, null, (order, other) => order with { Freight = other.Freight }),
        new("category", ["categor", "product", "item type", "kind of item"], null, order => order.Category, (order, other) => order with { Category = other.Category }),
        new("delivery", ["late", "delay", "on time", "on-time", "punctual", "deliver", "arriv", "early"], order => order.DaysLate, null,
            (order, other) => order with { DaysLate = other.DaysLate, DeliveryDays = other.DeliveryDays }),
        new("promise", ["promis", "estimated deliver", "expected deliver", "promised deliver"], order => order.PromisedDays, null, (order, other) => order with { PromisedDays = other.PromisedDays }),
        new("place", ["state", "region", "location", "distance", "customer in", "you are in"], null, order => order.CustomerState is null ? null : $"{order.CustomerState} {order.SellerState}",
            (order, other) => order with { CustomerState = other.CustomerState, SellerState = other.SellerState }),
        new("items", ["items", "number of items", "quantit", "units"], order => order.Items ?? double.NaN, null, (order, other) => order with { Items = other.Items }),
    ];

    /// <summary>The fact that a cited factor speaks of; null when it is none of these.</summary>
    public static ContextAttribute? Of(string factor) => All
        .Select(one => (Fact: one, Length: one.Words.Where(word => Begins(factor, word)).Select(word => word.Length).DefaultIfEmpty().Max()))
        .Where(one => one.Length > 0).OrderByDescending(one => one.Length).Select(one => one.Fact).FirstOrDefault();

    // At the beginning of a word: "late" is not in "plate".
    private static bool Begins(string factor, string word)
    {
        for (var at = factor.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = factor.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (at == 0 || !char.IsLetter(factor[at - 1]))
                return true;
        return false;
    }

    // What was paid, goods and freight stay in proportion; to a total of 0 nothing is in proportion, and another total is all that can be put in its place.
    private static OrderContext Scaled(OrderContext order, OrderContext other)
    {
        if (!(order.PaymentValue > 0))
            return order with { PaymentValue = other.PaymentValue };
        var factor = other.PaymentValue / order.PaymentValue;
        return order with { PaymentValue = other.PaymentValue, Amount = Math.Round(order.Amount * factor, 2), Freight = Math.Round(order.Freight * factor, 2) };
    }
}
