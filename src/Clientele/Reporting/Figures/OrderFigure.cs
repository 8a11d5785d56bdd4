using System.Globalization;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>Orders by status and by month; a month's label stands at its bar.</summary>
internal static class OrderFigure
{
    private const double Height = 278, Axis = 52, Gap = 36;

    /// <summary>Draws it; null when there is no month with five orders.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        var months = shop.Months;
        if (months.All(month => month.Orders == 0))
            return null;
        var best = months.MaxBy(month => month.Orders);
        List<string> notes = [];
        if (shop.Statuses is null)
            notes.Add("The mapping leaves no order out by its status, so there is none to show.");
        if (months.Any(month => month.Orders == 0))
            notes.Add($"A month without a bar has fewer than {SmallCells.Least} orders.");
        notes.Add("The first and the last month may not be whole.");
        var text = new FigureText(
            "Orders a month" + (shop.Statuses is null ? "" : ", and what became of all orders"),
            $"{FigureFrame.Count(shop.Orders)} orders that are used, from {Name(months[0].Month)} to {Name(months[^1].Month)}; most in {Name(best.Month)}: {FigureFrame.Count(best.Orders)}.",
            "each bar is a calendar month, its name below it" + (shop.Statuses is null ? "." : "; on the left, orders of every status, used or not."))
        { Notes = [string.Join(" ", notes)] };
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(shop.Orders)} orders", shop.DataSha256), Height + 72, (canvas, top) =>
        {
            var room = FigureFrame.Slide - 2 * FigureFrame.Pad;
            var left = 0.0;
            if (shop.Statuses is { } statuses)
            {
                left = room * .36;
                var rows = Charts.Rows(statuses, FigureFrame.Title, "others");
                canvas.Text("All orders by status", FigureFrame.Pad, top + 6, 13, Palette.Ink, bold: true);
                Charts.Level(canvas, FigureFrame.Pad, top + 28, left, rows, Math.Min(36, Height / rows.Count), _ => Palette.Accent);
                left += Gap;
            }
            var ticks = DemandFigure.Ticks(0, best.Orders, 6);
            var area = new PlotArea(canvas, FigureFrame.Pad + left + Axis, top + 28, room - left - Axis, Height, (0, months.Count), (0, ticks[^1]));
            area.Rows(ticks, FigureFrame.Short);
            canvas.Text("Used orders by month", area.Left, top + 6, 13, Palette.Ink, bold: true);
            var step = area.Width / months.Count;
            for (var i = 0; i < months.Count; i++)
                if (months[i].Orders > 0)
                    canvas.Box(area.Left + i * step + step * .1, area.Y(months[i].Orders), step * .8, area.Y(0) - area.Y(months[i].Orders), Palette.Lines[0]);
            canvas.Line([(area.Left, area.Y(0)), (area.Left + area.Width, area.Y(0))], Palette.Muted, 1);
            Label(area, months, step);
        });
    }

    // As many months as there is room for, always the same ones of each year, and the year where it begins.
    private static void Label(PlotArea area, IReadOnlyList<MonthlyOrders> months, double step)
    {
        var every = new[] { 1, 2, 3, 6, 12 }.First(every => every * step >= 32 || every == 12);
        var year = 0;
        for (var i = 0; i < months.Count; i++)
        {
            var (month, x) = (months[i].Month, area.Left + (i + .5) * step);
            var first = (month.Month - 1) % every == 0;
            if (first)
                area.Canvas.Text(month.ToString("MMM", CultureInfo.InvariantCulture), x, area.Top + area.Height + 16, 12, Palette.Ink, TextAnchor.Middle);
            area.Canvas.Line([(x, area.Top + area.Height), (x, area.Top + area.Height + (first ? 5 : 3))], Palette.Muted, 1);
            if (first && month.Year != year)
            {
                area.Canvas.Text(month.Year.ToString(CultureInfo.InvariantCulture), x, area.Top + area.Height + 34, 12, Palette.Ink, TextAnchor.Middle, bold: true);
                year = month.Year;
            }
        }
    }

    private static string Name(DateTime month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
