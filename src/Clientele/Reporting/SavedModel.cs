using System.Security.Cryptography;
using System.Text;
using Clientele.Clustering;
using Clientele.Personas;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>The model of a study, read back: enough to simulate and to assign new customers without the transactions.</summary>
/// <param name="Study">What it was made from.</param>
/// <param name="Personas">The personas.</param>
/// <param name="Segmentation">Scaler and centroids, <see cref="Segmentation.Labels"/> empty; null in a study of personas alone.</param>
/// <param name="Sha256">Hash over the files that decide what is simulated (personas, choice model, agents, scaler, centroids) as they are
/// now.</param>
/// <param name="Edited">Files whose texts were edited after the study was written, by name (<c>personas.json</c> or none); a run says
/// so.</param>
public sealed record SavedModel(StudyRecord Study, PersonaSet Personas, Segmentation? Segmentation, string Sha256, IReadOnlyList<string> Edited)
{
    /// <summary>Reads <c>study.json</c> and the files of <c>model/</c>, as of one moment also while another process writes. Personas whose
    /// texts were edited are taken as they
    /// are, and the file is named; every other file, and the personas' numbers, must be as they were written.</summary>
    /// <exception cref="ClienteleException">A file is missing, damaged or not of its format.</exception>
    public static SavedModel Load(StudyFolder study) => Checksums.Steady(study.Root, study.Root, () => Read(study));

    private static SavedModel Read(StudyFolder study)
    {
        var record = StudyRecord.Load(study);
        var sums = Checksums.Load(study.Root, StudyRecord.Writer);
        // Tables for people (customer_*, data quality, rejected rows) decide nothing; all else that belongs to the model does.
        var deciding = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in sums.Files.Keys.Where(name => name.StartsWith("model/", StringComparison.Ordinal) && Checksums.IsName(name)))
        {
            var (name, path) = (Path.GetFileName(file), Path.Combine(study.Root, file));
            if (name.StartsWith("customer_", StringComparison.Ordinal) || name is "data_quality.json" or "rejected_rows.csv")
                continue;
            deciding[name] = name == Path.GetFileName(study.Personas)
                ? Checksums.HashNow(path, StudyRecord.Writer) : sums.Require(study.Root, path, StudyRecord.Writer);
        }
        if (!deciding.ContainsKey(Path.GetFileName(study.Personas)))
            throw Checksums.Damaged(Path.Combine(study.Root, Checksums.FileName), StudyRecord.Writer);
        var personas = PersonaFile.Load(study.Personas);
        var edited = sums.Files["model/" + Path.GetFileName(study.Personas)] != deciding[Path.GetFileName(study.Personas)];
        if (edited && PersonaFile.NumbersSha256(personas) != record.PersonaNumbersSha256)
            throw new ClienteleException(
                "the numbers of this file are not those that were learned; its names and sentences may be edited, its numbers may not", study.Personas,
                $"Make it again with {StudyRecord.Writer}.");
        var segmentation = sums.Files.ContainsKey("model/" + Path.GetFileName(study.Centroids)) ? SegmentationFile.Load(study, personas.Features) : null;
        if (segmentation is not null && segmentation.K != personas.Personas.Count)
            throw new ClienteleException($"{segmentation.K} segments for {personas.Personas.Count} personas.", study.Centroids, "Run clientele pipeline again.");
        return new SavedModel(
            record,
            personas,
            segmentation,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', deciding.Select(file => file.Key + " " + file.Value))))),
            edited ? [Path.GetFileName(study.Personas)] : []);
    }
}
