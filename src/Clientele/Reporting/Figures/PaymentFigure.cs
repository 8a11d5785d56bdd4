using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>How orders are paid, and in how many instalments.</summary>
internal static class PaymentFigure
{
    private const double Height = 300, Axis = 52, Gap = 40;

    /// <summary>Draws it; null when the shop records no payments.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        if (shop.Methods is not { Cells.Count: > 0 } methods)
            return null;
        var plans = shop.Instalments is { Cells.Count: > 1 } recorded ? recorded : null;
        var single = plans?.Cells.Where(cell => cell.Name == "1").Sum(cell => cell.Count) ?? 0;
        var text = new FigureText(
            "How customers pay",
            $"Orders by way of paying{(plans is null ? "" : $"; card orders by number of instalments: {Charts.Share(1 - single / (double)plans.Total)} are paid in more than one")}.",
            "longer bars are more orders; the numbers are orders and their share of all orders of the panel.")
        {
            Notes = plans is { OtherCount: > 0 } ? [$"{FigureFrame.Count(plans.OtherCount)} card orders in {plans.Others} rare plans with fewer than {SmallCells.Least} customers each are not drawn."]
                : plans is null ? ["The data record no instalments."] : [],
        };
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(shop.Orders)} orders", shop.DataSha256), Height + 66, (canvas, top) =>
        {
            var room = FigureFrame.Slide - 2 * FigureFrame.Pad;
            var left = plans is null ? room : room * .46;
            var rows = Charts.Rows(methods, FigureFrame.Title, "others");
            canvas.Text("Orders by way of paying", FigureFrame.Pad, top + 6, 13, Palette.Ink, bold: true);
            Charts.Level(canvas, FigureFrame.Pad, top + 28, left, rows, Math.Min(52, Height / rows.Count), _ => Palette.Accent);
            if (plans is null)
                return;
            var ticks = DemandFigure.Ticks(0, plans.Cells.Max(cell => cell.Count), 6);
            var area = new PlotArea(canvas, FigureFrame.Pad + left + Gap + Axis, top + 28, room - left - Gap - Axis, Height - 16, (0, 1), (0, ticks[^1]));
            area.Rows(ticks, FigureFrame.Short);
            canvas.Text("Card orders by number of instalments", area.Left, top + 6, 13, Palette.Ink, bold: true);
            Charts.Upright(area, [.. plans.Cells.Select(cell => (cell.Name, (double)cell.Count, ""))], Palette.Lines[0], 12);
            canvas.Text("Instalments (1 = at once)", area.Left + area.Width / 2, area.Top + area.Height + 38, 12, Palette.Ink, TextAnchor.Middle);
        });
    }
}
