using Clientele.Reporting;
using Clientele.Storage;

namespace Clientele.Cli;

/// <summary>The finished runs of a study.</summary>
internal static class StudyRuns
{
    /// <summary>One run.</summary>
    /// <param name="study">The study.</param>
    /// <param name="hash">First digits of the folder's name; null = the run written last.</param>
    /// <exception cref="ClienteleException">There is none, or the digits fit none or several.</exception>
    public static RunFolder Find(StudyFolder study, string? hash)
    {
        var runs = All(study);
        var matching = hash is null ? runs : [.. runs.Where(run => hash.Length > 0 && run.Name.StartsWith(hash.ToLowerInvariant(), StringComparison.Ordinal))];
        return matching.Count switch
        {
            0 when runs.Count == 0 => throw new ClienteleException("this study has no finished run", study.Root, "Run clientele simulate --study DIR first; clientele status shows runs that were not finished."),
            0 => throw new ClienteleException($"no run begins with \"{Words.Cut(hash!, 64)}\"", "--run", $"There are: {Words.List([.. runs.Select(run => run.Name)], 8)}."),
            > 1 when hash is not null => throw new ClienteleException($"{matching.Count} runs begin with \"{hash}\"", "--run", "Give more digits."),
            _ => new RunFolder(matching.OrderByDescending(run => File.GetLastWriteTimeUtc(new RunFolder(run.FullName).RunFile)).ThenBy(run => run.Name, StringComparer.Ordinal).First().FullName),
        };
    }

    /// <summary>Whether there is any.</summary>
    public static bool Any(StudyFolder study) => All(study).Count > 0;

    private static List<DirectoryInfo> All(StudyFolder study) =>
        Directory.Exists(study.Runs) ? [.. new DirectoryInfo(study.Runs).EnumerateDirectories().Where(run => Checksums.Has(run.FullName, new RunFolder(run.FullName).RunFile, RunRecord.Writer))] : [];
}
