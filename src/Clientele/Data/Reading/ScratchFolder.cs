namespace Clientele.Data.Reading;

/// <summary>A folder for rewritten copies of input files, made when it is first needed and deleted on disposal.</summary>
/// <param name="parent">Where it is made; null = the system's temporary folder.</param>
internal sealed class ScratchFolder(string? parent) : IDisposable
{
    private string? _path;

    /// <summary>A path for a new file.</summary>
    public string NewFile()
    {
        // A name that nobody else has, as the system chooses its own; no result depends on it.
        _path ??= parent is null
            ? Directory.CreateTempSubdirectory("clientele-").FullName
            : Directory.CreateDirectory(Path.Combine(parent, Path.GetRandomFileName())).FullName;
        return Path.Combine(_path, Path.GetRandomFileName() + ".csv");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_path is not null)
            Directory.Delete(_path, recursive: true);
    }
}
