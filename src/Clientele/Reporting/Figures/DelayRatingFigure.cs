using System.Globalization;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>Mean stars by how late the order came, real orders.</summary>
internal static class DelayRatingFigure
{
    private const double Height = 270, Axis = 30;

    /// <summary>Draws it; null when stars, promise or delivery are not recorded for two classes of five orders.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        var classes = shop.StarsByDelay;
        if (classes.Count < 2)
            return null;
        var rated = classes.Sum(one => (long)one.Orders);
        var text = new FigureText(
            "What a late order does to its rating",
            $"Mean stars of {FigureFrame.Count(rated)} rated orders by days between promise and delivery: {FigureFrame.Number(classes[0].Mean, "0.0")} for the earliest, {FigureFrame.Number(classes[^1].Mean, "0.0")} for the latest.",
            "where the line falls, ratings fall with every day; bars are 95 % intervals. That late orders are rated lower is a fact of these data, not yet a cause.");
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(rated)} rated orders", shop.DataSha256), Height + 104, (canvas, top) =>
        {
            var area = new PlotArea(canvas, FigureFrame.Pad + Axis, top + 28, FigureFrame.Slide - 2 * FigureFrame.Pad - Axis, Height, (0, classes.Count), (1, 5));
            area.Rows([1, 2, 3, 4, 5], tick => FigureFrame.Number(tick, "0"));
            area.Name("Days late (below 0: early), and n = rated orders", "Mean stars, 1 to 5", 62);
            if (classes.Select(one => one.From).ToList().FindIndex(from => from > 0) is > 0 and var broken)
            {
                canvas.Line([(area.X(broken), area.Top), (area.X(broken), area.Top + Height)], Palette.Muted, 1.2, dashed: true);
                canvas.Text("promise kept", area.X(broken) - 8, area.Top + Height - 14, 12, Palette.Muted, TextAnchor.Right);
                canvas.Text("broken", area.X(broken) + 8, area.Top + Height - 14, 12, Palette.Muted);
            }
            canvas.Line([.. classes.Select((one, i) => (area.X(i + .5), area.Y(one.Mean)))], Palette.Tint(Palette.Accent, .6), 2);
            foreach (var (i, one) in classes.Index())
            {
                area.Upright(area.X(i + .5), Math.Max(1, one.Mean - 1.96 * one.StandardError), Math.Min(5, one.Mean + 1.96 * one.StandardError), Palette.Accent, 2);
                canvas.Dot(area.X(i + .5), area.Y(one.Mean), Palette.Accent, 5.5);
                canvas.Text(FigureFrame.Number(one.Mean, "0.0"), area.X(i + .5), Math.Min(area.Y(one.Mean) - 17, area.Y(Math.Min(5, one.Mean + 1.96 * one.StandardError)) - 11), 13, Palette.Ink, TextAnchor.Middle, bold: true);
                canvas.Text(Days(one), area.X(i + .5), area.Top + Height + 18, 12, Palette.Ink, TextAnchor.Middle, bold: true);
                canvas.Text(FigureFrame.Short(one.Orders), area.X(i + .5), area.Top + Height + 37, 12, Palette.Muted, TextAnchor.Middle);
            }
        });
    }

    private static string Days(DelayRating one) => one switch
    {
        { From: int.MinValue } => "≤ " + Day(one.To),
        { To: int.MaxValue } => "≥ " + Day(one.From),
        _ when one.From == one.To => Day(one.From),
        { From: >= 0 } => Day(one.From) + "–" + Day(one.To),
        _ => Day(one.From) + " to " + Day(one.To),
    };

    private static string Day(int day) => day.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
