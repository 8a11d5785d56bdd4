namespace Clientele.Data.Guessing;

/// <summary>Decides the decimal marks of a file's columns together: what one leaves open, quantity times price or the other columns of
/// money may tell.</summary>
internal static class NumberColumns
{
    /// <summary>Marks by column name.</summary>
    /// <param name="money">Columns of money.</param>
    /// <param name="quantity">The column of units, if there is one.</param>
    /// <param name="currency">The currency, where it is known.</param>
    public static IReadOnlyDictionary<string, NumberMark> Of(IReadOnlyList<ColumnProfile> money, ColumnProfile? quantity, string? currency)
    {
        var marks = money.ToDictionary(column => column.Name, column => One(column, NumberUse.Money, currency), StringComparer.Ordinal);
        if (quantity is not null)
            marks[quantity.Name] = One(quantity, NumberUse.Quantity, currency);
        Doubt(money, quantity, marks);
        Multiply(money, quantity, marks);
        Compare(money, marks);
        return marks;
    }

    private static NumberMark One(ColumnProfile column, NumberUse use, string? currency) =>
        column.IsTyped ? NumberMark.None : NumberMarks.Of(column.All, use, currency);

    // 2,000 beside 24.99: where thousands are marked so, it may well be two thousand units; only a total could tell.
    private static void Doubt(IReadOnlyList<ColumnProfile> money, ColumnProfile? quantity, Dictionary<string, NumberMark> marks)
    {
        if (quantity is not null && marks[quantity.Name] is { Mark: ',', Why: NumberMarks.ThreeDecimals }
            && money.Any(column => marks[column.Name].Mark == '.'))
            marks[quantity.Name] = new NumberMark(null, ',', "three digits behind the only mark");
    }

    // Quantity times price is another column under one choice of marks only.
    private static void Multiply(IReadOnlyList<ColumnProfile> money, ColumnProfile? quantity, Dictionary<string, NumberMark> marks)
    {
        if (quantity is null)
            return;
        foreach (var price in money)
            foreach (var total in money.Where(column => column != price))
            {
                ColumnProfile[] three = [quantity, price, total];
                if (three.All(column => marks[column.Name].Undecided is null))
                    continue;
                var fits = Choices(three.Select(column => marks[column.Name])).Where(choice => Agree(three, choice)).ToList();
                if (fits.Count == 0)
                    continue;
                for (var i = 0; i < 3; i++)
                    if (marks[three[i].Name].Undecided is not null && fits.Select(choice => choice[i]).Distinct().Count() == 1)
                        marks[three[i].Name] = new NumberMark(fits[0][i], null,
                            $"guessed: so that {quantity.Name} times {price.Name} is {total.Name}");
            }
    }

    private static IEnumerable<char[]> Choices(IEnumerable<NumberMark> marks) => marks.Aggregate(
        (IEnumerable<char[]>)[[]], (choices, mark) =>
            choices.SelectMany(choice => (mark.Undecided is null ? [mark.OrPoint] : new[] { '.', ',' })
            .Select(one => (char[])[.. choice, one])));

    private static bool Agree(ColumnProfile[] three, char[] marks)
    {
        var (rows, agree) = (0, 0);
        for (var row = 0; row < three[0].Cells.Count; row++)
        {
            var (quantity, price, total) = (Value(0, row), Value(1, row), Value(2, row));
            if (!double.IsFinite(quantity + price + total) || price == 0)
                continue;
            rows++;
            if (Math.Abs(quantity * price - total) <= 0.02 + 0.005 * Math.Abs(total))
                agree++;
        }
        return rows >= 3 && agree >= 0.95 * rows;

        double Value(int column, int row) => NumberText.Parse(three[column].Cells[row], marks[column]);
    }

    // One system writes all its money in one way; a quantity may be written otherwise (2.000 beside 24,99).
    private static void Compare(IReadOnlyList<ColumnProfile> money, Dictionary<string, NumberMark> marks)
    {
        var decided = money.Where(column => marks[column.Name].Mark is not null).ToList();
        var kinds = decided.Select(column => marks[column.Name].Mark!.Value).Distinct().ToList();
        if (kinds.Count != 1)
            return;
        foreach (var column in money.Where(column => marks[column.Name].Undecided is not null))
            marks[column.Name] = new NumberMark(kinds[0], null, $"guessed: as in {decided[0].Name}");
    }
}
