using System.Globalization;
using Clientele.Clustering;
using Clientele.Personas;

namespace Clientele.Reporting.Figures;

/// <summary>Numbers of segments side by side: what they keep, silhouette and stability, the recommended number marked in each.</summary>
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
        var stable = rows.Any(row => row.Jaccard is not null);
        var scored = rows.Any(row => row.Silhouette is not null);
        var panels = 1 + (stable ? 1 : 0) + (scored ? 1 : 0);
        var text = new FigureText(
            "How many segments do the data support?",
            $"{rows.Count} numbers of segments compared over {FigureFrame.Count(record.Customers)} customers. {record.Reason}",
            "the first curve shows how much of the differences between customers so many groups keep. Stable means that the segments come back on other samples of the customers.")
        {
            Notes = [Note(record, stable)],
        };
        var width = (FigureFrame.Slide - 2 * FigureFrame.Pad - panels * Axis - (panels - 1) * Gap) / panels;
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(record.Mapping, $"n = {FigureFrame.Count(record.Customers)} customers", record.DataSha256), Height + 124, (canvas, top) =>
        {
            var at = 0;
            Panel(canvas, record, Left(at++), top, width, "Spread kept by the segments", [new Curve(row => Exact(row.SpreadKept), Palette.Accent, "share of the customers' spread")], (0, 1), value => FigureFrame.Number(100 * value, "0") + " %");
            if (scored)
                Panel(canvas, record, Left(at++), top, width, "Silhouette: how apart they are", [new Curve(row => Exact(row.Silhouette), Palette.Accent, "mean silhouette, −1 to 1")], null, value => FigureFrame.Number(value, "0.00"));
            if (stable)
                Panel(canvas, record, Left(at), top, width, "Stability on other samples",
                    [
                        new Curve(row => row.Jaccard?.Median, Median, "Jaccard, median segment"),
                        new Curve(row => row.Jaccard?.Min, Least, $"Jaccard, least segment (≥ {Wanted(SegmentCount.LeastJaccard)})"),
                        new Curve(row => row.Strength, Strength, $"prediction strength (≥ {Wanted(SegmentCount.LeastStrength)})"),
                    ],
                    (0, 1), value => FigureFrame.Number(value, "0.0"));
        });

        double Left(int panel) => FigureFrame.Pad + Axis + panel * (width + Axis + Gap);
    }

    private static void Panel(
        FigureCanvas canvas, SegmentCountRecord record, double left, double top, double width, string title,
        IReadOnlyList<Curve> curves, (double Low, double High)? range, Func<double, string> format)
    {
        var rows = record.Rows;
        var values = curves.SelectMany(curve => rows.Select(curve.Read)).OfType<MonteCarloMean>().Select(mean => mean.Mean).ToList();
        var ticks = range is { } fixedRange ? DemandFigure.Ticks(fixedRange.Low, fixedRange.High, 6) : DemandFigure.Ticks(Math.Min(0, values.Min()), values.Max(), 6);
        var area = new PlotArea(canvas, left, top + 28, width, Height, (rows[0].K - .5, rows[^1].K + .5), (ticks[0], ticks[^1]));
        foreach (var candidate in record.Candidates)
            canvas.Box(area.X(candidate - .5), area.Top, area.X(candidate + .5) - area.X(candidate - .5), Height, Palette.Missing);
        area.Rows(ticks, format);
        canvas.Text(title, left - 40, top + 6, 13, Palette.Ink, bold: true);
        for (var c = 0; c < curves.Count; c++)
        {
            var (read, color, name) = curves[c];
            var known = rows.Where(row => read(row) is not null).Select(row => (row.K, Mean: read(row)!.Value)).ToList();
            var points = known.Select(one => (X: area.X(one.K), Y: area.Y(one.Mean.Mean))).ToList();
            canvas.Line([.. points], color, 2);
            // The bars by which the verdict is found; curves lie beside each other so that theirs do not cover one another.
            foreach (var (k, mean) in known.Where(one => one.Mean.StandardError > 0))
                canvas.Line(
                    [(area.X(k), area.Y(Math.Clamp(mean.Mean - (MonteCarloMean.Errors * mean.StandardError), ticks[0], ticks[^1]))), (area.X(k), area.Y(Math.Clamp(mean.Mean + (MonteCarloMean.Errors * mean.StandardError), ticks[0], ticks[^1])))],
                    color, 1.5);
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
            canvas.Text(row.K.ToString(CultureInfo.InvariantCulture), area.X(row.K), area.Top + Height + 16, 12, record.Candidates.Contains(row.K) ? Palette.Ink : Palette.Muted, TextAnchor.Middle, bold: row.K == record.Recommended);
        canvas.Text("Number of segments", left + width / 2, area.Top + Height + 36, 12, Palette.Ink, TextAnchor.Middle);
    }

    private static string Note(SegmentCountRecord record, bool stable)
    {
        var shaded = (record.Recommended, record.Candidates.Count) switch
        {
            ({ } recommended, _) => $"The shaded column is the recommended number, {recommended}. ",
            (_, > 0) => "The shaded columns are the numbers between which the measurement leaves no choice. ",
            _ => "",
        };
        return shaded + (stable ? "Bars: ± 2.6 Monte-Carlo standard errors. " : "Stability was not computed. ") + PersonaSet.Continuum;
    }

    private static MonteCarloMean? Exact(double? value) => value is { } known ? new MonteCarloMean(known, 0, 1) : null;

    private sealed record Curve(Func<SegmentCountEntry, MonteCarloMean?> Read, FigureColor Color, string Name);

    private static string Wanted(double value) => FigureFrame.Number(value, "0.##");
}
