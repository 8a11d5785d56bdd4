using System.Globalization;
using Clientele.Personas;
using Clientele.Simulation;

namespace Clientele.Reporting.Figures;

/// <summary>Personas × scenarios: the probability of buying, or its odds relative to the population where the level is only assumed.</summary>
internal sealed class DecisionHeatmap
{
    private const double Pad = FigureFrame.Pad, Gap = 3, LabelSize = 14, HeaderSize = 13;
    private const double MostLabel = 240, LeastCell = 104, MostCell = 220, LeastWidth = 700;

    private static readonly double[] Scales = [.01, .02, .05, .1, .2, .5];

    private static readonly string[] Fourfold = ["× ¼", "× ½", "× 1", "× 2", "× 4"];

    private readonly RunRecord _record;
    private readonly List<(string Name, string Detail, Func<SituationResult, GroupResult?> Result)> _rows;
    private readonly bool _relative;
    private readonly string _compared;
    private readonly double _largest;
    private readonly double _left;
    private readonly double _rowHeight;

    private DecisionHeatmap(RunRecord record)
    {
        _record = record;
        _relative = record.AssumedLevel is not null;
        _compared = RunWords.ComparedWith(record.Situations);
        _rows = Rows(record);
        var purchases = record.Situations.SelectMany(situation => situation.Personas.Append(situation.Population))
            .Where(group => group.Agents > 0).Select(group => group.Purchase.Value).DefaultIfEmpty(1).Max();
        _left = Math.Min(MostLabel, _rows.Max(row => Math.Max(
            EmbeddedFonts.Width(row.Name, LabelSize, bold: true), EmbeddedFonts.Width(row.Detail, 12, bold: false)))) + 16;
        _rowHeight = Math.Max(56, _rows.Max(row => FigureCanvas.Wrap(row.Name, _left - 16, LabelSize, bold: true).Count) * 17 + 26);
        _largest = Scales.FirstOrDefault(limit => purchases <= limit, 1);
    }

    /// <summary>Draws the figure.</summary>
    public static FigureCanvas Of(RunRecord record) => new DecisionHeatmap(record).Draw();

    private bool Worded => _record.Situations[0].Population.View is not null;

    private FigureCanvas Draw()
    {
        var columns = _record.Situations.Count;
        var headers = _record.Situations.Select(situation => situation.Scenario).Select(scenario =>
            (Name: FigureFrame.Title(scenario.Name), Variant: scenario.Variant == "base" ? null : FigureFrame.Title(scenario.Variant))).ToList();
        var longestWord = headers.SelectMany(header => $"{header.Name} {header.Variant}".Split(' ')).Max(word => EmbeddedFonts.Width(word, HeaderSize, bold: true));
        var longestCell = _record.Situations.SelectMany(situation => _rows.Select(row => (situation, Group: row.Result(situation)))).Where(cell => cell.Group is not null)
            .Max(cell => EmbeddedFonts.Width(Small(cell.situation, cell.Group!), 12, bold: false));
        var least = Math.Max(LeastCell, Math.Max(longestWord, longestCell) + 16);
        var cell = Math.Clamp((LeastWidth - 2 * Pad - _left) / columns, least, Math.Max(MostCell, least));
        var width = Math.Max(LeastWidth, 2 * Pad + _left + columns * cell);

        var headerLines = headers.Select(header => (
            Name: FigureCanvas.Wrap(header.Name, cell - 10, HeaderSize, bold: true),
            Variant: header.Variant is null ? [] : FigureCanvas.Wrap(header.Variant, cell - 10, 12, bold: false))).ToList();
        var headerHeight = headerLines.Max(lines => lines.Name.Count + lines.Variant.Count) * 17 + 10;
        var text = new FigureText(
            _relative ? $"Odds of buying by persona, against those {_compared}" : "How likely each persona is to buy",
            Subtitle(),
            _relative
                ? $"large: odds of buying against those {_compared}; small: the likeliest option{(Worded ? ", and the decision at an assumed level" : "")}."
                : "large: probability of buying; small: the decision that it means, and its 95 % simulation interval where there is one. Yes: 60 % or more; no: 40 % or less; maybe: between.");
        return FigureFrame.Draw(width, text, new FigureSource(true, Footer()), headerHeight + _rows.Count * _rowHeight + 12 + 58, (canvas, start) =>
        {
            var top = start + headerHeight - 8;
            for (var c = 0; c < columns; c++)
            {
                var (name, variant) = headerLines[c];
                var x = Pad + _left + (c + .5) * cell;
                var bottom = top - 12 - (name.Count + variant.Count - 1) * 17;
                var next = FigureFrame.Lines(canvas, name, bottom, 17, HeaderSize, Palette.Ink, bold: true, x, TextAnchor.Middle);
                FigureFrame.Lines(canvas, variant, next, 17, 12, Palette.Muted, x: x, anchor: TextAnchor.Middle);
            }
            for (var r = 0; r < _rows.Count; r++)
            {
                // The population stands apart from the personas that make it up.
                var rowTop = top + r * _rowHeight + (r > 0 ? 12 : 0);
                Label(canvas, _rows[r].Name, _rows[r].Detail, rowTop);
                for (var c = 0; c < columns; c++)
                    Cell(canvas, _record.Situations[c], _rows[r].Result(_record.Situations[c]), Pad + _left + c * cell, rowTop, cell);
            }
            Legend(canvas, Pad + _left, top + _rows.Count * _rowHeight + 12 + 22, 360);
        });
    }

    private void Label(FigureCanvas canvas, string name, string detail, double top)
    {
        var lines = FigureCanvas.Wrap(name, _left - 16, LabelSize, bold: true);
        var y = top + (_rowHeight - Gap) / 2 - (lines.Count * 17 + 16) / 2.0 + 8.5;
        y = FigureFrame.Lines(canvas, lines, y, 17, LabelSize, Palette.Ink, bold: true);
        canvas.Text(detail, Pad, y, 12, Palette.Muted);
    }

    private void Cell(FigureCanvas canvas, SituationResult situation, GroupResult? group, double x, double y, double width)
    {
        var answered = group is { Agents: > 0 } && !double.IsNaN(group.Purchase.Value);
        var fill = answered ? Color(Share(group!)) : Palette.Missing;
        canvas.Box(x + Gap / 2, y, width - Gap, _rowHeight - Gap, fill);
        var middle = (X: x + width / 2, Y: y + (_rowHeight - Gap) / 2);
        if (!answered)
        {
            canvas.Text("no answer", middle.X, middle.Y, 12, Palette.Muted, TextAnchor.Middle);
            return;
        }
        var ink = Palette.On(fill);
        canvas.Text(_relative ? RunWords.Times(RunWords.Odds(group!).Value) : Percent(group!.Purchase.Value), middle.X, middle.Y - 9, 17, ink, TextAnchor.Middle, bold: true);
        canvas.Text(Small(situation, group!), middle.X, middle.Y + 12, 12, ink, TextAnchor.Middle);
    }

    // Odds have a middle, × 1: brown above it, blue below. A probability has none.
    private FigureColor Color(double share) => _relative ? Palette.Diverging(2 * share - 1) : Palette.Sequential(share);

    /// <summary>The second line of a cell.</summary>
    private string Small(SituationResult situation, GroupResult group) =>
        _relative ? RunWords.Likeliest(situation.Scenario, group) + (group.View is { } view ? $" · {view}" : "")
        : double.IsNaN(group.Purchase.Low) ? group.View ?? ""
        : $"{group.View} · {Digits(group.Purchase.Low)}–{Digits(group.Purchase.High)} %";

    /// <summary>Where a value lies on the colour scale; odds ratios by their logarithm between a quarter and four times.</summary>
    private double Share(GroupResult group) =>
        _relative ? double.IsNaN(RunWords.Odds(group).Value) ? Math.Round(group.Purchase.Value) : Math.Log2(RunWords.Odds(group).Value) / 4 + .5 : group.Purchase.Value / _largest;

    private void Legend(FigureCanvas canvas, double x, double y, double width)
    {
        canvas.Text(_relative ? $"Odds of buying against those {_compared}" : "Probability of buying", x, y, 12, Palette.Ink, bold: true);
        const int steps = 48;
        for (var i = 0; i < steps; i++)
            canvas.Box(x + i * width / steps, y + 12, width / steps + .6, 12, Color((i + .5) / steps));
        for (var i = 0; i <= 4; i++)
        {
            var text = _relative ? Fourfold[i] : Percent(_largest * i / 4);
            var anchor = i == 0 ? TextAnchor.Left : i == 4 ? TextAnchor.Right : TextAnchor.Middle;
            canvas.Text(text, x + i * width / 4, y + 35, 12, Palette.Muted, anchor);
        }
    }

    private string Subtitle()
    {
        var agents = _record.Population switch
        {
            "personas" => "one simulated customer a persona",
            _ => string.Create(CultureInfo.InvariantCulture, $"{_record.Agents:N0} simulated customers"),
        };
        return $"Answers of the {AgentName()} for {agents}.";
    }

    private string AgentName() => _record.Model ?? (_record.Agent == "choice" ? "choice model" : _record.Agent);

    private List<string> Footer()
    {
        List<string> lines = [_record.Fidelity];
        if (_record.AssumedLevel is { } assumed)
            lines.Add(assumed);
        lines.Add("Plan " + _record.PlanHash[..Math.Min(12, _record.PlanHash.Length)] + ".");
        return lines;
    }

    private static List<(string, string, Func<SituationResult, GroupResult?>)> Rows(RunRecord record)
    {
        var shares = record.Personas.ToDictionary(persona => persona.Name, persona => persona.Share, StringComparer.Ordinal);
        var rows = new List<(string, string, Func<SituationResult, GroupResult?>)> { ("All customers", "weighted", situation => situation.Population) };
        foreach (var name in record.Situations.SelectMany(situation => situation.Personas).Select(group => group.Name).Distinct(StringComparer.Ordinal))
        {
            var detail = shares.TryGetValue(name, out var share) ? Phrase.Percent(share) + " of customers" : "small personas together";
            rows.Add((name, detail, situation => situation.Personas.FirstOrDefault(group => group.Name == name)));
        }
        return rows;
    }

    private static string Percent(double share) => Digits(share) + " %";

    private static string Digits(double share) => (share * 100).ToString(share is > 0 and < .0995 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
