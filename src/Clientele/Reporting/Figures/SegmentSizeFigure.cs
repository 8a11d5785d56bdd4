namespace Clientele.Reporting.Figures;

/// <summary>How many customers each segment has.</summary>
internal static class SegmentSizeFigure
{
    /// <summary>Draws it; null when no segment may be shown.</summary>
    public static FigureCanvas? Of(PersonaFigures set)
    {
        if (set.Shown.Count == 0)
            return null;
        var text = new FigureText(
            "How many customers each segment has",
            $"{set.Personas.Personas.Count} segments of {FigureFrame.Count(set.Personas.Customers)} customers; the largest holds {Charts.Share(set.Personas.Personas.Max(persona => persona.Share))}.",
            "numbers are customers and their share of all; every customer is in exactly one segment.")
        { Notes = set.Hidden };
        var row = Math.Min(46, 330.0 / set.Shown.Count);
        return FigureFrame.Draw(FigureFrame.Slide, text, set.Source, set.Shown.Count * row + 6, (canvas, top) => Charts.Level(
            canvas, FigureFrame.Pad, top, FigureFrame.Slide - 2 * FigureFrame.Pad,
            [.. set.Shown.Select(persona => (persona.Name, (double)persona.Size, Charts.Value(persona.Size, set.Personas.Customers)))], row, i => PersonaFigures.Color(set.Shown[i].Segment)));
    }
}
