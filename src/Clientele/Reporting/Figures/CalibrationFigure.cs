using System.Globalization;
using Clientele.Validation;
using Clientele.Validation.Experiments;

namespace Clientele.Reporting.Figures;

/// <summary>Reliability curve (Guo et al. 2017, arXiv 1706.04599): how often the agent's top answer was right, by how sure it was.</summary>
internal static class CalibrationFigure
{
    /// <summary>Key of its points in a report.</summary>
    public const string Points = "calibration";

    private const double Side = 440, Axis = 50, Key = 240, Gap = 34;

    /// <summary>Draws it; null when the report has no curve.</summary>
    public static FigureCanvas? Of(FidelityReport report)
    {
        var points = report.Points.GetValueOrDefault(Points, []).Where(point => double.IsFinite(point.Real) && double.IsFinite(point.Simulated) && point.N > 0).ToList();
        if (points.Count == 0)
            return null;
        var (least, most) = (points.Min(point => point.N), points.Max(point => point.N));
        var text = new FigureText(
            "When the agent is sure, is it right?",
            string.Create(CultureInfo.InvariantCulture, $"Top answers about {points.Sum(point => point.N):N0} masked attributes of held-out orders, in {points.Count} groups by confidence."),
            "on the dashed line an answer given with 70 % is right 7 times in 10; below it the agent is too sure of itself, above it too modest.");
        return FidelityFrame.Draw(report, 2 * FidelityFrame.Pad + Axis + Side + Gap + Key, text, Side + 66, (canvas, top) =>
        {
            var area = new PlotArea(canvas, FidelityFrame.Pad + Axis, top + 20, Side, Side, (0, 1), (0, 1));
            double[] ticks = [0, .2, .4, .6, .8, 1];
            area.Rows(ticks, Percent);
            area.Columns(ticks, Percent);
            area.Name("Confidence: probability that the agent gave its top answer", "Share of those answers that were right");
            canvas.Line([(area.X(0), area.Y(0)), (area.X(1), area.Y(1))], Palette.Muted, 1.4, dashed: true);
            canvas.Line([.. points.OrderBy(point => point.Simulated).Select(point => (area.X(point.Simulated), area.Y(point.Real)))], Palette.Tint(Palette.Simulated, .5), 1.6);
            foreach (var point in points)
            {
                // A share near 0 or 1 has no symmetric interval.
                var share = Score.Share((int)Math.Round(point.Real * point.N), point.N);
                area.Upright(area.X(point.Simulated), share.Low, share.High, Palette.Ink);
            }
            foreach (var point in points)
                canvas.Dot(area.X(point.Simulated), area.Y(point.Real), Palette.Simulated, 1.5 + 2.5 * Math.Sqrt(point.N / (double)most));
            WriteKey(canvas, report, area.Left + Side + Gap, area.Top + 8, least, most);
        });
    }

    private static void WriteKey(FigureCanvas canvas, FidelityReport report, double x, double y, int least, int most)
    {
        canvas.Dot(x + 10, y, Palette.Simulated, 4);
        canvas.Text("One group of answers", x + 28, y, 13, Palette.Ink);
        canvas.Text(string.Create(CultureInfo.InvariantCulture, $"n = {(least == most ? "" : $"{least:N0} to ")}{most:N0} each"), x + 28, y + 18, 12, Palette.Muted);
        canvas.Line([(x + 10, y + 38), (x + 10, y + 58)], Palette.Ink, 1.6);
        canvas.Text("95 % interval (Wilson)", x + 28, y + 48, 13, Palette.Ink);
        FidelityFrame.DashedKey(canvas, x, y + 78, "Perfectly calibrated");
        if (report.Find("individuals.ece") is not { } error || !double.IsFinite(error.Value))
            return;
        y += 122;
        canvas.Text("Expected calibration error", x, y, 13, Palette.Ink, bold: true);
        canvas.Text($"{Points100(error.Value)} points", x, y + 26, 21, Palette.Ink, bold: true);
        string[] lines =
        [
            double.IsFinite(error.Low) ? $"95 % interval {Points100(error.Low)} to {Points100(error.High)}." : "",
            error.Floor is { } floor ? $"A perfectly calibrated agent would show {Points100(floor)} at this number of answers." : "",
            $"Target {(error.Target?.AtMost is { } target ? "≤ " + Points100(target) : "none")}: {FidelityReport.Word(error.Verdict)}.",
        ];
        y += 50;
        foreach (var line in lines.SelectMany(line => FigureCanvas.Wrap(line, Key, 12, bold: false)))
        {
            canvas.Text(line, x, y, 12, Palette.Muted);
            y += 18;
        }
    }

    private static string Percent(double share) => FigureFrame.Number(share * 100, "0") + " %";

    private static string Points100(double share) => FigureFrame.Number(share * 100, "0.0");
}
