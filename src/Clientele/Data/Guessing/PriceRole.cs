namespace Clientele.Data.Guessing;

/// <summary>What a row costs: a column of line totals, or one of unit prices to be multiplied by the quantity.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsUnit">Whether it is the price of one unit.</param>
/// <param name="Why">What decided, for people.</param>
internal sealed record PriceRole(ColumnProfile Column, bool IsUnit, string Why)
{
    private const double Near = 0.005;

    /// <summary>Whether neither name nor rows tell: somebody has to say.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>Column of a line's discount that <see cref="Column"/> holds already; null when none does.</summary>
    public ColumnProfile? HeldDiscount { get; init; }

    /// <summary>Looks at the rows of items.</summary>
    /// <param name="items">The file.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <param name="lines">Its rows by order.</param>
    /// <param name="totals">What orders cost by other columns; used where the rows of a product do not tell.</param>
    public static PriceRole? Of(FileMeanings items, FileNumbers numbers, OrderLines lines, IReadOnlyList<OrderTotals> totals)
    {
        // A total that all lines of an order repeat is not what a line costs.
        var own = items.Prices.Where(price => !lines.IsOfOrder(price.Column, numbers)).ToList();
        if (own.Count == 0 && lines.Several.Count < 3)
            own = [.. items.Prices];
        if (own.Count == 0)
            return null;
        var quantity = items[Meaning.Quantity];
        // Where rows are orders, a subtotal is what the items cost; a total may hold freight and tax.
        if (quantity is null)
            return new PriceRole(own.OrderByDescending(price => price.Score + (price.Kind == Meaning.LineTotal ? 2 : 0)
                + (ColumnNames.Score(Meaning.Subtotal, price.Column.Bare) > 0 ? 4 : 0)).First().Column,
                IsUnit: false, "guessed from the name");
        if (numbers.Of(quantity).All(units => !double.IsFinite(units) || Math.Abs(units) == 1))
        {
            var best = own.OrderByDescending(price => price.Score).First();
            return new PriceRole(best.Column, best.Kind == Meaning.UnitPrice, "guessed from the name; all quantities are 1");
        }
        return Product(own, quantity, items[Meaning.Discount], numbers)
            ?? Percent(own, quantity, items, numbers)
            ?? (items[Meaning.Discount] is { } discount ? Net(own, discount, quantity, items, numbers, lines, totals) : null)
            ?? ByRows(own, quantity, items, numbers, lines, totals);
    }

    // Gross sales less discounts are net sales: what the customer paid is the net, and the gross tells better what the quantity does.
    private static PriceRole? Net(List<(ColumnProfile Column, Meaning Kind, double Score)> own, ColumnProfile discount,
        ColumnProfile quantity, FileMeanings items, FileNumbers numbers, OrderLines lines, IReadOnlyList<OrderTotals> totals)
    {
        var less = numbers.Of(discount);
        foreach (var net in own)
            foreach (var gross in own.Where(price => price.Column != net.Column))
                if (Holds(row => numbers.Of(gross.Column)[row] - Math.Abs(less[row]), numbers.Of(net.Column), row => less[row] != 0))
                    return ByRows([gross], quantity, items, numbers, lines, totals) with
                    {
                        Column = net.Column,
                        Why = $"guessed: it is {gross.Column.Name} less {discount.Name}",
                        HeldDiscount = discount
                    };
        return null;
    }

    // Unit price times quantity is another column, perhaps less a discount.
    private static PriceRole? Product(List<(ColumnProfile Column, Meaning Kind, double Score)> own, ColumnProfile quantity,
        ColumnProfile? discount, FileNumbers numbers)
    {
        var units = numbers.Of(quantity);
        foreach (var total in own)
            foreach (var price in own.Where(price => price.Column != total.Column))
            {
                var (prices, sums) = (numbers.Of(price.Column), numbers.Of(total.Column));
                if (Holds(row => prices[row] * units[row], sums, row => Math.Abs(units[row]) != 1))
                    return new PriceRole(total.Column, IsUnit: false, $"guessed: it is {price.Column.Name} times {quantity.Name}");
                if (discount is null)
                    continue;
                var less = numbers.Of(discount);
                if (Holds(row => prices[row] * units[row] - Math.Abs(less[row]), sums, row => less[row] != 0))
                    return new PriceRole(total.Column, IsUnit: false,
                        $"guessed: it is {price.Column.Name} times {quantity.Name} less {discount.Name}")
                    { HeldDiscount = discount };
            }
        return null;
    }

    // A discount in percent is held by the line's total: price times quantity times what is left.
    private static PriceRole? Percent(List<(ColumnProfile Column, Meaning Kind, double Score)> own, ColumnProfile quantity,
        FileMeanings items, FileNumbers numbers)
    {
        var units = numbers.Of(quantity);
        foreach (var percent in items.Columns.Where(column => IsPercent(column) && own.TrueForAll(price => price.Column != column)))
            foreach (var total in own)
                foreach (var price in own.Where(price => price.Column != total.Column))
                {
                    var (off, prices) = (numbers.Of(percent), numbers.Of(price.Column));
                    if (Holds(row => prices[row] * units[row] * (1 - off[row] / 100), numbers.Of(total.Column), row => off[row] != 0))
                        return new PriceRole(total.Column, IsUnit: false,
                            $"guessed: it is {price.Column.Name} times {quantity.Name} less {percent.Name}")
                        { HeldDiscount = percent };
                }
        return null;
    }

    private static bool IsPercent(ColumnProfile column) => column.Numbers >= 0.9
        && (column.Name.Contains('%', StringComparison.Ordinal) || column.Bare.Contains("percent", StringComparison.Ordinal)
            || column.Bare.Contains("prozent", StringComparison.Ordinal) || column.Bare.Contains("pct", StringComparison.Ordinal)
            || ColumnNames.Score(Meaning.Discount, column.Bare) > 0)
        && column.Counts.Keys.All(value => NumberText.Parse(value, ',') is double.NaN or (>= 0 and <= 100)
            || NumberText.Parse(value, '.') is >= 0 and <= 100);

    private static bool Holds(Func<int, double> computed, double[] stated, Func<int, bool> tells)
    {
        var rows = Enumerable.Range(0, stated.Length).Where(row => double.IsFinite(computed(row) + stated[row])).ToList();
        return rows.Count >= 0.8 * stated.Length && rows.Any(row => tells(row) && stated[row] != 0)
            && rows.Count(row => Math.Abs(computed(row) - stated[row]) <= 0.02 + Near * Math.Abs(stated[row])) >= 0.95 * rows.Count;
    }

    private static PriceRole ByRows(List<(ColumnProfile Column, Meaning Kind, double Score)> own, ColumnProfile quantity,
        FileMeanings items, FileNumbers numbers, OrderLines lines, IReadOnlyList<OrderTotals> totals)
    {
        var best = own[0];
        var verdict = ByProduct(items[Meaning.Product] ?? items[Meaning.ProductName], numbers.Of(quantity), numbers.Of(best.Column));
        if (verdict is { } isUnit)
            return new PriceRole(best.Column, isUnit, isUnit
                ? "guessed: a product costs the same at every quantity"
                    : "guessed: it grows with the quantity, so it is what the line costs");
        if (ByTotals(numbers.Of(quantity), numbers.Of(best.Column), lines, totals) is { } fits)
            return new PriceRole(best.Column, fits.IsUnit, $"guessed: so that orders add up to {fits.Column}");
        return new PriceRole(best.Column, best.Kind != Meaning.LineTotal, "guessed from the name")
        { IsAmbiguous = best.Kind == Meaning.Price };
    }

    // The same product at two quantities: is the number the same, or does it grow?
    private static bool? ByProduct(ColumnProfile? product, double[] units, double[] prices)
    {
        if (product is null)
            return null;
        var (unit, line) = (0, 0);
        foreach (var rows in Enumerable.Range(0, units.Length).Where(row => product.Cells[row].Length > 0 && units[row] > 0
            && prices[row] > 0).GroupBy(row => product.Cells[row], StringComparer.Ordinal))
        {
            // Neighbours in quantity, each pair once: prices that changed in between vote for neither.
            var levels = rows.GroupBy(row => units[row]).OrderBy(level => level.Key)
                .Select(level => (Units: level.Key, Prices: level.Select(row => prices[row]).Distinct().ToList())).ToList();
            foreach (var (after, before) in levels.Skip(1).Zip(levels))
            {
                unit += after.Prices.Any(price => before.Prices.Any(other => IsNear(price, other))) ? 1 : 0;
                line += after.Prices.Any(price => before.Prices.Any(other => IsNear(price / after.Units, other / before.Units))) ? 1 : 0;
            }
        }
        return unit > 3 * line ? true : line > 3 * unit ? false : null;
    }

    private static (bool IsUnit, string Column)? ByTotals(double[] units, double[] prices, OrderLines lines,
        IReadOnlyList<OrderTotals> totals)
    {
        foreach (var total in totals)
        {
            var (rows, asUnit, asLine) = (0, 0, 0);
            foreach (var (order, members) in lines.Orders)
            {
                if (!total.Candidates.TryGetValue(order, out var sums) || !members.Any(row => units[row] > 1)
                    || members.Any(row => !double.IsFinite(prices[row] + units[row])))
                    continue;
                rows++;
                var (unitSum, lineSum) = (members.Sum(row => prices[row] * units[row]), members.Sum(row => prices[row]));
                asUnit += sums.Any(sum => Math.Abs(sum - unitSum) < 0.02) ? 1 : 0;
                asLine += sums.Any(sum => Math.Abs(sum - lineSum) < 0.02) ? 1 : 0;
            }
            if (rows >= 3 && Math.Max(asUnit, asLine) >= 0.9 * rows && Math.Min(asUnit, asLine) < 0.5 * rows)
                return (asUnit > asLine, total.Name);
        }
        return null;
    }

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= Near * Math.Abs(b);
}
