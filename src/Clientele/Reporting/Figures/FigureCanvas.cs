using System.Security;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace Clientele.Reporting.Figures;

/// <summary>Where a text stands relative to its point.</summary>
internal enum TextAnchor
{
    /// <summary>The point is the left end.</summary>
    Left,

    /// <summary>The point is the middle.</summary>
    Middle,

    /// <summary>The point is the right end.</summary>
    Right,
}

/// <summary>A drawing in pixels from the upper left corner, written as SVG and PNG by ScottPlot. Layout is ours, so that every label can be
/// measured and placed; texts are centred vertically on their point.</summary>
internal sealed partial class FigureCanvas : IDisposable
{
    private const double PngScale = 2;
    private readonly List<Action<Plot, FigureTheme>> _marks = [];
    private readonly Dictionary<FigureTheme, Plot> _plots = [];
    private readonly int _width, _height;

    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="title">What the figure is, for readers who cannot see it.</param>
    /// <param name="description">What it shows, for the same readers.</param>
    public FigureCanvas(double width, double height, string title, string description)
    {
        EmbeddedFonts.Register();
        (_width, _height) = ((int)Math.Ceiling(width), (int)Math.Ceiling(height));
        (Title, Description) = (title, description);
    }

    /// <summary>What the figure is.</summary>
    public string Title { get; }

    /// <summary>What it shows, in words.</summary>
    public string Description { get; }

    public void Box(double x, double y, double width, double height, FigureColor fill, FigureColor? border = null) => _marks.Add((plot, theme) =>
    {
        var box = plot.Add.Rectangle(x, x + width, y + height, y);
        box.FillColor = Hex(fill, theme);
        box.LineColor = Hex(border ?? fill, theme);
        box.LineWidth = border is null ? 0 : 1;
    });

    public void Text(string text, double x, double y, double size, FigureColor color, TextAnchor anchor = TextAnchor.Left, bool bold = false) => _marks.Add((plot, theme) =>
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelFontName = EmbeddedFonts.Family;
        label.LabelFontSize = (float)size;
        label.LabelFontColor = Hex(color, theme);
        label.LabelBold = bold;
        label.LabelPadding = 0;
        label.LabelAlignment = anchor switch
        {
            TextAnchor.Left => Alignment.MiddleLeft,
            TextAnchor.Middle => Alignment.MiddleCenter,
            _ => Alignment.MiddleRight,
        };
    });

    public void Line(IReadOnlyList<(double X, double Y)> points, FigureColor color, double width, bool dashed = false) => _marks.Add((plot, theme) =>
    {
        var line = plot.Add.ScatterLine(points.Select(point => new Coordinates(point.X, point.Y)).ToArray());
        line.LineColor = Hex(color, theme);
        line.LineWidth = (float)width;
        line.LinePattern = dashed ? LinePattern.Dashed : LinePattern.Solid;
        line.MarkerSize = 0;
    });

    public void Area(IReadOnlyList<(double X, double Y)> outline, FigureColor color, double opacity) => _marks.Add((plot, theme) =>
    {
        var area = plot.Add.Polygon([.. outline.Select(point => new Coordinates(point.X, point.Y))]);
        area.FillColor = Hex(color, theme).WithAlpha(opacity);
        area.LineWidth = 0;
    });

    public void Dot(double x, double y, FigureColor color, double radius = 5) => _marks.Add((plot, theme) =>
    {
        var dot = plot.Add.Ellipse(x, y, radius, radius);
        dot.FillColor = Hex(color, theme);
        dot.LineColor = Hex(Palette.Background, theme);
        dot.LineWidth = 1.5f;
    });

    /// <summary>Many small dots of one colour that may lie on each other.</summary>
    public void Dots(IReadOnlyList<(double X, double Y)> points, FigureColor color, double radius, double opacity) => _marks.Add((plot, theme) =>
        plot.Add.Markers(points.Select(point => new Coordinates(point.X, point.Y)).ToArray(), MarkerShape.FilledCircle, (float)(2 * radius), Hex(color, theme).WithAlpha(opacity)));

    public void Ring(double x, double y, FigureColor color, double radius = 5) => _marks.Add((plot, theme) =>
    {
        var ring = plot.Add.Ellipse(x, y, radius, radius);
        ring.FillColor = Hex(Palette.Background, theme);
        ring.LineColor = Hex(color, theme);
        ring.LineWidth = 2;
    });

    /// <summary>Splits a text into lines that fit a width; a word that is too long alone stays whole.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, bool bold)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (lines.Count > 0 && EmbeddedFonts.Width(lines[^1] + " " + word, size, bold) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        return lines;
    }

    /// <summary>Writes both files on a light background.</summary>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public void Save(string svgPath, string pngPath)
    {
        WholeFile.WriteText(svgPath, Svg());
        WholeFile.Write(pngPath, stream => stream.Write(Png()));
    }

    /// <summary>The drawing as SVG with a title and a description.</summary>
    public string Svg(FigureTheme theme = FigureTheme.Light)
    {
        var xml = Plot(theme).GetSvgXml(_width, _height).ReplaceLineEndings("\n");
        // Clips are numbered through the life of the process and cut nothing off here.
        xml = Clip().Replace(xml, "");
        xml = Group().Replace(xml, "<g>");
        // Readers without the font get a similar one; the glyphs' positions are in the file.
        xml = xml.Replace("font-weight=\"500\" font-family=\"Inter Semi Bold, Inter\"", "font-weight=\"600\" font-family=\"Inter, Arial, sans-serif\"", StringComparison.Ordinal)
            .Replace("font-family=\"Inter\"", "font-family=\"Inter, Arial, sans-serif\"", StringComparison.Ordinal);
        return Root().Replace(xml, match => $"{match.Value}\n<title>{SecurityElement.Escape(Title)}</title>\n<desc>{SecurityElement.Escape(Description)}</desc>", 1);
    }

    /// <summary>The drawing as PNG at twice its size.</summary>
    public byte[] Png(FigureTheme theme = FigureTheme.Light)
    {
        var plot = Plot(theme);
        plot.ScaleFactor = PngScale;
        try
        {
            // Flat areas compress as well without a filter, in a fraction of the time of the library's own encoding.
            using var surface = SKSurface.Create(new SKImageInfo((int)(_width * PngScale), (int)(_height * PngScale), SKColorType.Rgba8888, SKAlphaType.Opaque))
                ?? throw new InvalidOperationException("No room for the pixels of a figure.");
            plot.Render(surface.Canvas, (int)(_width * PngScale), (int)(_height * PngScale));
            using var pixels = surface.PeekPixels();
            using var png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.NoFilters, 6)) ?? throw new InvalidOperationException("A figure cannot be encoded.");
            return png.ToArray();
        }
        finally
        {
            plot.ScaleFactor = 1;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var plot in _plots.Values)
            plot.Dispose();
        _plots.Clear();
    }

    private Plot Plot(FigureTheme theme)
    {
        if (_plots.TryGetValue(theme, out var made))
            return made;
        var plot = _plots[theme] = new Plot();
        plot.Layout.Frameless();
        plot.HideGrid();
        plot.Axes.AntiAlias(true);
        plot.FigureBackground.Color = Hex(Palette.Background, theme);
        plot.DataBackground.Color = Hex(Palette.Background, theme);
        foreach (var mark in _marks)
            mark(plot, theme);
        plot.Axes.SetLimits(0, _width, _height, 0);
        return plot;
    }

    private static Color Hex(FigureColor color, FigureTheme theme) => Color.FromHex(color.In(theme));

    [GeneratedRegex("<svg[^>]*>")]
    private static partial Regex Root();

    [GeneratedRegex("\\s*<clipPath.*?</clipPath>", RegexOptions.Singleline)]
    private static partial Regex Clip();

    [GeneratedRegex("<g clip-path=[^>]*>")]
    private static partial Regex Group();
}
