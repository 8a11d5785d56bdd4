using Clientele.Reporting.Figures;
using Clientele.Storage;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>All files of a study's validation: <c>fidelity.json</c>, the page and its figures.</summary>
public static class FidelityFiles
{
    /// <summary>Writes <c>fidelity/</c>: everything is written apart first and then put in place together.</summary>
    /// <param name="study">The study. Two processes at once are kept apart by <see cref="StudyLock"/>, which the caller holds.</param>
    /// <param name="report">The report.</param>
    /// <returns>The files, as they stand in the study: the page, its figures, and last the report.</returns>
    /// <remarks>A figure that the report has no numbers for is not written, and one of an earlier report is removed.</remarks>
    /// <exception cref="ClienteleException">A file cannot be written or replaced.</exception>
    public static IReadOnlyList<string> Write(StudyFolder study, FidelityReport report)
    {
        using var files = new DraftFolder(study.Root);
        var draft = new StudyFolder(files.Root);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var figure in FidelityFigure.All)
        {
            using var canvas = figure.Of(report);
            if (canvas is null)
                continue;
            WholeFile.Write(draft.FidelityFigure(figure.Name), stream => stream.Write(canvas.Png()));
            words[figure.Name] = $"{canvas.Title}{(canvas.Title.EndsWith('?') ? "" : ".")} {canvas.Description}";
        }
        WholeFile.WriteText(draft.FidelityPage, FidelityPage.Of(report, words));
        FidelityFile.Save(draft, report);
        files.Commit(files.Seal(FidelityFile.IsPart));
        return [study.FidelityPage, .. FidelityFigure.All.Where(figure => words.ContainsKey(figure.Name)).Select(figure => study.FidelityFigure(figure.Name)), study.Fidelity];
    }
}
