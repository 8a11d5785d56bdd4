namespace Clientele.Data.Reading;

/// <summary>A folder for rewritten copies of input files, made when it is first needed and deleted on disposal.</summary>
/// <param name="parent">Where it is made; null = the system's temporary folder.</param>
internal sealed class ScratchFolder(string? parent) : IDisposable
{
    private string? _path;

    /// <summary>Makes a folder that nobody else has.</summary>
    /// <param name="parent">Where; null = the system's temporary folder.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="ClienteleException">It cannot be made.</exception>
    public static string Create(string? parent)
    {
        try
        {
            return parent is null
                ? Directory.CreateTempSubdirectory("clientele-").FullName
                : Directory.CreateDirectory(Path.Combine(parent, Path.GetRandomFileName())).FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"no folder can be made here for temporary files: {problem.Message}", parent ?? Path.GetTempPath(),
                parent is null ? "Name a folder that may be written in TMPDIR (TEMP on Windows), and free some space." : "Free some space, or change the permissions.", problem);
        }
    }

    /// <summary>A path for a new file.</summary>
    public string NewFile()
    {
        // A name that nobody else has, as the system chooses its own; no result depends on it.
        _path ??= Create(parent);
        return Path.Combine(_path, Path.GetRandomFileName() + ".csv");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_path is not null)
            Directory.Delete(_path, recursive: true);
    }
}
