using Clientele.Data;

namespace Clientele.Validation;

/// <summary>One masked attribute's orders as a table: what fitted baselines learn from. All columns have one entry an order.</summary>
/// <param name="Kind">The masked attribute.</param>
/// <param name="Options">Its values.</param>
/// <param name="Columns">The context, by column.</param>
/// <param name="Outcome">Index of the right answer in <paramref name="Options"/>.</param>
/// <param name="Feasible">Options feasible for the order, from the first on.</param>
/// <param name="Customer">A number for the customer; equal for orders of one customer, across groups different.</param>
/// <param name="Group">Part of the split: fit, calibrate or test.</param>
internal sealed record TaskTable(
    string Kind, IReadOnlyList<string> Options, IReadOnlyList<TaskColumn> Columns, int[] Outcome, int[] Feasible, int[] Customer, CustomerGroup[] Group)
{
    /// <summary>Orders.</summary>
    public int Count => Outcome.Length;
}
