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
    /// <param name="cancellationToken">Stops between blocks; a stopped study has no study.json.</param>
    /// <returns>The record with the hashes of the files.</returns>
    /// <remarks>Write the choice model before calling this when there is one: every file of the folder that belongs to the model is named
    /// in study.json by its hash, and files are checked against it when they are read.</remarks>
    /// <exception cref="ArgumentException">The records do not belong together.</exception>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public static StudyRecord Write(
        StudyFolder study, StudyRecord record, FeatureMatrix features, Segmentation segmentation, PersonaSet personas, IReadOnlyList<RejectedRow> rejected,
        CancellationToken cancellationToken = default)
    {
        if (segmentation.Labels.Length != features.Count)
            throw new ArgumentException($"{segmentation.Labels.Length} labels for {features.Count} customers.", nameof(segmentation));
        if (personas.Personas.Count != segmentation.K)
            throw new ArgumentException($"{personas.Personas.Count} personas for {segmentation.K} segments.", nameof(personas));
        Forget(study.StudyFile);

        PersonaFile.Save(personas, study.Personas);
        // Parquet is written with one thread for equal bytes, so the two tables are written side by side.
        var segments = Task.Run(() => WriteSegments(study, features, segmentation, personas, cancellationToken), CancellationToken.None);
        try
        {
            WriteFeatures(study, features, cancellationToken);
        }
        finally
        {
            ((IAsyncResult)segments).AsyncWaitHandle.WaitOne();
        }
        segments.GetAwaiter().GetResult();
        SegmentationFile.Save(study, segmentation, personas);
        WriteRejected(study.RejectedRows, rejected, cancellationToken);
        var quality = new DataQuality("clientele/data-quality/v1", record.Inputs, features.Dropped, features.SwitchedOff);
        WholeFile.Write(study.DataQuality, stream => JsonSerializer.Serialize(stream, quality, JsonFormat.Options));

        record = record with { Files = Hashes(study) };
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

    private static void WriteFeatures(StudyFolder study, FeatureMatrix features, CancellationToken cancellationToken)
    {
        CsvFile.Write(
            study.FeaturesCsv,
            ["customer_id", .. features.Features.Select(feature => feature.Name)],
            features.Count,
            (csv, i) =>
            {
                csv.Text(features.CustomerIds[i]);
                foreach (var column in features.Columns)
                    csv.Number(column[i]);
            },
            cancellationToken);
        DuckDb.WriteParquet(study.FeaturesCsv, study.FeaturesParquet, [("customer_id", "VARCHAR"), .. features.Features.Select(feature => (feature.Name, "DOUBLE"))]);
    }

    private static void WriteSegments(
        StudyFolder study, FeatureMatrix features, Segmentation segmentation, PersonaSet personas, CancellationToken cancellationToken)
    {
        var names = personas.Personas.Select(persona => Csv.Encode(persona.Name)).ToArray();
        CsvFile.Write(
            study.SegmentsCsv,
            ["customer_id", "segment", "persona"],
            features.Count,
            (csv, i) => csv.Text(features.CustomerIds[i]).Integer(segmentation.Labels[i]).Encoded(names[segmentation.Labels[i]]),
            cancellationToken);
        DuckDb.WriteParquet(study.SegmentsCsv, study.SegmentsParquet, [("customer_id", "VARCHAR"), ("segment", "INTEGER"), ("persona", "VARCHAR")]);
    }

    private static SortedDictionary<string, string> Hashes(StudyFolder study)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string[] files =
        [
            study.Personas, study.ChoiceModel, study.Agents, study.FeaturesCsv, study.FeaturesParquet, study.SegmentsCsv, study.SegmentsParquet, study.Scaler, study.Centroids,
            study.DataQuality, study.RejectedRows,
        ];
        foreach (var file in files.Where(File.Exists))
            hashes[Path.GetFileName(file)] = Hash(file);
        return hashes;
    }

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
