using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>A figure of a fidelity report.</summary>
/// <param name="Name">File name without its ending.</param>
/// <param name="Block">The block that it belongs to.</param>
/// <param name="Missing">Why a report may not have it, in a sentence.</param>
/// <param name="Of">Draws it; null when the report has not the numbers.</param>
internal sealed record FidelityFigure(string Name, string Block, string Missing, Func<FidelityReport, FigureCanvas?> Of)
{
    /// <summary>All figures, in the order of a page.</summary>
    public static IReadOnlyList<FidelityFigure> All { get; } =
    [
        new("calibration", "individuals", "No calibration curve: no attribute of single orders was asked.", CalibrationFigure.Of),
        new("joint-distributions", "population", "No joint distributions: the orders do not carry two attributes that could be compared.", JointDistributionFigure.Of),
        new("effects", "effects", "No effects of longer instalment plans: too few thresholds could be scored.", EffectScatterFigure.Of),
        new("minimum-instalment", "effects", "No jumps at the smallest instalment: the menu of plans does not change with the total here.", MinimumInstalmentFigure.Of),
        new("broken-promise", "effects", "No ratings by lateness: promise, delivery and rating of enough orders are not on record.", BrokenPromiseFigure.Of),
    ];
}
