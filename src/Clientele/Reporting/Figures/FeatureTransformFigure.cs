using Clientele.Features;
using Clientele.Personas;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>Features before and after log1p, side by side.</summary>
internal static class FeatureTransformFigure
{
    private const int MostFeatures = 5;
    private const double Height = 128, Row = 214, Axis = 46, Gap = 14;

    /// <summary>Draws it; null when no feature is transformed.</summary>
    public static FigureCanvas? Of(CustomerStatistics customers)
    {
        var features = customers.Transformed.Take(MostFeatures).ToList();
        if (features.Count == 0)
            return null;
        var text = new FigureText(
            "Why some features are clustered by their logarithm",
            $"{features.Count} features of {FigureFrame.Count(customers.Customers)} customers as they are, and after log1p, ln(1 + value).",
            "the less a feature is skewed (0 = symmetric), the less a few extreme customers decide the segments.")
        {
            Notes = ["The highest 1 % are not drawn; skewness is of all customers." + (customers.Transformed.Count > features.Count ? $" {customers.Transformed.Count - features.Count} more features are transformed." : "")],
        };
        var width = (FigureFrame.Slide - 2 * FigureFrame.Pad - features.Count * Axis - (features.Count - 1) * Gap) / features.Count;
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(customers.Mapping, $"n = {FigureFrame.Count(customers.Customers)} customers", customers.DataSha256), 2 * Row + 10, (canvas, top) =>
        {
            for (var i = 0; i < features.Count; i++)
            {
                var (one, left) = (features[i], FigureFrame.Pad + Axis + i * (width + Axis + Gap));
                canvas.Text(FigureFrame.Fit(PersonaFigures.Label(one.Feature), width + Axis - 4, 13, bold: true), left - Axis + 12, top + 4, 13, Palette.Ink, bold: true);
                Charts.Histogram(canvas, left, top + 46, width, Height, one.Before, "", Unit(one.Feature, customers.Currency), _ => Palette.Tint(Palette.Muted, .75));
                Charts.Histogram(canvas, left, top + 46 + Row, width, Height, one.After, "", "ln(1 + value)", _ => Palette.Accent);
                canvas.Text(Skew("Customers", one.SkewBefore), left - Axis + 12, top + 26, 12, Palette.Muted);
                canvas.Text(Skew("After log1p", one.SkewAfter), left - Axis + 12, top + 26 + Row, 12, Palette.Muted);
            }
        });
    }

    private static string Unit(FeatureDefinition feature, string currency) => feature.Unit == "currency" ? Charts.Symbol(currency) : feature.Unit.Length == 0 ? Phrase.Label(feature) : feature.Unit;

    private static string Skew(string what, double skewness) => $"{what}, skewness {FigureFrame.Number(skewness, "0.0")}";
}
