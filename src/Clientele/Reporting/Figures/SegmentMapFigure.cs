using Clientele.Clustering;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>A sample of the customers on the two axes along which they differ most, coloured by segment; the axes name their share of the variance.</summary>
internal static class SegmentMapFigure
{
    private const double Height = 380, Axis = 20, Key = 236, Gap = 26;

    /// <summary>Draws it; null when there is no map, or no segment may be shown.</summary>
    public static FigureCanvas? Of(CustomerStatistics customers, PersonaFigures set)
    {
        if (customers.Map is not { } map || set.Shown.Count == 0)
            return null;
        var left = map.X.Share + map.Y.Share;
        var text = new FigureText(
            "Where the segments lie",
            $"{FigureFrame.Count(map.Points.Count)}{(map.Points.Count < map.Customers ? $" sampled of {FigureFrame.Count(map.Customers)}" : "")} customers on the first two principal components of the standardised features.",
            $"dots close to each other are alike in what these axes hold, {Charts.Share(left)} of the variance; segments that overlap here may lie apart in the other {Charts.Share(1 - left)}.")
        { Notes = [.. set.Hidden, "Numbers stand at the centroids. Not drawn: the half per cent of the customers furthest out on each side."] };
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(customers.Mapping, $"n = {FigureFrame.Count(map.Customers)} customers", customers.DataSha256), Height + 66, (canvas, top) =>
        {
            var area = new PlotArea(
                canvas, FigureFrame.Pad + Axis, top + 22, FigureFrame.Slide - 2 * FigureFrame.Pad - Axis - Key - Gap, Height,
                Range(map.Points.Select(point => point.X), map.Centroids.Select(point => point.X)), Range(map.Points.Select(point => point.Y), map.Centroids.Select(point => point.Y)));
            canvas.Box(area.Left, area.Top, area.Width, area.Height, Palette.Background, Palette.Rule);
            var shown = set.Shown.Select(persona => persona.Segment).ToHashSet();
            foreach (var group in map.Points.Where(point => shown.Contains(point.Segment) && Inside(area, point)).GroupBy(point => point.Segment).OrderBy(group => group.Key))
                canvas.Dots([.. group.Select(point => (area.X(point.X), area.Y(point.Y)))], PersonaFigures.Color(group.Key), 2.6, .62);
            Place(canvas, area, map.Centroids.Where(centroid => shown.Contains(centroid.Segment)));
            canvas.Text(AxisName(map.Y), area.Left, top + 6, 12, Palette.Ink, bold: true);
            canvas.Text(AxisName(map.X), area.Left + area.Width, area.Top + Height + 20, 12, Palette.Ink, TextAnchor.Right, bold: true);
            var y = area.Top + 12;
            foreach (var persona in set.Shown)
            {
                Number(canvas, persona.Segment, area.Left + area.Width + Gap + 12, y);
                canvas.Text(FigureFrame.Fit(persona.Name, Key - 34, 13), area.Left + area.Width + Gap + 32, y - 8, 13, Palette.Ink);
                canvas.Text(Charts.Share(persona.Share) + " of customers", area.Left + area.Width + Gap + 32, y + 9, 12, Palette.Muted);
                y += Math.Min(46, Height / set.Shown.Count);
            }
        });
    }

    // Numbers that would lie on each other move up, with a line to where they belong.
    private static void Place(FigureCanvas canvas, PlotArea area, IEnumerable<MapPoint> centroids)
    {
        const double apart = 25;
        var places = new List<(double X, double Y, int Segment)>();
        foreach (var centroid in centroids.OrderBy(centroid => centroid.X))
        {
            var (x, y) = (area.X(centroid.X), area.Y(centroid.Y));
            while (places.Exists(place => Math.Abs(place.X - x) < apart && Math.Abs(place.Y - y) < apart) && y - apart > area.Top)
                y -= apart / 2;
            if (y < area.Y(centroid.Y))
                canvas.Line([(x, y), (x, area.Y(centroid.Y))], Palette.Ink, 1.4);
            places.Add((x, y, centroid.Segment));
        }
        foreach (var (x, y, segment) in places)
            Number(canvas, segment, x, y);
    }

    private static string AxisName(MapAxis axis)
    {
        var names = axis.Strongest.Take(2).Select(feature => PersonaFigures.Label(feature).ToLowerInvariant());
        return $"{Charts.Share(axis.Share)} of the variance: mostly {string.Join(" and ", names)}";
    }

    private static void Number(FigureCanvas canvas, int segment, double x, double y)
    {
        var color = PersonaFigures.Color(segment);
        canvas.Dot(x, y, color, 11);
        canvas.Text((segment + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), x, y, 12, Palette.On(color), TextAnchor.Middle, bold: true);
    }

    private static bool Inside(PlotArea area, MapPoint point) =>
        point.X >= area.Horizontal.Low && point.X <= area.Horizontal.High && point.Y >= area.Vertical.Low && point.Y <= area.Vertical.High;

    private static (double Low, double High) Range(IEnumerable<double> points, IEnumerable<double> centroids)
    {
        var sorted = points.ToList();
        var (low, high) = (Math.Min(Histogram.Quantile(sorted, .005), centroids.Min()), Math.Max(Histogram.Quantile(sorted, .995), centroids.Max()));
        var margin = Math.Max(high - low, 1e-6) * .05;
        return (low - margin, high + margin);
    }
}
