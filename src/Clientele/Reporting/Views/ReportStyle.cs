using System.Text;
using Clientele.Reporting.Figures;

namespace Clientele.Reporting.Views;

/// <summary>The style sheet of the report: report.css, and the heatmap's colours out of the palette of the figures. Cells carry classes and no style of their own, so that a
/// content policy without inline style can show the same views.</summary>
internal static class ReportStyle
{
    private const int Steps = 20;

    /// <summary>The whole style sheet.</summary>
    public static string Css { get; } = Read() + Heat();

    /// <summary>Class of a cell for a share in [0, 1]; that of a missing one when it is no number.</summary>
    public static string Heat(double share) => double.IsFinite(share) ? FormattableString.Invariant($"heat{(int)Math.Round(Math.Clamp(share, 0, 1) * Steps)}") : "missing";

    private static string Heat()
    {
        StringBuilder light = new(), dark = new("@media screen and (prefers-color-scheme: dark) {\n");
        for (var step = 0; step <= Steps; step++)
        {
            var fill = Palette.Sequential((double)step / Steps);
            var ink = Palette.On(fill);
            light.Append(FormattableString.Invariant($".heat td.heat{step} {{ background: {fill.Light}; color: {ink.Light}; }}\n"));
            dark.Append(FormattableString.Invariant($".heat td.heat{step} {{ background: {fill.Dark}; color: {ink.Dark}; }}\n"));
        }
        return light.Append(dark).Append("}\n").ToString();
    }

    private static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("views/report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
