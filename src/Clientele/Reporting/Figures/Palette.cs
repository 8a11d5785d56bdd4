namespace Clientele.Reporting.Figures;

/// <summary>Colours of all figures. More stands further from the background (darker and greener on white, lighter on dark); lightness alone carries the order, so
/// that it survives colour blindness and a grey print.</summary>
internal static class Palette
{
    public static FigureColor Background { get; } = new("#FFFFFF", "#11181A");

    public static FigureColor Ink { get; } = new("#16211D", "#E8EFEC");

    public static FigureColor Muted { get; } = new("#5B6863", "#A3B1AC");

    public static FigureColor Rule { get; } = new("#D9E0DD", "#303C3C");

    public static FigureColor Missing { get; } = new("#ECEEED", "#242E2F");

    public static FigureColor Warning { get; } = new("#8A3B12", "#F2A57C");

    /// <summary>The main colour of a figure of one series.</summary>
    public static FigureColor Accent { get; } = new("#0B7A6B", "#3DB596");

    /// <summary>Line colours for up to eight groups that stay apart for colour-blind readers (Okabe and Ito 2008), darkened for white and lightened for dark.</summary>
    public static IReadOnlyList<FigureColor> Lines { get; } =
    [
        new("#0072B2", "#4DA9E0"), new("#D55E00", "#F58A3C"), new("#009E73", "#2FC497"), new("#B0578D", "#DF8FBD"),
        new("#8A6D00", "#D8BC45"), new("#3A9BD9", "#A5D5F5"), new("#7A4FBF", "#B59AF2"), new("#6B6B6B", "#A8A8A8"),
    ];

    /// <summary>What was simulated, beside <see cref="Ink"/> for what is real; different in lightness too.</summary>
    public static FigureColor Simulated { get; } = new("#00A37A", "#2FC497");

    private static readonly (double R, double G, double B)[] Stops =
    [
        (0xF4, 0xFA, 0xF1), (0xD3, 0xEC, 0xD4), (0x9F, 0xD6, 0xB4), (0x5C, 0xB7, 0x95), (0x26, 0x8F, 0x78), (0x0B, 0x66, 0x5B), (0x04, 0x3F, 0x3D),
    ];

    private static readonly (double R, double G, double B)[] DarkStops =
    [
        (0x1C, 0x27, 0x28), (0x17, 0x40, 0x3D), (0x14, 0x5D, 0x55), (0x1F, 0x82, 0x6F), (0x48, 0xA9, 0x8B), (0x88, 0xCE, 0xAE), (0xD2, 0xF0, 0xD8),
    ];

    // Blue against brown, equally dark at equal distance: red and green would be one for many readers.
    private static readonly (double R, double G, double B)[] Sides =
    [
        (0x1F, 0x5F, 0xA8), (0x6F, 0xA3, 0xD6), (0xC4, 0xDC, 0xF0), (0xFA, 0xFA, 0xF8), (0xF6, 0xDD, 0xB8), (0xDF, 0xA0, 0x55), (0xA5, 0x58, 0x0C),
    ];

    private static readonly (double R, double G, double B)[] DarkSides =
    [
        (0x86, 0xBC, 0xF0), (0x3E, 0x80, 0xC2), (0x24, 0x48, 0x6C), (0x22, 0x2B, 0x2D), (0x64, 0x40, 0x17), (0xB0, 0x72, 0x2A), (0xE8, 0xA8, 0x5A),
    ];

    /// <summary>Colour of a share of the scale in [0, 1].</summary>
    public static FigureColor Sequential(double share) => new(At(Stops, share), At(DarkStops, share));

    /// <summary>Colour of a difference, in [−1, 1] of the largest one: blue below 0, nearly the background at 0, brown above.</summary>
    public static FigureColor Diverging(double share) => new(At(Sides, (share + 1) / 2), At(DarkSides, (share + 1) / 2));

    /// <summary>A colour thinned with the background; 1 = the colour itself.</summary>
    public static FigureColor Tint(FigureColor color, double strength)
    {
        return new(Thin(color.Light, Background.Light), Thin(color.Dark, Background.Dark));

        string Thin(string hex, string ground)
        {
            return $"#{Mix(1):X2}{Mix(3):X2}{Mix(5):X2}";

            int Mix(int at) => (int)Math.Round(Channel(ground, at) + Math.Clamp(strength, 0, 1) * (Channel(hex, at) - Channel(ground, at)));
        }
    }

    /// <summary>Black or white, whichever is easier to read on a colour: contrast of at least 4.5 on any (WCAG 2.2).</summary>
    public static FigureColor On(FigureColor fill) => new(On(fill.Light), On(fill.Dark));

    /// <summary>Relative luminance (WCAG 2.2).</summary>
    internal static double Luminance(string hex)
    {
        return .2126 * Linear(1) + .7152 * Linear(3) + .0722 * Linear(5);

        double Linear(int at)
        {
            var value = Channel(hex, at) / 255.0;
            return value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);
        }
    }

    private static string On(string fill) => 1.05 / (Luminance(fill) + .05) >= (Luminance(fill) + .05) / .05 ? "#FFFFFF" : "#000000";

    private static int Channel(string hex, int at) => Convert.ToInt32(hex.Substring(at, 2), 16);

    private static string At((double R, double G, double B)[] stops, double share)
    {
        var position = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var below = Math.Min((int)position, stops.Length - 2);
        var (a, b, t) = (stops[below], stops[below + 1], position - below);
        return $"#{Mix(a.R, b.R):X2}{Mix(a.G, b.G):X2}{Mix(a.B, b.B):X2}";

        int Mix(double from, double to) => (int)Math.Round(from + t * (to - from));
    }
}
