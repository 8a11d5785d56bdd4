namespace Clientele.EndToEnd.Tests;

/// <summary>A new empty folder that is deleted with its content when disposed; tests write nowhere else.</summary>
public sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clientele-e2e-");

    public string Path => _folder.FullName;

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => _folder.Delete(recursive: true);
}
