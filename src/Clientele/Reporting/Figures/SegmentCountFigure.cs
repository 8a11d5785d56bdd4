using System.Globalization;
using Clientele.Clustering;

namespace Clientele.Reporting.Figures;

/// <summary>Numbers of segments side by side: elbow, silhouette and stability, the recommended number marked in each.</summary>
internal static class SegmentCountFigure
{
    private const double Height = 236, Axis = 52, Gap = 20;

    private static readonly FigureColor Median = Palette.Lines[0], Least = Palette.Lines[1], Strength = Palette.Lines[2];

    /// <summary>Draws it; null when fewer than two numbers were compared.</summary>
    public static FigureCanvas? Of(SegmentCountRecord record)
    {
        var rows = record.Rows;
        if (rows.Count < 2)
            return null;
        var stable = rows.Any(row => row.JaccardMin is not null);
        var scored = rows.Any(row => row.Silhouette is not null);
        var panels = 1 + (stable ? 1 : 0) + (scored ? 1 : 0);
        var text = new FigureText(
            "How many segments do the data support?",
            $"{rows.Count} numbers of segments compared over {FigureFrame.Count(record.Customers)} customers. {record.Reason}",
            "look for the bend in the first curve, for high points in the others; stable means that the segments come back on other samples of the customers.")
        {
            Notes = [$"The shaded column is the recommended number, {record.Recommended}. Segments group customers; they are not proof of natural types." + (stable ? "" : " Stability was not computed.")],
        };
        var width = (FigureFrame.Slide - 2 * FigureFrame.Pad - panels * Axis - (panels - 1) * Gap) / panels;
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(record.Mapping, $"n = {FigureFrame.Count(record.Customers)} customers", record.DataSha256), Height + 124, (canvas, top) =>
        {
            var at = 0;
            Panel(canvas, record, Left(at++), top, width, "Elbow: spread within segments", [(row => row.Inertia, Palette.Accent, "inertia (sum of squared distances)")], null, FigureFrame.Short);
            if (scored)
                Panel(canvas, record, Left(at++), top, width, "Silhouette: how apart they are", [(row => row.Silhouette, Palette.Accent, "mean silhouette, −1 to 1")], null, value => FigureFrame.Number(value, "0.00"));
            if (stable)
                Panel(canvas, record, Left(at), top, width, "Stability on other samples",
                    [(row => row.JaccardMedian, Median, "Jaccard, median segment"), (row => row.JaccardMin, Least, $"Jaccard, least segment (≥ {Wanted(SegmentCount.LeastJaccard)})"), (row => row.PredictionStrength, Strength, $"prediction strength (≥ {Wanted(SegmentCount.LeastStrength)})")],
                    (0, 1), value => FigureFrame.Number(value, "0.0"));
        });

        double Left(int panel) => FigureFrame.Pad + Axis + panel * (width + Axis + Gap);
    }

    private static void Panel(
        FigureCanvas canvas, SegmentCountRecord record, double left, double top, double width, string title,
        IReadOnlyList<(Func<SegmentCountEntry, double?> Read, FigureColor Color, string Name)> curves, (double Low, double High)? range, Func<double, string> format)
    {
        var rows = record.Rows;
        var values = curves.SelectMany(curve => rows.Select(curve.Read)).OfType<double>().ToList();
        var ticks = range is { } fixedRange ? DemandFigure.Ticks(fixedRange.Low, fixedRange.High, 6) : DemandFigure.Ticks(Math.Min(0, values.Min()), values.Max(), 6);
        var area = new PlotArea(canvas, left, top + 28, width, Height, (rows[0].K - .5, rows[^1].K + .5), (ticks[0], ticks[^1]));
        canvas.Box(area.X(record.Recommended - .5), area.Top, area.X(record.Recommended + .5) - area.X(record.Recommended - .5), Height, Palette.Missing);
        area.Rows(ticks, format);
        canvas.Text(title, left - 40, top + 6, 13, Palette.Ink, bold: true);
        for (var c = 0; c < curves.Count; c++)
        {
            var (read, color, name) = curves[c];
            var points = rows.Where(row => read(row) is not null).Select(row => (X: area.X(row.K), Y: area.Y(read(row)!.Value))).ToList();
            canvas.Line([.. points], color, 2);
            // Different marks, so that colours are not needed.
            foreach (var (x, y) in points)
                if (c == 1)
                    canvas.Ring(x, y, color, 4.5);
                else if (c == 2)
                    canvas.Box(x - 4, y - 4, 8, 8, color);
                else
                    canvas.Dot(x, y, color, 5);
            var key = area.Top + Height + 58 + c * 18;
            if (c == 1)
                canvas.Ring(left - 6, key, color, 4.5);
            else if (c == 2)
                canvas.Box(left - 10, key - 4, 8, 8, color);
            else
                canvas.Dot(left - 6, key, color, 5);
            canvas.Text(FigureFrame.Fit(name, width, 12), left + 6, key, 12, Palette.Ink);
        }
        foreach (var row in rows)
            canvas.Text(row.K.ToString(CultureInfo.InvariantCulture), area.X(row.K), area.Top + Height + 16, 12, row.K == record.Recommended ? Palette.Ink : Palette.Muted, TextAnchor.Middle, bold: row.K == record.Recommended);
        canvas.Text("Number of segments", left + width / 2, area.Top + Height + 36, 12, Palette.Ink, TextAnchor.Middle);
    }

    private static string Wanted(double value) => FigureFrame.Number(value, "0.##");
}
