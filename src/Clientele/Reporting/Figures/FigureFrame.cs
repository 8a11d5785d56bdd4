using System.Globalization;

namespace Clientele.Reporting.Figures;

/// <summary>What stands around every figure: above it what is shown and how to read it, below it whether it is simulated, and of which data.</summary>
internal static class FigureFrame
{
    /// <summary>Free space on all sides, pixels.</summary>
    public const double Pad = 28;

    /// <summary>Width of a figure for a slide: with text of 12 and more, 960 × 540 fill a slide of 1920 × 1080.</summary>
    public const double Slide = 960;

    private const double TitleSize = 21, TextSize = 13, SmallSize = 12;

    /// <summary>Draws a figure.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="text">What is written around it.</param>
    /// <param name="source">Where its numbers come from.</param>
    /// <param name="height">Pixels of the content.</param>
    /// <param name="content">Draws the content below the given height.</param>
    public static FigureCanvas Draw(double width, FigureText text, FigureSource source, double height, Action<FigureCanvas, double> content)
    {
        // Type set at this size may come out a little wider than it was measured.
        var room = (width - 2 * Pad) * .97;
        var title = FigureCanvas.Wrap(text.Title, room, TitleSize, bold: true);
        var subtitle = FigureCanvas.Wrap(text.Subtitle, room, TextSize, bold: false);
        var reading = FigureCanvas.Wrap("How to read: " + text.Reading, room, TextSize, bold: false);
        var notes = text.Notes.SelectMany(note => FigureCanvas.Wrap(note, room, SmallSize, bold: false)).ToList();
        var lines = source.Lines.SelectMany(line => FigureCanvas.Wrap(line, room, SmallSize, bold: false)).ToList();
        var top = Pad + title.Count * 28 + subtitle.Count * 19 + 6 + reading.Count * 19 + 22;
        var bottom = top + height + 26;
        var footer = lines.Count + (source.Simulated ? 1 : 0);

        var canvas = new FigureCanvas(width, bottom + (notes.Count + footer) * 18 + (notes.Count > 0 ? 10 : 0) + 18, text.Title, $"{text.Subtitle} {(source.Simulated ? RunRecord.SimulatedBanner : source.Lines[0])}");
        var y = Lines(canvas, title, Pad + 8, 28, TitleSize, Palette.Ink, bold: true) + 2;
        y = Lines(canvas, subtitle, y, 19, TextSize, Palette.Muted) + 6;
        Lines(canvas, reading, y, 19, TextSize, Palette.Ink);
        content(canvas, top);
        y = Lines(canvas, notes, bottom, 18, SmallSize, Palette.Muted) + (notes.Count > 0 ? 10 : 0);
        if (source.Simulated)
            y = Lines(canvas, [RunRecord.SimulatedBanner], y, 18, TextSize, Palette.Warning, bold: true);
        Lines(canvas, lines, y, 18, SmallSize, Palette.Muted);
        return canvas;
    }

    /// <summary>A number with a true minus; – when there is none.</summary>
    public static string Number(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−') : "–";

    /// <summary>A count with thousands marks.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count on an axis: <c>950</c>, <c>12 k</c>, <c>1.5 M</c>.</summary>
    public static string Short(double count) => Math.Abs(count) switch
    {
        >= 1e6 => Number(count / 1e6, "0.##") + " M",
        >= 1e4 => Number(count / 1e3, "0.#") + " k",
        _ => Number(count, "#,0.##"),
    };

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

    /// <summary>A name with underscores as words, its first letter a capital.</summary>
    public static string Title(string name)
    {
        var words = Words.Cut(name.Replace('_', ' '), 80);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A colour scale with the words of its two ends and, where it has one, its middle.</summary>
    public static void Scale(FigureCanvas canvas, double x, double y, double width, string name, Func<double, FigureColor> color, string low, string high, string? middle = null)
    {
        const int steps = 48;
        canvas.Text(name, x, y, 12, Palette.Ink, bold: true);
        for (var i = 0; i < steps; i++)
            canvas.Box(x + i * width / steps, y + 11, width / steps + .6, 10, color((i + .5) / steps));
        canvas.Text(low, x, y + 32, 12, Palette.Muted);
        if (middle is not null)
            canvas.Text(middle, x + width / 2, y + 32, 12, Palette.Muted, TextAnchor.Middle);
        canvas.Text(high, x + width, y + 32, 12, Palette.Muted, TextAnchor.Right);
    }

    /// <summary>Writes lines one below the other.</summary>
    /// <returns>Where the next one would stand.</returns>
    public static double Lines(
        FigureCanvas canvas, IReadOnlyList<string> lines, double y, double step, double size, FigureColor color, bool bold = false, double x = Pad, TextAnchor anchor = TextAnchor.Left)
    {
        foreach (var line in lines)
        {
            canvas.Text(line, x, y, size, color, anchor, bold);
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

/// <summary>Where a figure's numbers come from, said at its foot.</summary>
/// <param name="Simulated">Whether any of them is simulated: then it says so first.</param>
/// <param name="Lines">Data, agent, plan; at least one.</param>
internal sealed record FigureSource(bool Simulated, IReadOnlyList<string> Lines)
{
    /// <summary>Numbers of a shop's own transactions.</summary>
    /// <param name="mapping">Name of the mapping.</param>
    /// <param name="n">How many of what.</param>
    /// <param name="dataSha256">Hash over the input files; empty when unknown.</param>
    public static FigureSource Shop(string mapping, string n, string dataSha256) =>
        new(false, [$"Shop data, nothing simulated: mapping {Words.Cut(mapping, 40)}, {n}{(dataSha256.Length == 0 ? "" : $", data {dataSha256[..Math.Min(12, dataSha256.Length)]}")}."]);
}
