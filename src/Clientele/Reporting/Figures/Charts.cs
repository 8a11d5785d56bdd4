using Clientele.Personas;
using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>The few charts that figures of counts are made of.</summary>
internal static class Charts
{
    /// <summary>Bars from left to right, the name before each and a value behind it.</summary>
    /// <param name="canvas">The drawing.</param>
    /// <param name="left">Pixels.</param>
    /// <param name="top">Pixels.</param>
    /// <param name="width">Pixels with names and values.</param>
    /// <param name="rows">Name, size (&gt;= 0) and the text behind the bar.</param>
    /// <param name="rowHeight">Pixels.</param>
    /// <param name="color">Of the bar with the given number.</param>
    public static void Level(
        FigureCanvas canvas, double left, double top, double width, IReadOnlyList<(string Name, double Size, string Value)> rows, double rowHeight, Func<int, FigureColor> color)
    {
        var size = rowHeight >= 24 ? 13 : 12;
        var names = Math.Min(width * .42, rows.Max(row => EmbeddedFonts.Width(row.Name, size, bold: false)) + 2);
        var values = rows.Max(row => EmbeddedFonts.Width(row.Value, size, bold: false)) * 1.04 + 12;
        var room = width - names - 10 - values;
        var most = Math.Max(rows.Max(row => row.Size), double.Epsilon);
        canvas.Line([(left + names + 10, top - 2), (left + names + 10, top + rows.Count * rowHeight)], Palette.Muted, 1);
        for (var i = 0; i < rows.Count; i++)
        {
            var y = top + (i + .5) * rowHeight;
            var length = rows[i].Size / most * room;
            canvas.Text(FigureFrame.Fit(rows[i].Name, names + 2, size), left + names, y, size, Palette.Ink, TextAnchor.Right);
            if (length > 0)
                canvas.Box(left + names + 10, y - rowHeight * .34, Math.Max(length, 1), rowHeight * .68, color(i));
            canvas.Text(rows[i].Value, left + names + 10 + length + 7, y, size, Palette.Ink);
        }
    }

    /// <summary>A histogram with its title above and the name of its values below.</summary>
    /// <param name="canvas">The drawing.</param>
    /// <param name="left">Of the axis, pixels.</param>
    /// <param name="top">Of the axis, pixels; the title stands above.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="data">What is drawn.</param>
    /// <param name="title">What is counted.</param>
    /// <param name="name">What the values are, with their unit.</param>
    /// <param name="color">Of a bin, by its lower end.</param>
    /// <returns>The area, for marks.</returns>
    public static PlotArea Histogram(
        FigureCanvas canvas, double left, double top, double width, double height, Histogram data, string title, string name, Func<double, FigureColor> color)
    {
        var at = data.Logarithmic ? (Func<double, double>)Math.Log10 : value => value;
        var rows = DemandFigure.Ticks(0, Math.Max(1, data.Most), height < 180 ? 4 : 6);
        var area = new PlotArea(canvas, left, top, width, height, (at(data.Edges[0]), at(data.Edges[^1])), (0, rows[^1]));
        area.Rows(rows, FigureFrame.Short);
        if (data.Logarithmic)
            LogColumns(area, data);
        else
            area.Below(DemandFigure.Ticks(data.Edges[0], data.Edges[^1], (int)Math.Clamp(width / 30, 3, 12)).Where(tick => tick >= data.Edges[0] - 1e-9 && tick <= data.Edges[^1] + 1e-9), tick => FigureFrame.Number(tick, "#,0.##"));
        for (var i = 0; i < data.Counts.Count; i++)
        {
            if (data.Counts[i] == 0)
                continue;
            var (from, to) = (area.X(at(data.Edges[i])), area.X(at(data.Edges[i + 1])));
            var gap = to - from > 5 ? 1 : .25;
            canvas.Box(from + gap / 2, area.Y(data.Counts[i]), to - from - gap, area.Y(0) - area.Y(data.Counts[i]), color(data.Edges[i]));
        }
        canvas.Line([(left, area.Y(0)), (left + width, area.Y(0))], Palette.Muted, 1);
        canvas.Text(title, left, top - 17, 13, Palette.Ink, bold: true);
        canvas.Text(name, left + width / 2, top + height + 36, 12, Palette.Ink, TextAnchor.Middle);
        return area;
    }

    /// <summary>Upright bars with a name below and a value above each.</summary>
    public static void Upright(PlotArea area, IReadOnlyList<(string Name, double Size, string Value)> columns, FigureColor color, double size = 13)
    {
        var step = area.Width / columns.Count;
        for (var i = 0; i < columns.Count; i++)
        {
            var (x, y) = (area.Left + (i + .5) * step, area.Y(columns[i].Size));
            if (columns[i].Size > 0)
                area.Canvas.Box(x - step * .36, y, step * .72, Math.Max(area.Y(0) - y, 1), color);
            area.Canvas.Text(columns[i].Name, x, area.Top + area.Height + 16, size, Palette.Ink, TextAnchor.Middle);
            if (columns[i].Value.Length > 0)
                area.Canvas.Text(columns[i].Value, x, y - 11, Math.Min(size, 12), Palette.Ink, TextAnchor.Middle);
        }
        area.Canvas.Line([(area.Left, area.Y(0)), (area.Left + area.Width, area.Y(0))], Palette.Muted, 1);
    }

    /// <summary>Rows of <see cref="Level"/> for counted cells, each with its count and share of all; what is taken together comes last.</summary>
    public static IReadOnlyList<(string Name, double Size, string Value)> Rows(CountedCells cells, Func<string, string> name, string other)
    {
        List<(string, double, string)> rows = [.. cells.Cells.Select(cell => (name(cell.Name), (double)cell.Count, Value(cell.Count, cells.Total)))];
        if (cells.OtherCount > 0)
            rows.Add(($"{cells.Others} {other}", cells.OtherCount, Value(cells.OtherCount, cells.Total)));
        return rows;
    }

    /// <summary>A count and its share of all: <c>1,234 · 12.3 %</c>.</summary>
    public static string Value(long count, long all) => $"{FigureFrame.Count(count)} · {Share(count / (double)Math.Max(1, all))}";

    /// <summary>A share in per cent with a decimal below 10 %.</summary>
    public static string Share(double share) => share is > 0 and < .0005 ? "under 0.1 %" : FigureFrame.Number(share * 100, share < .0995 ? "0.0" : "0") + " %";

    /// <summary>The sign of a currency: <c>R$</c>.</summary>
    public static string Symbol(string currency) => new Phrase(currency).Money(0).Replace("0", "", StringComparison.Ordinal).Trim();

    // A rule at every 1, 2 and 5, a number at every power of ten (or at 2 and 5 too where there are few).
    private static void LogColumns(PlotArea area, Histogram data)
    {
        var (low, high) = (Math.Log10(data.Edges[0]), Math.Log10(data.Edges[^1]));
        for (var power = (int)Math.Floor(low); power <= Math.Ceiling(high); power++)
            foreach (var factor in new[] { 1, 2, 5 })
            {
                var value = factor * Math.Pow(10, power);
                if (Math.Log10(value) < low - 1e-9 || Math.Log10(value) > high + 1e-9)
                    continue;
                area.Below([Math.Log10(value)], _ => factor == 1 || high - low < 2.8 ? FigureFrame.Number(value, "#,0.####") : "");
            }
    }
}
