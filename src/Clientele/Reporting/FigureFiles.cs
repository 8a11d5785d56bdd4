using Clientele.Reporting.Figures;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>All figures as files.</summary>
public static class FigureFiles
{
    /// <summary>Names of all figures, in the order of the line.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. FigureCatalog.All.Select(figure => figure.Name)];

    /// <summary>Draws every figure that the records have numbers for and puts the files in place once all are drawn: when one cannot be drawn or written, the folder keeps what it had.
    /// A file of an earlier call whose figure can no longer be drawn is removed.</summary>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="input">What to draw from.</param>
    /// <param name="options">Themes, formats, names; null = the defaults.</param>
    /// <param name="progress">Told after each figure.</param>
    /// <param name="cancellationToken">Stops between figures; nothing is written.</param>
    /// <exception cref="ClienteleException">A file cannot be written, or there is no figure of a name.</exception>
    public static WrittenFigures Write(string folder, FigureInput input, FigureOptions? options = null, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new FigureOptions();
        Check(options);
        var chosen = FigureCatalog.All.Where(figure => options.Only.Count == 0 || options.Only.Contains(figure.Name)).ToList();
        var drafts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var missing = new List<MissingFigure>();
        for (var i = 0; i < chosen.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var canvas = chosen[i].Of(input);
            if (canvas is null)
                missing.Add(new MissingFigure(chosen[i].Name, chosen[i].Missing(input)));
            else
                foreach (var (name, theme, svg) in Files(chosen[i].Name, options))
                    drafts[name] = svg ? System.Text.Encoding.UTF8.GetBytes(canvas.Svg(theme)) : canvas.Png(theme);
            progress?.Report(new StageProgress("Figures", i + 1, chosen.Count, "figures"));
        }
        Place(folder, drafts, missing.SelectMany(figure => Files(figure.Name, options)).Select(file => file.Name));
        return new WrittenFigures([.. drafts.Keys.Select(name => Path.Combine(folder, name))], missing);
    }

    /// <summary>Checks the names of <see cref="FigureOptions.Only"/>, before any work is done.</summary>
    /// <exception cref="ClienteleException">There is no figure of a name.</exception>
    public static void Check(FigureOptions options)
    {
        if (options.Only.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            var near = Words.Nearest(unknown, Names);
            throw new ClienteleException($"there is no figure \"{Words.Cut(unknown, 64)}\"", "--only", $"{(near is null ? "" : $"Did you mean {near}? ")}There are: {string.Join(", ", Names)}.");
        }
    }

    // Written apart first, so that a full disk leaves the figures of before as they were.
    private static void Place(string folder, Dictionary<string, byte[]> drafts, IEnumerable<string> gone)
    {
        if (drafts.Count == 0 && !Directory.Exists(folder))
            return;
        using var files = new DraftFolder(folder);
        foreach (var (name, bytes) in drafts)
            WholeFile.Write(Path.Combine(files.Root, name), stream => stream.Write(bytes));
        files.Commit(gone);
    }

    private static IEnumerable<(string Name, FigureTheme Theme, bool Svg)> Files(string name, FigureOptions options) =>
        from theme in options.Themes
        from svg in options.Formats.Select(format => format == FigureFormat.Svg)
        select (name + (theme == FigureTheme.Dark ? "-dark" : "") + (svg ? ".svg" : ".png"), theme, svg);
}

/// <summary>Which figures are written, and how.</summary>
public sealed record FigureOptions
{
    /// <summary>Themes; a dark figure's name ends with <c>-dark</c>. Default both.</summary>
    public IReadOnlyList<FigureTheme> Themes { get; init; } = [FigureTheme.Light, FigureTheme.Dark];

    /// <summary>Formats. Default both.</summary>
    public IReadOnlyList<FigureFormat> Formats { get; init; } = [FigureFormat.Svg, FigureFormat.Png];

    /// <summary>Names of the figures; empty = all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];
}

/// <summary>How a figure is written.</summary>
public enum FigureFormat
{
    /// <summary>For the web and for print: text stays text.</summary>
    Svg,

    /// <summary>For slides: twice the pixels of the drawing.</summary>
    Png,
}

/// <summary>What was written.</summary>
/// <param name="Files">Paths, in the order of the line.</param>
/// <param name="Missing">Figures that were left out.</param>
public sealed record WrittenFigures(IReadOnlyList<string> Files, IReadOnlyList<MissingFigure> Missing);

/// <summary>A figure that was left out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">What is missing.</param>
public sealed record MissingFigure(string Name, string Reason);
