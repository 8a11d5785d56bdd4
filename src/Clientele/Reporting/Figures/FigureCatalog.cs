namespace Clientele.Reporting.Figures;

/// <summary>One figure of the catalogue.</summary>
/// <param name="Name">File name without its ending.</param>
/// <param name="Question">What it answers.</param>
/// <param name="Missing">What is missing when it cannot be drawn from an input, in words.</param>
/// <param name="Of">Draws it; null when the input has not the numbers.</param>
internal sealed record CatalogFigure(string Name, string Question, Func<FigureInput, string> Missing, Func<FigureInput, FigureCanvas?> Of);

/// <summary>All figures, in the order of the line.</summary>
internal static class FigureCatalog
{
    private const string NoData = "no transactions were read (--data)", NoStudy = "there are no personas (--study, or --data to make some)";
    private const string NoRun = "the study has no finished run (clientele simulate)", NoFidelity = "the study was not validated (clientele validate)";

    /// <summary>The figures.</summary>
    public static IReadOnlyList<CatalogFigure> All { get; } =
    [
        Shop("prices", "What do items and their freight cost?", "no item has a price above 0", PriceFigure.Of),
        Shop("payments", "How do customers pay, and in how many instalments?", "the data record no payments", PaymentFigure.Of),
        Shop("review-scores", "How do customers rate their orders?", "the data record no reviews", ReviewScoreFigure.Of),
        Shop("orders", "How many orders a month, and what became of all orders?", "no month has five orders", OrderFigure.Of),
        Shop("categories", "What is bought most?", "the data record no categories", CategoryFigure.Of),
        Shop("customers", "How often do customers buy, and where do they live?", "there are no customers", CustomerFigure.Of),
        Shop("order-correlations", "What goes together in an order?", "fewer than two columns of orders are recorded and vary", CorrelationFigure.Orders),
        Shop("delivery", "How long do deliveries take, and are promises kept?", "the data record no deliveries", DeliveryFigure.Of),
        Shop("delay-ratings", "What does a late order do to its rating?", "the data do not record reviews, promised and delivered days together", DelayRatingFigure.Of),
        new("feature-transforms", "Why are some features clustered by their logarithm?", input => input.Customers is null ? NoData : "no feature has a transform", input => input.Customers is { } customers ? FeatureTransformFigure.Of(customers) : null),
        new("feature-correlations", "Which features say the same?", input => input.Customers is null ? NoData : "there is one feature only", input => input.Customers is { } customers ? CorrelationFigure.Features(customers) : null),
        new("segment-count", "How many segments do the data support?", _ => "numbers of segments were not compared (clientele segments choose-k --out DIR)", input => input.SegmentCount is { } record ? SegmentCountFigure.Of(record) : null),
        Personas("segment-sizes", "How many customers does each segment have?", SegmentSizeFigure.Of),
        Personas("segment-medians", "What is the typical customer of each segment?", SegmentHeatmap.Medians),
        Personas("segment-z-scores", "What sets each segment apart?", SegmentHeatmap.ZScores),
        Personas("segment-profiles", "What does each segment look like at a glance?", SegmentProfileFigure.Of),
        Personas("persona-cards", "Who are the personas, and on which numbers do they rest?", PersonaCardFigure.Of),
        new("segment-map", "Where do the segments lie, and do they overlap?", input => input.Customers is null ? NoData : "there is one feature only",
            input => input is { Customers: { } customers, Personas: not null } ? SegmentMapFigure.Of(customers, Set(input)) : null),
        Run("decisions", "How likely is each persona to buy in each scenario?", "the run asked nothing", run => run.Situations.Count == 0 ? null : DecisionHeatmap.Of(run)),
        Run("effects-of-variants", "What does each variant change, and how surely?", "no scenario of the run has a second variant", EffectFigure.Of),
        Run("sweep", "How do demand and revenue move along a field?", "the run swept nothing (clientele simulate --sweep)", run => run.Sweep is { } sweep ? DemandFigure.Of(sweep) : null),
        .. FidelityFigure.All.Select(figure => new CatalogFigure(
            "fidelity-" + figure.Name, figure.Question, input => input.Fidelity is null ? NoFidelity : figure.Missing.TrimEnd('.'), input => input.Fidelity is { } report ? figure.Of(report) : null)),
    ];

    private static CatalogFigure Shop(string name, string question, string missing, Func<Statistics.ShopStatistics, FigureCanvas?> of) =>
        new(name, question, input => input.Shop is null ? NoData : missing, input => input.Shop is { } shop ? of(shop) : null);

    private static CatalogFigure Personas(string name, string question, Func<PersonaFigures, FigureCanvas?> of) =>
        new(name, question, input => input.Personas is null ? NoStudy : "every segment has fewer than five customers", input => input.Personas is null ? null : of(Set(input)));

    private static CatalogFigure Run(string name, string question, string missing, Func<RunRecord, FigureCanvas?> of) =>
        new(name, question, input => input.Run is null ? NoRun : missing, input => input.Run is { } run ? of(run) : null);

    private static PersonaFigures Set(FigureInput input) => new(input.Personas!, input.Mapping, input.DataSha256);
}
