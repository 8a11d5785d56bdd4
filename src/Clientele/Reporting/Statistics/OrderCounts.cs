using System.Globalization;
using Clientele.Data;
using Clientele.Features;

namespace Clientele.Reporting.Statistics;

/// <summary>Counts of order and item records, for <see cref="ShopStatistics"/>.</summary>
internal static class OrderCounts
{
    // From here on customers are counted together.
    private const int MostOrders = 12;

    /// <summary>Days from order to delivery of each order, whole days; NaN where not recorded.</summary>
    public static double[] DeliveryDays(OrderTable orders) => [.. Enumerable.Range(0, orders.Count).Select(i =>
        orders.DeliveredAt[i] == DateTime.MinValue ? double.NaN : Math.Floor((orders.DeliveredAt[i] - orders.OrderedAt[i]).TotalDays))];

    /// <summary>Calendar days from promise to delivery of each order; NaN where one of them is not recorded.</summary>
    public static double[] DaysLate(OrderTable orders) => [.. Enumerable.Range(0, orders.Count).Select(i =>
        orders.DeliveredAt[i] == DateTime.MinValue || orders.PromisedAt[i] == DateTime.MinValue ? double.NaN : (orders.DeliveredAt[i].Date - orders.PromisedAt[i].Date).TotalDays)];

    /// <summary>Bins of a day, the day in the middle, between the 0.5 % and 99.5 % quantiles; null when no day is known.</summary>
    public static Histogram? Daily(double[] days)
    {
        var (low, high) = (Histogram.Quantile(days, .005), Histogram.Quantile(days, .995));
        return double.IsNaN(low) ? null : Histogram.Linear(days, low - .5, 1, (int)(high - low) + 1);
    }

    public static CountedCells Methods(OrderTable orders)
    {
        var transfers = orders.Method.Contains(PaymentMethod.Transfer);
        return SmallCells.Group(Enum.GetValues<PaymentMethod>()
            .Select(method => (Method: Name(method, transfers), Orders: At(orders, i => orders.Method[i] == method)))
            .Where(cell => cell.Orders.Count > 0)
            .Select(cell => (cell.Method, (long)cell.Orders.Count, Customers(orders, cell.Orders))), 10);
    }

    public static CountedCells Instalments(OrderTable orders)
    {
        var cells = SmallCells.Group(At(orders, i => orders.Method[i] == PaymentMethod.CreditCard && orders.Instalments[i] > 0).GroupBy(i => orders.Instalments[i])
            .Select(plan => (plan.Key.ToString(CultureInfo.InvariantCulture), plan.LongCount(), Customers(orders, [.. plan]))), 24);
        return cells with { Cells = [.. cells.Cells.OrderBy(cell => int.Parse(cell.Name, CultureInfo.InvariantCulture))] };
    }

    public static IReadOnlyList<long>? Stars(OrderTable orders)
    {
        var counts = new long[5];
        foreach (var stars in orders.Stars)
            if (stars > 0)
                counts[stars - 1]++;
        if (counts.Sum() == 0)
            return null;
        SmallCells.Merge(counts);
        return counts;
    }

    public static IReadOnlyList<MonthlyOrders> Months(OrderTable orders)
    {
        if (orders.Count == 0)
            return [];
        var counts = orders.OrderedAt.CountBy(time => new DateTime(time.Year, time.Month, 1)).ToDictionary();
        var months = new List<MonthlyOrders>();
        for (var month = counts.Keys.Min(); month <= counts.Keys.Max(); month = month.AddMonths(1))
            months.Add(new MonthlyOrders(month, counts.GetValueOrDefault(month) is >= SmallCells.Least and var count ? count : 0));
        return months;
    }

    public static CountedCells? Categories(ItemTable items)
    {
        var cells = Enumerable.Range(0, items.Count).Where(i => items.Category[i] >= 0).GroupBy(i => items.Category[i])
            .Select(category => (items.Categories[category.Key], category.LongCount(), category.Select(i => items.Customer[i]).Distinct().LongCount())).ToList();
        return cells.Count == 0 ? null : SmallCells.Group(cells, ShopStatistics.MostCategories);
    }

    public static IReadOnlyList<CountedCell> OrdersACustomer(OrderTable orders)
    {
        var counts = orders.Customer.CountBy(customer => customer).Select(customer => customer.Value).CountBy(count => count).ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        var (cells, rest) = (new List<CountedCell>(), (long)counts.Values.Sum());
        for (var n = 1; rest > 0; n++)
        {
            var own = counts.GetValueOrDefault(n);
            // The last cell holds whoever is left, so that neither it nor the one before stands for a few.
            if (rest - own < SmallCells.Least || own < SmallCells.Least || n == MostOrders)
            {
                cells.Add(new CountedCell(rest == own ? Text(n) : Text(n) + " or more", rest));
                break;
            }
            cells.Add(new CountedCell(Text(n), own));
            rest -= own;
        }
        return cells;
    }

    public static CountedCells? States(OrderTable orders)
    {
        var state = new int[orders.CustomerIds.Count];
        Array.Fill(state, -1);
        for (var i = orders.Count - 1; i >= 0; i--)
            if (orders.CustomerState[i] >= 0)
                state[orders.Customer[i]] = orders.CustomerState[i];
        var cells = state.Where(one => one >= 0).CountBy(one => one).Select(one => (orders.States[one.Key], (long)one.Value, (long)one.Value)).ToList();
        return cells.Count == 0 ? null : SmallCells.Group(cells, ShopStatistics.MostCategories);
    }

    /// <summary>Correlations of the columns that are recorded and vary.</summary>
    public static CorrelationMatrix Correlations(OrderTable orders, double[] days, double[] late)
    {
        (string Name, double[] Values)[] columns =
        [
            ("price of all items", orders.Amount),
            ("freight", orders.Freight),
            ("payment", orders.PaymentValue),
            ("items", Array.ConvertAll(orders.Items, n => (double)n)),
            ("instalments", Array.ConvertAll(orders.Instalments, n => n == 0 ? double.NaN : n)),
            ("delivery days", days),
            ("days late", late),
            ("stars", Array.ConvertAll(orders.Stars, n => n == 0 ? double.NaN : n)),
        ];
        var used = columns.Where(column => Varies(column.Values)).ToList();
        return CorrelationMatrix.Of([.. used.Select(column => column.Name)], [.. used.Select(column => column.Values)]);
    }

    private static bool Varies(double[] values)
    {
        var first = Array.Find(values, double.IsFinite);
        return values.Count(double.IsFinite) >= SmallCells.Least && Array.Exists(values, value => double.IsFinite(value) && value != first);
    }

    private static List<int> At(OrderTable orders, Func<int, bool> condition) => [.. Enumerable.Range(0, orders.Count).Where(condition)];

    private static long Customers(OrderTable orders, IReadOnlyList<int> rows) => rows.Select(i => orders.Customer[i]).Distinct().LongCount();

    // A mapping without transfers of their own may have listed them under boleto.
    private static string Name(PaymentMethod method, bool transfers) => method switch
    {
        PaymentMethod.CreditCard => "credit card",
        PaymentMethod.Boleto => transfers ? "bank slip" : "bank slip or transfer",
        PaymentMethod.Debit => "debit card",
        PaymentMethod.Voucher => "voucher",
        PaymentMethod.Mixed => "more than one way",
        PaymentMethod.Wallet => "digital wallet",
        PaymentMethod.PayLater => "pay later",
        PaymentMethod.Transfer => "bank transfer",
        PaymentMethod.Cash => "cash",
        _ => "not recorded",
    };

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
