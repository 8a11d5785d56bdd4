using System.Globalization;
using Clientele.Validation;

namespace Clientele.Reporting.Figures;

/// <summary>Joint distributions of two attributes: real, simulated, and the difference, one row of panels a pair. The second attribute runs downwards, so that its names are read
/// without turning the head.</summary>
internal sealed class JointDistributionFigure
{
    private const double Panel = 330, Between = 22, RowHeight = 22, Header = 70, Below = 30, MostLabel = 168, LeastText = 25, Legend = 58;

    private readonly FidelityReport _report;
    private readonly List<FidelityTable> _tables;
    private readonly double _left, _largest, _difference;

    private JointDistributionFigure(FidelityReport report, List<FidelityTable> tables)
    {
        (_report, _tables) = (report, tables);
        _left = FidelityFrame.Pad + 14 + Math.Min(MostLabel, tables.SelectMany(table => table.Columns).Max(name => EmbeddedFonts.Width(Name(name), 12, bold: false)));
        _largest = Up(tables.Max(table => table.Real.Concat(table.Simulated).Max(row => row.Max())));
        _difference = Up(tables.Max(table => table.Real.Zip(table.Simulated, (real, simulated) => real.Zip(simulated, (a, b) => Math.Abs(b - a)).Max()).Max()));
    }

    /// <summary>Draws it; null when the report has no tables.</summary>
    public static FigureCanvas? Of(FidelityReport report)
    {
        var tables = report.Tables.Where(table => table.Rows.Count > 0 && table.Columns.Count > 0).ToList();
        return tables.Count == 0 ? null : new JointDistributionFigure(report, tables).Draw();
    }

    private FigureCanvas Draw()
    {
        var text = new FigureText(
            "Do simulated orders mix as real ones do?",
            "Every held-out order was simulated, given its own context; shown is the mean of many such populations. A cell is a share of all orders of its panel, in per cent; the difference is in percentage points.",
            "where the right panel is nearly without colour, as many simulated as real orders are of that kind; brown: too many of them simulated, blue: too few.");
        var height = Legend + _tables.Sum(table => Header + table.Columns.Count * RowHeight + Below);
        return FidelityFrame.Draw(_report, _left + 3 * Panel + 2 * Between + FidelityFrame.Pad, text, height, (canvas, top) =>
        {
            FigureFrame.Scale(canvas, _left, top, Panel, "Share of orders", t => Palette.Sequential(Math.Sqrt(t)), "0 %", FigureFrame.Number(_largest * 100, "0.##") + " %");
            var points = FigureFrame.Number(_difference * 100, "0.##");
            FigureFrame.Scale(canvas, _left + 2 * (Panel + Between), top, Panel, "Simulated minus real", t => Palette.Diverging(2 * t - 1), $"−{points} points", $"+{points} points");
            var y = top + Legend;
            foreach (var table in _tables)
            {
                Pair(canvas, table, y);
                y += Header + table.Columns.Count * RowHeight + Below;
            }
        });
    }

    private void Pair(FigureCanvas canvas, FidelityTable table, double top)
    {
        var names = table.Name.Split(" × ");
        var (across, down) = names.Length == 2 ? (Name(names[0]), Name(names[1])) : (Name(table.Name), "");
        var room = 3 * Panel + 2 * Between + _left - FidelityFrame.Pad;
        canvas.Text(FigureFrame.Fit($"{Capital(across)} by {down}{Verdict(table)}", room, 14, bold: true), FidelityFrame.Pad, top + 8, 14, Palette.Ink, bold: true);
        for (var c = 0; c < table.Columns.Count; c++)
            canvas.Text(FigureFrame.Fit(Name(table.Columns[c]), _left - FidelityFrame.Pad - 10, 12), _left - 10, top + Header + (c + .5) * RowHeight, 12, Palette.Ink, TextAnchor.Right);
        canvas.Text(FigureFrame.Fit(down, _left - FidelityFrame.Pad - 10, 12, bold: true), _left - 10, top + 56, 12, Palette.Muted, TextAnchor.Right, bold: true);
        (string Title, Func<int, int, (FigureColor Fill, string Text)> Cell)[] panels =
        [
            ("Real", (r, c) => (Palette.Sequential(Math.Sqrt(table.Real[r][c] / _largest)), Share(table.Real[r][c]))),
            ("Simulated", (r, c) => (Palette.Sequential(Math.Sqrt(table.Simulated[r][c] / _largest)), Share(table.Simulated[r][c]))),
            ("Difference", (r, c) => (Palette.Diverging((table.Simulated[r][c] - table.Real[r][c]) / _difference), Points(table.Simulated[r][c] - table.Real[r][c], table.Simulated[r][c] + table.Real[r][c]))),
        ];
        for (var p = 0; p < panels.Length; p++)
            Draw(canvas, panels[p].Title + $", {across}", panels[p].Cell, table, _left + p * (Panel + Between), top);
    }

    private static void Draw(FigureCanvas canvas, string title, Func<int, int, (FigureColor Fill, string Text)> cell, FidelityTable table, double left, double top)
    {
        var width = Panel / table.Rows.Count;
        canvas.Text(FigureFrame.Fit(title, Panel, 12), left, top + 36, 12, Palette.Muted);
        var widest = table.Rows.Max(name => EmbeddedFonts.Width(Name(name), 12, bold: true)) + 6;
        var every = Math.Max(1, (int)Math.Ceiling(Math.Min(widest, 80) / width));
        for (var r = 0; r < table.Rows.Count; r++)
        {
            if (r % every == 0)
                canvas.Text(FigureFrame.Fit(Name(table.Rows[r]), width * every - 4, 12, bold: true), left + (r + .5) * width, top + 56, 12, Palette.Ink, TextAnchor.Middle, bold: true);
            for (var c = 0; c < table.Columns.Count; c++)
            {
                var (fill, text) = cell(r, c);
                var (x, y) = (left + r * width, top + Header + c * RowHeight);
                canvas.Box(x + .5, y + .5, width - 1, RowHeight - 1, fill);
                if (text.Length > 0 && width >= LeastText)
                    canvas.Text(text, x + width / 2, y + RowHeight / 2, 11, Palette.On(fill), TextAnchor.Middle);
            }
        }
    }

    private string Verdict(FidelityTable table)
    {
        if (_report.Find("population.nf." + table.Name.Replace(" × ", "_", StringComparison.Ordinal)) is not { } metric)
            return "";
        var orders = string.Create(CultureInfo.InvariantCulture, $"n = {metric.N:N0} orders");
        return metric.Verdict == FidelityVerdict.NotScored || !double.IsFinite(metric.Value)
            ? $"   ·   {orders}, too weak to score"
            : $"   ·   {orders}, normalised fidelity {FigureFrame.Number(metric.Value, "0.00")}{FidelityFrame.Range(metric, "0.00")}; 0 = overall shares, 1 = as real";
    }

    // What no order has and none was simulated to have stays empty: mostly combinations that the shop does not offer.
    private static string Share(double share) => share == 0 ? "" : FigureFrame.Number(share * 100, "0.0");

    private static string Points(double difference, double sum) => sum == 0 ? "" : FigureFrame.Number(difference * 100, "+0.0;-0.0;0.0") is var text && text is "+0.0" or "−0.0" ? "0.0" : text;

    private static string Name(string name) => Words.Cut(name.Replace('_', ' ').Replace('-', '−'), 80);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    // The end of a scale: the next round number, so that equal reports of several shops are read alike.
    private static double Up(double largest)
    {
        if (!(largest > 0))
            return .01;
        var power = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return new[] { 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 }.Select(factor => factor * power).First(limit => limit >= largest - 1e-12);
    }
}
