using System.Reflection;
using System.Text;

namespace Clientele.Simulation.Agents;

/// <summary>One row a scenario field: field → term → coefficient → source → grade → persona interaction. A field without a row is an error;
/// the table in docs/scenarios.md is made from these rows.</summary>
public static class ChoiceTerms
{
    private const string None = "none";
    private const string NoEffect = "no effect on the choice";

    /// <summary>The rows, in the order of the fields.</summary>
    public static IReadOnlyList<ChoiceTerm> All { get; } =
    [
        Context("offer.category", "the category's shift of several, ln k and longest plan (0 for a category that the shop has not sold); no effect on buying itself"),
        Prior("offer.price", "−b_p ln(unit price / reference price), b_p = elasticity / (1 − p0)", PurchasePrior.Price,
            "× exp(−purchase.price_by_spend × z), z the mean of spend and item price"),
        Prior("offer.reference_price", "what the price is compared with (default: the price in the scenario's first variant); stated and undercut by 5 %: + promotion; "
            + "stated and exceeded: the price term × loss aversion", PurchasePrior.Promotion, None),
        Plain("offer.unit_cost", "only for margins of a sweep"),
        Prior("offer.freight", "−b_f ln(1 + freight / price), b_f = freight weight × b_p", PurchasePrior.Freight, "as the price"),
        Prior("offer.rating", "+b_r g(stars − reference stars), b_r = elasticity / (reference stars × (1 − p0)), losses × loss aversion", PurchasePrior.Rating,
            "× exp(−purchase.rating_by_satisfaction × z of positive reviews)"),
        Prior("offer.review_count", "+b_v ln((1 + reviews) / (1 + reference)), b_v = elasticity / (1 − p0)", PurchasePrior.Reviews, None),
        Prior("offer.delivery_days", "−b_t (days − reference days), b_t = 5/7 × effect of a business day / (1 − p0)", PurchasePrior.Delivery, None),
        Prior("offer.days_late", "−λ b_t days late, λ loss aversion", PurchasePrior.LossAversion, None),
        Prior("offer.return_days", "+returns × ln((1 + days) / (1 + 7))", PurchasePrior.Returns, None),
        Prior("offer.ends_in_hours", "+urgency / (1 + hours / 24)", PurchasePrior.Urgency, None),
        Prior("offer.needed", "+need when true, −need when false", PurchasePrior.Need, None),
        Prior("offer.planned", "+planned when true, −planned when false", PurchasePrior.Planned, None),
        Prior("offer.known_category", "−novelty when false", PurchasePrior.Novelty, "novelty − purchase.novelty_by_variety × z, z the mean of categories and frequency"),
        Plain("options.*.id", "names the option"),
        Prior("options.*.buys", "false: walking away, utility 0; true: the level logit p0 (or the anchor), in one nest with the other ways of buying", PurchasePrior.NestScale,
            "+purchase.level_by_frequency × z of frequency"),
        Plain("options.*.label", "is shown"),
        Prior("options.*.price", "as offer.price, for this option", PurchasePrior.Price, "as offer.price"),
        Prior("options.*.quantity", "−quantity cost × ln(quantity); the unit price of the option is its total / quantity", PurchasePrior.Quantity,
            "quantity cost − purchase.quantity_by_basket × z of items per order"),
        Prior("options.*.delivery_days", "as offer.delivery_days, for this option", PurchasePrior.Delivery, None),
        Prior("options.*.wait_days", "counts as further days until arrival; above 0: −come back", PurchasePrior.ComeBack, None),
        Prior("options.*.weekend", "±½ × purchase.weekend_by_weekend × z: plus at a weekend, minus on a weekday", PurchasePrior.WeekendByWeekend, "z of weekend shopping; the average customer has none"),
        Payment("options.*.pay", "listed ways of paying are the menu: + nest scale × [utility of this way − inclusive value of the shop's own menu]; "
            + "not listed: the shop's own menu, 0"),
        Payment("options.*.pay.method", "a_x + b_x ln total; card: τ × inclusive value of its plans"),
        Payment("options.*.pay.instalments", "12 plan terms in k, ln total, longest plan, usual numbers, instalments of at least twice the smallest; + the shrunken shifts of category, items, freight share, promised days and the total's band (`category.*`, `items.*` …)"),
        Payment("options.*.pay.up_to", "`installments: { up_to: n }`: the plans 1 to n as one menu; buying gains the largest inclusive value over all menus that the listed plans contain, so that more choice never lowers it"),
        Prior("options.*.pay.total", "(total − freight) / quantity is the option's unit price; ln total enters the way of paying", PurchasePrior.Price, "as offer.price"),
    ];

    /// <summary>The rows as a Markdown table, as in docs/scenarios.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| field | term | coefficient | source | grade | persona interaction |\n|---|---|---|---|---|---|\n");
        foreach (var term in All)
            text.Append("| `").Append(term.Field).Append("` | ").Append(term.Term).Append(" | ").Append(term.Coefficient).Append(" | ")
                .Append(term.Source).Append(" | ").Append(term.Grade?.ToString() ?? "—").Append(" | ").Append(term.Persona).Append(" |\n");
        return text.ToString();
    }

    /// <summary>Names of the scenario fields, from the records themselves.</summary>
    internal static IEnumerable<string> Fields() =>
        Names(typeof(Offer), "offer.").Concat(Names(typeof(ScenarioOption), "options.*.")).Concat(Names(typeof(PaymentTerms), "options.*.pay."));

    /// <summary>Throws when a field of a scenario has no row: a number that a user writes must never be ignored silently.</summary>
    internal static void RequireRowForEveryField()
    {
        var rows = All.Select(term => term.Field).ToHashSet();
        var missing = Fields().Where(field => !rows.Contains(field)).ToArray();
        if (missing.Length > 0)
            throw new InvalidOperationException($"No row in {nameof(ChoiceTerms)} for {string.Join(", ", missing)}.");
    }

    private static IEnumerable<string> Names(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => prefix + Snake(property.Name));

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static ChoiceTerm Plain(string field, string use) => new(field, $"{NoEffect}: {use}", "—", "—", null, None);

    private static ChoiceTerm Context(string field, string term) => new(
        field, term, "`category.*`", "maximum likelihood on the shop's own payments, shrunken by empirical Bayes", EvidenceGrade.A, None);

    private static ChoiceTerm Prior(string field, string term, int prior, string persona)
    {
        var row = PurchasePrior.All[prior];
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"`purchase.{row.Name}` {row.Mean} ± {row.StandardDeviation}");
        return new ChoiceTerm(field, term, text, row.Source, EvidenceGrade.C, persona);
    }

    private static ChoiceTerm Payment(string field, string term) => new(
        field, term, "`plan.*`, `method.*`", "maximum likelihood on the shop's own payments; discount rate .33 a year where there are none",
        EvidenceGrade.A, "`persona.*` shifts, shrunken; the customer's own payments");
}
