using Clientele.Reporting.Figures;
using Clientele.Validation;

namespace Clientele.Reporting;

/// <summary>All files of a study's validation: <c>fidelity.json</c>, the page and its figures.</summary>
public static class FidelityFiles
{
    /// <summary>Writes <c>fidelity/</c>: everything is written apart first and then put in place, fidelity.json last, so that a folder without it is not validated and one with it is complete.</summary>
    /// <param name="study">The study.</param>
    /// <param name="report">The report.</param>
    /// <returns>The files, as they stand in the study: the page, its figures, and last the report.</returns>
    /// <remarks>A figure that the report has no numbers for is not written, and one of an earlier report is removed.</remarks>
    /// <exception cref="ClienteleException">A file cannot be written or replaced.</exception>
    public static IReadOnlyList<string> Write(StudyFolder study, FidelityReport report)
    {
        var draft = new StudyFolder(Path.Combine(Path.GetDirectoryName(study.Fidelity)!, ".draft"));
        try
        {
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
            FidelityFile.Write(draft, report);
            return Place(draft, study, words.Keys);
        }
        finally
        {
            if (Directory.Exists(draft.Root))
                Directory.Delete(draft.Root, recursive: true);
        }
    }

    private static string[] Place(StudyFolder draft, StudyFolder study, IReadOnlyCollection<string> drawn)
    {
        List<(string From, string To)> files =
        [
            (draft.FidelityPage, study.FidelityPage),
            .. FidelityFigure.All.Where(figure => drawn.Contains(figure.Name)).Select(figure => (draft.FidelityFigure(figure.Name), study.FidelityFigure(figure.Name))),
            (draft.Fidelity, study.Fidelity),
        ];
        var at = study.Fidelity;
        try
        {
            File.Delete(study.Fidelity);
            Directory.CreateDirectory(Path.GetDirectoryName(study.FidelityFigure("any"))!);
            foreach (var figure in FidelityFigure.All.Where(figure => !drawn.Contains(figure.Name)))
                File.Delete(at = study.FidelityFigure(figure.Name));
            foreach (var (from, to) in files)
                File.Move(from, at = to, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw WholeFile.Explain(problem, at);
        }
        return [.. files.Select(file => file.To)];
    }
}
