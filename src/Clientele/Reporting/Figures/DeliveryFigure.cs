using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>How long deliveries take, and how they compare with what was promised.</summary>
internal static class DeliveryFigure
{
    private const double Height = 262, Axis = 52, Gap = 36;

    /// <summary>Draws it; null when deliveries are not recorded.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        if (shop.DeliveryDays is not { } days)
            return null;
        var late = shop.DaysLate;
        var text = new FigureText(
            late is null ? "How long deliveries take" : "How long deliveries take, and whether promises are kept",
            $"Half of the orders arrive within {FigureFrame.Number(shop.MedianDeliveryDays, "0")} days{(late is null ? "" : $"; {Charts.Share(shop.LateShare)} arrive after the promised day")}.",
            late is null ? "each bar is one day." : "each bar is one day; on the right, bars left of the dashed line came early, those after it came late.")
        { Notes = ["The shortest and longest half per cent are not drawn." + (late is null ? " The data record no promised day." : "")] };
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(days.Values)} delivered orders", shop.DataSha256), Height + 76, (canvas, top) =>
        {
            var room = FigureFrame.Slide - 2 * FigureFrame.Pad;
            var width = late is null ? room - Axis : (room - 2 * Axis - Gap) / 2;
            Charts.Histogram(canvas, FigureFrame.Pad + Axis, top + 28, width, Height, days, "Orders by days to delivery", "Days from order to delivery", _ => Palette.Accent);
            if (late is null)
                return;
            var area = Charts.Histogram(canvas, FigureFrame.Pad + 2 * Axis + Gap + width, top + 28, width, Height, late, "Orders by days against the promise", "Days after the promised day (below 0: early)",
                day => day > 0 ? Palette.Lines[1] : Palette.Lines[0]);
            if (late.Edges[0] > 0 || late.Edges[^1] < 1)
                return;
            var x = area.X(.5);
            canvas.Line([(x, area.Top - 4), (x, area.Top + Height)], Palette.Ink, 1.4, dashed: true);
            canvas.Text("early or on the day", x - 10, area.Top + 10, 13, Palette.Lines[0], TextAnchor.Right, bold: true);
            canvas.Text("late", x + 10, area.Top + 10, 13, Palette.Lines[1], bold: true);
        });
    }
}
