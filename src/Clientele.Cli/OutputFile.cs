using Clientele.Reporting;
using Clientele.Storage;

namespace Clientele.Cli;

/// <summary>A file that the user names for a result.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a name behind which something else lies: only an older result is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ending">How results of this kind end, with the dot.</param>
    /// <param name="option">The option that named it.</param>
    /// <param name="data">The shop's folder or file, which is only read; null = the command reads none.</param>
    /// <exception cref="ClienteleException">The file exists and does not end so, or lies among the shop's files.</exception>
    public static void Check(string path, string ending, string option, string? data = null)
    {
        if (StudyLock.IsOwn(Path.GetFileName(path)) || Path.GetFileName(path).StartsWith(Path.GetFileName(new StudyFolder("").Journal), StringComparison.Ordinal))
            throw new ClienteleException("a name that begins so is kept for the study's own sake", path, $"Name another file with {option}.");
        // Nothing is lost of an empty file; devices such as /dev/stdout count as empty.
        if (new FileInfo(path) is { Exists: true, Length: > 0 } && !path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            throw new ClienteleException($"this file exists, and is no {ending} file: it is not replaced", path, $"Name a file that ends in {ending} with {option}.");
        if (data is not null && IsAmong(Path.GetFullPath(path), Path.GetFullPath(data)))
            throw new ClienteleException("this lies among the shop's files, which are only read", path, $"Name a file in another folder with {option}.");
    }

    private static bool IsAmong(string path, string data) =>
        string.Equals(path, data, StringComparison.Ordinal) || (File.Exists(path) && path.StartsWith(Path.TrimEndingDirectorySeparator(data) + Path.DirectorySeparatorChar, StringComparison.Ordinal));
}
