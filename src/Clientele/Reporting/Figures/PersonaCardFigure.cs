using Clientele.Personas;

namespace Clientele.Reporting.Figures;

/// <summary>A card a persona: name, share, and what sets it apart, each with the numbers that it rests on.</summary>
internal static class PersonaCardFigure
{
    private const int Columns = 4, MostTraits = 4;
    private const double Gap = 14, Inside = 12, Head = 96, Trait = 42;

    /// <summary>Draws it; null when no persona may be shown.</summary>
    public static FigureCanvas? Of(PersonaFigures set)
    {
        if (set.Shown.Count == 0)
            return null;
        var cards = set.Shown.Select(persona => (Persona: persona, Traits: Traits(set, persona))).ToList();
        var text = new FigureText(
            "The personas",
            $"{set.Shown.Count} readable portraits of {FigureFrame.Count(set.Personas.Customers)} customers, with what sets each apart most.",
            "bold: the mean of the persona's customers; below: the mean of all customers and z, the distance between the two in standard deviations.")
        { Notes = set.Hidden };
        var width = (FigureFrame.Slide - 2 * FigureFrame.Pad - (Columns - 1) * Gap) / Columns;
        var rows = cards.Chunk(Columns).Select(row => Head + Math.Max(1, row.Max(card => card.Traits.Count)) * Trait + 8).ToList();
        return FigureFrame.Draw(FigureFrame.Slide, text, set.Source, rows.Sum() + (rows.Count - 1) * Gap, (canvas, top) =>
        {
            var y = top;
            foreach (var (r, row) in cards.Chunk(Columns).Index())
            {
                for (var c = 0; c < row.Length; c++)
                    Card(canvas, set, row[c].Persona, row[c].Traits, FigureFrame.Pad + c * (width + Gap), y, width, rows[r]);
                y += rows[r] + Gap;
            }
        });
    }

    private static void Card(FigureCanvas canvas, PersonaFigures set, Persona persona, List<Evidence> traits, double x, double y, double width, double height)
    {
        var color = PersonaFigures.Color(persona.Segment);
        canvas.Box(x, y, width, height, Palette.Missing);
        canvas.Box(x, y, 5, height, color);
        var room = width - 2 * Inside - 6;
        x += Inside + 4;
        var name = FigureCanvas.Wrap(persona.Name, room, 15, bold: true).Take(2).Select(line => FigureFrame.Fit(line, room + 4, 15, bold: true)).ToList();
        FigureFrame.Lines(canvas, name, y + 20, 19, 15, Palette.Ink, bold: true, x);
        canvas.Text($"{Charts.Share(persona.Share)} · {FigureFrame.Count(persona.Size)} customers", x, y + 62, 13, Palette.Muted);
        canvas.Box(x, y + 76, room, 5, Palette.Rule);
        canvas.Box(x, y + 76, Math.Max(room * persona.Share, 1), 5, color);
        y += Head;
        if (traits.Count == 0)
            FigureFrame.Lines(canvas, FigureCanvas.Wrap("Close to the average in everything.", room, 13, bold: false), y + 8, 18, 13, Palette.Ink, x: x);
        foreach (var trait in traits)
        {
            var j = Index(set, trait.Feature);
            var feature = set.Personas.Features[j];
            var all = $"all {set.Phrase.Value(feature, trait.PopulationValue)}, z {FigureFrame.Number(trait.ZScore, "+0.0;-0.0")}";
            canvas.Text(set.Phrase.Value(feature, trait.Value), x, y + 6, 14, Palette.Ink, bold: true);
            canvas.Text(FigureFrame.Fit(set.Labels[j].ToLowerInvariant(), room - 64, 13), x + 64, y + 6, 13, Palette.Ink);
            canvas.Text(FigureFrame.Fit(all, room - 60, 12), x + 64, y + 23, 12, Palette.Muted);
            y += Trait;
        }
    }

    private static List<Evidence> Traits(PersonaFigures set, Persona persona) =>
    [
        .. persona.Profile.Where(statement => statement.Distinguishing).SelectMany(statement => statement.Evidence)
            .DistinctBy(evidence => evidence.Feature).Where(evidence => Index(set, evidence.Feature) >= 0).OrderByDescending(evidence => Math.Abs(evidence.ZScore)).Take(MostTraits),
    ];

    private static int Index(PersonaFigures set, string feature) => set.Personas.Features.ToList().FindIndex(one => one.Name == feature);
}
