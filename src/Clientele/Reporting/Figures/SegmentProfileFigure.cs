using System.Globalization;
using Clientele.Personas;

namespace Clientele.Reporting.Figures;

/// <summary>A lollipop profile a segment: each feature's z-score as a stick from the mean of all customers, on one scale for all segments that nothing is cut off from. Drawn in
/// place of radar charts, whose areas mean nothing and whose axes have to be cut.</summary>
internal static class SegmentProfileFigure
{
    private const int Columns = 3;
    private const double RowHeight = 17, Names = 118, Head = 42, Foot = 34, Gap = 18;

    /// <summary>Draws it; null when no segment may be shown.</summary>
    public static FigureCanvas? Of(PersonaFigures set)
    {
        var (shown, labels) = (set.Shown, set.Labels);
        if (shown.Count == 0)
            return null;
        var drawn = shown.SelectMany(persona => persona.Features.Select(feature => feature.ZScore)).Append(-1).Append(1).ToList();
        var ticks = DemandFigure.Ticks(drawn.Min(), drawn.Max(), 6);
        var panel = (FigureFrame.Slide - 2 * FigureFrame.Pad - (Columns - 1) * Gap) / Columns;
        var block = Head + labels.Count * RowHeight + Foot;
        var text = new FigureText(
            "Profile of each segment",
            $"z-scores of {labels.Count} features in {shown.Count} segments: distance of the segment's mean from the mean of all customers, in standard deviations.",
            "a stick to the right is more than customers overall, to the left less; filled ends are distinguishing (beyond ±0.75), rings are not. All panels have the same scale.")
        { Notes = set.Hidden };
        return FigureFrame.Draw(FigureFrame.Slide, text, set.Source, (shown.Count + Columns - 1) / Columns * block, (canvas, top) =>
        {
            for (var s = 0; s < shown.Count; s++)
                Panel(canvas, shown[s], labels, FigureFrame.Pad + s % Columns * (panel + Gap), top + s / Columns * block, panel, ticks);
        });
    }

    private static void Panel(FigureCanvas canvas, Persona persona, IReadOnlyList<string> labels, double left, double top, double width, double[] ticks)
    {
        canvas.Text(FigureFrame.Fit(persona.Name, width - 4, 13, bold: true), left, top + 6, 13, Palette.Ink, bold: true);
        canvas.Text($"{FigureFrame.Count(persona.Size)} customers · {Charts.Share(persona.Share)}", left, top + 24, 12, Palette.Muted);
        var area = new PlotArea(canvas, left + Names, top + Head, width - Names - 8, labels.Count * RowHeight, (ticks[0] - .15, ticks[^1] + .15), (0, labels.Count));
        foreach (var tick in ticks)
        {
            canvas.Line([(area.X(tick), area.Top), (area.X(tick), area.Top + area.Height)], tick == 0 ? Palette.Muted : Palette.Rule, 1);
            canvas.Text(tick.ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture), area.X(tick), area.Top + area.Height + 13, 12, Palette.Muted, TextAnchor.Middle);
        }
        var color = PersonaFigures.Color(persona.Segment);
        for (var j = 0; j < labels.Count; j++)
        {
            var (y, z) = (area.Top + (j + .5) * RowHeight, persona.Features[j].ZScore);
            canvas.Text(FigureFrame.Fit(labels[j], Names - 8, 12), left + Names - 8, y, 12, Palette.Ink, TextAnchor.Right);
            canvas.Line([(area.X(0), y), (area.X(z), y)], color, 2.4);
            if (Math.Abs(z) > .75)
                canvas.Dot(area.X(z), y, color, 5.5);
            else
                canvas.Ring(area.X(z), y, color, 3.6);
        }
    }
}
