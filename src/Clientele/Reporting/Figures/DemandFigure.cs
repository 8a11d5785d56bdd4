using System.Globalization;
using Clientele.Personas;
using Clientele.Simulation;

namespace Clientele.Reporting.Figures;

/// <summary>Demand, revenue and margin as a field is swept: the population with its interval, the personas as thin lines.</summary>
internal sealed class DemandFigure
{
    private const double Pad = FigureFrame.Pad, PanelHeight = 250, PanelGap = 24, KeyRow = 22;
    private const int KeyColumns = 4;

    private readonly SweepResult _sweep;
    private readonly Phrase _phrase;
    private readonly List<SweepGroup> _personas;
    private readonly double _low, _high;
    private double _panelWidth;

    private DemandFigure(SweepResult sweep)
    {
        _sweep = sweep;
        _phrase = new Phrase(sweep.Currency);
        _personas = [.. sweep.Personas.Take(Palette.Lines.Count)];
        var values = sweep.Population.Points.Select(point => point.Value).ToList();
        (_low, _high) = (values.Min(), values.Max());
        if (_low == _high)
            (_low, _high) = (_low - 1, _high + 1);
    }

    /// <summary>Draws the figure.</summary>
    /// <exception cref="ArgumentException">A group has no points.</exception>
    public static FigureCanvas Of(SweepResult sweep) =>
        sweep.Personas.Append(sweep.Population).Any(group => group.Points.Count == 0)
            ? throw new ArgumentException("A sweep needs points.", nameof(sweep))
            : new DemandFigure(sweep).Draw();

    private FigureCanvas Draw()
    {
        var panels = new List<Panel> { new("Probability of buying", point => point.Purchase, Share, Best: null) };
        panels.Add(new("Revenue per 1,000 customers asked", point => point.Revenue, Amount, _sweep.Population.BestRevenue));
        if (_sweep.Population.BestMargin is { } bestMargin && _personas.Append(_sweep.Population).All(group => group.Points.All(point => point.Margin is not null)))
            panels.Add(new("Margin per 1,000 customers asked", point => point.Margin!.Value, Amount, bestMargin));
        var axisWidth = 12 + panels.Max(panel => Levels(panel).Max(level => EmbeddedFonts.Width(panel.Format(level), 12, bold: false)));

        _panelWidth = (FigureFrame.Slide - 2 * Pad - 16 - panels.Count * axisWidth - (panels.Count - 1) * PanelGap) / panels.Count;
        var keyRows = (1 + _personas.Count + (_sweep.Personas.Count > _personas.Count ? 1 : 0) + KeyColumns - 1) / KeyColumns;
        var title = $"{FigureFrame.Title(_sweep.Scenario)}{(_sweep.Variant == "base" ? "" : ", " + _sweep.Variant.Replace('_', ' '))}: demand by {FieldWords()}";
        var text = new FigureText(title, Subtitle(), "the thick line is all customers, thin lines are personas; the shaded band is the 95 % interval of all customers.");
        return FigureFrame.Draw(FigureFrame.Slide, text, new FigureSource(true, Footer()), PanelHeight + 116 + keyRows * KeyRow, (canvas, start) =>
        {
            var top = start + 58;
            for (var p = 0; p < panels.Count; p++)
                Draw(canvas, panels[p], Pad + axisWidth + p * (axisWidth + _panelWidth + PanelGap), top);
            Key(canvas, top + PanelHeight + 70);
        });
    }

    private void Draw(FigureCanvas canvas, Panel panel, double left, double top)
    {
        var read = panel.Read;
        var population = _sweep.Population.Points;
        var ticks = Levels(panel);
        var (bottom, ceiling) = (ticks[0], ticks[^1]);
        var best = FigureCanvas.Wrap(panel.Best is { } place ? Highest(place) : "Shaded: 95 % interval of all customers", _panelWidth + 30, 12, bold: false);
        canvas.Text(panel.Title, left, top - 22 - 16 * best.Count, 13, Palette.Ink, bold: true);
        FigureFrame.Lines(canvas, best, top - 2 - 16 * best.Count, 16, 12, Palette.Muted, x: left);
        foreach (var tick in ticks)
        {
            canvas.Line([(left, Y(tick)), (left + _panelWidth, Y(tick))], tick == 0 ? Palette.Muted : Palette.Rule, 1);
            canvas.Text(panel.Format(tick), left - 8, Y(tick), 12, Palette.Muted, TextAnchor.Right);
        }
        foreach (var tick in Ticks(_low, _high, MostTicks()).Where(tick => tick >= _low - 1e-9 && tick <= _high + 1e-9))
        {
            canvas.Line([(X(tick), top + PanelHeight), (X(tick), top + PanelHeight + 5)], Palette.Muted, 1);
            canvas.Text(Field(tick), X(tick), top + PanelHeight + 18, 12, Palette.Muted, TextAnchor.Middle);
        }
        canvas.Text(Capital(FieldWords()), left + _panelWidth / 2, top + PanelHeight + 40, 12, Palette.Ink, TextAnchor.Middle);

        var band = population.Where(point => double.IsFinite(read(point).Low) && double.IsFinite(read(point).High)).ToList();
        if (band.Count > 1)
            canvas.Area([.. band.Select(point => (X(point.Value), Y(read(point).High))), .. Enumerable.Reverse(band).Select(point => (X(point.Value), Y(read(point).Low)))], Palette.Ink, .12);
        for (var i = 0; i < _personas.Count; i++)
            Curve(_personas[i].Points, Palette.Lines[i], 1.6);
        Curve(population, Palette.Ink, 3.2);
        if (panel.Best is { } mark)
            foreach (var point in population.Where(point => point.Value == mark.Value && double.IsFinite(read(point).Value)))
                canvas.Dot(X(point.Value), Y(read(point).Value), Palette.Ink);

        void Curve(IReadOnlyList<SweepPoint> points, FigureColor color, double thickness)
        {
            var line = points.Where(point => double.IsFinite(read(point).Value)).Select(point => (X(point.Value), Y(read(point).Value))).ToList();
            if (line.Count > 1)
                canvas.Line(line, color, thickness);
            else if (line.Count == 1)
                canvas.Dot(line[0].Item1, line[0].Item2, color);
        }

        double X(double value) => left + (value - _low) / (_high - _low) * _panelWidth;

        double Y(double value) => top + PanelHeight - (value - bottom) / (ceiling - bottom) * PanelHeight;
    }

    // As many as their labels leave room for.
    private int MostTicks() =>
        (int)Math.Clamp(_panelWidth / (Math.Max(EmbeddedFonts.Width(Field(_low), 12, bold: false), EmbeddedFonts.Width(Field(_high), 12, bold: false)) + 10), 2, 5);

    /// <summary>Values of the vertical axis: zero, and all that is drawn.</summary>
    private double[] Levels(Panel panel)
    {
        var drawn = _personas.SelectMany(curve => curve.Points).Select(point => panel.Read(point).Value)
            .Concat(_sweep.Population.Points.Select(panel.Read).SelectMany(interval => (double[])[interval.Value, interval.Low, interval.High]))
            .Where(double.IsFinite).Append(0).ToList();
        return Ticks(drawn.Min(), Math.Max(drawn.Max(), drawn.Min() + 1e-6), 5);
    }

    /// <summary>Where the population's curve is highest, with the interval of that place; at an end of the sweep the true one may lie beyond.</summary>
    private string Highest(Interval best)
    {
        var range = double.IsFinite(best.Low) && best.Low < best.High ? $" ({Field(best.Low)} to {Field(best.High)})" : "";
        return $"Highest at {Field(best.Value)}{range}{(best.Value > _low && best.Value < _high ? "" : ", an end of the sweep")}";
    }

    private void Key(FigureCanvas canvas, double top)
    {
        var (room, at) = ((FigureFrame.Slide - 2 * Pad) / KeyColumns, 0);
        Entry("All customers", Palette.Ink, 3.2, bold: true);
        for (var i = 0; i < _personas.Count; i++)
            Entry(_personas[i].Name, Palette.Lines[i], 2, bold: false);
        if (_sweep.Personas.Count - _personas.Count is > 0 and var more)
            Entry($"{more} more in sweep.csv", null, 0, bold: false);

        void Entry(string name, FigureColor? color, double thickness, bool bold)
        {
            var (x, y) = (Pad + at % KeyColumns * room, top + at++ / KeyColumns * KeyRow);
            if (color is { } line)
                canvas.Line([(x, y), (x + 20, y)], line, thickness);
            canvas.Text(FigureFrame.Fit(name, room - 34, 13, bold), x + (color is null ? 0 : 28), y, 13, color is null ? Palette.Muted : Palette.Ink, bold: bold);
        }
    }

    private List<string> Footer() => [RunRecord.NotValidated, .. _sweep.AssumedLevel is { } assumed ? (string[])[assumed] : [], .. _sweep.Notices];

    private string Subtitle() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_sweep.Population.Points.Count} values of {FieldWords()} from {Field(_low)} to {Field(_high)}, all else as in the scenario.{(_sweep.AssumedLevel is null ? "" : " The level is assumed: read the shape and the differences, not the height.")}");

    private string FieldWords() => _sweep.Sweep.Path[(_sweep.Sweep.Path.LastIndexOf('.') + 1)..].Replace('_', ' ');

    private string Field(double value) =>
        _sweep.Sweep.Path.EndsWith("price", StringComparison.Ordinal) || _sweep.Sweep.Path.EndsWith("total", StringComparison.Ordinal)
            || _sweep.Sweep.Path.EndsWith("freight", StringComparison.Ordinal) || _sweep.Sweep.Path.EndsWith("cost", StringComparison.Ordinal)
            ? _phrase.Money(value)
            : Phrase.Number(value);

    private string Amount(double value) => _phrase.Money(value);

    private static string Share(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Round values that cover a range: steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
    internal static double[] Ticks(double low, double high, int most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / most)));
        var step = new[] { 1, 2, 2.5, 5, 10, 20 }.Select(factor => factor * power).First(step => Math.Ceiling(high / step - 1e-9) - Math.Floor(low / step + 1e-9) <= most);
        var (first, last) = ((long)Math.Floor(low / step + 1e-9), (long)Math.Ceiling(high / step - 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    private sealed record Panel(string Title, Func<SweepPoint, Interval> Read, Func<double, string> Format, Interval? Best);
}
