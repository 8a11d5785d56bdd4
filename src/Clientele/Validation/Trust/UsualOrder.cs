using Clientele.Data;
using Clientele.Simulation;

namespace Clientele.Validation.Trust;

/// <summary>What is usual among a shop's orders: the median of every number, the most frequent of every name.</summary>
/// <param name="Context">An order that is usual in all.</param>
internal sealed record UsualOrder(OrderContext Context)
{
    private Dictionary<string, (double Low, double High)> Middle { get; init; } = [];

    /// <summary>Reads it off the orders that the agent may know.</summary>
    public static UsualOrder Of(OrderTable orders)
    {
        OrderContext[] all = [.. Enumerable.Range(0, orders.Count).Select(i => OrderContext.Of(orders, i))];
        double[] Sorted(Func<OrderContext, double> number) => [.. all.Select(number).Where(double.IsFinite).Order()];
        double Quantile(Func<OrderContext, double> number, double p) => Sorted(number) is { Length: > 0 } sorted ? sorted[(int)(p * (sorted.Length - 1))] : double.NaN;
        double Median(Func<OrderContext, double> number) => Quantile(number, .5);
        string? Mode(Func<OrderContext, string?> name) => all.Select(name).OfType<string>().CountBy(one => one).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Key).FirstOrDefault();
        return new UsualOrder(new OrderContext
        {
            PaymentValue = Median(order => order.PaymentValue),
            Freight = Median(order => order.Freight),
            Items = Median(order => order.Items ?? double.NaN) is var items && double.IsNaN(items) ? null : (int)items,
            Category = Mode(order => order.Category),
            PromisedDays = Median(order => order.PromisedDays),
            DeliveryDays = Median(order => order.DeliveryDays),
            DaysLate = Median(order => order.DaysLate),
            CustomerState = Mode(order => order.CustomerState),
            SellerState = Mode(order => order.SellerState),
        })
        {
            Middle = ContextAttribute.All.Where(fact => fact.Number is not null)
                .ToDictionary(fact => fact.Name, fact => (Quantile(fact.Number!, .25), Quantile(fact.Number!, .75))),
        };
    }

    /// <summary>Whether an order's fact is known and unusual: another name, or a number outside the middle half.</summary>
    public bool Differs(ContextAttribute fact, OrderContext order)
    {
        if (fact.Text is { } text)
            return text(order) is { } name && text(Context) is { } usual && name != usual;
        var (number, (low, high)) = (fact.Number!(order), Middle[fact.Name]);
        return number < low || number > high;
    }
}
