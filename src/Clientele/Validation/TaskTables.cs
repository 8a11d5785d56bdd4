using System.Globalization;
using Clientele.Data;
using Clientele.Simulation;

namespace Clientele.Validation;

/// <summary>Masked orders as tables for fitted baselines. The columns are exactly the fields that <see cref="MaskedOrder.Context"/> leaves visible, so that no
/// baseline sees more than an agent does, and none less. Product, seller and customer ids are never among them.</summary>
internal static class TaskTables
{
    /// <summary>Negative control: the weekday, which nothing in the context should predict.</summary>
    public const string Weekday = "weekday";

    /// <summary>Negative control: the four-hour block of the day.</summary>
    public const string HourBlock = "hour_block";

    /// <summary>The orders of all parts that can be asked about.</summary>
    /// <param name="attribute">The masked attribute; its scale was learned from the part that is fitted on.</param>
    /// <param name="parts">Orders with their part of the split. Customers are numbered through in this order: give all tasks the same parts, and a customer has
    /// the same number in each.</param>
    public static TaskTable Of(MaskedOrder attribute, params (OrderTable Orders, CustomerGroup Group)[] parts)
    {
        var rows = new TaskRows(parts, attribute.Outcome);
        var columns = new TaskColumns(rows, attribute.Context);
        return new TaskTable(
            attribute.Kind, attribute.Options, [.. attribute.Kind switch
            {
                MaskedOrder.Plan => columns.Money().Append(Longest(columns, attribute.Rule)).Append(Remainder(columns, attribute.Rule))
                    .Concat(columns.Basket()).Concat(columns.Time()).Concat(columns.Places()).Append(columns.Category()),
                MaskedOrder.Stars => columns.Money().Concat(columns.Basket()).Concat(columns.Time()).Concat(columns.Places()).Append(columns.Category())
                    .Concat(columns.Delivery()).Concat(columns.Payment()),
                MaskedOrder.Ticket => columns.Time().Concat(columns.Places()).Append(columns.Category()),
                MaskedOrder.Category => columns.Money().Append(columns.ItemCount()).Append(columns.UnitPrice()).Concat(columns.Time()).Concat(columns.Places())
                    .Concat(columns.Payment()),
                MaskedOrder.Items => columns.Time().Concat(columns.Places()).Append(columns.Category()).Concat(columns.Payment()),
                MaskedOrder.Method => columns.Money().Concat(columns.Basket()).Concat(columns.Time()).Concat(columns.Places()).Append(columns.Category()),
                _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute.Kind, "No table for this attribute."),
            }],
            rows.Outcome, rows.Of(attribute.Feasible), rows.Customer, rows.Group);
    }

    /// <summary>A negative control: the weekday or the hour block from everything else that is known when an order is placed.</summary>
    /// <remarks>The promised days are left out of both: a promise never ends on a weekend in some shops, so that its length gives the weekday away by
    /// arithmetic, and a control has to be unpredictable by design.</remarks>
    /// <param name="kind"><see cref="Weekday"/> or <see cref="HourBlock"/>.</param>
    /// <param name="parts">As for <see cref="Of"/>.</param>
    public static TaskTable Control(string kind, params (OrderTable Orders, CustomerGroup Group)[] parts)
    {
        var weekday = kind == Weekday;
        if (!weekday && kind != HourBlock)
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a negative control.");
        var rows = new TaskRows(parts, (orders, i) => orders.OrderedAt[i] == DateTime.MinValue ? -1
            : weekday ? (int)orders.OrderedAt[i].DayOfWeek : orders.OrderedAt[i].Hour / 4);
        var columns = new TaskColumns(rows, OrderContext.Of);
        string[] options = weekday
            ? [.. Enum.GetNames<DayOfWeek>().Select(name => name.ToLowerInvariant())]
            : [.. Enumerable.Range(0, 6).Select(block => string.Create(CultureInfo.InvariantCulture, $"{block * 4:00}-{block * 4 + 3:00}"))];
        return new TaskTable(
            kind, options, [.. columns.Money().Concat(columns.Basket()).Append(columns.Month()).Append(weekday ? columns.Hour() : columns.DayOfWeek())
                .Concat(columns.Places(promise: false)).Append(columns.Category()).Concat(columns.Payment())],
            rows.Outcome, rows.Of((_, _) => options.Length), rows.Customer, rows.Group);
    }

    private static TaskColumn Longest(TaskColumns columns, InstalmentRule rule) =>
        columns.Numeric("longest_plan", c => double.IsNaN(c.PaymentValue) ? double.NaN : rule.Longest(c.PaymentValue));

    /// <summary>What is missing to the total from which one more plan is offered.</summary>
    private static TaskColumn Remainder(TaskColumns columns, InstalmentRule rule) => columns.Numeric(
        "remainder_to_next_plan", c => rule.MinAmount - (c.PaymentValue - (rule.MinAmount * Math.Floor((c.PaymentValue + 1e-9) / rule.MinAmount))));
}
