using System.Security.Cryptography;
using System.Text.Json;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;

namespace Clientele.Reporting;

/// <summary>Writes the model of a study: stages 1 to 4 as files that people and other programs can read.</summary>
public static class ModelWriter
{
    /// <summary>Writes all files of <c>model/</c> except the choice model, then <c>study.json</c>.</summary>
    /// <param name="study">Where to.</param>
    /// <param name="record">What the study was made from; <see cref="StudyRecord.Files"/> is filled here.</param>
    /// <param name="features">Features of every customer.</param>
    /// <param name="segmentation">Segments of the same customers.</param>
    /// <param name="personas">Personas of the same segments.</param>
    /// <param name="rejected">Rejected rows of all input files.</param>
    /// <param name="draft">Files of <paramref name="features"/>, <paramref name="segmentation"/> and <paramref name="personas"/> that were written already;
    /// disposed of here. Null: they are written now.</param>
    /// <param name="cancellationToken">Stops between blocks; a study stopped while files are put in place has no study.json.</param>
    /// <returns>The record with the hashes of the files.</returns>
    /// <remarks>Write the choice model before calling this when there is one: every file of the folder that belongs to the model is named
    /// in study.json by its hash, and files are checked against it when they are read.</remarks>
    /// <exception cref="ArgumentException">The records do not belong together.</exception>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public static StudyRecord Write(
        StudyFolder study, StudyRecord record, FeatureMatrix features, Segmentation segmentation, PersonaSet personas, IReadOnlyList<RejectedRow> rejected,
        ModelDraft? draft = null, CancellationToken cancellationToken = default)
    {
        using var tables = draft ?? ModelDraft.Write(study, features, segmentation, personas, cancellationToken);
        // From here on to the end: half of a new model in place of the old one would be none.
        cancellationToken.ThrowIfCancellationRequested();
        Forget(study.StudyFile);
        var hashes = new SortedDictionary<string, string>(tables.Commit().ToDictionary(), StringComparer.Ordinal);
        WriteRejected(study.RejectedRows, rejected, CancellationToken.None);
        var quality = new DataQuality("clientele/data-quality/v1", record.Inputs, features.Dropped, features.SwitchedOff);
        WholeFile.Write(study.DataQuality, stream => JsonSerializer.Serialize(stream, quality, JsonFormat.Options));

        foreach (var file in new[] { study.ChoiceModel, study.Agents, study.DataQuality, study.RejectedRows }.Where(File.Exists))
            hashes[Path.GetFileName(file)] = Hash(file);
        record = record with { Files = hashes };
        record.Save(study.StudyFile);
        return record;
    }

    /// <summary>Writes <c>rejected_rows.csv</c>: file, line, column, value, reason, in the order given; a header alone when there are none.</summary>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static void WriteRejected(string path, IReadOnlyList<RejectedRow> rejected, CancellationToken cancellationToken = default) =>
        CsvFile.Write(
            path,
            ["file", "line", "column", "value", "reason"],
            rejected.Count,
            (csv, i) => csv.Text(rejected[i].File).Integer(rejected[i].Line).Text(rejected[i].Column).Text(rejected[i].Value).Text(rejected[i].Reason),
            cancellationToken);

    internal static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
            // A new study: there is nothing to forget.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw WholeFile.Explain(problem, file);
        }
    }

    private sealed record DataQuality(
        string Schema, IReadOnlyList<FileAccount> Files, IReadOnlyDictionary<string, int> CustomersDroppedByFeature, IReadOnlyDictionary<string, string> FeaturesSwitchedOff);
}
