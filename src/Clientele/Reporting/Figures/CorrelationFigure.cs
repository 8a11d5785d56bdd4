using Clientele.Features;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>A correlation matrix as a heatmap: its lower half, brown where two columns rise together, blue where one falls as the other rises, the scale always from −1 to 1.</summary>
internal static class CorrelationFigure
{
    private const double Label = 170, MostCell = 78, RowHeight = 36, Legend = 220;

    /// <summary>Columns of orders; null when fewer than two are recorded and vary.</summary>
    public static FigureCanvas? Orders(ShopStatistics shop) => Draw(
        shop.Correlations, [.. shop.Correlations.Names.Select(FigureFrame.Title)], "What goes together in an order",
        $"Pearson correlations of {shop.Correlations.Names.Count} columns over {FigureFrame.Count(shop.Orders)} orders, each pair over the orders where both are recorded.",
        "It does not say what causes what.",
        FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(shop.Orders)} orders", shop.DataSha256));

    /// <summary>Features of customers; null when there are fewer than two.</summary>
    public static FigureCanvas? Features(CustomerStatistics customers) => Draw(
        customers.Correlations, PersonaFigures.LabelsOf(customers.Features), "Which features say the same",
        $"Pearson correlations of the {customers.Correlations.Names.Count} features of {FigureFrame.Count(customers.Customers)} customers, as they are clustered (after log1p where a feature has it).",
        "Features that say the same count double in a clustering.",
        FigureSource.Shop(customers.Mapping, $"n = {FigureFrame.Count(customers.Customers)} customers", customers.DataSha256));

    /// <summary>Colour of a correlation, whatever the others are.</summary>
    internal static FigureColor Color(double correlation) => Palette.Diverging(correlation);

    private static FigureCanvas? Draw(CorrelationMatrix matrix, IReadOnlyList<string> names, string title, string subtitle, string more, FigureSource source)
    {
        var d = matrix.Names.Count;
        if (d < 2)
            return null;
        var text = new FigureText(title, subtitle, "+1: both rise together; 0: no straight-line relation; −1: one falls as the other rises. " + more);
        var cell = Math.Min(MostCell, (FigureFrame.Slide - 2 * FigureFrame.Pad - Label) / (d - 1));
        return FigureFrame.Draw(FigureFrame.Slide, text, source, (d - 1) * RowHeight + 44, (canvas, top) =>
        {
            for (var r = 1; r < d; r++)
            {
                var y = top + (r - 1) * RowHeight;
                canvas.Text(FigureFrame.Fit(names[r], Label - 12, 13), FigureFrame.Pad + Label - 10, y + RowHeight / 2, 13, Palette.Ink, TextAnchor.Right);
                for (var c = 0; c < r; c++)
                {
                    var (value, x) = (matrix.Values[r][c], FigureFrame.Pad + Label + c * cell);
                    var fill = double.IsFinite(value) ? Color(value) : Palette.Missing;
                    canvas.Box(x + 1, y + 1, cell - 2, RowHeight - 2, fill);
                    canvas.Text(Text(value), x + cell / 2, y + RowHeight / 2, 13, double.IsFinite(value) ? Palette.On(fill) : Palette.Muted, TextAnchor.Middle);
                }
            }
            for (var c = 0; c < d - 1; c++)
                FigureFrame.Lines(canvas, [.. FigureCanvas.Wrap(names[c], cell - 4, 12, bold: false).Take(3).Select(line => FigureFrame.Fit(line, cell - 2, 12))],
                    top + (d - 1) * RowHeight + 14, 15, 12, Palette.Ink, x: FigureFrame.Pad + Label + (c + .5) * cell, anchor: TextAnchor.Middle);
            FigureFrame.Scale(canvas, FigureFrame.Slide - FigureFrame.Pad - Legend, top + 4, Legend, "Correlation", t => Color(2 * t - 1), "−1", "+1", "0");
        });
    }

    // Never "−0.00".
    private static string Text(double value) => double.IsFinite(value) ? Math.Abs(value) < .005 ? "0" : FigureFrame.Number(value, "0.00") : "–";
}
