using System.Text;

namespace Clientele.Reporting.Figures;

/// <summary>A figure as a page embeds it.</summary>
/// <param name="Source">SVG as a data address.</param>
/// <param name="Words">What it shows, for readers who cannot see it.</param>
public sealed record FigureImage(string Source, string Words)
{
    /// <summary>Takes a drawing and disposes of it; null when there is none.</summary>
    internal static FigureImage? Of(FigureCanvas? drawing)
    {
        using var canvas = drawing;
        return canvas is null ? null : new FigureImage(
            "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(canvas.Svg())),
            $"{canvas.Title}{(canvas.Title.EndsWith('?') ? "" : ".")} {canvas.Description}");
    }
}
