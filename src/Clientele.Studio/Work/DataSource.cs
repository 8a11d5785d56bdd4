using Clientele.Data;

namespace Clientele.Studio.Work;

/// <summary>The data that a study's pages work on: where they are and how they are read. Kept in the study, so that a new server goes on with them.</summary>
/// <param name="Folder">Full path: one of the folders given at start-up, or one below the study (upload, synthetic store).</param>
/// <param name="MappingName">What the mapping is called: a shipped one, or <c>mapping.yaml</c>.</param>
/// <param name="MappingYaml">The mapping's text.</param>
internal sealed record DataSource(string Folder, string MappingName, string MappingYaml)
{
    /// <summary>Name and version of the format.</summary>
    public const string SchemaName = "clientele/studio-source/v1";

    /// <summary>The format; always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>The day on which these data were chosen: orders after it are not believed. Null in a study of an earlier version.</summary>
    public DateOnly? ReadOn { get; init; }

    private const int MostRejectedKept = 500;

    /// <summary>The source as stage 1 takes it.</summary>
    /// <param name="options">How the studio was started: threads, and what memory holds.</param>
    /// <param name="scratch">Folder of the study for what memory does not hold.</param>
    /// <param name="toTheEnd">However many rows are rejected: for an account of all, of which the first rejected rows of each file are kept.</param>
    /// <exception cref="ClienteleException">The mapping has problems.</exception>
    public TransactionSource Read(StudioOptions options, string scratch, bool toTheEnd = false) => new()
    {
        Path = Folder,
        Mapping = MappingFile.Parse(MappingYaml, MappingName),
        ReadOn = ReadOn,
        MaxRejectedShare = toTheEnd ? 1 : 0.01,
        MostRejectedKept = toTheEnd ? MostRejectedKept : long.MaxValue,
        Memory = options.Memory,
        Scratch = scratch,
        Threads = options.Threads,
    };
}
