using Clientele.Reporting;
using Clientele.Storage;
using Clientele.Studio.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Clientele.Studio;

/// <summary>Files of a run: a fixed list of names under a run's hash.</summary>
internal static class Downloads
{
    public static void Map(WebApplication application) => application.MapGet("/runs/{hash}/files/{name}", Send);

    /// <summary>Whether a text can be the folder name of a run.</summary>
    public static bool IsHash(string text) => text.Length is >= 8 and <= 64 && text.All(char.IsAsciiHexDigitLower);

    private static IResult Send(string hash, string name, StudioOptions options)
    {
        if (!IsHash(hash))
            return Results.NotFound();
        var study = new StudyFolder(options.Study);
        var folder = study.Run(hash);
        var (path, type) = name switch
        {
            "report.html" => (folder.RunFile, "text/html; charset=utf-8"),
            "run.json" => (folder.RunFile, "application/json"),
            "decisions.csv" => (folder.DecisionsCsv, "text/csv; charset=utf-8"),
            "decisions.parquet" => (folder.DecisionsParquet, "application/vnd.apache.parquet"),
            _ => (null, ""),
        };
        if (path is null || StudyFile.Inside(options.Study, path) is not { } file || !File.Exists(file))
            return Results.NotFound();
        var sent = $"{Path.GetFileNameWithoutExtension(name)}-{hash[..8]}{Path.GetExtension(name)}";
        try
        {
            if (name != "report.html")
            {
                Checksums.Check(folder.Root, path, RunRecord.Writer);
                return Results.File(file, type, sent);
            }
            var fidelity = StudyFile.Inside(options.Study, study.Fidelity) is null ? null : FidelityFile.Find(study);
            var page = ReportHtml.Render(RunRecord.Load(file), fidelity);
            return Results.File(System.Text.Encoding.UTF8.GetBytes(page), type, sent);
        }
        catch (ClienteleException problem)
        {
            return Results.Text($"{options.Hide(problem.Message)} {problem.Hint}", "text/plain; charset=utf-8", statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }
}
