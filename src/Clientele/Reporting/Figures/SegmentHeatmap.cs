using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Reporting.Figures;

/// <summary>Segments × features: the typical customer of each segment, or how far its mean is from all customers.</summary>
internal static class SegmentHeatmap
{
    private const double Label = 222, RowHeight = 42, MostZ = 3;

    /// <summary>Medians; for features of shares and 0/1, whose median says little, means.</summary>
    public static FigureCanvas? Medians(PersonaFigures set)
    {
        var features = set.Personas.Features;
        var typical = features.Select((feature, j) => set.Shown.Select(persona => Typical(feature, persona.Features[j])).ToArray()).ToList();
        var text = new FigureText(
            "The typical customer of each segment",
            $"Median of each feature; of features that are shares or yes/no, the mean. {set.Shown.Count} segments and all customers.",
            "in each column, the strongest colour is the segment with the highest value; columns have different units and are not compared.")
        { Notes = set.Hidden };
        return Draw(set, text, (s, j) =>
        {
            var (value, low, high) = (typical[j][s], typical[j].Min(), typical[j].Max());
            return (Palette.Sequential(high > low ? .04 + .86 * (value - low) / (high - low) : .3), set.Phrase.Value(features[j], value));
        }, j => set.Phrase.Value(features[j], Typical(features[j], set.Personas.Population[j])), (canvas, x, y) =>
            FigureFrame.Scale(canvas, x, y, 220, "Within a column", t => Palette.Sequential(.04 + .86 * t), "lowest", "highest"));
    }

    /// <summary>z-scores of the means, brown above the mean of all customers and blue below it.</summary>
    public static FigureCanvas? ZScores(PersonaFigures set)
    {
        var beyond = set.Shown.Any(persona => persona.Features.Any(feature => Math.Abs(feature.ZScore) > MostZ));
        var text = new FigureText(
            "What sets each segment apart",
            "z-score of each segment's mean: its distance from the mean of all customers, in standard deviations of all customers.",
            "brown: more than customers overall, blue: less; near 0 the segment is like everybody in that feature. From ±0.75 on a feature is called distinguishing.")
        { Notes = [.. set.Hidden, .. beyond ? (string[])[$"Beyond ±{MostZ} the colour does not change; the number is exact."] : []] };
        return Draw(set, text, (s, j) =>
        {
            var z = set.Shown[s].Features[j].ZScore;
            return (Palette.Diverging(z / MostZ), Math.Abs(z) < .005 ? "0" : FigureFrame.Number(z, "+0.00;-0.00"));
        }, null, (canvas, x, y) => FigureFrame.Scale(canvas, x, y, 220, "z-score", t => Palette.Diverging(2 * t - 1), $"−{MostZ}", $"+{MostZ}", "0"));
    }

    private static FigureCanvas? Draw(
        PersonaFigures set, FigureText text, Func<int, int, (FigureColor Fill, string Text)> cell, Func<int, string>? all, Action<FigureCanvas, double, double> scale)
    {
        var (rows, columns) = (set.Shown.Count, set.Personas.Features.Count);
        if (rows == 0 || columns == 0)
            return null;
        var width = (FigureFrame.Slide - 2 * FigureFrame.Pad - Label) / Math.Max(columns, 4);
        var height = Math.Min(RowHeight, 380.0 / rows);
        var header = set.Labels.Select(label => FigureCanvas.Wrap(label, width - 6, 12, bold: true).Take(3).Select(line => FigureFrame.Fit(line, width - 2, 12, bold: true)).ToList()).ToList();
        var head = header.Max(lines => lines.Count) * 16 + 8;
        return FigureFrame.Draw(FigureFrame.Slide, text, set.Source, head + rows * height + (all is null ? 0 : height + 6) + 62, (canvas, top) =>
        {
            for (var j = 0; j < columns; j++)
                FigureFrame.Lines(canvas, header[j], top + head - 14 - (header[j].Count - 1) * 16, 16, 12, Palette.Ink, bold: true, FigureFrame.Pad + Label + (j + .5) * width, TextAnchor.Middle);
            for (var s = 0; s < rows; s++)
            {
                var y = top + head + s * height;
                var persona = set.Shown[s];
                canvas.Text(FigureFrame.Fit(persona.Name, Label - 12, 13, bold: true), FigureFrame.Pad, y + height / 2 - 8, 13, Palette.Ink, bold: true);
                canvas.Text($"{FigureFrame.Count(persona.Size)} · {Charts.Share(persona.Share)}", FigureFrame.Pad, y + height / 2 + 8, 12, Palette.Muted);
                for (var j = 0; j < columns; j++)
                {
                    var (fill, value) = cell(s, j);
                    canvas.Box(FigureFrame.Pad + Label + j * width + 1, y + 1, width - 2, height - 2, fill);
                    canvas.Text(value, FigureFrame.Pad + Label + (j + .5) * width, y + height / 2, 13, Palette.On(fill), TextAnchor.Middle);
                }
            }
            var bottom = top + head + rows * height;
            if (all is not null)
            {
                canvas.Text("All customers", FigureFrame.Pad, bottom + 6 + height / 2, 13, Palette.Muted, bold: true);
                for (var j = 0; j < columns; j++)
                    canvas.Text(all(j), FigureFrame.Pad + Label + (j + .5) * width, bottom + 6 + height / 2, 13, Palette.Muted, TextAnchor.Middle);
                bottom += height + 6;
            }
            scale(canvas, FigureFrame.Pad + Label, bottom + 24);
        });
    }

    private static double Typical(FeatureDefinition feature, FeatureSummary summary) => feature.Unit is "share" or "0/1" ? summary.Mean : summary.Median;
}
