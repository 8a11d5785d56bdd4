namespace Clientele.Data.Guessing;

/// <summary>Which columns of money make up a total: total = items − discounts + freight + tax − refunds, found by trying.</summary>
/// <param name="Total">The column of totals.</param>
/// <param name="Used">Columns that are in it.</param>
/// <param name="Unused">Columns that say something for its orders and are not in it.</param>
internal sealed record MoneyFit(OrderTotals Total, IReadOnlyList<MoneyTerm> Used, IReadOnlyList<MoneyTerm> Unused)
{
    private const double Cents = 0.021;

    /// <summary>The simplest sum that gives the total in at least nine of ten orders; null when none does.</summary>
    public static MoneyFit? Of(OrderTotals total, IReadOnlyDictionary<string, double> items, IReadOnlyList<MoneyTerm> terms)
    {
        var orders = total.Values.Keys.Where(items.ContainsKey).ToList();
        if (orders.Count == 0)
            return null;
        (IReadOnlyList<MoneyTerm> Terms, int Matches) best = ([], -1);
        foreach (var choice in Choices(terms, total.IsSubtotal).OrderBy(choice => choice.Count))
        {
            var matches = orders.Count(order => Math.Abs(Sum(choice, order) - total.Values[order]) <= Cents);
            if (matches > best.Matches)
                best = (choice, matches);
        }
        if (best.Matches < 0.9 * orders.Count)
            return null;
        var matching = orders.Where(order => Math.Abs(Sum(best.Terms, order) - total.Values[order]) <= Cents).ToList();
        return new MoneyFit(total, best.Terms,
            [.. terms.Where(term => best.Terms.All(used => used.Column != term.Column)
            && matching.Any(order => term.ByOrder.GetValueOrDefault(order) > Cents))]);

        double Sum(IReadOnlyList<MoneyTerm> choice, string order) =>
            items[order] + choice.Sum(term => (term.Meaning is Meaning.Discount or Meaning.Refund ? -1
                : 1) * term.ByOrder.GetValueOrDefault(order));
    }

    // At most two discounts, one freight, one tax, one refund.
    private static IEnumerable<IReadOnlyList<MoneyTerm>> Choices(IReadOnlyList<MoneyTerm> terms, bool discountsAlone)
    {
        var discounts = Some(Meaning.Discount, 2);
        if (discountsAlone)
            return discounts.SelectMany(discount => Some(Meaning.Tax, 1), Join);
        return discounts.SelectMany(discount => Some(Meaning.Freight, 1), Join).SelectMany(choice => Some(Meaning.Tax, 1), Join)
            .SelectMany(choice => Some(Meaning.Refund, 1), Join);

        IReadOnlyList<MoneyTerm> Join(IReadOnlyList<MoneyTerm> some, IReadOnlyList<MoneyTerm> more) => [.. some, .. more];

        List<IReadOnlyList<MoneyTerm>> Some(Meaning meaning, int most)
        {
            var own = terms.Where(term => term.Meaning == meaning).Take(6).ToList();
            List<IReadOnlyList<MoneyTerm>> some = [[], .. own.Select(term => (IReadOnlyList<MoneyTerm>)[term])];
            if (most > 1)
                some.AddRange(own.SelectMany((term, index) => own.Skip(index + 1).Where(other => other.Column != term.Column)
                    .Select(other => (IReadOnlyList<MoneyTerm>)[term, other])));
            return some;
        }
    }

    /// <summary>The sum in words.</summary>
    public override string ToString() => $"{Total.Name} = items"
        + string.Concat(Used.Select(term => $" {(term.Meaning is Meaning.Discount or Meaning.Refund ? "-" : "+")} {term.Column.Name}"));
}
