using System.Security.Cryptography;
using System.Text;
using Clientele.Clustering;
using Clientele.Personas;

namespace Clientele.Reporting;

/// <summary>The model of a study, read back: enough to simulate and to assign new customers without the transactions.</summary>
/// <param name="Study">What it was made from.</param>
/// <param name="Personas">The personas.</param>
/// <param name="Segmentation">Scaler and centroids, <see cref="Segmentation.Labels"/> empty; null in a study of personas alone.</param>
/// <param name="Sha256">Hash over the files that decide what is simulated (personas, choice model, agents, scaler, centroids) as they are now.</param>
/// <param name="Edited">Files that were changed after the study was written, by name; a run says so.</param>
public sealed record SavedModel(StudyRecord Study, PersonaSet Personas, Segmentation? Segmentation, string Sha256, IReadOnlyList<string> Edited)
{
    /// <summary>Reads <c>study.json</c> and the files of <c>model/</c> that it names. Edited files are taken as they are and named.</summary>
    /// <exception cref="ClienteleException">A file is missing or not of its format.</exception>
    public static SavedModel Load(StudyFolder study)
    {
        var record = StudyRecord.Load(study);
        var personas = PersonaFile.Load(study.Personas);
        var segmentation = record.Files.ContainsKey(Path.GetFileName(study.Centroids)) ? SegmentationFile.Load(study, personas.Features) : null;
        if (segmentation is not null && segmentation.K != personas.Personas.Count)
            throw new ClienteleException($"{segmentation.K} segments for {personas.Personas.Count} personas.", study.Centroids, "Run clientele pipeline again.");
        // Tables for people (customer_*, data quality, rejected rows) decide nothing; all else that belongs to the model does.
        var now = record.Files.Keys
            .Where(name => !name.StartsWith("customer_", StringComparison.Ordinal) && name is not "data_quality.json" and not "rejected_rows.csv")
            .Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Path: Path.Combine(study.Model, name)))
            .ToDictionary(file => file.Name, file => File.Exists(file.Path) ? ModelWriter.Hash(file.Path) : "missing", StringComparer.Ordinal);
        var deciding = string.Join('\n', now.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Key + " " + file.Value));
        return new SavedModel(
            record,
            personas,
            segmentation,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deciding))),
            [.. now.Where(file => record.Files[file.Key] != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal)]);
    }
}
