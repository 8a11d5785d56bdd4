using Clientele.Personas;

namespace Clientele.Reporting.Figures;

/// <summary>A card a persona: name, share, and what sets it apart, each with the numbers that it rests on.</summary>
internal static class PersonaCardFigure
{
    private const int Columns = 3, MostTraits = 4;
    private const double Gap = 14, Inside = 14, Head = 66, Trait = 40;

    /// <summary>Draws it; null when no persona may be shown.</summary>
    public static FigureCanvas? Of(PersonaFigures set)
    {
        if (set.Shown.Count == 0)
            return null;
        var cards = set.Shown.Select(persona => (Persona: persona, Traits: Traits(set, persona))).ToList();
        var text = new FigureText(
            "The personas",
            $"{set.Shown.Count} readable portraits of {FigureFrame.Count(set.Personas.Customers)} real customers, with what sets each apart most.",
            "large: the mean of the persona's customers; small: the mean of all customers. Sticks point right for more and left for less, by standard deviations.")
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
        canvas.Text(FigureFrame.Fit(persona.Name, room, 15, bold: true), x, y + 20, 15, Palette.Ink, bold: true);
        canvas.Text($"{Charts.Share(persona.Share)} of customers · {FigureFrame.Count(persona.Size)}", x, y + 42, 13, Palette.Muted);
        y += Head;
        if (traits.Count == 0)
            canvas.Text("Close to the average in everything.", x, y + 12, 13, Palette.Ink);
        foreach (var trait in traits)
        {
            var j = Index(set, trait.Feature);
            var feature = set.Personas.Features[j];
            var all = $"all: {set.Phrase.Value(feature, trait.PopulationValue)}";
            canvas.Text(set.Phrase.Value(feature, trait.Value), x, y + 8, 15, Palette.Ink, bold: true);
            canvas.Text(FigureFrame.Fit(set.Labels[j].ToLowerInvariant(), room - 96, 13), x + 88, y + 2, 13, Palette.Ink);
            canvas.Text(all, x + 88, y + 19, 12, Palette.Muted);
            // A stick of at most 40 pixels either way, the same for all cards.
            var (middle, length) = (x + room - 42, Math.Clamp(trait.ZScore / 3, -1, 1) * 38);
            canvas.Line([(middle, y + 12), (middle, y + 26)], Palette.Muted, 1);
            canvas.Line([(middle, y + 19), (middle + length, y + 19)], color, 5);
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
