using System.Globalization;
using Clientele.Personas;

namespace Clientele.Reporting.Figures;

/// <summary>A lollipop profile a segment: each feature's z-score as a stick from the mean of all customers, on one scale for all segments that nothing is cut off from. Drawn in
/// place of radar charts, whose areas mean nothing and whose axes have to be cut.</summary>
internal static class SegmentProfileFigure
{
    private const int Columns = 4;
    private const double RowHeight = 17, Names = 118, Head = 62, Foot = 34, Gap = 30;

    /// <summary>Draws it; null when no segment may be shown.</summary>
    public static FigureCanvas? Of(PersonaFigures set)
    {
        var (shown, labels) = (set.Shown, set.Labels);
        if (shown.Count == 0)
            return null;
        var drawn = shown.SelectMany(persona => persona.Features.Select(feature => feature.ZScore)).Append(-1).Append(1).ToList();
        var ticks = DemandFigure.Ticks(drawn.Min(), drawn.Max(), 6);
        var panel = (FigureFrame.Slide - 2 * FigureFrame.Pad - Names - (Columns - 1) * Gap) / Columns;
        var block = Head + labels.Count * RowHeight + Foot;
        var text = new FigureText(
            "Profile of each segment",
            $"z-scores of {labels.Count} features in {shown.Count} segments: distance of the segment's mean from the mean of all customers, in standard deviations.",
            "a stick to the right is more than customers overall, to the left less; filled ends are distinguishing (beyond ±0.75), rings are not. All panels have the same scale.")
        { Notes = set.Hidden };
        return FigureFrame.Draw(FigureFrame.Slide, text, set.Source, (shown.Count + Columns - 1) / Columns * block, (canvas, top) =>
        {
            for (var s = 0; s < shown.Count; s++)
            {
                var y = top + s / Columns * block;
                if (s % Columns == 0)
                    for (var j = 0; j < labels.Count; j++)
                        canvas.Text(FigureFrame.Fit(labels[j], Names - 8, 12), FigureFrame.Pad + Names - 10, y + Head + (j + .5) * RowHeight, 12, Palette.Ink, TextAnchor.Right);
                Panel(canvas, shown[s], FigureFrame.Pad + Names + s % Columns * (panel + Gap), y, panel, ticks);
            }
        });
    }

    private static void Panel(FigureCanvas canvas, Persona persona, double left, double top, double width, double[] ticks)
    {
        var n = persona.Features.Count;
        var name = FigureCanvas.Wrap(persona.Name, width - 2, 13, bold: true).Take(2).ToList();
        FigureFrame.Lines(canvas, [.. name.Select(line => FigureFrame.Fit(line, width, 13, bold: true))], top + 38 - name.Count * 16, 16, 13, Palette.Ink, bold: true, left);
        canvas.Text($"{FigureFrame.Count(persona.Size)} · {Charts.Share(persona.Share)}", left, top + 42, 12, Palette.Muted);
        var area = new PlotArea(canvas, left, top + Head, width, n * RowHeight, (ticks[0] - .15, ticks[^1] + .15), (0, n));
        foreach (var tick in ticks)
        {
            canvas.Line([(area.X(tick), area.Top), (area.X(tick), area.Top + area.Height)], tick == 0 ? Palette.Muted : Palette.Rule, 1);
            canvas.Text(tick.ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture), area.X(tick), area.Top + area.Height + 13, 12, Palette.Muted, TextAnchor.Middle);
        }
        var color = PersonaFigures.Color(persona.Segment);
        for (var j = 0; j < n; j++)
        {
            var (y, z) = (area.Top + (j + .5) * RowHeight, persona.Features[j].ZScore);
            canvas.Line([(area.X(0), y), (area.X(z), y)], color, 2.4);
            if (Math.Abs(z) > .75)
                canvas.Dot(area.X(z), y, color, 5.5);
            else
                canvas.Ring(area.X(z), y, color, 3.6);
        }
    }
}
