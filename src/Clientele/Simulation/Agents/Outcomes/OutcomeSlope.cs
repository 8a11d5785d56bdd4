namespace Clientele.Simulation.Agents.Outcomes;

/// <summary>A number of an order that moves an ordered outcome: by x·s in the log-odds of adjacent options, s the option's place on a scale.</summary>
/// <remarks>The adjacent-categories logit (Goodman 1983; Agresti 2010, ch. 4): of the ordered logits the one that is log-linear, so that it can be
/// fitted in one concave problem with the tables' evidence. Each number enters twice: with s it shifts the scale, with s² − 1 it spreads it.</remarks>
/// <param name="Name">Name in the model's file and in reports.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Value">Its value, about of size 1; 0 when not known.</param>
internal sealed record OutcomeSlope(string Name, string Meaning, Func<OrderContext, double> Value)
{
    /// <summary>What moves the stars of a review.</summary>
    /// <remarks>The survey goes out one to three days after a broken promise whether the parcel has come or not. Its date is not in the context, so that
    /// "had not arrived when asked" shows as steps on days 1, 2 and 3 late.</remarks>
    public static IReadOnlyList<OutcomeSlope> Stars { get; } =
    [
        new("days_early", "days early, per 10 days, at most 20", o => Math.Clamp(Known(-o.DaysLate), 0, 20) / 10),
        new("late_1", "1 = at least one day late", o => o.DaysLate >= 1 ? 1 : 0),
        new("late_2", "1 = at least two days late", o => o.DaysLate >= 2 ? 1 : 0),
        new("late_3", "1 = at least three days late", o => o.DaysLate >= 3 ? 1 : 0),
        new("days_late", "days late, per 5 days, at most 10", o => Math.Clamp(Known(o.DaysLate), 0, 10) / 5),
        new("not_delivered", "1 = promised but not delivered", o => !double.IsNaN(o.PromisedDays) && double.IsNaN(o.DeliveryDays) ? 1 : 0),
        new("ln_wait", "ln of 1 + days from order to delivery, less 2.3", o => o.DeliveryDays >= 0 ? Math.Log(1 + o.DeliveryDays) - 2.3 : 0),
        new("ln_wait_long", "the part of it above 0.7 (19 days)", o => o.DeliveryDays >= 0 ? Math.Max(0, Math.Log(1 + o.DeliveryDays) - 3) : 0),
        new("freight_share", "freight as a share of the total", o => Known(o.FreightShare)),
        new("more_items", "units beyond the first, at most 3", o => Math.Clamp((o.Items ?? 1) - 1, 0, 3)),
        new("more_products", "products beyond the first, at most 2", o => Math.Clamp((o.Products ?? 1) - 1, 0, 2)),
        new("more_sellers", "sellers beyond the first, at most 2", o => Math.Clamp((o.Sellers ?? 1) - 1, 0, 2)),
        new("promised_days", "days promised, per 20 days, less 1", o => o.PromisedDays >= 0 ? Math.Min(o.PromisedDays, 100) / 20 - 1 : 0),
    ];

    /// <summary>The slopes of an attribute; none for one whose options have no order or that tables alone predict as well.</summary>
    public static IReadOnlyList<OutcomeSlope> Of(string kind) => kind == MaskedOrder.Stars ? Stars : [];

    /// <summary>Place of an option on the scale: equal steps, about mean 0 and variance 1.</summary>
    public static double Place(int option, int options) => options < 2 ? 0 : 1.5 * (2.0 * option / (options - 1) - 1);

    private static double Known(double value) => double.IsFinite(value) ? value : 0;
}
