using Clientele.Personas;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>Prices and freight of items, each in even bins without the long tail and in logarithmic bins on a logarithmic axis with all of it.</summary>
internal static class PriceFigure
{
    private const double Axis = 52, Gap = 36, Height = 148, Row = 244;

    /// <summary>Draws it; null when no item has a price above 0.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        if (shop.Prices is not { } prices)
            return null;
        var (phrase, unit) = (new Phrase(shop.Currency), Charts.Symbol(shop.Currency));
        List<(string Name, string Title, AmountDistribution Amounts, FigureColor Color)> rows = [("Price of an item", "Items by price", prices, Palette.Accent)];
        if (shop.Freights is { } freights)
            rows.Add(("Freight of an item", "Items by freight", freights, Palette.Lines[0]));
        var text = new FigureText(
            "What items cost",
            string.Join(" ", rows.Select(row => $"{row.Name}: median {phrase.Money(row.Amounts.Median)}, mean {phrase.Money(row.Amounts.Mean)}.")),
            "left, even steps: most items are at the low end; right, each step is the same factor, so that the long tail is seen too.")
        {
            Notes = [string.Join(" ", rows.Select(row => $"{row.Name}: {FigureFrame.Count(row.Amounts.Even.Outside)} lie beyond the left panel{(row.Amounts.Log.Outside > 0 ? $", and {FigureFrame.Count(row.Amounts.Log.Outside)} are 0 and so not on the right one" : "")}.")) + (rows.Count == 1 ? " The data record no freight." : "")],
        };
        var width = (FigureFrame.Slide - 2 * FigureFrame.Pad - 2 * Axis - Gap) / 2;
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(shop.Items)} items", shop.DataSha256), rows.Count * Row - 24, (canvas, top) =>
        {
            foreach (var (i, row) in rows.Index())
            {
                var (left, y) = (FigureFrame.Pad + Axis, top + 24 + i * Row);
                Charts.Histogram(canvas, left, y, width, Height, row.Amounts.Even, $"{row.Title}, even steps", $"{row.Name}, {unit}", _ => row.Color);
                Charts.Histogram(canvas, left + width + Gap + Axis, y, width, Height, row.Amounts.Log, $"{row.Title}, equal factors", $"{row.Name}, {unit} (logarithmic)", _ => row.Color);
            }
        });
    }
}
