using Clientele.Clustering;
using Clientele.Data;
using Clientele.Features;
using Clientele.Personas;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>The files of stages 2 to 4, written but not yet part of the study: they are kept apart until <see cref="ModelWriter"/> puts them in place with the rest,
/// so that they can be written while the choice model is being fitted and an earlier study stays whole if that fails.</summary>
public sealed class ModelDraft : IDisposable
{
    private readonly DraftFolder _files;
    private readonly StudyFolder _draft;

    private ModelDraft(StudyFolder study)
    {
        _files = new DraftFolder(study.Root);
        _draft = new StudyFolder(_files.Root);
    }

    /// <summary>Where further files of the model are written.</summary>
    internal StudyFolder Folder => _draft;

    /// <summary>Writes personas, tables of customers, scaler and centroids.</summary>
    /// <param name="study">Where they are to go in the end.</param>
    /// <param name="features">Features of every customer.</param>
    /// <param name="segmentation">Segments of the same customers.</param>
    /// <param name="personas">Personas of the same segments.</param>
    /// <param name="cancellationToken">Stops between blocks; nothing is left behind.</param>
    /// <exception cref="ArgumentException">The records do not belong together.</exception>
    /// <exception cref="ClienteleException">A file cannot be written.</exception>
    public static ModelDraft Write(
        StudyFolder study, FeatureMatrix features, Segmentation segmentation, PersonaSet personas, CancellationToken cancellationToken = default)
    {
        if (segmentation.Labels.Length != features.Count)
            throw new ArgumentException($"{segmentation.Labels.Length} labels for {features.Count} customers.", nameof(segmentation));
        if (personas.Personas.Count != segmentation.K)
            throw new ArgumentException($"{personas.Personas.Count} personas for {segmentation.K} segments.", nameof(personas));
        var draft = new ModelDraft(study);
        try
        {
            draft.Write(features, segmentation, personas, cancellationToken);
            return draft;
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    /// <summary>Puts the files in place of the study's model.</summary>
    /// <exception cref="ClienteleException">A file cannot be replaced.</exception>
    internal void Commit() => _files.Commit(_files.Seal(IsPart));

    /// <summary>Whether a file of a study belongs to its model.</summary>
    internal static bool IsPart(string name) => name == "study.json" || name.StartsWith("model/", StringComparison.Ordinal);

    /// <summary>Deletes what was not put in place.</summary>
    public void Dispose() => _files.Dispose();

    private void Write(FeatureMatrix features, Segmentation segmentation, PersonaSet personas, CancellationToken cancellationToken)
    {
        // Parquet is written with one thread for equal bytes, so the two tables are written side by side.
        var segments = Task.Run(() => WriteSegments(features, segmentation, personas, cancellationToken), CancellationToken.None);
        try
        {
            PersonaFile.Save(personas, _draft.Personas);
            SegmentationFile.Save(_draft, segmentation, personas);
            WriteFeatures(features, cancellationToken);
        }
        finally
        {
            ((IAsyncResult)segments).AsyncWaitHandle.WaitOne();
        }
        segments.GetAwaiter().GetResult();
    }

    private void WriteFeatures(FeatureMatrix features, CancellationToken cancellationToken)
    {
        CsvFile.Write(
            _draft.FeaturesCsv,
            ["customer_id", .. features.Features.Select(feature => feature.Name)],
            features.Count,
            (csv, i) =>
            {
                csv.Text(features.CustomerIds[i]);
                foreach (var column in features.Columns)
                    csv.Number(column[i]);
            },
            cancellationToken);
        DuckDb.WriteParquet(_draft.FeaturesCsv, _draft.FeaturesParquet, [("customer_id", "VARCHAR"), .. features.Features.Select(feature => (feature.Name, "DOUBLE"))]);
    }

    private void WriteSegments(FeatureMatrix features, Segmentation segmentation, PersonaSet personas, CancellationToken cancellationToken)
    {
        var names = personas.Personas.Select(persona => Csv.Encode(persona.Name)).ToArray();
        CsvFile.Write(
            _draft.SegmentsCsv,
            ["customer_id", "segment", "persona"],
            features.Count,
            (csv, i) => csv.Text(features.CustomerIds[i]).Integer(segmentation.Labels[i]).Encoded(names[segmentation.Labels[i]]),
            cancellationToken);
        DuckDb.WriteParquet(_draft.SegmentsCsv, _draft.SegmentsParquet, [("customer_id", "VARCHAR"), ("segment", "INTEGER"), ("persona", "VARCHAR")]);
    }
}
