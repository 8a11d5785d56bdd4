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
        Inside(study, path) ?? throw new ClienteleException("a link in the study folder leads elsewhere, and the studio follows none", Path.GetFileName(path), "Put a real folder or file in its place.");
}
