namespace Clientele.Data;

/// <summary>A coefficient of the purchase decision that sales data cannot show: planted as a draw from the prior that the engine documents
/// for it (<c>docs/models.md</c>; the simulation holds the same numbers, and a test compares them).</summary>
/// <param name="Name">Name of the coefficient.</param>
/// <param name="Mean">Prior mean.</param>
/// <param name="StandardDeviation">Prior standard deviation.</param>
/// <param name="Lowest">Draws are cut off here.</param>
/// <param name="Highest">And here.</param>
internal sealed record SyntheticStorePrior(string Name, double Mean, double StandardDeviation, double Lowest, double Highest)
{
    public static IReadOnlyList<SyntheticStorePrior> All { get; } =
    [
        new("price_elasticity", 2.62, .8, .3, 6),
        new("freight_weight", 1, .25, 0, 2),
        new("delivery_per_business_day", .015, .006, 0, .05),
        new("loss_aversion", 1.6, .35, 1, 3),
        new("rating_elasticity", .417, .15, 0, 1),
        new("review_elasticity", .236, .08, 0, .6),
        new("need", 1, .4, 0, 3),
        new("planned", .5, .3, 0, 2),
        new("quantity_cost", .8, .3, 0, 2),
        new("come_back", .5, .25, 0, 2),
        new("novelty", .5, .25, 0, 2),
        new("urgency", .1, .15, -.3, .6),
        new("promotion", .15, .1, 0, .5),
        new("returns", .1, .07, 0, .4),
        new("nest_scale", .5, .12, .15, 1),
        new("discount_rate", .33, .1, 0, 1),
        new("price_by_spend", .15, .08, 0, .4),
        new("rating_by_satisfaction", .4, .2, 0, 1),
        new("quantity_by_basket", .35, .15, 0, 1),
        new("weekend_by_weekend", .5, .2, 0, 1.5),
        new("novelty_by_variety", .3, .15, 0, 1),
        new("level_by_frequency", .15, .1, 0, .5),
    ];

    /// <summary>One draw of each, from a stream of chance that nothing else of the store uses.</summary>
    public static IEnumerable<SyntheticEffect> Draw(ulong seed)
    {
        var random = new SeededRandom(seed, ulong.MaxValue - 2);
        return All.Select(prior => new SyntheticEffect(
            "prior." + prior.Name,
            Math.Round(Math.Clamp(prior.Mean + (prior.StandardDeviation * random.NextGaussian()), prior.Lowest, prior.Highest), 12), Identified: false));
    }
}
