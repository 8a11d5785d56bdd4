namespace Clientele.Data.Guessing;

/// <summary>Finds words for nothing in columns that may be empty, beside the ones that are always known.</summary>
internal static class EmptyGuess
{
    private static readonly HashSet<string> Words =
        new(["-", "—", "–", "n.a.", "n/a", "none", "not set", "unknown", "keine", "leer", "vide", "?", "*", ".", "tbd", "pending", "nan",
        "nicht gesetzt", "no data"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Those words, as the files write them.</summary>
    public static IReadOnlyList<string> Of(ShopGuess shop)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in new[] { shop.Orders, shop.Items, shop.Payments, shop.Reviews }.OfType<FileMeanings>()
            .DistinctBy(file => file.Name))
        {
            foreach (var meaning in new[] { Meaning.PromisedAt, Meaning.DeliveredAt, Meaning.CreatedAt })
                if (file[meaning] is { IsTyped: false } column && column != file[Meaning.OrderedAt] && shop.TimeOf(column) is { } reading)
                    found.UnionWith(column.All.Where(value => IsNothing(value, TimePattern.Read(value, reading.Format)?.Written)));
            foreach (var column in shop.Money.Roles.Select(role => role.Term.Column)
                .Concat([file[Meaning.Instalments], file[Meaning.Stars]]).OfType<ColumnProfile>().Where(column => column.File == file.File))
                found.UnionWith(column.All.Where(value => Words.Contains(value)));
        }
        return [.. found];
    }

    // 00/00/0000, or a date long before any shop sold anything: fillers.
    private static bool IsNothing(string value, DateTime? time) => time is null ? IsFiller(value) : time.Value.Year < 1990;

    /// <summary>Whether a text among dates stands for nothing: a word for it, or a date of noughts.</summary>
    public static bool IsFiller(string value) => Words.Contains(value) || (value.Any(char.IsAsciiDigit)
        && value.All(c => c is '0' or 'T' or 'Z' || !char.IsLetterOrDigit(c)));
}
