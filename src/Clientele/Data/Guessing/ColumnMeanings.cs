namespace Clientele.Data.Guessing;

/// <summary>Assigns a file's columns to meanings: the name proposes, the values decide.</summary>
internal static class ColumnMeanings
{
    // Assigned in this order; a column that has one of these meanings has no other of them.
    private static readonly Meaning[] Exclusive =
    [
        Meaning.Currency, Meaning.ZoneName, Meaning.PaymentStatus, Meaning.Status, Meaning.FulfilmentStatus, Meaning.Method,
            Meaning.Quantity, Meaning.Instalments, Meaning.Stars,
        Meaning.Discount, Meaning.Refund, Meaning.Tax, Meaning.Freight, Meaning.Product, Meaning.Category, Meaning.Seller, Meaning.State,
    ];

    private static readonly Meaning[] Shared = [Meaning.ProductName, Meaning.Subtotal, Meaning.OrderTotal, Meaning.Paid,
        Meaning.CancelledAt, Meaning.CreatedAt, Meaning.PromisedAt, Meaning.DeliveredAt];

    /// <summary>Looks at one file.</summary>
    public static FileMeanings Of(FileSample file)
    {
        var columns = ColumnProfile.Of(file).Where(column => column.Bare.Length > 0).ToList();
        var found = new Dictionary<Meaning, ColumnProfile>();
        var reasons = new Dictionary<Meaning, string>();
        var (notes, blockers) = (new List<string>(), new List<string>());
        var used = new HashSet<ColumnProfile>(ReferenceEqualityComparer.Instance);

        DateColumns.Find(columns, found, reasons, notes);
        used.UnionWith(found.Values);
        // The customer before the rest: a column called "client" is no product.
        if (CustomerColumn.Find(columns, found.GetValueOrDefault(Meaning.OrderedAt), notes) is { } customer)
        {
            (found[Meaning.Customer], reasons[Meaning.Customer]) = customer;
            used.Add(customer.Column);
        }
        foreach (var meaning in new[] { Meaning.Email, Meaning.PersonName })
            if (Best(meaning, columns, []) is { } person)
                found[meaning] = person;
        if (OrderIds.Find(columns, found, notes, blockers) is { } order)
        {
            (found[Meaning.OrderId], reasons[Meaning.OrderId]) = order;
            used.Add(order.Column);
        }
        foreach (var meaning in Exclusive)
            if (Best(meaning, columns, used) is { } column)
            {
                found[meaning] = column;
                used.Add(column);
            }
        foreach (var meaning in Shared)
            if (!found.ContainsKey(meaning) && Best(meaning, columns, []) is { } column
                && (column != found.GetValueOrDefault(Meaning.OrderedAt) || meaning == Meaning.CreatedAt))
                found[meaning] = column;
        return new FileMeanings(file, columns) { Found = found, Reasons = reasons, Notes = notes, Blockers = blockers, Prices = Prices(columns, used) };
    }

    private static ColumnProfile? Best(Meaning meaning, IReadOnlyList<ColumnProfile> columns, HashSet<ColumnProfile> used) => columns
        .Where(column => !used.Contains(column)).Select(column => (Column: column, Score: Score(meaning, column)))
            .Where(pair => pair.Score > 0)
        .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Column.Index).Select(pair => pair.Column).FirstOrDefault();

    // An id that half of the rows lack tells less than a name that all of them have.
    private static double Score(Meaning meaning, ColumnProfile column)
    {
        var name = ColumnNames.Score(meaning, column.Bare);
        if (name <= 0 || !ColumnKinds.Allow(meaning, column))
            return 0;
        return meaning is Meaning.Product or Meaning.Quantity && column.Cells.Count > 0 ? name * Math.Min(1, column.FilledShare + 0.1)
            : name;
    }

    private static List<(ColumnProfile Column, Meaning Kind, double Score)> Prices(IReadOnlyList<ColumnProfile> columns,
        HashSet<ColumnProfile> used)
    {
        var prices = new List<(ColumnProfile Column, Meaning Kind, double Score)>();
        foreach (var column in columns.Where(column => !used.Contains(column) && ColumnKinds.Allow(Meaning.Price, column)))
        {
            var best = new[] { Meaning.UnitPrice, Meaning.LineTotal, Meaning.Price }.Select(kind =>
                (kind, Score: ColumnNames.Score(kind, column.Bare))).MaxBy(pair => pair.Score);
            if (best.Score > 0)
                prices.Add((column, best.kind, best.Score));
        }
        return [.. prices.OrderByDescending(price => price.Score).ThenBy(price => price.Column.Index)];
    }
}
