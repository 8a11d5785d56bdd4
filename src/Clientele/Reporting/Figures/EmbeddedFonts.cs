using System.Reflection;
using ScottPlot;
using SkiaSharp;

namespace Clientele.Reporting.Figures;

/// <summary>The font that comes with the engine (Inter, SIL Open Font License, Fonts/OFL.txt), so that figures look the same on a machine without fonts.</summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    /// <summary>Name under which figures ask for it.</summary>
    public const string Family = "Inter";

    private static readonly SKTypeface Regular = Read("fonts/Inter-Regular.otf");
    private static readonly SKTypeface SemiBold = Read("fonts/Inter-SemiBold.otf");
    private static readonly Lock Registration = new();
    private static bool _registered;

    /// <summary>Makes the font known to the figure library, once.</summary>
    public static void Register()
    {
        lock (Registration)
        {
            if (_registered)
                return;
            ScottPlot.Fonts.FontResolvers.Insert(0, new EmbeddedFonts());
            _registered = true;
        }
    }

    /// <summary>Width of a text in pixels.</summary>
    public static double Width(string text, double size, bool bold)
    {
        using var font = new SKFont(bold ? SemiBold : Regular, (float)size);
        return font.MeasureText(text);
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? bold ? SemiBold : Regular : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, italic: false);

    private static SKTypeface Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"{resource} is not a font.");
    }
}
