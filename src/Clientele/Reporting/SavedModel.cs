using System.Security.Cryptography;
using System.Text;
using Clientele.Clustering;
using Clientele.Personas;

namespace Clientele.Reporting;

/// <summary>The model of a study, read back: enough to simulate and to assign new customers without the transactions.</summary>
/// <param name="Study">What it was made from.</param>
/// <param name="Personas">The personas.</param>
/// <param name="Segmentation">Scaler and centroids; <see cref="Segmentation.Labels"/> is empty.</param>
/// <param name="Sha256">Hash over the files that decide what is simulated: personas.json and choice-model.json as they are now.</param>
/// <param name="Edited">Files that were changed after the study was written, by name; a run says so.</param>
public sealed record SavedModel(StudyRecord Study, PersonaSet Personas, Segmentation Segmentation, string Sha256, IReadOnlyList<string> Edited)
{
    /// <summary>Reads <c>study.json</c> and the files of <c>model/</c> that it names. Edited files are taken as they are and named.</summary>
    /// <exception cref="ClienteleException">A file is missing or not of its format.</exception>
    public static SavedModel Load(StudyFolder study)
    {
        var record = StudyRecord.Load(study);
        var personas = PersonaFile.Load(study.Personas);
        var segmentation = SegmentationFile.Load(study, personas.Features);
        if (segmentation.K != personas.Personas.Count)
            throw new ClienteleException($"{segmentation.K} segments for {personas.Personas.Count} personas.", study.Centroids, "Run clientele pipeline again.");
        var now = ((string[])[study.Personas, study.ChoiceModel, study.Scaler, study.Centroids])
            .Where(File.Exists).ToDictionary(path => Path.GetFileName(path), ModelWriter.Hash, StringComparer.Ordinal);
        var deciding = string.Join('\n', ((string[])[study.Personas, study.ChoiceModel]).Select(path => now.GetValueOrDefault(Path.GetFileName(path), "none")));
        return new SavedModel(
            record,
            personas,
            segmentation,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(deciding))),
            [.. now.Where(file => record.Files.TryGetValue(file.Key, out var hash) && hash != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal)]);
    }
}
