using System.Text.Json;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>Writes the model of a study: stages 1 to 4 as files that people and other programs can read.</summary>
public static class ModelWriter
{
    /// <summary>Writes the files of <c>model/</c> and <c>study.json</c>, and puts them in place of those of before, <c>checksums.json</c>
    /// last.</summary>
    /// <param name="study">Where to. Two processes at once are kept apart by <see cref="StudyLock"/>, which the caller holds.</param>
    /// <param name="record">What the study was made from; <see cref="StudyRecord.PersonaNumbersSha256"/> is filled here.</param>
    /// <param name="features">Features of every customer.</param>
    /// <param name="segmentation">Segments of the same customers.</param>
    /// <param name="personas">Personas of the same segments.</param>
    /// <param name="rejected">Rejected rows of all input files.</param>
    /// <param name="draft">Files of <paramref name="features"/>, <paramref name="segmentation"/> and <paramref name="personas"/> that were
    /// written already, and what else
    /// belongs to the model; disposed of here. Null: they are written now.</param>
    /// <param name="cancellationToken">Stops before the files are put in place.</param>
    /// <returns>The record as written.</returns>
    /// <exception cref="ArgumentException">The records do not belong together.</exception>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public static StudyRecord Write(
        StudyFolder study, StudyRecord record, FeatureMatrix features, Segmentation segmentation, PersonaSet personas, IReadOnlyList<RejectedRow> rejected,
        ModelDraft? draft = null, CancellationToken cancellationToken = default)
    {
        using var files = draft ?? ModelDraft.Write(study, features, segmentation, personas, cancellationToken);
        WriteRejected(files.Folder.RejectedRows, rejected, cancellationToken);
        var quality = new DataQuality("clientele/data-quality/v1", record.Inputs, features.Dropped, features.SwitchedOff);
        WholeFile.Write(files.Folder.DataQuality, stream => JsonSerializer.Serialize(stream, quality, JsonFormat.Options));
        record = record with { PersonaNumbersSha256 = PersonaFile.NumbersSha256(personas) };
        record.Save(files.Folder.StudyFile);
        // From here on to the end: half of a new model in place of the old one would be none.
        cancellationToken.ThrowIfCancellationRequested();
        files.Commit();
        return record;
    }

    /// <summary>Writes <c>rejected_rows.csv</c>: file, line, column, value, reason, in the order given; a header alone when there are
    /// none.</summary>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static void WriteRejected(string path, IReadOnlyList<RejectedRow> rejected, CancellationToken cancellationToken = default) =>
        CsvFile.Write(
            path,
            ["file", "line", "column", "value", "reason"],
            rejected.Count,
            (csv, i) => csv.Text(rejected[i].File).Integer(rejected[i].Line).Text(rejected[i].Column).Text(rejected[i].Value).Text(rejected[i].Reason),
            cancellationToken);

    private sealed record DataQuality(
        string Schema, IReadOnlyList<FileAccount> Files, IReadOnlyDictionary<string, int> CustomersDroppedByFeature, IReadOnlyDictionary<string, string> FeaturesSwitchedOff);
}
