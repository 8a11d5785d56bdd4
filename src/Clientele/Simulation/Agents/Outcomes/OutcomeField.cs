namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>One thing that is seen of an order, as a whole number: a bin, an exact amount in hundredths, a word's number. −1 = not known.</summary>
/// <param name="Name">Name in the model's file and in reports.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Code">The number for an order; the vocabulary numbers states and categories, the last argument is the persona (−1 = none).</param>
/// <param name="IsWord">Whether the number stands for a word of the vocabulary.</param>
internal sealed record OutcomeField(string Name, string Meaning, Func<OrderContext, OutcomeVocabulary, int, int> Code, bool IsWord = false)
{
    private static readonly double[] FreightShares = [.05, .08, .11, .14, .17, .20, .23, .26, .30, .35, .40, .50];
    private static readonly double[] LateDays = [-21, -15, -10, -6, -3, -1, 0, 1, 2, 4, 7, 14];
    private static readonly double[] LateClasses = [-1, 0, 2, 5];
    private static readonly double[] WaitDays = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 30, 40];
    private static readonly double[] Uses = [.15, .20, .25, .30, .35, .40, .50, .60, .70, .80, .90, 1.0, 1.1, 1.3];

    /// <summary>Every field that a view may use.</summary>
    public static IReadOnlyList<OutcomeField> All { get; } =
    [
        new("unit_price", "exact price of an item, hundredths of the currency", (o, _, _) => Hundredths(o.UnitPrice)),
        new("price_5", "price of an item in steps of 5 %", (o, _, _) => Logarithmic(o.UnitPrice, 20)),
        new("price_20", "price of an item in steps of 22 %", (o, _, _) => Logarithmic(o.UnitPrice, 5)),
        new("price_65", "price of an item in steps of 65 %", (o, _, _) => Logarithmic(o.UnitPrice, 2)),
        new("price_ending", "last two digits of an item's price", (o, _, _) => Hundredths(o.UnitPrice) is >= 0 and var cents ? cents % 100 : -1),
        new("total_40", "what was paid in steps of 40 %", (o, _, _) => Logarithmic(o.PaymentValue, 3)),
        new("freight", "exact freight, hundredths of the currency", (o, _, _) => Hundredths(o.Freight)),
        new("unit_freight", "exact freight of an item, hundredths of the currency", (o, _, _) => Hundredths(UnitFreight(o))),
        new("freight_7", "freight of an item in steps of 7 %", (o, _, _) => Logarithmic(UnitFreight(o), 15)),
        new("freight_20", "freight of an item in steps of 22 %", (o, _, _) => Logarithmic(UnitFreight(o), 5)),
        new("freight_share", "freight as a share of the total, 13 classes", (o, _, _) => Class(o.FreightShare, FreightShares)),
        new("items", "units bought, 6 = six or more", (o, _, _) => o.Items is { } items ? Math.Min(items, 6) : -1),
        new("products", "distinct products, 3 = three or more", (o, _, _) => o.Products is { } products ? Math.Min(products, 3) : -1),
        new("sellers", "distinct sellers, 3 = three or more", (o, _, _) => o.Sellers is { } sellers ? Math.Min(sellers, 3) : -1),
        new("promised_days", "days from order to promised delivery", (o, _, _) => Days(o.PromisedDays)),
        new("promise", "days from order to promised delivery in steps of 22 %", (o, _, _) => Logarithmic(o.PromisedDays + 1, 5)),
        new("quarter", "quarter of the order, counted from year 0", (o, _, _) => Month(o) is >= 0 and var month ? month / 3 : -1),
        new("month", "month of the order, counted from year 0", (o, _, _) => Month(o)),
        new("week", "week of the order, counted from year 1", (o, _, _) => o.OrderedAt is { } at ? (int)(at.Ticks / TimeSpan.TicksPerDay / 7) : -1),
        new("season", "calendar month of the order, 1..12", (o, _, _) => o.OrderedAt?.Month ?? -1),
        new("weekday", "weekday of the order, 0 = Sunday", (o, _, _) => o.OrderedAt is { } at ? (int)at.DayOfWeek : -1),
        new("hour", "hour of the order, 0..23", (o, _, _) => o.OrderedAt?.Hour ?? -1),
        new("customer_state", "the customer's state", (o, words, _) => words.Number(o.CustomerState), IsWord: true),
        new("seller_state", "state of the seller of the dearest item", (o, words, _) => words.Number(o.SellerState), IsWord: true),
        new("same_state", "1 = customer and seller are in one state", (o, _, _) => o.SameState is { } same ? same ? 1 : 0 : -1),
        new("method", "how it was paid: 1 card, 2 slip, 3 debit, 4 voucher, 5 several, 6 wallet, 7 later, 8 transfer, 9 cash",
            (o, _, _) => o.Method is { } method ? (int)method : -1),
        new("instalments", "instalments of the payment", (o, _, _) => o.Instalments ?? -1),
        new("category", "category of the dearest item", (o, words, _) => words.Number(o.Category), IsWord: true),
        new("days_late", "days from promise to delivery, 13 classes; 99 = not delivered", (o, _, _) => Late(o, LateDays)),
        new("late_class", "days from promise to delivery: early, on the day, 1–2, 3–5, more; 99 = not delivered", (o, _, _) => Late(o, LateClasses)),
        new("wait", "days from order to delivery, 16 classes", (o, _, _) => Class(o.DeliveryDays, WaitDays)),
        new("wait_share", "days to delivery as a share of the days promised, 15 classes",
            (o, _, _) => Class(o.DeliveryDays / (o.PromisedDays + 1), Uses)),
        new("persona", "number of the persona", (_, _, persona) => persona),
    ];

    /// <summary>Position of a field in <see cref="All"/>.</summary>
    /// <exception cref="FormatException">There is no such field.</exception>
    public static int IndexOf(string name)
    {
        for (var f = 0; f < All.Count; f++)
            if (All[f].Name == name)
                return f;
        throw new FormatException($"\"{name}\" is no field of an order.");
    }

    private static double UnitFreight(OrderContext order) => order.Items is > 0 ? order.Freight / order.Items.Value : order.Freight;

    private static int Hundredths(double amount) => amount is >= 0 and < 1e7 ? (int)Math.Round(100 * amount) : -1;

    private static int Days(double days) => days is >= 0 and < 1000 ? (int)days : -1;

    // Steps of equal ratio mean the same in every currency; the shift keeps small amounts away from −1.
    private static int Logarithmic(double value, double stepsPerE) => value > 0 ? (int)Math.Floor(stepsPerE * Math.Log(Math.Clamp(value, 1e-4, 1e9))) + 1000 : value <= 0 ? 0 : -1;

    private static int Month(OrderContext order) => order.OrderedAt is { } at ? at.Year * 12 + at.Month - 1 : -1;

    private static int Class(double value, double[] cuts)
    {
        if (double.IsNaN(value))
            return -1;
        var number = 0;
        while (number < cuts.Length && value > cuts[number])
            number++;
        return number;
    }

    // Of an order with a promise, not delivered yet is knowledge; without one it is a missing column.
    private static int Late(OrderContext order, double[] cuts) => Class(order.DaysLate, cuts) is >= 0 and var late ? late : double.IsNaN(order.PromisedDays) ? -1 : 99;
}
