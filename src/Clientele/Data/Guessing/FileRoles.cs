namespace Clientele.Data.Guessing;

/// <summary>Which file holds the orders, the items, payments and reviews, and by which columns they refer to each other.</summary>
/// <param name="Orders">Orders, or order lines.</param>
/// <param name="Items">Items; the same in a one-file shop.</param>
/// <param name="IsComplete">Whether the two hold a customer, a date and an amount.</param>
internal sealed record FileRoles(FileMeanings Orders, FileMeanings Items, bool IsComplete)
{
    /// <summary>A file of payments of its own.</summary>
    public FileMeanings? Payments { get; init; }

    /// <summary>A file of reviews of its own.</summary>
    public FileMeanings? Reviews { get; init; }

    /// <summary>Chooses among the files.</summary>
    public static FileRoles Of(IReadOnlyList<FileMeanings> files)
    {
        var items = Best(files, file => file.Prices.Count == 0 ? -1
            : 2 + 3 * file.Score(Meaning.Product) + 2 * file.Score(Meaning.Quantity) + (file[Meaning.Customer] is not null
                && file[Meaning.OrderedAt] is not null ? 1 : 0) + (file[Meaning.OrderId] is null ? 0 : 1)
                - (file[Meaning.Method] is not null && file[Meaning.Product] is null && files.Count > 1 ? 3 : 0));
        var orders = Best(files, file => file[Meaning.OrderedAt] is null ? -1
            : (file[Meaning.Customer] is null ? 0 : 4) + 2 + file.Score(Meaning.Status, Meaning.PaymentStatus)
                + (file[Meaning.OrderId] is null ? 0 : 2) + (file == items ? 1 : 0) + (IsAboutPeople(file) ? -4 : 0));
        if (items is null || orders is null || orders[Meaning.Customer] is null)
            return new FileRoles(orders ?? items ?? files[0], items ?? orders ?? files[0], false);
        // A file of order lines needs no other file of orders, unless it lacks what only that has.
        if (orders != items && items[Meaning.Customer] is not null && items[Meaning.OrderedAt] is not null && Link(orders, items) is null)
            orders = items;
        if (orders != items && Link(orders, items) is { } link)
            (orders, items) = (orders.With(Meaning.OrderId, link.Orders, link.Reason(true)),
                items.With(Meaning.OrderId, link.Items, link.Reason(false)));
        var others = files.Where(file => file.Name != orders.Name && file.Name != items.Name).ToList();
        return new FileRoles(orders, items, true)
        {
            Payments = others.Select(file => file[Meaning.Method] is null || file[Meaning.Paid] is null ? null : Refer(file, orders))
                .FirstOrDefault(file => file is not null),
            Reviews = others.Select(file => file[Meaning.Stars] is null ? null : Refer(file, orders))
                .FirstOrDefault(file => file is not null),
        };
    }

    /// <summary>Why a file is not read, in words.</summary>
    public static string WhyNot(FileMeanings file, FileRoles roles)
    {
        if (file.Columns.Select(column => column.Name).SequenceEqual(roles.Orders.Columns.Select(column => column.Name),
            StringComparer.Ordinal))
            return $"{file.Name} has the same columns as {roles.Orders.Name}, but is written in another way";
        if (file.Columns.Select(column => column.Name).SequenceEqual(roles.Items.Columns.Select(column => column.Name),
            StringComparer.Ordinal))
            return $"{file.Name} has the same columns as {roles.Items.Name}, but is written in another way";
        return file.Found.Count == 0 ? $"{file.Name} has no column that the mapping could use"
            : file[Meaning.OrderId] is not null && file.Prices.Count > 0
                ? $"{file.Name} looks like orders or items too; {roles.Items.Name} is read for them"
            : $"{file.Name} may be a lookup or another list: the mapping has no place for it that could be guessed";
    }

    // Customers, products: no order has its price, product or status there.
    private static bool IsAboutPeople(FileMeanings file) => file[Meaning.OrderId] is null && file.Prices.Count == 0
        && file[Meaning.Status] is null && file[Meaning.PaymentStatus] is null
        && (file.Name.Contains("customer", StringComparison.OrdinalIgnoreCase) || file.Name.Contains("kunden",
            StringComparison.OrdinalIgnoreCase) || file.Name.Contains("client", StringComparison.OrdinalIgnoreCase));

    private sealed record OrderLink(ColumnProfile Orders, ColumnProfile Items, bool ByName)
    {
        public string Reason(bool ofOrders) => ByName ? "guessed from the name" : ofOrders
            ? $"guessed: {Items.Name} of {Items.File.Name} refers to it" : $"guessed: it refers to {Orders.Name} of {Orders.File.Name}";
    }

    private static FileMeanings? Refer(FileMeanings file, FileMeanings orders)
    {
        if (Link(orders, file) is { } link && (orders[Meaning.OrderId] is null || link.Orders == orders[Meaning.OrderId]))
            return file.With(Meaning.OrderId, link.Items, link.Reason(false));
        return file[Meaning.OrderId] is null ? null : file;
    }

    // Ids of the one that stand in the other. Both are read from the start, but not equally far: most of the ids will do.
    private static OrderLink? Link(FileMeanings orders, FileMeanings items)
    {
        var best = (Link: (OrderLink?)null, Score: 0.0);
        foreach (var key in orders.Columns.Where(column => column.Counts.Count > 1 && column.Counts.Count >= column.Filled
            && column.FilledShare >= 0.95 && (ColumnNames.Score(Meaning.OrderId, column.Bare) > 0 || !ColumnKinds.IsTimes(column, false))))
        {
            var ids = key.All.ToHashSet(StringComparer.Ordinal);
            foreach (var reference in items.Columns.Where(column => column.Counts.Count > 1 && column.FilledShare >= 0.9))
            {
                var share = reference.Share(ids.Contains);
                var names = ColumnNames.Score(Meaning.OrderId, key.Bare) + ColumnNames.Score(Meaning.OrderId, reference.Bare)
                    + (key.Bare == reference.Bare ? 1 : 0);
                // Small numbers stand in many columns: without a name, all have to be there.
                var score = share >= (names > 0 ? 0.5 : 0.7) ? 10 * share + names - (reference == items[Meaning.Quantity]
                    || ColumnKinds.IsCounter(reference) && names == 0 ? 20 : 0) : 0;
                if (score > best.Score)
                    best = (new OrderLink(key, reference, ColumnNames.Score(Meaning.OrderId, key.Bare) >= 2
                        && ColumnNames.Score(Meaning.OrderId, reference.Bare) >= 2), score);
            }
        }
        return best.Link ?? (orders[Meaning.OrderId] is { } own && items[Meaning.OrderId] is { } other && own.Bare == other.Bare
            ? new OrderLink(own, other, true) : null);
    }

    private static FileMeanings? Best(IReadOnlyList<FileMeanings> files, Func<FileMeanings, int> score) =>
        files.Select(file => (file, score: score(file))).Where(pair => pair.score > 0).OrderByDescending(pair => pair.score)
            .Select(pair => pair.file).FirstOrDefault();
}
