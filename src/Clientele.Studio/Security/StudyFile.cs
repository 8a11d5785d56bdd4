using System.IO.Enumeration;

namespace Clientele.Studio.Security;

/// <summary>Paths below the study folder that stay below it.</summary>
internal static class StudyFile
{
    /// <summary>The path, when it and every folder on the way are what they seem: below the study and no link. Null otherwise.</summary>
    /// <param name="study">Root of the study.</param>
    /// <param name="path">A path made of names that were checked.</param>
    public static string? Inside(string study, string path)
    {
        var root = Path.GetFullPath(study);
        var full = Path.GetFullPath(path);
        if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return null;
        // The study folder itself may be a link of the user's; nothing below it may.
        for (var at = full; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
            if (new FileInfo(at).LinkTarget is not null)
                return null;
        return full;
    }

    /// <summary>As <see cref="Inside"/>.</summary>
    /// <exception cref="ClienteleException">A link leads out.</exception>
    public static string Require(string study, string path) =>
        Inside(study, path) ?? throw LeadsElsewhere(path);

    /// <summary>Looks for links on the way to a folder of the study and everywhere below it.</summary>
    /// <param name="study">Root of the study.</param>
    /// <param name="folder">The folder, or the root itself; it need not be there yet.</param>
    /// <param name="except">Folders that are looked at elsewhere.</param>
    /// <exception cref="ClienteleException">There is one, or the folder cannot be listed.</exception>
    public static void RequireNoLinks(string study, string folder, params IReadOnlyList<string> except)
    {
        if (Path.GetFullPath(folder) != Path.GetFullPath(study))
            Require(study, folder);
        if (!Directory.Exists(folder))
            return;
        var links = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !except.Contains(entry.ToFullPath()),
        };
        if (Listing(folder, () => links.FirstOrDefault(link => !except.Contains(link))) is { } first)
            throw LeadsElsewhere(first);
    }

    /// <summary>Lists something of a folder.</summary>
    /// <exception cref="ClienteleException">The folder cannot be listed.</exception>
    public static T Listing<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"this folder cannot be listed: {problem.Message}", Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), "Check that it is there, and its permissions.", problem);
        }
    }

    private static ClienteleException LeadsElsewhere(string path) =>
        new("a link in the study folder leads elsewhere, and the studio follows none", Path.GetFileName(path), "Put a real folder or file in its place.");
}
