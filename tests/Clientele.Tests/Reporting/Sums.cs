using Clientele.Storage;

namespace Clientele.Tests.Reporting;

/// <summary>Checksums for files that a test has written or changed by itself.</summary>
internal static class Sums
{
    /// <summary>Writes the checksums of all files of a folder as they are now.</summary>
    public static void Renew(string folder)
    {
        File.Delete(Path.Combine(folder, Checksums.FileName));
        Checksums.Of(folder).Save(folder);
    }
}
