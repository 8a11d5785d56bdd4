namespace Clientele.Validation.Experiments;

/// <summary>How the minimum instalment is read; shares are of the smallest instalment m, so that the design carries over to another currency.</summary>
/// <param name="Bandwidth">Bandwidth h, share of m; below 1, so that no window reaches the next threshold.</param>
/// <param name="BandwidthVariants">Other bandwidths whose jumps are shown beside it.</param>
/// <param name="Donut">Half width of the hole of the donut variant, share of m.</param>
/// <param name="FirstScored">First cutoff that is predicted; below it too few plans are seen to fit an agent on.</param>
/// <param name="Below">How far below the cutoff the old menu is asked about, currency.</param>
/// <param name="HonestFactor">What SE is multiplied with for what bandwidth and donut can change.</param>
/// <param name="HonestAddition">Specification error that stays however many orders there are, in probability.</param>
/// <param name="Splits">Random splits of the customers into halves.</param>
/// <param name="PeriodMonths">Length of the periods whose jumps are compared.</param>
/// <param name="DensityBin">Width of a bin of the density test, share of m.</param>
/// <param name="PlaceboOffset">Where between two thresholds the placebo cutoff lies, share of m.</param>
/// <param name="PlaceboBandwidth">Bandwidth there; its window ends at the true thresholds.</param>
/// <param name="MinSide">Fewest orders on each side of a cutoff.</param>
/// <param name="MinCutoffs">Fewest cutoffs with that many.</param>
/// <param name="MinSignificant">Fewest effects that differ from 0 by their honest SE.</param>
/// <param name="MinReliability">Lowest split-half reliability of the effects.</param>
internal sealed record MinimumInstalmentDesign(
    double Bandwidth, IReadOnlyList<double> BandwidthVariants, double Donut, int FirstScored, double Below, double HonestFactor, double HonestAddition, int Splits,
    int PeriodMonths, double DensityBin, double PlaceboOffset, double PlaceboBandwidth, int MinSide, int MinCutoffs, int MinSignificant, double MinReliability)
{
    /// <summary>The standard error with what other specifications would change.</summary>
    public double Honest(double se) => Math.Sqrt(HonestFactor * se * HonestFactor * se + HonestAddition * HonestAddition);
}

/// <summary>How the broken promise is read.</summary>
/// <param name="Cuts">First day of every bin but the first, whole calendar days after the promise, ascending.</param>
/// <param name="KeptFrom">First day of the orders just kept.</param>
/// <param name="BrokenTo">Last day of the orders just broken; kept ends at day 0.</param>
/// <param name="MinBin">Fewest rated orders of a bin that is scored.</param>
/// <param name="MinBins">Fewest such bins.</param>
/// <param name="MinReliability">Lowest split-half reliability of the curve.</param>
/// <param name="Splits">Random splits of the customers into halves.</param>
internal sealed record BrokenPromiseDesign(IReadOnlyList<int> Cuts, int KeptFrom, int BrokenTo, int MinBin, int MinBins, double MinReliability, int Splits);

/// <summary>An event at known dates in known data.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Mapping">Name of the mapping whose shop it happened to.</param>
/// <param name="Kind"><c>strike</c> or <c>sale</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="LateFrom">First order day of those whose lateness it is read on: a strike hits what is under way, a sale what it sells.</param>
/// <param name="LateTo">Last order day of those.</param>
/// <param name="Around">Days on each side that it is compared with.</param>
/// <param name="Source">What happened.</param>
internal sealed record EventDesign(string Name, string Mapping, string Kind, DateOnly From, DateOnly To, DateOnly LateFrom, DateOnly LateTo, int Around, string Source);

/// <summary>How freight across destinations is tested for being identified.</summary>
/// <param name="MinOrders">Fewest orders on routes with more than one.</param>
/// <param name="MovedShare">By how much of itself the slope may move when routes are absorbed.</param>
internal sealed record FreightDesign(int MinOrders, double MovedShare);

/// <summary>How own price within a product is read.</summary>
/// <param name="MinProducts">Fewest products sold at more than one price.</param>
/// <param name="PeriodDays">Length of a period of sales.</param>
internal sealed record OwnPriceDesign(int MinProducts, int PeriodDays);

/// <summary>When the user's own past experiments are scored.</summary>
/// <param name="MinEffects">Fewest effects (variants that were compared with a control) whose correlation and slope are scored.</param>
/// <param name="MinReliability">Lowest share of the effects' variance that is not sampling error.</param>
/// <param name="MinLevels">Fewest scenarios from which on predicted levels are judged.</param>
internal sealed record OutcomesDesign(int MinEffects, double MinReliability, int MinLevels);

/// <summary>How the planted effects of a synthetic store are simulated.</summary>
/// <param name="Contexts">Orders that an effect is averaged over at most.</param>
/// <param name="ModelContexts">The same for a language model, which is asked one by one and paid for.</param>
/// <param name="Draws">Draws of the agent's parameters at most.</param>
internal sealed record WorldTruthDesign(int Contexts, int ModelContexts, int Draws);

/// <summary>How a simulated vector of effects is scored.</summary>
/// <param name="Draws">Draws of truth and simulation for intervals.</param>
internal sealed record ScoringDesign(int Draws);
