using System.Text.Json.Serialization;

namespace Clientele.Data;

/// <summary>What became of every row of one input file: <c>Rows = Accepted + Σ Excluded + Rejected</c>, asserted at load.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Rows">Records in the file, header not counted.</param>
/// <param name="Accepted">Records that later stages use.</param>
/// <param name="Excluded">Records left out by a rule of the mapping, by rule (<c>status</c>, <c>cancelled</c>, <c>returned</c>,
/// <c>anonymous</c>, <c>unreferenced</c>, <c>further_review</c> …), in alphabetical order.</param>
/// <param name="Rejected">Records that are unreadable or contradictory.</param>
public sealed record FileAccount(
    string File, string Sha256, long Bytes, long Rows, long Accepted, IReadOnlyDictionary<string, long> Excluded, long Rejected)
{
    /// <summary>The files, where the mapping names several as one: then <see cref="File"/> is the mapping's list or pattern, and <see cref="Sha256"/> is made
    /// from theirs. Null for one file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FilePart>? Parts { get; init; }
}

/// <summary>One of several files that are read as one.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Rows">Records in the file, header not counted; 0 for Parquet, whose records are counted together.</param>
public sealed record FilePart(string File, string Sha256, long Bytes, long Rows);
