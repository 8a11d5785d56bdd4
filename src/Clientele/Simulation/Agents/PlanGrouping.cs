using System.Globalization;

namespace Clientele.Simulation.Agents;

/// <summary>One way of sorting orders into levels that may prefer other plans: by category, by month, by how much of the total is freight.</summary>
/// <param name="Name">One of the constants.</param>
/// <param name="Levels">Names of the levels; a level that the fit has not seen adds nothing.</param>
/// <param name="Cuts">Upper ends of all levels but the last, for a grouping by a number; else empty.</param>
public sealed record PlanGrouping(string Name, IReadOnlyList<string> Levels, IReadOnlyList<double> Cuts)
{
    /// <summary>Category of the dearest item.</summary>
    public const string Category = "category";

    /// <summary>Calendar month of the order, 2018-05.</summary>
    public const string Month = "month";

    /// <summary>Units bought: 1, 2, 3+.</summary>
    public const string Items = "items";

    /// <summary>Freight as a share of amount and freight, in bands.</summary>
    public const string FreightShare = "freight_share";

    /// <summary>Days until the promised delivery, in bands.</summary>
    public const string PromisedDays = "promised_days";

    /// <summary>The customer's state.</summary>
    public const string State = "customer_state";

    /// <summary>The total, in bands: where preferences depart from the smooth curve in ln V.</summary>
    public const string Value = "value";

    private const int Bands = 8;
    private const int ValueBands = 16;
    private const int FewestOrders = 400;
    private readonly Dictionary<string, int> _index = Levels.Index().ToDictionary(level => level.Item, level => level.Index, StringComparer.Ordinal);

    /// <summary>Whether single plans, too, may be liked more or less at its levels than the curve in k says. Only where orders are many enough a level to tell:
    /// chosen on calibration customers of one shop, where departures by month, state and items added nothing.</summary>
    internal bool HasDepartures => Name is Value or Category;

    /// <summary>The groupings that these orders can be told apart by; those with fewer than two levels are left out.</summary>
    internal static IReadOnlyList<PlanGrouping> Of(IReadOnlyList<OrderContext> orders)
    {
        if (orders.Count < FewestOrders)
            return [];
        return [.. new[]
        {
            Words(Category, orders), Words(Month, orders), Words(Items, orders), Words(State, orders),
            Numbers(Value, orders), Numbers(FreightShare, orders), Numbers(PromisedDays, orders),
        }.Where(grouping => grouping.Levels.Count > 1)];
    }

    /// <summary>Level of an order; −1 when unknown.</summary>
    internal int LevelOf(OrderContext order)
    {
        if (Cuts.Count == 0)
            return Word(Name, order) is { } word && _index.TryGetValue(word, out var level) ? level : -1;
        var number = Number(Name, order);
        return double.IsNaN(number) ? -1 : Cuts.Count(cut => number > cut);
    }

    private static string? Word(string name, OrderContext order) => name switch
    {
        Category => order.Category,
        Month => order.OrderedAt?.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Items => order.Items switch { null => null, >= 3 => "3+", var items => items.Value.ToString(CultureInfo.InvariantCulture) },
        _ => order.CustomerState,
    };

    private static double Number(string name, OrderContext order) => name switch
    {
        FreightShare => order.FreightShare,
        Value => order.PaymentValue,
        _ => order.PromisedDays,
    };

    private static PlanGrouping Words(string name, IReadOnlyList<OrderContext> orders) =>
        new(name, [.. orders.Select(order => Word(name, order)).OfType<string>().Distinct().Order(StringComparer.Ordinal)], []);

    private static PlanGrouping Numbers(string name, IReadOnlyList<OrderContext> orders)
    {
        var values = orders.Select(order => Number(name, order)).Where(value => !double.IsNaN(value)).Order().ToArray();
        if (values.Length == 0)
            return new PlanGrouping(name, [], []);
        var bands = name == Value ? ValueBands : Bands;
        double[] cuts = [.. Enumerable.Range(1, bands - 1).Select(b => values[(int)((long)values.Length * b / bands)]).Distinct()];
        return new PlanGrouping(name, [.. Enumerable.Range(0, cuts.Length + 1).Select(b => Band(cuts, b))], cuts);
    }

    private static string Band(double[] cuts, int b) =>
        b == 0 ? FormattableString.Invariant($"up to {cuts[0]:0.###}")
        : b == cuts.Length ? FormattableString.Invariant($"over {cuts[^1]:0.###}")
        : FormattableString.Invariant($"{cuts[b - 1]:0.###} to {cuts[b]:0.###}");
}
