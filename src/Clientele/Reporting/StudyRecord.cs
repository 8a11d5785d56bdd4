using System.Text.Json;
using System.Text.Json.Serialization;
using Clientele.Data;
using Clientele.Storage;

namespace Clientele.Reporting;

/// <summary>What a study was made from: <c>study.json</c>. No clock, path or thread count: equal inputs give equal bytes.</summary>
public sealed record StudyRecord
{
    /// <summary>Name and version of the format.</summary>
    public const string SchemaName = "clientele/study/v1";

    internal const string Writer = "clientele pipeline";

    /// <summary>The format; always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>Version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Git revision of the engine; null when it was not built from a checkout.</summary>
    public string? GitRevision { get; init; }

    /// <summary>Every input file with its hash and what became of its rows.</summary>
    public required IReadOnlyList<FileAccount> Inputs { get; init; }

    /// <summary>Name of the mapping.</summary>
    public required string Mapping { get; init; }

    /// <summary>SHA-256 of the mapping file, lower-case hexadecimal.</summary>
    public required string MappingSha256 { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>Name of the feature set.</summary>
    public required string FeatureSet { get; init; }

    /// <summary>Customers with all features.</summary>
    public required int Customers { get; init; }

    /// <summary>Number of segments.</summary>
    public required int K { get; init; }

    /// <summary>Why there are so many, where numbers were compared; null when the number was given.</summary>
    public string? KChoice { get; init; }

    /// <summary>Seed of the segmentation.</summary>
    public required int Seed { get; init; }

    /// <summary>The day on which the data were read, which decides whether an order is too late to be believed; used again when the same files are read for
    /// this study. Null = no order is too late.</summary>
    public DateOnly? ReadOn { get; init; }

    /// <summary>SHA-256 of the numbers of <c>personas.json</c>, whose texts may be edited and whose numbers may not; filled by <see cref="ModelWriter"/>.</summary>
    public string PersonaNumbersSha256 { get; init; } = "";

    /// <summary>Hash of the files and the mapping, as <see cref="Transactions.DataSha256"/> of the same data says it; empty for a study without data of its own.</summary>
    [JsonIgnore]
    public string DataSha256 => Inputs.Count == 0 ? "" : Transactions.HashOf(Inputs.Select(file => file.Sha256), MappingSha256);

    /// <summary>Reads study.json.</summary>
    /// <exception cref="ClienteleException">There is no study, it is incomplete, or the file is damaged or not of this format.</exception>
    public static StudyRecord Load(StudyFolder study)
    {
        if (!File.Exists(study.StudyFile) && Directory.Exists(study.Model))
        {
            throw new ClienteleException(
                $"The study in {study.Root} is incomplete: it has a model folder but no study.json.", null, "A run was stopped while it wrote; run clientele pipeline again.");
        }
        if (File.Exists(study.StudyFile))
            Checksums.Check(study.Root, study.StudyFile, Writer);
        return JsonFormat.Read<StudyRecord>(study.StudyFile, SchemaName, Writer);
    }

    internal void Save(string path) => WholeFile.Write(path, stream => JsonSerializer.Serialize(stream, this, JsonFormat.Options));
}
