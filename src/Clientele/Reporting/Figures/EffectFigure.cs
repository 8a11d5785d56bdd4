using Clientele.Simulation;

namespace Clientele.Reporting.Figures;

/// <summary>What each variant of a scenario changes against its first, with intervals: all customers, then each persona.</summary>
internal static class EffectFigure
{
    private const double RowHeight = 22, Label = 220, Values = 176, Head = 34;

    /// <summary>Draws it; null when no scenario had a second variant.</summary>
    public static FigureCanvas? Of(RunRecord record)
    {
        var effects = record.Effects.Where(effect => double.IsFinite(effect.Population.Purchase.Value)).ToList();
        if (effects.Count == 0)
            return null;
        var drawn = effects.SelectMany(effect => effect.Personas.Append(effect.Population)).SelectMany(group => (double[])[group.Purchase.Value, group.Purchase.Low, group.Purchase.High])
            .Where(double.IsFinite).Select(value => value * 100).Append(0).ToList();
        var ticks = DemandFigure.Ticks(drawn.Min(), Math.Max(drawn.Max(), drawn.Min() + .01), 8).Select(tick => tick / 100).ToArray();
        var text = new FigureText(
            "What each variant changes",
            "Difference in the probability of buying, variant minus the scenario's first one, in percentage points, for the same simulated customers.",
            "right of 0 the variant sells more; where an interval crosses 0, it may change nothing. Large dots are all customers, small ones personas.");
        var rows = effects.Sum(effect => Head + (effect.Personas.Count + 1) * RowHeight + 10);
        List<string> lines = [record.Fidelity];
        if (record.AssumedLevel is { } assumed)
            lines.Add(assumed);
        lines.Add($"Agent {record.Model ?? (record.Agent == "choice" ? "choice model" : record.Agent)}, n = {FigureFrame.Count(record.Agents)} simulated customers, plan {record.PlanHash[..Math.Min(12, record.PlanHash.Length)]}. Bars are 95 % intervals.");
        return FigureFrame.Draw(FigureFrame.Slide, text, new FigureSource(true, lines), rows + 40, (canvas, top) =>
        {
            var y = top;
            foreach (var effect in effects)
            {
                canvas.Text(FigureFrame.Fit($"{FigureFrame.Title(effect.Scenario)}: {effect.Treatment.Replace('_', ' ')} against {effect.Control.Replace('_', ' ')}", FigureFrame.Slide - 2 * FigureFrame.Pad, 14, bold: true), FigureFrame.Pad, y + 10, 14, Palette.Ink, bold: true);
                IReadOnlyList<GroupEffect> groups = [effect.Population, .. effect.Personas];
                var area = new PlotArea(canvas, FigureFrame.Pad + Label, y + Head, FigureFrame.Slide - 2 * FigureFrame.Pad - Label - Values, groups.Count * RowHeight, (ticks[0], ticks[^1]), (0, groups.Count));
                foreach (var tick in ticks)
                    canvas.Line([(area.X(tick), area.Top), (area.X(tick), area.Top + area.Height)], tick == 0 ? Palette.Muted : Palette.Rule, 1);
                for (var g = 0; g < groups.Count; g++)
                    Row(canvas, area, groups[g], g, area.Top + (g + .5) * RowHeight);
                y += Head + groups.Count * RowHeight + 10;
                if (effect == effects[^1])
                {
                    area.Below(ticks, tick => FigureFrame.Number(tick * 100, "+0.##;-0.##;0"));
                    canvas.Text("Change in the probability of buying, percentage points", area.Left + area.Width / 2, area.Top + area.Height + 36, 12, Palette.Ink, TextAnchor.Middle, bold: true);
                }
            }
        });
    }

    private static void Row(FigureCanvas canvas, PlotArea area, GroupEffect group, int g, double y)
    {
        var (effect, first) = (group.Purchase, g == 0);
        canvas.Text(FigureFrame.Fit(first ? "All customers" : group.Name, Label - 14, 13, bold: first), area.Left - 12, y, 13, Palette.Ink, TextAnchor.Right, bold: first);
        if (!double.IsFinite(effect.Value))
        {
            canvas.Text("no answer", area.Left + area.Width + 14, y, 12, Palette.Muted);
            return;
        }
        area.Level(y, effect.Low, effect.High, Palette.Simulated, first ? 2.4 : 1.6);
        canvas.Dot(area.X(effect.Value), y, Palette.Simulated, first ? 6.5 : 4.5);
        var interval = double.IsFinite(effect.Low) && double.IsFinite(effect.High) ? $"  ({Points(effect.Low)} to {Points(effect.High)})" : "  (no interval)";
        canvas.Text(Points(effect.Value) + interval, area.Left + area.Width + 14, y, 12, first ? Palette.Ink : Palette.Muted, bold: first);
    }

    private static string Points(double value) => FigureFrame.Number(value * 100, "+0.0;-0.0;0.0");
}
