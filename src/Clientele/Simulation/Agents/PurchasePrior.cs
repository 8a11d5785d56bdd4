namespace Clientele.Simulation.Agents;

/// <summary>A coefficient of the purchase part that no purchase data of this shop can identify: a documented prior.</summary>
/// <param name="Name">Name of the parameter: <c>purchase.</c> and this.</param>
/// <param name="Mean">Prior mean.</param>
/// <param name="StandardDeviation">Prior standard deviation; draws are taken from it.</param>
/// <param name="Lowest">Draws are cut off here.</param>
/// <param name="Highest">And here.</param>
/// <param name="Meaning">What one unit of it does.</param>
/// <param name="Source">Paper, or that it is an assumption of the engine.</param>
internal sealed record PurchasePrior(
    string Name, double Mean, double StandardDeviation, double Lowest, double Highest, string Meaning, string Source)
{
    private const string Assumed = "assumption of the engine; no study found that measures it";

    // Positions in All; ChoiceLayout.Purchase(position) finds the value in a parameter vector.
    public const int Price = 0, Freight = 1, Delivery = 2, LossAversion = 3, Rating = 4, Reviews = 5, Need = 6, Planned = 7, Quantity = 8,
        ComeBack = 9, Novelty = 10, Urgency = 11, Promotion = 12, Returns = 13, NestScale = 14, DiscountRate = 15, PriceBySpend = 16,
        RatingBySatisfaction = 17, QuantityByBasket = 18, WeekendByWeekend = 19, NoveltyByVariety = 20, LevelByFrequency = 21, Count = 22;

    public static readonly PurchasePrior[] All =
    [
        new("price_elasticity", 2.62, .8, .3, 6, "percent of sales lost for one percent of price; divided by 1 − p0 to become a logit coefficient of ln price",
            "Bijmolt, van Heerde & Pieters 2005: mean own-price elasticity −2.62 over 1,851 estimates"),
        new("freight_weight", 1, .25, 0, 2, "freight counts as so many times the same money in the price", Assumed),
        new("delivery_per_business_day", .015, .006, 0, .05, "share of sales gained for each business day of faster arrival",
            "Fisher, Gallino & Xu 2019: 1.5 % a business day"),
        new("loss_aversion", 1.6, .35, 1, 3, "a loss against the reference weighs so many times a gain",
            "Brown et al. 2024 (1.955) and Walasek et al. 2024 (1.31), between them"),
        new("rating_elasticity", .417, .15, 0, 1, "percent of sales gained for one percent more stars", "You, Vadakkepatt & Joshi 2015: valence elasticity"),
        new("review_elasticity", .236, .08, 0, .6, "percent of sales gained for one percent more reviews", "You, Vadakkepatt & Joshi 2015: volume elasticity"),
        new("need", 1, .4, 0, 3, "log-odds for a customer who needs one; the negative for one who does not", Assumed),
        new("planned", .5, .3, 0, 2, "log-odds for a purchase planned today; the negative for an unplanned one", Assumed),
        new("quantity_cost", .8, .3, 0, 2, "log-odds lost for each ln unit beyond the first (money bound, storage)", Assumed),
        new("come_back", .5, .25, 0, 2, "log-odds lost when the purchase has to wait for a later day", Assumed),
        new("novelty", .5, .25, 0, 2, "log-odds lost in a category never bought online", Assumed),
        new("urgency", .1, .15, -.3, .6, "log-odds of an offer that ends now; halves for each 24 hours. Its sign is not settled",
            "scarcity is not identified in sales data of this kind; assumption of the engine"),
        new("promotion", .15, .1, 0, .5, "log-odds of a visible reduction of 5 % or more, beyond the price itself", Assumed),
        new("returns", .1, .07, 0, .4, "log-odds for each ln unit of (1 + return days) above 7 days", Assumed),
        new("nest_scale", .5, .12, .15, 1, "dissimilarity of the ways of buying: 1 = as different as walking away", Assumed),
        new("discount_rate", .33, .1, 0, 1, "a year's discount of money to be paid later; used only where no payments were fitted",
            "Matousek, Havranek & Irsova 2022: mean individual discount rate"),
        new("price_by_spend", .15, .08, 0, .4, "price coefficient falls by exp(−this × z of spend and item price)", Assumed),
        new("rating_by_satisfaction", .4, .2, 0, 1, "rating coefficient falls by exp(−this × z of positive reviews)", Assumed),
        new("quantity_by_basket", .35, .15, 0, 1, "quantity cost falls by this × z of items per order", Assumed),
        new("weekend_by_weekend", .5, .2, 0, 1.5, "log-odds between a weekend and a weekday purchase for each z of weekend shopping", Assumed),
        new("novelty_by_variety", .3, .15, 0, 1, "novelty cost falls by this × z of categories and frequency", Assumed),
        new("level_by_frequency", .15, .1, 0, .5, "log-odds of any purchase for each z of frequency", Assumed),
    ];
}
