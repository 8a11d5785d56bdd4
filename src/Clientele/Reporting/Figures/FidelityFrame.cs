using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>What stands around every figure of a fidelity report: above it what was measured and how to read it, below it that it is simulated, and of which data and agent.</summary>
internal static class FidelityFrame
{
    /// <summary>Free space on all sides, pixels.</summary>
    public const double Pad = FigureFrame.Pad;

    /// <summary>Draws a figure.</summary>
    /// <param name="report">Whose data and agent are named.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="text">What is written around it.</param>
    /// <param name="height">Pixels of the content.</param>
    /// <param name="content">Draws the content below the given height.</param>
    public static FigureCanvas Draw(FidelityReport report, double width, FigureText text, double height, Action<FigureCanvas, double> content) =>
        FigureFrame.Draw(width, text, new FigureSource(true, [Source(report)]), height, content);

    /// <summary>The key of a figure that has real and simulated values side by side.</summary>
    public static void Key(FigureCanvas canvas, double x, double y)
    {
        canvas.Line([(x + 6, y - 9), (x + 6, y + 9)], Palette.Ink, 1.6);
        canvas.Dot(x + 6, y, Palette.Ink, 5.5);
        canvas.Text("Real customers", x + 22, y, 13, Palette.Ink);
        canvas.Line([(x + 156, y - 9), (x + 156, y + 9)], Palette.Simulated, 1.6);
        canvas.Ring(x + 156, y, Palette.Simulated);
        canvas.Text("Simulated; bars are 95 % intervals", x + 172, y, 13, Palette.Ink);
    }

    /// <summary>The key of the line on which simulated is real.</summary>
    public static void DashedKey(FigureCanvas canvas, double x, double y, string name)
    {
        canvas.Line([(x, y), (x + 8, y)], Palette.Muted, 1.4);
        canvas.Line([(x + 13, y), (x + 21, y)], Palette.Muted, 1.4);
        canvas.Text(name, x + 28, y, 13, Palette.Ink);
    }

    /// <summary>The agent as a reader knows it.</summary>
    public static string Agent(FidelityReport report) => report.Agent == "choice" ? "choice model" : Words.Cut(report.Agent, 60);

    /// <summary>The first twelve digits of a hash.</summary>
    public static string Short(string hash) => hash[..Math.Min(12, hash.Length)];

    /// <summary>" (95 % a to b)", or nothing without an interval.</summary>
    public static string Range(FidelityMetric metric, string format) =>
        double.IsFinite(metric.Low) && double.IsFinite(metric.High) ? " " + $"(95 % {FigureFrame.Number(metric.Low, format)} to {FigureFrame.Number(metric.High, format)})".Replace(' ', '\u00A0') : "";

    private static string Source(FidelityReport report) =>
        $"Mapping {Words.Cut(report.Mapping, 40)}, data {Short(report.DataSha256)}, agent {Agent(report)}, protocol {Short(report.ProtocolSha256)}.";
}
