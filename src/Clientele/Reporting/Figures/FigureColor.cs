namespace Clientele.Reporting.Figures;

/// <summary>What a figure is shown on.</summary>
public enum FigureTheme
{
    /// <summary>White paper or a light page.</summary>
    Light,

    /// <summary>A dark slide or page.</summary>
    Dark,
}

/// <summary>One colour of a drawing in both themes, each <c>#RRGGBB</c>: the same meaning, read against another background.</summary>
/// <param name="Light">On white.</param>
/// <param name="Dark">On <see cref="Palette.Background"/>'s dark.</param>
internal readonly record struct FigureColor(string Light, string Dark)
{
    /// <summary>The colour in a theme.</summary>
    public string In(FigureTheme theme) => theme == FigureTheme.Dark ? Dark : Light;
}
