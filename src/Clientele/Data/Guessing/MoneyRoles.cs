using System.Globalization;

namespace Clientele.Data.Guessing;

/// <summary>A column of money as the mapping names it.</summary>
/// <param name="Term">The column.</param>
/// <param name="Why">What decided, for people.</param>
internal sealed record MoneyRole(MoneyTerm Term, string Why)
{
    /// <summary>Readings among which somebody has to choose; empty when it is decided.</summary>
    public IReadOnlyList<(string Value, string Gives)> Readings { get; init; } = [];

    /// <summary>For tax: whether the prices hold it.</summary>
    public bool? IsIncluded { get; init; }
}

/// <summary>Which columns are discounts, freight, refunds and tax, checked against the totals of the orders where there are any.</summary>
/// <param name="Roles">What the mapping names.</param>
/// <param name="Left">Columns that look like money beside the price and are not named, each with the reason.</param>
internal sealed record MoneyRoles(IReadOnlyList<MoneyRole> Roles, IReadOnlyList<string> Left)
{
    /// <summary>Whether a total of the orders is the sum of what the mapping names.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether there are totals, and none is such a sum.</summary>
    public bool IsContradicted { get; init; }

    /// <summary>Decides.</summary>
    /// <param name="terms">The columns that there are.</param>
    /// <param name="totals">Totals of the orders.</param>
    /// <param name="items">What the items of an order cost, by order id.</param>
    /// <param name="price">What a row costs.</param>
    /// <param name="isTotal">Whether that is the order's total, freight and tax perhaps included.</param>
    public static MoneyRoles Of(IReadOnlyList<MoneyTerm> terms, IReadOnlyList<OrderTotals> totals, IReadOnlyDictionary<string,
        double> items, PriceRole price, bool isTotal)
    {
        var others = terms.Where(term => term.Meaning != Meaning.Refund).Select(term => term.Column.Name).Distinct().ToList();
        if (isTotal && others.Count > 0)
        {
            var held = new List<MoneyRole>();
            Refund(terms, held);
            return new MoneyRoles(held,
                [$"{price.Column.Name} may hold {Words.List(others, 5)}, which are not read: "
                + "amounts are as the order was paid"]);
        }
        var fits = totals.Select(total => MoneyFit.Of(total, items, terms)).OfType<MoneyFit>().ToList();
        var (roles, left) = (new List<MoneyRole>(), new List<string>());
        // A few orders prove nothing either way; many whose total is no sum of anything say that a column is missing or mistaken.
        var odd = fits.Count == 0 ? totals.FirstOrDefault(total => total.Values.Count >= 5) : null;
        if (odd is not null)
            left.Add($"{odd.Name} is no sum of prices, discounts, freight and tax as they are named here: check quantity and amount");
        Discounts(terms, fits, price, roles, left);
        Freight(terms, fits, roles, left);
        Refund(terms, roles);
        Tax(terms, fits, roles, left);
        return new MoneyRoles(roles, left) { IsChecked = fits.Count > 0, IsContradicted = odd is not null };
    }

    private static void Discounts(IReadOnlyList<MoneyTerm> terms, List<MoneyFit> fits, PriceRole price, List<MoneyRole> roles,
        List<string> left)
    {
        var open = new List<MoneyTerm>();
        foreach (var column in ColumnsOf(terms, Meaning.Discount))
        {
            if (fits.Select(fit => (Fit: fit, Used: fit.Used.FirstOrDefault(term => term.Column == column)))
                .FirstOrDefault(pair => pair.Used is not null) is { Used: { } used } verified)
                roles.Add(new MoneyRole(used, $"guessed, checked: {verified.Fit}"));
            else if (column == price.HeldDiscount)
                left.Add($"{column.Name} is in {price.Column.Name} already");
            else if (fits.FirstOrDefault(fit => !fit.Total.IsSubtotal && fit.Unused.Any(term => term.Column == column)) is { } holds)
                left.Add($"{column.Name} is in the prices already: {holds}");
            else
                open.Add(terms.First(term => term.Column == column && term.Meaning == Meaning.Discount));
        }
        // What a verified discount leaves over is most often a part of it.
        if (roles.Count > 0)
            left.AddRange(open.Select(term => $"{term.Column.Name} is no further discount: the totals add up without it"));
        else
            // One of the line and one of the order may stand side by side; each is asked.
            foreach (var group in open.GroupBy(term => term.InOrders || term.Per == MoneyPer.Order))
            {
                roles.Add(new MoneyRole(group.First(), "no total shows whether the prices hold it already")
                {
                    Readings =
                    [
                        (Value(group.First()), $"{Sum(group.First())} is taken off the prices"),
                        ("~", $"the prices hold it already: nothing is taken off, {Sum(group.First())} more"),
                    ],
                });
                left.AddRange(group.Skip(1).Select(term => $"{term.Column.Name} is not read: {group.First().Column.Name} is taken for the discount"));
            }
        // The mapping has one place for each: what is of the order goes to the orders when the items have one of their own.
        if (roles.Count > 1 && roles.FindIndex(role => !role.Term.InOrders && role.Term.Per == MoneyPer.Order) is >= 0 and var second)
        {
            var term = roles[second].Term with { InOrders = true };
            roles[second] = roles[second] with
            {
                Term = term,
                Readings = [.. roles[second].Readings.Select(reading => reading.Value == "~" ? reading : (Value(term), reading.Gives))],
            };
        }
        while (roles.Count(role => !role.Term.InOrders) > 1 || roles.Count(role => role.Term.InOrders) > 1)
        {
            left.Add($"{roles[^1].Term.Column.Name} is not read: the mapping has no place for another discount");
            roles.RemoveAt(roles.Count - 1);
        }
    }

    private static void Freight(IReadOnlyList<MoneyTerm> terms, List<MoneyFit> fits, List<MoneyRole> roles, List<string> left)
    {
        var own = terms.Where(term => term.Meaning == Meaning.Freight).ToList();
        if (own.Count == 0)
            return;
        var verified = fits.SelectMany(fit => fit.Used.Where(term => term.Meaning == Meaning.Freight)
            .Select(term => (Fit: fit, Term: term))).FirstOrDefault();
        var chosen = verified.Term ?? own[0];
        left.AddRange(ColumnsOf(own, Meaning.Freight).Where(column => column != chosen.Column)
            .Select(column => $"{column.Name} is not read: {chosen.Column.Name} is the freight"));
        if (verified.Term is not null)
            roles.Add(new MoneyRole(chosen, $"guessed, checked: {verified.Fit}"));
        else if (chosen.IsPerKnown)
            roles.Add(new MoneyRole(chosen, chosen.Per == MoneyPer.Order && !chosen.InOrders
                ? "guessed from the name; the lines of an order repeat it, or its first line alone has it" : "guessed from the name"));
        else
            roles.Add(new MoneyRole(chosen, "every line has the same")
            {
                Readings = [.. own.Where(term => term.Column == chosen.Column)
                    .Select(term => (Value(term),
                    $"{Sum(term)} in all, {(term.Per == MoneyPer.Order ? "once an order" : "on every line")}"))],
            });
    }

    private static void Refund(IReadOnlyList<MoneyTerm> terms, List<MoneyRole> roles)
    {
        if (terms.FirstOrDefault(term => term.Meaning == Meaning.Refund) is { } refund)
            roles.Add(new MoneyRole(refund, "guessed from the name; amounts are before refunds"));
    }

    private static void Tax(IReadOnlyList<MoneyTerm> terms, List<MoneyFit> fits, List<MoneyRole> roles, List<string> left)
    {
        foreach (var fit in fits.Where(fit => !fit.Total.IsSubtotal))
        {
            if (fit.Used.FirstOrDefault(term => term.Meaning == Meaning.Tax) is { } onTop)
                roles.Add(new MoneyRole(onTop, $"guessed, checked: {fit}") { IsIncluded = false });
            else if (fit.Unused.FirstOrDefault(term => term.Meaning == Meaning.Tax) is { } held)
                roles.Add(new MoneyRole(held, $"guessed, checked: {fit}, so the prices hold the tax"
                        + (held.Per == MoneyPer.Order ? "; amounts stay with it, since the freight's is in it too" : ""))
                { IsIncluded = true });
            else
                continue;
            return;
        }
        left.AddRange(ColumnsOf(terms, Meaning.Tax).Take(1)
            .Select(column => $"{column.Name} is not read: no total shows whether the prices hold the tax"));
    }

    private static IEnumerable<ColumnProfile> ColumnsOf(IReadOnlyList<MoneyTerm> terms, Meaning meaning) =>
        terms.Where(term => term.Meaning == meaning).Select(term => term.Column).DistinctBy(column => column.Name + column.File.Name);

    /// <summary>The column as the mapping writes it: a name, or what one value is for beside it.</summary>
    public static string Value(MoneyTerm term) => term.InOrders || term.Per == MoneyPer.Line
        ? YamlText.Quote(term.Column.Name)
            : $"{{ column: {YamlText.Quote(term.Column.Name)}, per: {term.Per.ToString().ToLowerInvariant()} }}";

    private static string Sum(MoneyTerm term) => string.Create(CultureInfo.InvariantCulture, $"{term.ByOrder.Values.Sum():#,##0.00}");
}
