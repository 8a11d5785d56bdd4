using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>The categories that most items are sold from.</summary>
internal static class CategoryFigure
{
    private const double RowHeight = 20;

    /// <summary>Draws it; null when the shop records no categories.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        if (shop.Categories is not { Cells.Count: > 0 } categories)
            return null;
        var rows = Charts.Rows(categories, FigureFrame.Title, "other categories");
        var top3 = categories.Cells.Take(3).Sum(cell => cell.Count) / (double)categories.Total;
        var text = new FigureText(
            $"What is bought: the {categories.Cells.Count} largest of {categories.Cells.Count + categories.Others} categories",
            $"Items sold by category; the first three hold {Charts.Share(top3)} of all items with a category.",
            "numbers are items and their share of all items with a category.")
        { Notes = shop.Items > categories.Total ? [$"{FigureFrame.Count(shop.Items - categories.Total)} items have no category."] : [] };
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(shop.Items)} items", shop.DataSha256), rows.Count * RowHeight + 6, (canvas, top) =>
            Charts.Level(canvas, FigureFrame.Pad, top, FigureFrame.Slide - 2 * FigureFrame.Pad, rows, RowHeight, i => i < categories.Cells.Count ? Palette.Accent : Palette.Tint(Palette.Muted, .5)));
    }
}
