using Clientele.Data;

namespace Clientele.Validation;

/// <summary>The orders of several parts of the split that have an outcome, numbered through.</summary>
internal sealed class TaskRows
{
    private readonly int[] _part;
    private readonly int[] _order;

    /// <summary>Keeps the orders whose outcome is not −1.</summary>
    public TaskRows((OrderTable Orders, CustomerGroup Group)[] parts, Func<OrderTable, int, int> outcome)
    {
        Parts = parts;
        List<int> part = [], order = [], outcomes = [], customers = [];
        var offset = 0;
        for (var p = 0; p < parts.Length; p++)
        {
            var orders = parts[p].Orders;
            for (var i = 0; i < orders.Count; i++)
            {
                if (outcome(orders, i) is not (>= 0 and var answer))
                    continue;
                part.Add(p);
                order.Add(i);
                outcomes.Add(answer);
                customers.Add(offset + orders.Customer[i]);
            }
            offset += orders.CustomerIds.Count;
        }
        (_part, _order, Outcome, Customer) = ([.. part], [.. order], [.. outcomes], [.. customers]);
        Group = [.. _part.Select(p => parts[p].Group)];
    }

    /// <summary>The parts.</summary>
    public (OrderTable Orders, CustomerGroup Group)[] Parts { get; }

    /// <summary>Orders kept.</summary>
    public int Count => _order.Length;

    /// <summary>The right answers.</summary>
    public int[] Outcome { get; }

    /// <summary>Customers, numbered through the parts.</summary>
    public int[] Customer { get; }

    /// <summary>Part of the split.</summary>
    public CustomerGroup[] Group { get; }

    /// <summary>A value for every order kept.</summary>
    public T[] Of<T>(Func<OrderTable, int, T> value)
    {
        var values = new T[Count];
        for (var i = 0; i < Count; i++)
            values[i] = value(Parts[_part[i]].Orders, _order[i]);
        return values;
    }
}
