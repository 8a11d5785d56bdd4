using System.Security;
using System.Text.RegularExpressions;
using ScottPlot;

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
    private readonly Plot _plot = new();
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
        _plot.Layout.Frameless();
        _plot.HideGrid();
        _plot.Axes.AntiAlias(true);
        _plot.FigureBackground.Color = Colors.White;
        _plot.DataBackground.Color = Colors.White;
        _plot.Axes.SetLimits(0, _width, _height, 0);
    }

    /// <summary>What the figure is.</summary>
    public string Title { get; }

    /// <summary>What it shows, in words.</summary>
    public string Description { get; }

    public void Box(double x, double y, double width, double height, string fill, string? border = null)
    {
        var box = _plot.Add.Rectangle(x, x + width, y + height, y);
        box.FillColor = Color.FromHex(fill);
        box.LineColor = Color.FromHex(border ?? fill);
        box.LineWidth = border is null ? 0 : 1;
    }

    public void Text(string text, double x, double y, double size, string color, TextAnchor anchor = TextAnchor.Left, bool bold = false)
    {
        var label = _plot.Add.Text(text, x, y);
        label.LabelFontName = EmbeddedFonts.Family;
        label.LabelFontSize = (float)size;
        label.LabelFontColor = Color.FromHex(color);
        label.LabelBold = bold;
        label.LabelPadding = 0;
        label.LabelAlignment = anchor switch
        {
            TextAnchor.Left => Alignment.MiddleLeft,
            TextAnchor.Middle => Alignment.MiddleCenter,
            _ => Alignment.MiddleRight,
        };
    }

    public void Line(IReadOnlyList<(double X, double Y)> points, string color, double width, bool dashed = false)
    {
        var line = _plot.Add.ScatterLine(points.Select(point => new Coordinates(point.X, point.Y)).ToArray());
        line.LineColor = Color.FromHex(color);
        line.LineWidth = (float)width;
        line.LinePattern = dashed ? LinePattern.Dashed : LinePattern.Solid;
        line.MarkerSize = 0;
    }

    public void Area(IReadOnlyList<(double X, double Y)> outline, string color, double opacity)
    {
        var area = _plot.Add.Polygon([.. outline.Select(point => new Coordinates(point.X, point.Y))]);
        area.FillColor = Color.FromHex(color).WithAlpha(opacity);
        area.LineWidth = 0;
    }

    public void Dot(double x, double y, string color, double radius = 5)
    {
        var dot = _plot.Add.Ellipse(x, y, radius, radius);
        dot.FillColor = Color.FromHex(color);
        dot.LineColor = Colors.White;
        dot.LineWidth = 1.5f;
    }

    public void Ring(double x, double y, string color, double radius = 5)
    {
        var ring = _plot.Add.Ellipse(x, y, radius, radius);
        ring.FillColor = Colors.White;
        ring.LineColor = Color.FromHex(color);
        ring.LineWidth = 2;
    }

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

    /// <summary>Writes both files.</summary>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public void Save(string svgPath, string pngPath)
    {
        WholeFile.WriteText(svgPath, Svg());
        WholeFile.Write(pngPath, stream => stream.Write(Png()));
    }

    /// <summary>The drawing as SVG with a title and a description.</summary>
    public string Svg()
    {
        var xml = _plot.GetSvgXml(_width, _height).ReplaceLineEndings("\n");
        // Clips are numbered through the life of the process and cut nothing off here.
        xml = Clip().Replace(xml, "");
        xml = Group().Replace(xml, "<g>");
        // Readers without the font get a similar one; the glyphs' positions are in the file.
        xml = xml.Replace("font-weight=\"500\" font-family=\"Inter Semi Bold, Inter\"", "font-weight=\"600\" font-family=\"Inter, Arial, sans-serif\"", StringComparison.Ordinal)
            .Replace("font-family=\"Inter\"", "font-family=\"Inter, Arial, sans-serif\"", StringComparison.Ordinal);
        return Root().Replace(xml, match => $"{match.Value}\n<title>{SecurityElement.Escape(Title)}</title>\n<desc>{SecurityElement.Escape(Description)}</desc>", 1);
    }

    /// <summary>The drawing as PNG at twice its size.</summary>
    public byte[] Png()
    {
        _plot.ScaleFactor = PngScale;
        try
        {
            return _plot.GetImage((int)(_width * PngScale), (int)(_height * PngScale)).GetImageBytes(ImageFormat.Png);
        }
        finally
        {
            _plot.ScaleFactor = 1;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _plot.Dispose();

    [GeneratedRegex("<svg[^>]*>")]
    private static partial Regex Root();

    [GeneratedRegex("\\s*<clipPath.*?</clipPath>", RegexOptions.Singleline)]
    private static partial Regex Clip();

    [GeneratedRegex("<g clip-path=[^>]*>")]
    private static partial Regex Group();
}
