using Clientele.Data.Reading;
using Clientele.Reporting;
using Clientele.Storage;

namespace Clientele.Cli;

/// <summary>Where a command writes its study: a folder of the user's, or with <c>--no-save</c> a temporary one that goes with the
/// command.</summary>
internal sealed class StudyTarget : IDisposable
{
    private readonly DirectoryInfo? _temporary;
    private StudyLock? _lock;

    private StudyTarget(string folder, DirectoryInfo? temporary) => (Folder, _temporary) = (new StudyFolder(folder), temporary);

    /// <summary>The folder.</summary>
    public StudyFolder Folder { get; }

    /// <summary>Whether the user keeps it.</summary>
    public bool Kept => _temporary is null;

    /// <summary>A folder that is deleted at the end.</summary>
    public static StudyTarget Temporary()
    {
        var folder = new DirectoryInfo(ScratchFolder.Create(null));
        return new StudyTarget(folder.FullName, folder);
    }

    /// <summary>A study that exists, to be read.</summary>
    public static StudyTarget Existing(string folder) => new(folder, null);

    /// <summary>A study that exists, to be written.</summary>
    /// <param name="folder">Path.</param>
    /// <param name="locks">Takes the lock of a folder.</param>
    /// <exception cref="ClienteleException">It cannot be written, or another process is writing it.</exception>
    public static async Task<StudyTarget> ExistingAsync(string folder, Func<string, Task<StudyLock>> locks) =>
        new(folder, null) { _lock = IsStudy(folder) ? await locks(folder).ConfigureAwait(false) : null };

    /// <summary>The user's folder, checked and locked before any work is done.</summary>
    /// <param name="folder">Path; made when it is missing.</param>
    /// <param name="force">Whether a folder that holds something else may be written into.</param>
    /// <param name="locks">Takes the lock of a folder.</param>
    /// <param name="option">The option that named the folder, for messages.</param>
    /// <exception cref="ClienteleException">It cannot be written, holds something else than a study, or another process is writing
    /// it.</exception>
    public static async Task<StudyTarget> AtAsync(string folder, bool force, Func<string, Task<StudyLock>> locks, string option = "--out")
    {
        Check(folder, force, option);
        return new StudyTarget(folder, null) { _lock = await locks(folder).ConfigureAwait(false) };
    }

    /// <summary>Looks whether a folder may become a study; nothing is written.</summary>
    /// <exception cref="ClienteleException">It is a file, or holds something else.</exception>
    public static void Check(string folder, bool force, string option)
    {
        if (File.Exists(folder))
            throw new ClienteleException("this is a file; a folder is needed for the study", folder,
                $"Choose another folder with {option}.");
        if (!force && !HoldsStudy(folder) && HoldsSomething(folder))
            throw new ClienteleException("this folder holds something else than a study", folder,
                $"Choose another folder with {option}, or write into this one with --force.");
    }

    /// <summary>Looks whether there is a study in a folder that a command was told to read: a slip in the path is said to
    /// be that.</summary>
    /// <param name="folder">Path.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ClienteleException">There is no such folder, or it holds no study.</exception>
    public static string Require(string folder)
    {
        if (File.Exists(folder))
            throw new ClienteleException("this is a file; a study is a folder", folder, "Name the study folder with --study.");
        if (!Directory.Exists(folder))
            throw new ClienteleException("there is no such folder", folder,
                $"Check the path of --study, or make a study there: clientele run --data DIR --out {folder}");
        // What a process that was killed leaves is told apart by whoever reads it.
        if (HoldsStudy(folder) || Directory.Exists(new StudyFolder(folder).Runs)
            || !HoldsSomething(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return folder;
        var inside = Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .FirstOrDefault(sub => File.Exists(new StudyFolder(sub).StudyFile));
        throw new ClienteleException("this folder holds no study", folder,
            inside is null ? $"Check the path of --study, or make a study: clientele run --data DIR --out {folder}"
                : $"There is one in {inside}: name that with --study.");
    }

    private static bool HoldsStudy(string folder)
    {
        var study = new StudyFolder(folder);
        string[] parts = [study.StudyFile, study.Model, study.Fidelity, study.Journal, study.Cache, study.Studio, study.SegmentCount];
        return parts.Any(Path.Exists);
    }

    /// <summary>Makes a folder that is missing.</summary>
    /// <exception cref="ClienteleException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw StudyLock.CannotWrite(folder, problem);
        }
    }

    /// <summary>Whether a folder holds more than what a process that was killed at its start leaves.</summary>
    public static bool HoldsSomething(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                && Directory.EnumerateFileSystemEntries(folder).Any(entry => !StudyLock.IsOwn(Path.GetFileName(entry)));
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new ClienteleException($"this folder cannot be read: {problem.Message}", folder,
                "Change its permissions, or choose another folder.", problem);
        }
    }

    // Whatever else was named is left as it is, and refused when it is read.
    private static bool IsStudy(string folder) => Directory.Exists(folder)
        && (File.Exists(new StudyFolder(folder).StudyFile) || Directory.EnumerateFileSystemEntries(folder).Any(entry => StudyLock.IsOwn(Path.GetFileName(entry))));

    /// <summary>Whether a path leads into this folder.</summary>
    public bool Holds(string path) => Path.GetFullPath(path).StartsWith(
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder.Root)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock?.Dispose();
        _temporary?.Delete(recursive: true);
    }
}
