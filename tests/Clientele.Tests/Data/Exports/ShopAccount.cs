using System.Globalization;
using Clientele.Data;

namespace Clientele.Tests.Data.Exports;

/// <summary>What a shop's owner would compare: the sums over all orders that count.</summary>
internal sealed record ShopAccount(long Customers, long Orders, long Lines, decimal Units, decimal Amount, long WeekendOrders,
    DateTime FirstOrder, DateTime LastOrder)
{
    /// <summary>Freight, where the files say it and the mapping names it.</summary>
    public decimal? Freight { get; init; }

    /// <summary>Refunds of the orders that count.</summary>
    public decimal? Refunds { get; init; }

    /// <summary>Lines that cost nothing.</summary>
    public long? LinesAtZero { get; init; }

    /// <summary>Orders of the customer with the most.</summary>
    public long? LargestCustomer { get; init; }

    public static ShopAccount Of(Transactions transactions)
    {
        var totals = transactions.Totals;
        return new ShopAccount(totals.Customers, totals.Orders, totals.Lines, totals.Units, totals.Amount, totals.WeekendOrders,
            totals.FirstOrder, totals.LastOrder)
        {
            Freight = totals.Freight,
            Refunds = totals.Refunds,
            LinesAtZero = totals.LinesAtZero,
            LargestCustomer = (long)Math.Round(totals.LargestCustomerShare * totals.Orders),
        };
    }

    /// <summary>What is not as it should be, a line each; empty when all is right.</summary>
    /// <param name="found">What was read.</param>
    /// <param name="precision">How exactly the files tell the time.</param>
    public IReadOnlyList<string> Differences(ShopAccount found, TimeSpan precision)
    {
        var differences = new List<string>();
        Compare("customers", Customers, found.Customers);
        Compare("orders", Orders, found.Orders);
        Compare("lines", Lines, found.Lines);
        Compare("units", Units, found.Units);
        Compare("amount", Amount, found.Amount);
        Compare("weekend_orders", WeekendOrders, found.WeekendOrders);
        Near("first_order", FirstOrder, found.FirstOrder);
        Near("last_order", LastOrder, found.LastOrder);
        if (Freight is not null && found.Freight is not null)
            Compare("freight", Freight, found.Freight);
        if (Refunds is not null && found.Refunds is not null)
            Compare("refunds", Refunds, found.Refunds);
        if (LinesAtZero is not null && found.LinesAtZero is not null)
            Compare("lines_at_zero", LinesAtZero, found.LinesAtZero);
        if (LargestCustomer is not null && found.LargestCustomer is not null)
            Compare("orders of the largest customer", LargestCustomer, found.LargestCustomer);
        return differences;

        void Near(string name, DateTime expected, DateTime actual)
        {
            // A day is a day; within it the files may be less exact than the truth.
            if (expected.Date != actual.Date || (precision < TimeSpan.FromDays(1) && (expected - actual).Duration() > precision))
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {actual:s}, right is {expected:s}"));
        }

        void Compare<T>(string name, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {actual}, right is {expected}"));
        }
    }
}
