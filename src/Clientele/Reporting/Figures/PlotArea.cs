namespace Clientele.Reporting.Figures;

/// <summary>A rectangle of a drawing with two axes; values outside are cut at its edge.</summary>
/// <param name="Canvas">The drawing.</param>
/// <param name="Left">Pixels.</param>
/// <param name="Top">Pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Horizontal">Values at the left and right edge.</param>
/// <param name="Vertical">Values at the lower and upper edge.</param>
internal sealed record PlotArea(
    FigureCanvas Canvas, double Left, double Top, double Width, double Height, (double Low, double High) Horizontal, (double Low, double High) Vertical)
{
    private const double Arrow = 4;

    public double X(double value) => Left + (value - Horizontal.Low) / (Horizontal.High - Horizontal.Low) * Width;

    public double Y(double value) => Top + Height - (value - Vertical.Low) / (Vertical.High - Vertical.Low) * Height;

    /// <summary>Horizontal rules with their values on the left.</summary>
    public void Rows(IEnumerable<double> ticks, Func<double, string> format)
    {
        foreach (var tick in ticks)
        {
            Canvas.Line([(Left, Y(tick)), (Left + Width, Y(tick))], tick == 0 ? Palette.Muted : Palette.Rule, 1);
            Canvas.Text(format(tick), Left - 10, Y(tick), 12, Palette.Muted, TextAnchor.Right);
        }
    }

    /// <summary>Vertical rules with their values below.</summary>
    public void Columns(IEnumerable<double> ticks, Func<double, string> format)
    {
        foreach (var tick in ticks)
        {
            Canvas.Line([(X(tick), Top), (X(tick), Top + Height)], tick == 0 ? Palette.Muted : Palette.Rule, 1);
            Canvas.Text(format(tick), X(tick), Top + Height + 16, 12, Palette.Muted, TextAnchor.Middle);
        }
    }

    /// <summary>Short marks below the area with their values.</summary>
    public void Below(IEnumerable<double> ticks, Func<double, string> format)
    {
        foreach (var tick in ticks)
        {
            Canvas.Line([(X(tick), Top + Height), (X(tick), Top + Height + 4)], Palette.Muted, 1);
            if (format(tick) is { Length: > 0 } text)
                Canvas.Text(text, X(tick), Top + Height + 15, 12, Palette.Muted, TextAnchor.Middle);
        }
    }

    /// <summary>Names of the axes: the vertical one's above it, so that it is read without turning the head.</summary>
    public void Name(string horizontal, string vertical, double below = 40)
    {
        Canvas.Text(vertical, Left, Top - 18, 12, Palette.Ink, bold: true);
        Canvas.Text(horizontal, Left + Width, Top + Height + below, 12, Palette.Ink, TextAnchor.Right, bold: true);
    }

    /// <summary>An interval upwards; an arrow where it goes on beyond the edge.</summary>
    public void Upright(double x, double low, double high, FigureColor color, double width = 1.6)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return;
        var (from, to) = (Math.Clamp(Y(low), Top, Top + Height), Math.Clamp(Y(high), Top, Top + Height));
        Canvas.Line([(x, from), (x, to)], color, width);
        if (low < Vertical.Low)
            Canvas.Area([(x - Arrow, from - Arrow), (x + Arrow, from - Arrow), (x, from + Arrow / 2)], color, 1);
        if (high > Vertical.High)
            Canvas.Area([(x - Arrow, to + Arrow), (x + Arrow, to + Arrow), (x, to - Arrow / 2)], color, 1);
    }

    /// <summary>An interval from left to right; an arrow where it goes on beyond the edge.</summary>
    public void Level(double y, double low, double high, FigureColor color, double width = 1.6)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return;
        var (from, to) = (Math.Clamp(X(low), Left, Left + Width), Math.Clamp(X(high), Left, Left + Width));
        Canvas.Line([(from, y), (to, y)], color, width);
        if (low < Horizontal.Low)
            Canvas.Area([(from + Arrow, y - Arrow), (from + Arrow, y + Arrow), (from - Arrow / 2, y)], color, 1);
        if (high > Horizontal.High)
            Canvas.Area([(to - Arrow, y - Arrow), (to - Arrow, y + Arrow), (to + Arrow / 2, y)], color, 1);
    }
}
