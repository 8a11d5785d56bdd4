using System.Globalization;
using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>The smallest instalment as a natural experiment: by how much the share of a plan jumps at the total where it becomes available, real beside simulated.</summary>
internal static class MinimumInstalmentFigure
{
    /// <summary>Key of its points in a report.</summary>
    public const string Points = "ne1_jumps";

    private const double Height = 320, Axis = 56, Column = 82;

    /// <summary>Draws it; null when the report has no jump.</summary>
    public static FigureCanvas? Of(FidelityReport report)
    {
        var points = report.Points.GetValueOrDefault(Points, []).Where(point => double.IsFinite(point.Real)).ToList();
        if (points.Count == 0)
            return null;
        var simulated = points.Count(point => double.IsFinite(point.Simulated));
        var drawn = points.SelectMany(point => (double[])[point.Real, point.Simulated, point.Real - 1.96 * point.RealSe, point.Real + 1.96 * point.RealSe])
            .Where(double.IsFinite).Select(value => value * 100).Append(0).ToList();
        var ticks = DemandFigure.Ticks(drawn.Min(), Math.Max(drawn.Max(), drawn.Min() + 1e-6), 6).Select(tick => tick / 100).ToArray();
        var beyond = points.Exists(point => point.Simulated + 1.96 * point.SimulatedSe > ticks[^1] || point.Simulated - 1.96 * point.SimulatedSe < ticks[0]);
        List<string> notes = [];
        if (beyond)
            notes.Add("A bar that ends in an arrow goes on beyond the edge: the simulation is unsure there.");
        if (simulated < points.Count)
            notes.Add("Without a ring: not simulated, because too few plans stand below to learn from, or because the data are too weak to score.");
        var width = Math.Max(700, 2 * FidelityFrame.Pad + Axis + points.Count * Column);
        var text = new FigureText(
            "Who takes the longer instalment plan when it opens?",
            string.Create(CultureInfo.InvariantCulture, $"Jump in the share of card orders that pay in exactly that many instalments, at the order total where the plan becomes available. Real: regression discontinuity, honest 95 % intervals. Simulated: {simulated} of {points.Count} plans, by an agent that was fitted on smaller totals only and never saw the plan."),
            "where the ring stands beside the dot, the agent foresaw how many would take a plan that it did not know.")
        { Notes = notes };
        return FidelityFrame.Draw(report, width, text, Height + 118, (canvas, top) =>
        {
            FidelityFrame.Key(canvas, FidelityFrame.Pad + Axis, top + 4);
            var area = new PlotArea(canvas, FidelityFrame.Pad + Axis, top + 58, width - 2 * FidelityFrame.Pad - Axis, Height, (0, points.Count), (ticks[0], ticks[^1]));
            area.Rows(ticks, tick => FigureFrame.Number(tick * 100, "+0.#;-0.#;0"));
            area.Name("Plan that opens, and n = card orders near its threshold", "Jump in its share, percentage points", 60);
            for (var i = 0; i < points.Count; i++)
            {
                var (point, x) = (points[i], area.X(i + .5));
                area.Upright(x - 10, point.Real - 1.96 * point.RealSe, point.Real + 1.96 * point.RealSe, Palette.Ink);
                canvas.Dot(x - 10, area.Y(point.Real), Palette.Ink, 5.5);
                if (double.IsFinite(point.Simulated))
                {
                    area.Upright(x + 10, point.Simulated - 1.96 * point.SimulatedSe, point.Simulated + 1.96 * point.SimulatedSe, Palette.Simulated);
                    canvas.Ring(x + 10, area.Y(point.Simulated), Palette.Simulated, 5);
                }
                canvas.Text(FigureFrame.Fit(point.Label, Column, 13, bold: true) + " ×", x, area.Top + Height + 18, 13, Palette.Ink, TextAnchor.Middle, bold: true);
                canvas.Text(string.Create(CultureInfo.InvariantCulture, $"n = {point.N:N0}"), x, area.Top + Height + 37, 12, Palette.Muted, TextAnchor.Middle);
            }
        });
    }
}
