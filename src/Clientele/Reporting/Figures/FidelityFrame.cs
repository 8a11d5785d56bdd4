using System.Globalization;
using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>What stands around every figure of a fidelity report: above it what was measured and how to read it, below it that it is simulated, and of which data and agent.</summary>
internal static class FidelityFrame
{
    /// <summary>Free space on all sides, pixels.</summary>
    public const double Pad = 28;

    /// <summary>Draws a figure.</summary>
    /// <param name="report">Whose data and agent are named.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="text">What is written around it.</param>
    /// <param name="height">Pixels of the content.</param>
    /// <param name="content">Draws the content below the given height.</param>
    public static FigureCanvas Draw(FidelityReport report, double width, FigureText text, double height, Action<FigureCanvas, double> content)
    {
        // Type set at this size may come out a little wider than it was measured.
        var room = (width - 2 * Pad) * .97;
        var title = FigureCanvas.Wrap(text.Title, room, 21, bold: true);
        var subtitle = FigureCanvas.Wrap(text.Subtitle, room, 13, bold: false);
        var reading = FigureCanvas.Wrap("How to read: " + text.Reading, room, 13, bold: false);
        var notes = text.Notes.SelectMany(note => FigureCanvas.Wrap(note, room, 12, bold: false)).ToList();
        var source = FigureCanvas.Wrap(Source(report), room, 12, bold: false);
        var top = Pad + title.Count * 28 + subtitle.Count * 19 + 6 + reading.Count * 19 + 22;
        var bottom = top + height + 26;

        var canvas = new FigureCanvas(width, bottom + (notes.Count + source.Count + 1) * 18 + (notes.Count > 0 ? 10 : 0) + 18, text.Title, $"{text.Subtitle} {RunRecord.SimulatedBanner}");
        var y = Lines(canvas, title, Pad + 8, 28, 21, Palette.Ink, bold: true) + 2;
        y = Lines(canvas, subtitle, y, 19, 13, Palette.Muted) + 6;
        Lines(canvas, reading, y, 19, 13, Palette.Ink);
        content(canvas, top);
        y = Lines(canvas, notes, bottom, 18, 12, Palette.Muted) + (notes.Count > 0 ? 10 : 0);
        y = Lines(canvas, [RunRecord.SimulatedBanner], y, 18, 13, Palette.Warning, bold: true);
        Lines(canvas, source, y, 18, 12, Palette.Muted);
        return canvas;
    }

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
        double.IsFinite(metric.Low) && double.IsFinite(metric.High) ? " " + $"(95 % {Number(metric.Low, format)} to {Number(metric.High, format)})".Replace(' ', '\u00A0') : "";

    /// <summary>A number with a true minus; – when there is none.</summary>
    public static string Number(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−') : "–";

    /// <summary>A text cut to a width in pixels.</summary>
    public static string Fit(string text, double width, double size, bool bold = false)
    {
        text = Words.Cut(text, 200);
        if (EmbeddedFonts.Width(text, size, bold) <= width)
            return text;
        while (text.Length > 1 && EmbeddedFonts.Width(text + "…", size, bold) > width)
            text = text[..^1];
        return text + "…";
    }

    private static string Source(FidelityReport report) =>
        $"Mapping {Words.Cut(report.Mapping, 40)}, data {Short(report.DataSha256)}, agent {Agent(report)}, protocol {Short(report.ProtocolSha256)}.";

    private static double Lines(FigureCanvas canvas, IReadOnlyList<string> lines, double y, double step, double size, string color, bool bold = false)
    {
        foreach (var line in lines)
        {
            canvas.Text(line, Pad, y, size, color, bold: bold);
            y += step;
        }
        return y;
    }
}

/// <summary>The words around a figure.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Subtitle">What was measured, on how many.</param>
/// <param name="Reading">How to read it, in a sentence.</param>
internal sealed record FigureText(string Title, string Subtitle, string Reading)
{
    /// <summary>What else has to be known, below the figure.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
