using System.IO.Hashing;
using System.Text.Json;

namespace Clientele.EndToEnd.Tests;

/// <summary>checksums.json as docs/studies.md describes it, for files that a test has written or changed by itself.</summary>
internal static class Sums
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the checksums of all files of a folder as they are now.</summary>
    public static void Renew(string folder)
    {
        var path = Path.Combine(folder, "checksums.json");
        File.Delete(path);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file)[0] != '.')
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => Convert.ToHexStringLower(XxHash128.Hash(File.ReadAllBytes(file))));
        File.WriteAllText(path, JsonSerializer.Serialize(new { schema = "clientele/checksums/v1", files }, Indented));
    }
}
