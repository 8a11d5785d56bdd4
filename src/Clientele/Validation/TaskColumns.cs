using Clientele.Data;
using Clientele.Simulation;

namespace Clientele.Validation;

/// <summary>The context of masked orders, by column. What a context hides comes out as unknown, so a column cannot show more than an agent is shown.</summary>
internal sealed class TaskColumns(TaskRows rows, Func<OrderTable, int, OrderContext> context)
{
    private readonly OrderContext[] _contexts = rows.Of(context);

    /// <summary>Total, freight and its share.</summary>
    public IEnumerable<TaskColumn> Money() =>
        [Numeric("total", c => double.IsNaN(c.PaymentValue) ? c.Amount : c.PaymentValue), Numeric("freight", c => c.Freight), Numeric("freight_share", c => c.FreightShare)];

    /// <summary>Units, distinct products and sellers, unit price.</summary>
    public IEnumerable<TaskColumn> Basket() =>
        [ItemCount(), Numeric("products", c => c.Products ?? double.NaN), Numeric("sellers", c => c.Sellers ?? double.NaN), UnitPrice()];

    /// <summary>Units.</summary>
    public TaskColumn ItemCount() => Numeric("items", c => c.Items ?? double.NaN);

    /// <summary>Amount of a unit.</summary>
    public TaskColumn UnitPrice() => Numeric("unit_price", c => c.UnitPrice);

    /// <summary>Month, weekday and hour.</summary>
    public IEnumerable<TaskColumn> Time() => [Month(), DayOfWeek(), Hour()];

    /// <summary>Months since the first order of all parts.</summary>
    public TaskColumn Month()
    {
        var months = _contexts.Select(c => c.OrderedAt is { } at ? (at.Year * 12) + at.Month : int.MaxValue).ToArray();
        var first = months.DefaultIfEmpty(int.MaxValue).Min();
        return new TaskColumn("month", [.. months.Select(m => m == int.MaxValue ? double.NaN : m - first)]);
    }

    /// <summary>Weekday, Sunday first.</summary>
    public TaskColumn DayOfWeek() => new("weekday", Values(c => c.OrderedAt is { } at ? (int)at.DayOfWeek : double.NaN), 7);

    /// <summary>Hour of the day, 0..23.</summary>
    public TaskColumn Hour() => Numeric("hour", c => c.OrderedAt?.Hour ?? double.NaN);

    /// <summary>Both states, whether they are one, and the promised days.</summary>
    public IEnumerable<TaskColumn> Places(bool promise = true)
    {
        if (promise)
            yield return Numeric("promised_days", c => c.PromisedDays);
        yield return new TaskColumn("same_state", Values(c => c.SameState is { } same ? same ? 1 : 0 : double.NaN), 2);
        yield return Named("customer_state", c => c.CustomerState, orders => orders.States);
        yield return Named("seller_state", c => c.SellerState, orders => orders.States);
    }

    /// <summary>Category of the dearest item.</summary>
    public TaskColumn Category() => Named("category", c => c.Category, orders => orders.Categories);

    /// <summary>Delivery days and lateness.</summary>
    public IEnumerable<TaskColumn> Delivery() => [Numeric("delivery_days", c => c.DeliveryDays), Numeric("days_late", c => c.DaysLate)];

    /// <summary>How it was paid and in how many instalments.</summary>
    public IEnumerable<TaskColumn> Payment()
    {
        var methods = Values(c => c.Method is { } method ? (int)method : double.NaN);
        // As many levels as before there were wallets, unless a newer kind occurs: one that never does would still move fitted baselines.
        var last = methods.Where(double.IsFinite).Append((int)PaymentMethod.Mixed).Max();
        return [new TaskColumn("payment_method", methods, (int)last + 1), Numeric("instalments", c => c.Instalments ?? double.NaN)];
    }

    /// <summary>A numeric column.</summary>
    public TaskColumn Numeric(string name, Func<OrderContext, double> value) => new(name, Values(value));

    private TaskColumn Named(string name, Func<OrderContext, string?> value, Func<OrderTable, IReadOnlyList<string>> names)
    {
        // Parts list only what occurs in them: the levels are the union, in ordinal order.
        var levels = rows.Parts.SelectMany(part => names(part.Orders)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select((level, i) => (level, i)).ToDictionary(pair => pair.level, pair => pair.i, StringComparer.Ordinal);
        return new TaskColumn(name, Values(c => value(c) is { } level ? levels[level] : double.NaN), levels.Count);
    }

    private double[] Values(Func<OrderContext, double> value) => Array.ConvertAll(_contexts, c => value(c));
}
