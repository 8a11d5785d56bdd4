using Clientele.Reporting;

namespace Clientele.Cli;

/// <summary>Where a command writes its study: a folder of the user's, or with <c>--no-save</c> a temporary one that goes with the command.</summary>
internal sealed class StudyTarget : IDisposable
{
    private readonly DirectoryInfo? _temporary;

    private StudyTarget(string folder, DirectoryInfo? temporary) => (Folder, _temporary) = (new StudyFolder(folder), temporary);

    /// <summary>The folder.</summary>
    public StudyFolder Folder { get; }

    /// <summary>Whether the user keeps it.</summary>
    public bool Kept => _temporary is null;

    /// <summary>A folder that is deleted at the end.</summary>
    public static StudyTarget Temporary()
    {
        var folder = Directory.CreateTempSubdirectory("clientele-");
        return new StudyTarget(folder.FullName, folder);
    }

    /// <summary>A study that exists.</summary>
    public static StudyTarget Existing(string folder) => new(folder, null);

    /// <summary>The user's folder, checked before any work is done.</summary>
    /// <param name="folder">Path; made when it is missing.</param>
    /// <param name="force">Whether a folder that holds something else may be written into.</param>
    /// <param name="option">The option that named the folder, for messages.</param>
    /// <exception cref="ClienteleException">It cannot be written, or holds something else than a study.</exception>
    public static StudyTarget At(string folder, bool force, string option = "--out")
    {
        try
        {
            if (File.Exists(folder))
                throw new ClienteleException("this is a file; a folder is needed for the study", folder, $"Choose another folder with {option}.");
            var study = new StudyFolder(folder);
            if (!force && Directory.Exists(folder) && !File.Exists(study.StudyFile) && !Directory.Exists(study.Model) && !File.Exists(study.Fidelity) && !File.Exists(study.Journal) && !Directory.Exists(study.Cache) && !Directory.Exists(study.Studio) && !File.Exists(study.SegmentCount) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new ClienteleException("this folder holds something else than a study", folder, $"Choose another folder with {option}, or write into this one with --force.");
            Directory.CreateDirectory(folder);
            using (File.Create(Path.Combine(folder, $".clientele-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose)) { }
            return new StudyTarget(folder, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"this folder cannot be written: {problem.Message}", folder, $"Choose another folder with {option}, or change the permissions.", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _temporary?.Delete(recursive: true);
}
