namespace Clientele.Data;

/// <summary>Sums over all accepted rows, to be compared with the shop's own figures. Money is in the mapping's currency.</summary>
/// <param name="Customers">Customers with an accepted order.</param>
/// <param name="Orders">Accepted orders.</param>
/// <param name="Lines">Accepted rows of items.</param>
/// <param name="Units">Sum of quantities; a row without a quantity is one unit.</param>
/// <param name="Amount">After discounts, before refunds, without freight; without tax where the mapping says which tax the prices hold.</param>
/// <param name="Discount">Discounts that were taken off; null when the mapping names none.</param>
/// <param name="Freight">Freight; null when the mapping names none.</param>
/// <param name="Refunds">What was paid back; null when the mapping names none.</param>
/// <param name="Tax">Tax; null when the mapping names no column of it.</param>
/// <param name="WeekendOrders">Orders placed on one of the mapping's weekend days, shop's local time.</param>
/// <param name="FirstOrder">Time of the first order, shop's local time.</param>
/// <param name="LastOrder">Time of the last order, shop's local time.</param>
/// <param name="LargestCustomerShare">Share of the orders, in [0, 1], that the customer with the most orders has.</param>
/// <param name="LinesAtZero">Accepted rows of items that cost nothing.</param>
public sealed record TransactionTotals(
    long Customers, long Orders, long Lines, decimal Units, decimal Amount, decimal? Discount, decimal? Freight, decimal? Refunds, decimal? Tax,
    long WeekendOrders, DateTime FirstOrder, DateTime LastOrder, double LargestCustomerShare, long LinesAtZero);
