namespace Clientele.Reporting.Figures;

/// <summary>Colours of all figures, on white. More is darker and greener; lightness alone carries the order, so that it survives colour
/// blindness and a grey print.</summary>
internal static class Palette
{
    public const string Ink = "#16211D", Muted = "#5B6863", Rule = "#D9E0DD", Missing = "#ECEEED", Warning = "#8A3B12";

    /// <summary>Line colours for up to eight groups that stay apart for colour-blind readers (Okabe and Ito 2008), darkened for white.</summary>
    public static IReadOnlyList<string> Lines { get; } = ["#0072B2", "#D55E00", "#009E73", "#B0578D", "#8A6D00", "#3A9BD9", "#7A4FBF", "#6B6B6B"];

    /// <summary>What was simulated, beside <see cref="Ink"/> for what is real; different in lightness too.</summary>
    public const string Simulated = "#00A37A";

    private static readonly (double R, double G, double B)[] Stops =
    [
        (0xF4, 0xFA, 0xF1), (0xD3, 0xEC, 0xD4), (0x9F, 0xD6, 0xB4), (0x5C, 0xB7, 0x95), (0x26, 0x8F, 0x78), (0x0B, 0x66, 0x5B), (0x04, 0x3F, 0x3D),
    ];

    // Blue against brown, equally dark at equal distance: red and green would be one for many readers.
    private static readonly (double R, double G, double B)[] Sides =
    [
        (0x1F, 0x5F, 0xA8), (0x6F, 0xA3, 0xD6), (0xC4, 0xDC, 0xF0), (0xFA, 0xFA, 0xF8), (0xF6, 0xDD, 0xB8), (0xDF, 0xA0, 0x55), (0xA5, 0x58, 0x0C),
    ];

    /// <summary>Colour of a share of the scale in [0, 1].</summary>
    public static string Sequential(double share) => At(Stops, share);

    /// <summary>Colour of a difference, in [−1, 1] of the largest one: blue below 0, nearly white at 0, brown above.</summary>
    public static string Diverging(double share) => At(Sides, (share + 1) / 2);

    /// <summary>A colour thinned with white; 1 = the colour itself.</summary>
    public static string Tint(string hex, double strength)
    {
        return $"#{Thin(1):X2}{Thin(3):X2}{Thin(5):X2}";

        int Thin(int at) => (int)Math.Round(255 + Math.Clamp(strength, 0, 1) * (Convert.ToInt32(hex.Substring(at, 2), 16) - 255));
    }

    private static string At((double R, double G, double B)[] stops, double share)
    {
        var position = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var below = Math.Min((int)position, stops.Length - 2);
        var (a, b, t) = (stops[below], stops[below + 1], position - below);
        return $"#{Mix(a.R, b.R):X2}{Mix(a.G, b.G):X2}{Mix(a.B, b.B):X2}";

        int Mix(double from, double to) => (int)Math.Round(from + t * (to - from));
    }

    /// <summary>Black or white, whichever is easier to read on a colour: contrast of at least 4.5 on any (WCAG 2.2).</summary>
    public static string On(string fill) => 1.05 / (Luminance(fill) + .05) >= (Luminance(fill) + .05) / .05 ? "#FFFFFF" : "#000000";

    /// <summary>Relative luminance (WCAG 2.2).</summary>
    internal static double Luminance(string hex)
    {
        return .2126 * Channel(1) + .7152 * Channel(3) + .0722 * Channel(5);

        double Channel(int at)
        {
            var value = Convert.ToInt32(hex.Substring(at, 2), 16) / 255.0;
            return value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);
        }
    }
}
