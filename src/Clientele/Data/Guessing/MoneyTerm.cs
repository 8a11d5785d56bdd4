namespace Clientele.Data.Guessing;

/// <summary>A column of money beside the price, as something that an order's total may hold.</summary>
/// <param name="Meaning">Discount, freight, refund or tax.</param>
/// <param name="Column">The column.</param>
/// <param name="InOrders">Whether it stands in the file of the orders, apart from the items.</param>
/// <param name="Per">What one value is for.</param>
/// <param name="IsPerKnown">Whether the rows tell what one value is for.</param>
/// <param name="ByOrder">What it comes to by order id, without sign.</param>
internal sealed record MoneyTerm(Meaning Meaning, ColumnProfile Column, bool InOrders, MoneyPer Per, bool IsPerKnown,
    IReadOnlyDictionary<string, double> ByOrder)
{
    /// <summary>The terms that a file's columns may be.</summary>
    public static IEnumerable<MoneyTerm> Of(FileMeanings file, FileNumbers numbers, OrderLines lines, bool inOrders, ColumnProfile? price,
        ColumnProfile? quantity)
    {
        foreach (var meaning in new[] { Meaning.Discount, Meaning.Freight, Meaning.Refund, Meaning.Tax })
            foreach (var column in Columns(file, meaning).Where(column => column != price))
            {
                var per = inOrders ? MoneyPer.Order : lines.PerOf(column, numbers);
                foreach (var reading in per is { } known ? [known] : new[] { MoneyPer.Order, MoneyPer.Line })
                    yield return new MoneyTerm(meaning, column, inOrders, reading, per is not null,
                        Sums(column, numbers, lines, reading, null));
                if (meaning == Meaning.Discount && per == MoneyPer.Line && quantity is not null && numbers.Of(quantity)
                    .Any(units => units > 1))
                    yield return new MoneyTerm(meaning, column, inOrders, MoneyPer.Unit, true,
                        Sums(column, numbers, lines, MoneyPer.Unit, quantity));
            }
    }

    /// <summary>Columns whose name and values allow a meaning, best name first.</summary>
    public static IReadOnlyList<ColumnProfile> Columns(FileMeanings file, Meaning meaning) =>
        [.. file.Columns.Select(column => (Column: column, Score: ColumnNames.Score(meaning, column.Bare)))
            .Where(pair => pair.Score > 0 && ColumnKinds.Allow(meaning, pair.Column) && FileNumbers.SaysAnything(pair.Column)
                && !IsShare(pair.Column)
                && !pair.Column.Name.Contains('%', StringComparison.Ordinal))
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Column.Index).Select(pair => pair.Column)];

    // .05, .1, .25: parts of one rather than money.
    private static bool IsShare(ColumnProfile column) =>
        column.Counts.Keys.Select(value => Math.Abs(NumberText.Parse(value, '.')))
            .Where(value => value is > 0 and < double.PositiveInfinity).ToList() is { Count: > 0 } values
            && values.All(value => value <= 1);

    private static Dictionary<string, double> Sums(ColumnProfile column, FileNumbers numbers, OrderLines lines, MoneyPer per,
        ColumnProfile? quantity)
    {
        var values = numbers.Of(column);
        var units = quantity is null ? null : numbers.Of(quantity);
        return lines.Orders.ToDictionary(order => order.Key, order =>
        {
            var stated = order.Value.Where(row => double.IsFinite(values[row])).ToList();
            return per switch
            {
                MoneyPer.Order => stated.Count == 0 ? 0 : stated.Max(row => Math.Abs(values[row])),
                MoneyPer.Unit => stated.Sum(row => Math.Abs(values[row]) * units![row]),
                _ => stated.Sum(row => Math.Abs(values[row])),
            };
        }, StringComparer.Ordinal);
    }
}
