using System.Globalization;
using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>Mean stars by how late the parcel was, real and simulated: the dose–response of a broken delivery promise.</summary>
internal static class BrokenPromiseFigure
{
    /// <summary>Key of its points in a report.</summary>
    public const string Points = "ne2_curve";

    private const double Height = 320, Axis = 40, Column = 84, Aside = 7;

    /// <summary>Draws it; null when the report has no curve.</summary>
    public static FigureCanvas? Of(FidelityReport report)
    {
        var points = report.Points.GetValueOrDefault(Points, []).ToList();
        if (!points.Exists(point => double.IsFinite(point.Real) && double.IsFinite(point.Simulated)))
            return null;
        var width = Math.Max(700, 2 * FidelityFrame.Pad + Axis + points.Count * Column);
        var text = new FigureText(
            "What a late parcel does to the rating",
            string.Create(CultureInfo.InvariantCulture, $"Mean stars by days between promise and delivery, {points.Sum(point => (long)point.N):N0} rated orders of customers that the agent was not fitted on; it was fitted on late parcels of others.{Scores(report)}"),
            "where the two lines run together, the agent says how ratings fall once the promise is broken.")
        { Notes = report.Find("effects.ne2.r")?.Note is { } note ? [note] : [] };
        return FidelityFrame.Draw(report, width, text, Height + 118, (canvas, top) =>
        {
            FidelityFrame.Key(canvas, FidelityFrame.Pad + Axis, top + 4);
            var area = new PlotArea(canvas, FidelityFrame.Pad + Axis, top + 58, width - 2 * FidelityFrame.Pad - Axis, Height, (0, points.Count), (1, 5));
            area.Rows([1, 2, 3, 4, 5], tick => FigureFrame.Number(tick, "0"));
            area.Name("Days late (below 0: early), and n = rated orders", "Mean stars, 1 to 5", 60);
            MarkPromise(canvas, area, points);
            Curve(canvas, area, points, point => point.Simulated, Palette.Simulated, Aside);
            Curve(canvas, area, points, point => point.Real, Palette.Ink, -Aside);
            foreach (var (point, i) in points.Select((point, i) => (point, i)))
            {
                var x = area.X(i + .5);
                area.Upright(x + Aside, point.Simulated - 1.96 * point.SimulatedSe, point.Simulated + 1.96 * point.SimulatedSe, Palette.Simulated);
                area.Upright(x - Aside, point.Real - 1.96 * point.RealSe, point.Real + 1.96 * point.RealSe, Palette.Ink);
                if (double.IsFinite(point.Simulated))
                    canvas.Ring(x + Aside, area.Y(point.Simulated), Palette.Simulated);
                if (double.IsFinite(point.Real))
                    canvas.Dot(x - Aside, area.Y(point.Real), Palette.Ink);
            }
            for (var i = 0; i < points.Count; i++)
            {
                canvas.Text(Days(points[i].Label), area.X(i + .5), area.Top + Height + 18, 12, Palette.Ink, TextAnchor.Middle, bold: true);
                canvas.Text(points[i].N == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"n = {points[i].N:N0}"), area.X(i + .5), area.Top + Height + 37, 12, Palette.Muted, TextAnchor.Middle);
            }
        });
    }

    private static void Curve(FigureCanvas canvas, PlotArea area, List<FidelityPoint> points, Func<FidelityPoint, double> value, FigureColor color, double aside)
    {
        var at = Enumerable.Range(0, points.Count).Where(i => double.IsFinite(value(points[i]))).ToList();
        if (at.Count > 1)
            canvas.Line([.. at.Select(i => (area.X(i + .5) + aside, area.Y(value(points[i]))))], Palette.Tint(color, .45), 1.6);
    }

    // The first class that begins after day 0: until there the promise is kept.
    private static void MarkPromise(FigureCanvas canvas, PlotArea area, List<FidelityPoint> points)
    {
        var broken = points.FindIndex(point => First(point.Label) is > 0);
        if (broken <= 0)
            return;
        canvas.Line([(area.X(broken), area.Top), (area.X(broken), area.Top + area.Height)], Palette.Muted, 1.2, dashed: true);
        canvas.Text("promise kept", area.X(broken) - 8, area.Top + 12, 12, Palette.Muted, TextAnchor.Right);
        canvas.Text("broken", area.X(broken) + 8, area.Top + 12, 12, Palette.Muted);
    }

    private static int? First(string label) =>
        int.TryParse(label.TrimStart('≥', '≤', ' ').Split('…')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day) ? day : null;

    private static string Days(string label) => FigureFrame.Fit(label.Replace('-', '−').Replace("…", " to ", StringComparison.Ordinal), Column, 12, bold: true);

    private static string Scores(FidelityReport report)
    {
        var r = report.Find("effects.ne2.r") is { } one && double.IsFinite(one.Value) ? $" r = {FigureFrame.Number(one.Value, "0.000")}{FidelityFrame.Range(one, "0.000")}" : "";
        var error = report.Find("effects.ne2.rmse") is { } two && double.IsFinite(two.Value) ? $", RMSE {FigureFrame.Number(two.Value, "0.00")} stars{FidelityFrame.Range(two, "0.00")}" : "";
        return r.Length == 0 ? "" : r + error + ".";
    }
}
