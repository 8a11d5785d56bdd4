using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>Rows of items that are no articles: postage, reductions, returns.</summary>
/// <param name="PostageColumn">Column whose words mark postage; null when there is none.</param>
/// <param name="Postage">Those words.</param>
/// <param name="DiscountColumn">Column whose words mark reductions of the order; null when there is none.</param>
/// <param name="Discounts">Those words.</param>
/// <param name="Returns">Number of negative rows that are no reductions, in the first rows.</param>
internal sealed partial record LineKinds(ColumnProfile? PostageColumn, IReadOnlyList<string> Postage, ColumnProfile? DiscountColumn,
    IReadOnlyList<string> Discounts, int Returns)
{
    /// <summary>Column that is empty in rows that hold the sum of their order's other rows; null when there are none.</summary>
    public ColumnProfile? SumColumn { get; init; }

    /// <summary>What a row adds to its order's items; not a number where it is a return, nought where it is postage.</summary>
    public IReadOnlyList<double> Amounts { get; init; } = [];

    /// <summary>Looks at the first rows.</summary>
    /// <param name="items">The file.</param>
    /// <param name="amounts">What each row costs.</param>
    /// <param name="lines">Rows by order.</param>
    /// <param name="prices">The price by row, before it is multiplied.</param>
    public static LineKinds Of(FileMeanings items, IReadOnlyList<double> amounts, OrderLines lines, IReadOnlyList<double> prices)
    {
        var sums = Sums(items[Meaning.Product] ?? items[Meaning.ProductName], amounts, lines, prices);
        var texts = items.Columns.Where(column => column.Lettered >= 0.2 && column.Emails == 0
            && (column == items[Meaning.Product] || column == items[Meaning.ProductName] || column == items[Meaning.Category]
            || ColumnNames.Score(Meaning.ProductName, column.Bare) > 0 || column.Bare is "type" or "linetype" or "itemtype" or "kind"
                or "rowtype" or "typ" or "tipo")).ToList();
        var postage = texts.Select(column => (Column: column, Words: Matching(column, PostageWord()))).Where(pair => pair.Words.Count > 0)
            .OrderByDescending(pair => Rows(pair.Column, pair.Words)).FirstOrDefault();
        var positive = lines.Orders.Values.Where(rows => rows.Any(row => amounts[row] > 0)).SelectMany(rows => rows).ToHashSet();
        // A reduction is next to what it reduces; alone it is a return or a correction.
        bool IsReduction(int row) => amounts[row] < 0 && positive.Contains(row);
        var discounts = texts.Select(column =>
            (Column: column, Words: (IReadOnlyList<string>)[.. Enumerable.Range(0, amounts.Count)
            .Where(row => IsReduction(row) && DiscountWord().IsMatch(column.Cells[row]))
            .Select(row => column.Cells[row]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
                .Where(pair => pair.Words.Count is > 0 and <= 40).OrderByDescending(pair => Rows(pair.Column, pair.Words)).FirstOrDefault();
        bool Is(ColumnProfile? column, IReadOnlyList<string>? words, int row) => column is not null
            && words!.Contains(column.Cells[row], StringComparer.Ordinal);
        var kinds = Enumerable.Range(0, amounts.Count).Select(row => sums.Contains(row) || Is(postage.Column, postage.Words, row) ? 0
            : amounts[row] >= 0 || Is(discounts.Column, discounts.Words, row) ? amounts[row] : double.NaN).ToList();
        return new LineKinds(postage.Column, postage.Words ?? [], discounts.Column, discounts.Words ?? [],
            Enumerable.Range(0, amounts.Count).Count(row => amounts[row] < 0 && !Is(discounts.Column, discounts.Words, row)))
        { Amounts = kinds, SumColumn = sums.Count > 0 ? items[Meaning.Product] ?? items[Meaning.ProductName] : null };
    }

    // An order of several articles has a row of its own with their sum, and no article in it.
    private static HashSet<int> Sums(ColumnProfile? product, IReadOnlyList<double> amounts, OrderLines lines, IReadOnlyList<double> prices)
    {
        var found = new HashSet<int>();
        if (product is null || product.Filled == product.Cells.Count)
            return found;
        var others = 0;
        foreach (var rows in lines.Several)
        {
            var empty = rows.Where(row => product.Cells[row].Length == 0 && double.IsFinite(prices[row])).ToList();
            if (empty.Count != 1)
                others += empty.Count;
            else if (Math.Abs(rows.Where(row => row != empty[0] && double.IsFinite(amounts[row])).Sum(row => amounts[row]) - prices[empty[0]]) < 0.02)
                found.Add(empty[0]);
            else
                others++;
        }
        return found.Count >= 2 && found.Count >= 10 * others ? found : [];
    }

    private static List<string> Matching(ColumnProfile column, Regex words) =>
        [.. column.All.Where(word => words.IsMatch(word)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static int Rows(ColumnProfile column, IReadOnlyList<string> words) => words.Sum(word => column.Counts.GetValueOrDefault(word));

    [GeneratedRegex("^(post(age)?|dot(com postage)?|shipping( and handling| & handling| costs?| fees?| charges?)?|versand(kosten)?|porto|"
        + "freight|frete|frais de port|gastos de env(í|i)o|env(í|i)o|verzendkosten|spedizione|spese di spedizione"
        + "|frakt|delivery( fee| charges?| costs?)?|bank charges|amazonfee)$", RegexOptions.IgnoreCase)]
    private static partial Regex PostageWord();

    [GeneratedRegex(@"discount|rabatt|rabais|remise|coupon|gutschein|voucher|promo|descuento|desconto|sconto|korting|nachlass|rebate|"
        + @"price (cut|reduction)|\boff\b", RegexOptions.IgnoreCase)]
    private static partial Regex DiscountWord();
}
