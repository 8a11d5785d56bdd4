namespace Clientele.Validation;

/// <summary>The claim ladder: what these results may be used for.</summary>
/// <param name="Validated">Held against real behaviour and passed.</param>
/// <param name="Directional">Held against real behaviour and partly right: directions and orders of magnitude.</param>
/// <param name="NotValidated">Failed, too weak to tell, or not observable in purchases.</param>
public sealed record FidelityClaims(IReadOnlyList<string> Validated, IReadOnlyList<string> Directional, IReadOnlyList<string> NotValidated)
{
    /// <summary>Whether people buy at all.</summary>
    public const string Buying = "whether people buy at all (absolute conversion)";

    /// <summary>The same, where past outcomes anchor it.</summary>
    public const string Conversion = "absolute conversion of offers like those tested";

    /// <summary>What the shop's own past experiments changed.</summary>
    public const string Past = "past experiments";

    /// <summary>How people pay.</summary>
    public const string Payment = "how single customers pay in instalments";

    /// <summary>What a longer plan changes.</summary>
    public const string LongerPlan = "effects of a longer instalment plan";

    /// <summary>Scarcity and deadlines.</summary>
    public const string Scarcity = "scarcity and deadlines";

    /// <summary>Bundles.</summary>
    public const string Bundles = "bundles";

    /// <summary>Freight and own price as causes.</summary>
    public const string Price = "freight and own price as causes";

    // No shop that records purchases alone shows who saw an offer and did not buy.
    private static readonly string[] NeverSeen = [Buying, Scarcity, Bundles, Price];

    /// <summary>In one sentence.</summary>
    public string Sentence => $"Validated for {List(Validated)}; directional for {List(Directional)}; not validated for {List(NotValidated)}.";

    /// <summary>Reads the ladder off the metrics.</summary>
    /// <param name="metrics">All metrics.</param>
    /// <param name="conversionAnchored">Past outcomes were scored, so that purchase levels are not out of sight.</param>
    internal static FidelityClaims Of(IReadOnlyList<FidelityMetric> metrics, bool conversionAnchored)
    {
        var (validated, directional, not) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (claim, ids) in new (string, string[])[]
        {
            (Payment, ["individuals.skill.installments"]),
            ("ratings given the delivery", ["individuals.skill.stars"]),
            ("order values", ["individuals.skill.ticket"]),
            ("categories bought", ["individuals.skill.category"]),
            ("the next order of customers who come back", ["individuals.next.payment", "individuals.next.category", "individuals.next.installments", "individuals.next.price"]),
            ("mixes of the population", ["population.nf.median", "population.nf.min", "population.c2st", "population.sdratio"]),
            (LongerPlan, ["effects.ne1.r", "effects.ne1.r_to_ceiling", "effects.ne1.slope", "effects.ne1.sign", "effects.ne1.coverage"]),
            ("how customers never seen rate late parcels (those of others were learned from)", ["effects.ne2.r", "effects.ne2.rmse"]),
            (Past, ["effects.outcomes.r", "effects.outcomes.slope", "effects.outcomes.sign", "effects.outcomes.coverage"]),
            (Conversion, ["effects.outcomes.level"]),
        })
        {
            var found = ids.Select(id => metrics.FirstOrDefault(metric => metric.Id == id)).OfType<FidelityMetric>().ToList();
            if (found.Count == 0)
                continue;
            (found.TrueForAll(metric => metric.Verdict == FidelityVerdict.Pass) ? validated
                : found.TrueForAll(metric => metric.Verdict is FidelityVerdict.Pass or FidelityVerdict.Partial) ? directional : not).Add(claim);
        }
        not.AddRange(conversionAnchored ? NeverSeen[1..] : NeverSeen);
        return new FidelityClaims(validated, directional, not);
    }

    private static string List(IReadOnlyList<string> claims) => claims.Count == 0 ? "nothing" : string.Join(", ", claims);
}
