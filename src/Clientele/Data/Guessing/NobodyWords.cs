using System.Text.RegularExpressions;

namespace Clientele.Data.Guessing;

/// <summary>Values of the customer's column that are nobody.</summary>
/// <param name="Words">Values to be listed as <c>anonymous</c>; empty when the column has none.</param>
/// <param name="Why">What decided, for people.</param>
internal sealed partial record NobodyWords(IReadOnlyList<string> Words, string Why)
{
    private static readonly HashSet<string> Known = new(EmptyWords.Nobody, StringComparer.OrdinalIgnoreCase);

    /// <summary>A value that may be nobody or somebody: the data cannot tell; null when there is none.</summary>
    public string? Undecided { get; init; }

    /// <summary>How many of the rows have <see cref="Undecided"/>.</summary>
    public int UndecidedRows { get; init; }

    /// <summary>Whether a word names nobody in any shop.</summary>
    public static bool IsNobody(string word) => Known.Contains(word) || word.Length == 0;

    /// <summary>Whether a value is 0, −1, or zeros all along: often nobody, not always.</summary>
    public static bool IsZero(string word) => Zero().IsMatch(word);

    /// <summary>Looks at the customers of the first rows.</summary>
    /// <param name="customer">The customer's column.</param>
    /// <param name="orderId">The order's column; null when every row is an order.</param>
    /// <param name="people">Columns that tell people apart as well: e-mail, name.</param>
    public static NobodyWords Of(ColumnProfile customer, ColumnProfile? orderId, IReadOnlyList<ColumnProfile> people)
    {
        var orders = OrdersBy(customer, orderId);
        // The default knows some of these words; all are listed when others have to be.
        var words = customer.All.Where(word => Known.Contains(word) || Passer().IsMatch(word)).Order(StringComparer.Ordinal).ToList();
        var why = words.Count > 0 ? "guessed: words for nobody" : "";
        string? undecided = null;
        foreach (var filler in orders.Keys.Where(word => Filler().IsMatch(word) && IsAlone(word, orders)).Order(StringComparer.Ordinal))
        {
            words.Add(filler);
            why = $"guessed: {filler} has {orders[filler]} orders, far more than anyone else";
        }
        foreach (var zero in orders.Keys.Where(IsZero).Order(StringComparer.Ordinal))
            switch (Judge(zero, orders, customer, people))
            {
                case (true, var reason):
                    words.Add(zero);
                    why = $"guessed: {zero} {reason}";
                    break;
                case (null, _):
                    undecided ??= zero;
                    break;
            }
        return new NobodyWords(words, why) { Undecided = undecided, UndecidedRows = undecided is null ? 0 : orders[undecided] };
    }

    private static (bool? IsNobody, string Reason) Judge(string zero, Dictionary<string, int> orders, ColumnProfile customer,
        IReadOnlyList<ColumnProfile> people)
    {
        if (zero is "-1" || zero.Length > 8)
            return (true, "is no customer's id");
        var different = people.Where(column => column != customer).Select(column => Others(customer, zero, column))
            .DefaultIfEmpty((Different: 0, Rows: 0)).MaxBy(pair => pair.Different);
        if (different.Different > 1)
            return (true, $"has {different.Different} different e-mail addresses or names");
        var others = orders.Where(pair => pair.Key != zero).Select(pair => pair.Value).ToList();
        if (others.Count == 0)
            return (true, "is the only id");
        if (IsAlone(zero, orders))
            return (true, $"has {orders[zero]} orders, and no other id more than {others.Max()}");
        // 0, 1, 2, 3 …: the first customer of a program that counts from nought.
        var ids = orders.Keys.Select(id => long.TryParse(id, out var number) ? number : -1).Where(number => number > 0).ToList();
        if (zero == "0" && ids.Count >= 0.9 * others.Count && ids.Count >= 3 && ids.Min() <= 2 && ids.Max() <= 3 * ids.Count
            && orders[zero] <= 2 * others.Max())
            return (false, "");
        return (null, "");
    }

    // Far more orders than anyone else has.
    private static bool IsAlone(string word, Dictionary<string, int> orders)
    {
        var most = orders.Where(pair => pair.Key != word).Select(pair => pair.Value).DefaultIfEmpty().Max();
        return orders[word] >= 5 * most || (orders[word] > 2 * most && orders.Count >= 10 && orders[word] >= 0.1 * orders.Values.Sum());
    }

    private static (int Different, int Rows) Others(ColumnProfile customer, string zero, ColumnProfile people)
    {
        var seen = customer.Cells.Zip(people.Cells).Where(cells => cells.First == zero && cells.Second.Length > 0)
            .Select(cells => cells.Second).ToList();
        return (seen.Distinct(StringComparer.OrdinalIgnoreCase).Count(), seen.Count);
    }

    private static Dictionary<string, int> OrdersBy(ColumnProfile customer, ColumnProfile? orderId) => orderId is null
        ? new(customer.Counts, StringComparer.Ordinal)
        : customer.Cells.Zip(orderId.Cells).Where(cells => cells.First.Length > 0).Distinct()
            .GroupBy(cells => cells.First, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    // Whoever comes in and pays cash.
    [GeneratedRegex(@"^(laufkund(e|schaft)|barverkauf|barkunde|kasse|diverse?( kunden?)?|consumidor final|p(u|ú)blico( en)? general|"
        + @"cliente (mostrador|gen(e|é)rico|ocasional|final)|client (de passage|comptoir|divers)"
        + @"|passant|ospite|cash( customer| sales?)?|counter( sales?)?|pos( customer)?|retail customer|no name|not specified|walk ?in( "
            + @"customer)?|default( customer)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Passer();

    // Numbers and addresses that tills fill in where nobody is known; real ones when nothing else speaks against it.
    [GeneratedRegex(@"^(9{4,}|(guest|no-?reply|none|no|unknown|test|pos|cash|walk-?in|info|noemail|na)@.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Filler();

    [GeneratedRegex(@"^(-1|0+(\.0+)?|[0{}-]{32,38})$")]
    private static partial Regex Zero();
}
