namespace Clientele.Data;

/// <summary>The archive while it is fetched, and beside it the server's validator (entity tag), without which it cannot be continued.</summary>
internal sealed class KaggleDownloadPart(string path)
{
    private readonly string _tagPath = path + ".etag";

    public string Path => path;

    /// <summary>Bytes fetched; 0 if there is nothing that may be continued.</summary>
    public long Length => Tag is null || !File.Exists(path) ? 0 : new FileInfo(path).Length;

    /// <summary>The strong entity tag of what is being fetched, in quotes; null if there is none.</summary>
    public string? Tag => File.Exists(_tagPath) && File.ReadAllText(_tagPath).Trim() is { Length: > 2 } tag && tag[0] == '"' ? tag : null;

    /// <summary>Opens the archive for appending (<paramref name="keep"/>) or empty, with a new entity tag.</summary>
    public FileStream Open(bool keep, string? tag)
    {
        try
        {
            if (keep)
                return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
            File.Delete(_tagPath);
            var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            if (tag is not null)
                File.WriteAllText(_tagPath, tag);
            return stream;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, failure);
        }
    }

    public void Delete()
    {
        File.Delete(path);
        File.Delete(_tagPath);
    }

    public static ClienteleException CannotWrite(string path, Exception failure) => new(
        $"Writing failed: {failure.Message}", path, "Check the space on the disk (Olist needs 180 MB) and your permission to write there, then run the command again.", failure);
}
