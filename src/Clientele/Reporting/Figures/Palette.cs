namespace Clientele.Reporting.Figures;

/// <summary>Colours of all figures, on white. More is darker and greener; lightness alone carries the order, so that it survives colour
/// blindness and a grey print.</summary>
internal static class Palette
{
    public const string Ink = "#16211D", Muted = "#5B6863", Rule = "#D9E0DD", Missing = "#ECEEED", Warning = "#8A3B12";

    /// <summary>Line colours for up to eight groups that stay apart for colour-blind readers (Okabe and Ito 2008), darkened for white.</summary>
    public static IReadOnlyList<string> Lines { get; } = ["#0072B2", "#D55E00", "#009E73", "#B0578D", "#8A6D00", "#3A9BD9", "#7A4FBF", "#6B6B6B"];

    private static readonly (double R, double G, double B)[] Stops =
    [
        (0xF4, 0xFA, 0xF1), (0xD3, 0xEC, 0xD4), (0x9F, 0xD6, 0xB4), (0x5C, 0xB7, 0x95), (0x26, 0x8F, 0x78), (0x0B, 0x66, 0x5B), (0x04, 0x3F, 0x3D),
    ];

    /// <summary>Colour of a share of the scale in [0, 1].</summary>
    public static string Sequential(double share)
    {
        var position = Math.Clamp(share, 0, 1) * (Stops.Length - 1);
        var below = Math.Min((int)position, Stops.Length - 2);
        var (a, b, t) = (Stops[below], Stops[below + 1], position - below);
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
