using System.Text;

namespace Clientele.Reporting.Figures;

/// <summary>A figure as a page embeds it: SVG as data addresses, on both backgrounds.</summary>
/// <param name="Light">On white.</param>
/// <param name="Dark">On black.</param>
/// <param name="Words">What it shows, for readers who cannot see it.</param>
public sealed record FigureImage(string Light, string Dark, string Words)
{
    /// <summary>Takes a drawing and disposes of it; null when there is none.</summary>
    internal static FigureImage? Of(FigureCanvas? drawing)
    {
        using var canvas = drawing;
        return canvas is null ? null : new FigureImage(
            Address(canvas.Svg(FigureTheme.Light)), Address(canvas.Svg(FigureTheme.Dark)), $"{canvas.Title}{(canvas.Title.EndsWith('?') ? "" : ".")} {canvas.Description}");
    }

    private static string Address(string svg) => "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
}
