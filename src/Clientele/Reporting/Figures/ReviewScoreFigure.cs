using System.Globalization;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>Stars of the orders that were reviewed.</summary>
internal static class ReviewScoreFigure
{
    private const double Height = 290, Axis = 52;

    /// <summary>Draws it; null when there are no reviews.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        if (shop.Stars is not { } stars)
            return null;
        var all = stars.Sum();
        var mean = stars.Select((count, i) => (i + 1.0) * count).Sum() / all;
        var text = new FigureText(
            "How customers rate their orders",
            $"Stars of {FigureFrame.Count(all)} reviewed orders, mean {FigureFrame.Number(mean, "0.00")}; {FigureFrame.Count(shop.Orders - all)} orders have no review.",
            "the share above a bar is of all reviewed orders. Who writes a review is not a random customer.");
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(all)} reviewed orders", shop.DataSha256), Height + 70, (canvas, top) =>
        {
            var ticks = DemandFigure.Ticks(0, stars.Max(), 6);
            var area = new PlotArea(canvas, FigureFrame.Pad + Axis, top + 26, FigureFrame.Slide - 2 * FigureFrame.Pad - Axis, Height, (0, 1), (0, ticks[^1] + (ticks[1] - ticks[0]) / 2));
            area.Rows(ticks, FigureFrame.Short);
            area.Name("Stars of the order's first review", "Orders");
            Charts.Upright(area, [.. stars.Select((count, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), (double)count, Charts.Share(count / (double)all)))], Palette.Accent);
        });
    }
}
