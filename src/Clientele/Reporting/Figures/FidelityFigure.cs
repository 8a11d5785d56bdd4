using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>A figure of a fidelity report.</summary>
/// <param name="Name">File name without its ending.</param>
/// <param name="Block">The block that it belongs to.</param>
/// <param name="Question">What it answers.</param>
/// <param name="Missing">Why a report may not have it, in a sentence.</param>
/// <param name="Of">Draws it; null when the report has not the numbers.</param>
internal sealed record FidelityFigure(string Name, string Block, string Question, string Missing, Func<FidelityReport, FigureCanvas?> Of)
{
    /// <summary>All figures, in the order of a page.</summary>
    public static IReadOnlyList<FidelityFigure> All { get; } =
    [
        new("calibration", "individuals", "When the agent is sure, is it right?", "No calibration curve: no attribute of single orders was asked.", CalibrationFigure.Of),
        new("joint-distributions", "population", "Do simulated orders mix as real ones do?", "No joint distributions: the orders do not carry two attributes that could be compared.", JointDistributionFigure.Of),
        new("effects", "effects", "Are effects of longer instalment plans predicted?", "No effects of longer instalment plans: too few thresholds could be scored.", EffectScatterFigure.Of),
        new("minimum-instalment", "effects", "Who takes the longer plan when it opens?", "No jumps at the smallest instalment: the menu of plans does not change with the total here.", MinimumInstalmentFigure.Of),
        new("broken-promise", "effects", "Does the agent know what lateness does to ratings?", "No ratings by lateness: promise, delivery and rating of enough orders are not on record.", BrokenPromiseFigure.Of),
    ];
}
