namespace Clientele.Tests;

/// <summary>Where test data are. Real transactions stay outside the repository: tests that need them skip where they are absent.</summary>
internal static class TestData
{
    private static readonly string Root = FindRoot();

    /// <summary>A folder of real data beside the repository (<c>../shared/data/olist</c>); skips the calling test if it is not there.</summary>
    public static string Shared(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", relative));
        Assert.SkipUnless(Path.Exists(path), $"Real data are not on this machine: ../shared/{relative} is missing beside the repository.");
        return path;
    }

    /// <summary>A file or folder of the repository.</summary>
    public static string Repository(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Clientele.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("Clientele.slnx is in no folder above the test's own.");
    }
}
