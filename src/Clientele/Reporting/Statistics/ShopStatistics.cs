using Clientele.Data;
using Clientele.Features;

namespace Clientele.Reporting.Statistics;

/// <summary>What a shop's transactions look like, counted: everything that figures of real data show. No number stands for one to four customers.</summary>
public sealed record ShopStatistics
{
    /// <summary>Most categories and states by themselves.</summary>
    public const int MostCategories = 20;

    /// <summary>Name of the mapping.</summary>
    public required string Mapping { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>Hash over the input files and the mapping.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Customers with at least one accepted order.</summary>
    public required long Customers { get; init; }

    /// <summary>Accepted orders.</summary>
    public required long Orders { get; init; }

    /// <summary>Accepted item rows.</summary>
    public required long Items { get; init; }

    /// <summary>Prices of items.</summary>
    public required AmountDistribution? Prices { get; init; }

    /// <summary>Freight of items; null when none is recorded.</summary>
    public required AmountDistribution? Freights { get; init; }

    /// <summary>Orders by way of paying; null when none is recorded.</summary>
    public required CountedCells? Methods { get; init; }

    /// <summary>Orders paid by credit card alone, by number of instalments, ascending; empty when none is recorded.</summary>
    public required CountedCells? Instalments { get; init; }

    /// <summary>Orders by stars of their first review, 1 to 5; null when there are no reviews.</summary>
    public required IReadOnlyList<long>? Stars { get; init; }

    /// <summary>Orders by status, used or not; null when the mapping leaves no order out by a word.</summary>
    public required CountedCells? Statuses { get; init; }

    /// <summary>Accepted orders a calendar month, from the first to the last; a month with one to four is 0.</summary>
    public required IReadOnlyList<MonthlyOrders> Months { get; init; }

    /// <summary>Items by category; null when there are no categories.</summary>
    public required CountedCells? Categories { get; init; }

    /// <summary>Customers by number of orders, ascending, the last cell "or more".</summary>
    public required IReadOnlyList<CountedCell> OrdersACustomer { get; init; }

    /// <summary>Customers by state or region of their first order; null when none is recorded.</summary>
    public required CountedCells? States { get; init; }

    /// <summary>Correlations of what is recorded of an order.</summary>
    public required CorrelationMatrix Correlations { get; init; }

    /// <summary>Days from order to delivery, bins of a day; null when deliveries are not recorded.</summary>
    public required Histogram? DeliveryDays { get; init; }

    /// <summary>Median of the days from order to delivery; NaN when not recorded.</summary>
    public required double MedianDeliveryDays { get; init; }

    /// <summary>Calendar days from promise to delivery, bins of a day, negative = early; null when promise or delivery are not recorded.</summary>
    public required Histogram? DaysLate { get; init; }

    /// <summary>Share of the delivered orders that came after the promised day, in [0, 1]; NaN when not recorded.</summary>
    public required double LateShare { get; init; }

    /// <summary>Stars by how late the order came; empty when stars, promise or delivery are not recorded.</summary>
    public required IReadOnlyList<DelayRating> StarsByDelay { get; init; }

    /// <summary>Counts a shop's transactions.</summary>
    /// <param name="transactions">The transactions.</param>
    /// <param name="statuses">Status of every order, used or not; null when unknown.</param>
    /// <param name="cancellationToken">Stops between tables.</param>
    public static async Task<ShopStatistics> ReadAsync(Transactions transactions, OrderStatuses? statuses = null, CancellationToken cancellationToken = default)
    {
        var orders = await transactions.ReadOrdersAsync(cancellationToken);
        var items = await transactions.ReadItemsAsync(cancellationToken);
        return Of(transactions.Mapping, transactions.DataSha256, orders, items, statuses);
    }

    /// <summary>Counts order and item records.</summary>
    internal static ShopStatistics Of(Mapping mapping, string dataSha256, OrderTable orders, ItemTable items, OrderStatuses? statuses)
    {
        var days = OrderCounts.DeliveryDays(orders);
        var late = OrderCounts.DaysLate(orders);
        var paid = orders.Method.Any(method => method != PaymentMethod.Unknown);
        return new ShopStatistics
        {
            Mapping = mapping.Name,
            Currency = mapping.Currency,
            DataSha256 = dataSha256,
            Customers = orders.CustomerIds.Count,
            Orders = orders.Count,
            Items = items.Count,
            Prices = AmountDistribution.Of(items.Price),
            Freights = AmountDistribution.Of(items.Freight),
            Methods = paid ? OrderCounts.Methods(orders) : null,
            Instalments = paid && mapping.Payments?.Instalments is not null ? OrderCounts.Instalments(orders) : null,
            Stars = OrderCounts.Stars(orders),
            Statuses = statuses is null ? null : SmallCells.Group(statuses.Orders.Select(status => (status.Key, status.Value, status.Value)), 10),
            Months = OrderCounts.Months(orders),
            Categories = OrderCounts.Categories(items),
            OrdersACustomer = OrderCounts.OrdersACustomer(orders),
            States = OrderCounts.States(orders),
            Correlations = OrderCounts.Correlations(orders, days, late),
            DeliveryDays = OrderCounts.Daily(days),
            MedianDeliveryDays = Histogram.Quantile(days, .5),
            DaysLate = OrderCounts.Daily(late),
            LateShare = late.Count(double.IsFinite) is > 0 and var known ? late.Count(day => day > 0) / (double)known : double.NaN,
            StarsByDelay = DelayRating.Of(orders.Stars, late),
        };
    }
}

/// <summary>Accepted orders of a calendar month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Orders">Orders; 0 also for one to four.</param>
public readonly record struct MonthlyOrders(DateTime Month, long Orders);
