using System.Globalization;
using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>Every effect of the natural experiment on the menu of instalment plans: what happened (upwards) against what was simulated (to the right), both with 95 % intervals.</summary>
internal static class EffectScatterFigure
{
    /// <summary>Key of its points in a report.</summary>
    public const string Points = "effects";

    private const double Side = 470, Axis = 46, Key = 268, Gap = 34;
    private const int MostNamed = 6;

    /// <summary>Draws it; null when the report has no effects.</summary>
    public static FigureCanvas? Of(FidelityReport report)
    {
        var points = report.Points.GetValueOrDefault(Points, []).Where(point => double.IsFinite(point.Real) && double.IsFinite(point.Simulated)).ToList();
        if (points.Count < 2)
            return null;
        var clear = points.Where(IsClear).ToList();
        var wrong = clear.Where(IsWrong).OrderByDescending(point => Math.Abs(point.Real)).ToList();
        var text = new FigureText(
            "Effects of a longer instalment plan: real against simulated",
            $"{points.Count} changes in the share of a plan among card orders when a longer plan becomes available, in percentage points. {Scores(report)}",
            "a point on the dashed line was predicted exactly; points in the upper right and lower left quarter have the right direction.");
        return FidelityFrame.Draw(report, 2 * FidelityFrame.Pad + Axis + Side + Gap + Key, text, Side + 66, (canvas, top) =>
        {
            // Points and honest intervals of what is real fit; an interval of the simulation may go on beyond the edge.
            var drawn = points.SelectMany(point => (double[])[point.Real, point.Simulated, Low(point.Real, point.RealSe), High(point.Real, point.RealSe)]).Where(double.IsFinite).Select(value => value * 100).Append(0).ToList();
            // A margin, so that no point sits on the edge among the numbers of the axis.
            var margin = Math.Max(.03 * (drawn.Max() - drawn.Min()), 1e-6);
            var ticks = DemandFigure.Ticks(drawn.Min() - margin, drawn.Max() + margin, 9);
            var ends = (ticks[0] / 100, ticks[^1] / 100);
            var area = new PlotArea(canvas, FidelityFrame.Pad + Axis, top + 20, Side, Side, ends, ends);
            area.Rows(ticks.Select(tick => tick / 100), Signed);
            area.Columns(ticks.Select(tick => tick / 100), Signed);
            area.Name("Simulated change, percentage points", "Real change, percentage points");
            canvas.Line([(area.X(ends.Item1), area.Y(ends.Item1)), (area.X(ends.Item2), area.Y(ends.Item2))], Palette.Muted, 1.4, dashed: true);
            foreach (var point in points)
            {
                var color = IsClear(point) ? Palette.Tint(Color(point), .45) : Palette.Tint(Palette.Muted, .3);
                var width = IsClear(point) ? 1.4 : 1;
                area.Upright(area.X(point.Simulated), Low(point.Real, point.RealSe), High(point.Real, point.RealSe), color, width);
                area.Level(area.Y(point.Real), Low(point.Simulated, point.SimulatedSe), High(point.Simulated, point.SimulatedSe), color, width);
            }
            foreach (var point in points.Where(point => !IsClear(point)))
                canvas.Ring(area.X(point.Simulated), area.Y(point.Real), Palette.Tint(Palette.Muted, .65), 3.6);
            foreach (var point in clear)
                canvas.Dot(area.X(point.Simulated), area.Y(point.Real), Color(point), 5.5);
            for (var i = 0; i < Math.Min(wrong.Count, MostNamed); i++)
                canvas.Text((i + 1).ToString(CultureInfo.InvariantCulture), area.X(wrong[i].Simulated) + 9, area.Y(wrong[i].Real) - 9, 12, Palette.Warning, bold: true);
            WriteKey(canvas, area.Left + Side + Gap, area.Top + 8, points, clear.Count, wrong, Beyond(points, ends));
        });
    }

    private static bool Beyond(List<FidelityPoint> points, (double Low, double High) ends) =>
        points.Exists(point => Low(point.Simulated, point.SimulatedSe) < ends.Low || High(point.Simulated, point.SimulatedSe) > ends.High);

    private static void WriteKey(FigureCanvas canvas, double x, double y, List<FidelityPoint> points, int clear, List<FidelityPoint> wrong, bool beyond)
    {
        canvas.Dot(x + 10, y, Palette.Simulated, 5.5);
        canvas.Text($"{Effects(clear - wrong.Count)}, right direction", x + 28, y, 13, Palette.Ink);
        canvas.Dot(x + 10, y + 24, Palette.Warning, 5.5);
        canvas.Text($"{Effects(wrong.Count)}, wrong direction", x + 28, y + 24, 13, Palette.Ink);
        canvas.Ring(x + 10, y + 48, Palette.Tint(Palette.Muted, .65), 3.6);
        canvas.Text($"{points.Count - clear} not told apart from 0", x + 28, y + 48, 13, Palette.Ink);
        FidelityFrame.DashedKey(canvas, x, y + 72, "Exactly as it happened");
        y += 104;
        List<string> lines =
        [
            "Clear: the honest 95 % interval of what is real excludes 0. Bars are 95 % intervals; those of the simulation hold the error of its parameters and of its form.",
        ];
        if (beyond)
            lines.Add("A bar that ends in an arrow goes on beyond the edge.");
        lines.Add(Numbers(points));
        foreach (var paragraph in lines)
        {
            foreach (var line in FigureCanvas.Wrap(paragraph, Key, 12, bold: false))
            {
                canvas.Text(line, x, y, 12, Palette.Muted);
                y += 18;
            }
            y += 8;
        }
        if (wrong.Count == 0)
            return;
        y += 6;
        canvas.Text("Wrong direction", x, y, 13, Palette.Warning, bold: true);
        for (var i = 0; i < Math.Min(wrong.Count, MostNamed); i++)
        {
            canvas.Text((i + 1).ToString(CultureInfo.InvariantCulture), x, y += 22, 12, Palette.Warning, bold: true);
            canvas.Text(FigureFrame.Fit(wrong[i].Label, Key - 120, 12), x + 14, y, 12, Palette.Ink);
            canvas.Text($"{Signed(wrong[i].Real)} real, {Signed(wrong[i].Simulated)} sim.", x + Key, y, 12, Palette.Muted, TextAnchor.Right);
        }
        if (wrong.Count > MostNamed)
            canvas.Text($"and {wrong.Count - MostNamed} more", x, y + 20, 12, Palette.Muted);
    }

    private static string Effects(int count) => count == 1 ? "1 clear effect" : $"{count} clear effects";

    private static string Scores(FidelityReport report)
    {
        string Of(string id, Func<FidelityMetric, string> text) => report.Find("effects.ne1." + id) is { } metric && double.IsFinite(metric.Value) ? text(metric) : "";
        var parts = new[]
        {
            Of("r", r => $"r = {FigureFrame.Number(r.Value, "0.00")}{FidelityFrame.Range(r, "0.00")}{(r.Ceiling is { } ceiling ? $", ceiling {FigureFrame.Number(ceiling, "0.00")}" : "")}"),
            Of("slope", slope => $"slope of real on simulated {FigureFrame.Number(slope.Value, "0.00")}{FidelityFrame.Range(slope, "0.00")}"),
        }.Where(part => part.Length > 0).ToList();
        return parts.Count == 0 ? "" : string.Join("; ", parts) + ".";
    }

    private static string Numbers(List<FidelityPoint> points) => string.Create(
        CultureInfo.InvariantCulture, $"Each real effect is read on n = {(points.Min(point => point.N) is var least && points.Max(point => point.N) is var most && least == most ? "" : $"{least:N0} to ")}{most:N0} card orders near one threshold.");

    private static bool IsClear(FidelityPoint point) => Math.Abs(point.Real) > 1.96 * point.RealSe;

    private static bool IsWrong(FidelityPoint point) => Math.Sign(point.Real) != Math.Sign(point.Simulated);

    private static FigureColor Color(FidelityPoint point) => IsWrong(point) ? Palette.Warning : Palette.Simulated;

    private static double Low(double value, double error) => value - 1.96 * error;

    private static double High(double value, double error) => value + 1.96 * error;

    private static string Signed(double share) => FigureFrame.Number(share * 100, "+0.#;-0.#;0");
}
