namespace Clientele.Data;

/// <summary>What <see cref="KaggleDownload"/> fetched.</summary>
/// <param name="Folder">Full path of the folder.</param>
/// <param name="Files">Names of the unpacked files, in ordinal order.</param>
/// <param name="Bytes">Size of the archive.</param>
/// <param name="Resumed">Bytes that an earlier, interrupted run had already fetched.</param>
public sealed record KaggleDownloadSummary(string Folder, IReadOnlyList<string> Files, long Bytes, long Resumed);
