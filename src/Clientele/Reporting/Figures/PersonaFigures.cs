using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Reporting.Figures;

/// <summary>What the figures of personas share: their source, order and short names.</summary>
internal sealed record PersonaFigures(PersonaSet Personas, string Mapping, string DataSha256)
{
    /// <summary>Personas that may be shown by themselves.</summary>
    public IReadOnlyList<Persona> Shown { get; } = [.. Personas.Personas.Where(persona => persona.Size >= Statistics.SmallCells.Least)];

    /// <summary>How amounts and shares are written.</summary>
    public Phrase Phrase { get; } = new(Personas.Currency);

    /// <summary>The line at the foot.</summary>
    public FigureSource Source => FigureSource.Shop(Mapping, $"n = {FigureFrame.Count(Personas.Customers)} customers", DataSha256);

    /// <summary>What is left out, if anything.</summary>
    public IReadOnlyList<string> Hidden => Personas.Personas.Count - Shown.Count is > 0 and var few
        ? [$"{few} {(few == 1 ? "segment" : "segments")} with fewer than {Statistics.SmallCells.Least} customers {(few == 1 ? "is" : "are")} not shown."] : [];

    /// <summary>Colour of a persona, the same on every figure.</summary>
    public static FigureColor Color(int segment) => Palette.Lines[segment % Palette.Lines.Count];

    /// <summary>A feature's name as a label.</summary>
    public static string Label(FeatureDefinition feature) => feature.Trait switch
    {
        FeatureTrait.Frequency => "Orders",
        FeatureTrait.Spend => "Spent in all",
        FeatureTrait.ItemPrice => "Price an item",
        FeatureTrait.Basket => "Items an order",
        FeatureTrait.Instalments => "Instalments",
        FeatureTrait.CardShare => "Paid by card",
        FeatureTrait.Variety => "Categories",
        FeatureTrait.Satisfaction => "Positive reviewer",
        FeatureTrait.Weekend => "Weekend buyer",
        _ => FigureFrame.Title(feature.Name),
    };

    /// <summary>Labels of all features, each its own: the name itself where two features have one trait.</summary>
    public IReadOnlyList<string> Labels => LabelsOf(Personas.Features);

    /// <summary>Labels of any features, likewise.</summary>
    public static IReadOnlyList<string> LabelsOf(IReadOnlyList<FeatureDefinition> features) =>
        [.. features.Select(feature => features.Count(other => Label(other) == Label(feature)) > 1 ? FigureFrame.Title(feature.Name) : Label(feature))];
}
