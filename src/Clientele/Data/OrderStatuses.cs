using Clientele.Data.Reading;

namespace Clientele.Data;

/// <summary>How many orders stand in each status, used or not: the words of the column by which the mapping leaves orders out.</summary>
/// <param name="Column">Column of the orders file.</param>
/// <param name="Orders">Orders by the shop's own word, most first; ties in ordinal order.</param>
public sealed record OrderStatuses(string Column, IReadOnlyList<KeyValuePair<string, long>> Orders)
{
    /// <summary>Counts the statuses of a shop's orders; null when the mapping leaves no orders out by a word.</summary>
    /// <exception cref="ClienteleException">The orders file or its column is missing.</exception>
    public static OrderStatuses? Read(TransactionSource source)
    {
        var mapping = source.Mapping;
        if (mapping.Orders.Exclude.FirstOrDefault(rule => rule.Test is ExclusionTest.In or ExclusionTest.NotIn) is not { } rule)
            return null;
        using var scratch = new ScratchFolder(source.Scratch);
        var file = InputFile.Find(source.Path, mapping.Orders.File, mapping, scratch, CancellationToken.None);
        using var database = DuckDb.OpenInMemory(source.Threads);
        var status = FileScan.Column(rule.Column);
        // A file of order lines names an order, and its status, on every line.
        var counted = mapping.HasOrderLines && mapping.Orders.OrderId is { } id ? $"count(DISTINCT {FileScan.Column(id)})" : "count(*)";
        string[] columns = mapping.Orders.OrderId is { } key ? [rule.Column, key] : [rule.Column];
        var orders = new List<KeyValuePair<string, long>>();
        database.Query(
            $"SELECT coalesce(nullif(trim({status}), ''), 'not recorded') AS word, {counted} AS orders FROM {FileScan.Sql(file, [.. columns.Distinct(StringComparer.Ordinal)], numbered: false, "broken")} f GROUP BY word ORDER BY orders DESC, word",
            row => orders.Add(new(row.GetString(0), row.GetInt64(1))));
        return new OrderStatuses(rule.Column, orders);
    }
}
