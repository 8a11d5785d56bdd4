using System.Text.Json;
using Clientele.Clustering;
using Clientele.Data;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>Numbers of segments side by side, kept in the study (<c>segment_count.json</c>) so that the comparison is not computed again to be shown.</summary>
public sealed record SegmentCountRecord
{
    /// <summary>Name and version of the format.</summary>
    public const string SchemaName = "clientele/segment-count/v2";

    private const string Writer = "clientele segments choose-k --out";

    /// <summary>The format; always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>Name of the mapping.</summary>
    public required string Mapping { get; init; }

    /// <summary>Hash over the input files and the mapping.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Customers compared.</summary>
    public required int Customers { get; init; }

    /// <summary>The recommended number; null when the data choose none.</summary>
    public required int? Recommended { get; init; }

    /// <summary>What it may be, ascending.</summary>
    public required IReadOnlyList<int> Candidates { get; init; }

    /// <summary>The number to go on with where one is needed: the recommended one, else the reference's 7 or the number next to it.</summary>
    public required int Taken { get; init; }

    /// <summary>Why, in one or two sentences.</summary>
    public required string Reason { get; init; }

    /// <summary>One entry a number of segments, ascending.</summary>
    public required IReadOnlyList<SegmentCountEntry> Rows { get; init; }

    /// <summary>The record of a comparison.</summary>
    /// <param name="evaluation">The comparison.</param>
    /// <param name="transactions">What its features were computed from.</param>
    public static SegmentCountRecord From(SegmentCountEvaluation evaluation, Transactions transactions) => new()
    {
        Mapping = transactions.Mapping.Name,
        DataSha256 = transactions.DataSha256,
        Customers = evaluation.Rows[0].Segmentation.Labels.Length,
        Recommended = evaluation.Recommended,
        Candidates = evaluation.Candidates,
        Taken = evaluation.Taken,
        Reason = evaluation.Reason,
        Rows = [.. evaluation.Rows.Select(SegmentCountEntry.Of)],
    };

    /// <summary>Writes it into a study.</summary>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public void Save(StudyFolder study)
    {
        using var files = new DraftFolder(study.Root);
        WholeFile.Write(new StudyFolder(files.Root).SegmentCount, stream => JsonSerializer.Serialize(stream, this, JsonFormat.Options));
        files.Commit(files.Seal(name => name == Path.GetFileName(study.SegmentCount)));
    }

    /// <summary>Reads that of a study; null when numbers of segments were never compared there.</summary>
    /// <exception cref="ClienteleException">The file is damaged or of another version.</exception>
    public static SegmentCountRecord? Find(StudyFolder study) => Checksums.Steady(study.Root, study.Root, () =>
    {
        if (!Checksums.Has(study.Root, study.SegmentCount, Writer))
            return null;
        Checksums.Check(study.Root, study.SegmentCount, Writer);
        return JsonFormat.Read<SegmentCountRecord>(study.SegmentCount, SchemaName, Writer);
    });
}
