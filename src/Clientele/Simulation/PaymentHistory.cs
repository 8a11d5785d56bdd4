using Clientele.Data;

namespace Clientele.Simulation;

/// <summary>How a customer has paid so far: orders by way of paying. Equal by content.</summary>
/// <remarks>Of the orders of one day only the first counts: a basket that was paid in two parts says little of the next basket, and customers would seem twice as faithful to their
/// habits as they are. What a history weighs is fitted on histories that are counted alike.</remarks>
/// <param name="Payments">Method, instalments and number of orders; ordered by method, then instalments.</param>
public sealed record PaymentHistory(IReadOnlyList<(PaymentMethod Method, int Instalments, int Orders)> Payments)
{
    /// <summary>A customer of whom nothing is known.</summary>
    public static PaymentHistory None { get; } = new([]);

    /// <summary>The history in some orders of one customer; those without a payment in one way are passed over.</summary>
    /// <param name="orders">Orders.</param>
    /// <param name="rows">Which of them, in the order of time.</param>
    internal static PaymentHistory Of(OrderTable orders, IEnumerable<int> rows)
    {
        (PaymentMethod, int, int)[] counted = [.. rows.Where(i => orders.PaymentRows[i] > 0 && orders.Method[i] is not (PaymentMethod.Unknown or PaymentMethod.Mixed))
            .DistinctBy(i => Day(orders, i)).CountBy(i => (orders.Method[i], Instalments: Math.Max(1, orders.Instalments[i])))
            .OrderBy(way => way.Key.Item1).ThenBy(way => way.Key.Instalments).Select(way => (way.Key.Item1, way.Key.Instalments, way.Value))];
        return counted.Length == 0 ? None : new PaymentHistory(counted);
    }

    /// <summary>Day of an order; one without a date is a day of its own, below 0.</summary>
    internal static long Day(OrderTable orders, int row) => orders.OrderedAt[row] is var at && at > DateTime.MinValue ? at.Ticks / TimeSpan.TicksPerDay : -1 - row;

    /// <inheritdoc/>
    public bool Equals(PaymentHistory? other) => other is not null && Payments.SequenceEqual(other.Payments);

    /// <inheritdoc/>
    public override int GetHashCode() => Payments.Aggregate(17, HashCode.Combine);
}
