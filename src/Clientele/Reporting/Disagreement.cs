using Clientele.Simulation;

namespace Clientele.Reporting;

/// <summary>How far the personas are apart on one scenario.</summary>
/// <param name="Scenario">The scenario in its variant.</param>
/// <param name="Most">The persona with the largest odds of buying.</param>
/// <param name="Least">The persona with the smallest.</param>
/// <param name="Ratio">Odds of the one over the odds of the other, &gt; 1.</param>
/// <param name="Clear">Their 95 % intervals do not meet.</param>
public sealed record Disagreement(Scenario Scenario, GroupResult Most, GroupResult Least, double Ratio, bool Clear)
{
    /// <summary>The scenarios on which personas differ, the widest first; one without two personas with odds is left out.</summary>
    public static IReadOnlyList<Disagreement> Of(IReadOnlyList<SituationResult> situations) =>
    [
        .. situations.Select(situation =>
        {
            var known = situation.Personas.Where(group => group.OddsRatio.Value > 0 && double.IsFinite(group.OddsRatio.Value)).ToList();
            if (known.Count < 2)
                return null;
            var (most, least) = (known.MaxBy(group => group.OddsRatio.Value)!, known.MinBy(group => group.OddsRatio.Value)!);
            return most.OddsRatio.Value > least.OddsRatio.Value
                ? new Disagreement(situation.Scenario, most, least, most.OddsRatio.Value / least.OddsRatio.Value, most.Purchase.Low > least.Purchase.High)
                : null;
        }).OfType<Disagreement>().OrderByDescending(one => one.Ratio),
    ];
}
