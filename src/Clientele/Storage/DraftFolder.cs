namespace Clientele.Storage;

/// <summary>New files of a folder, written apart and put in place together: a process that is killed at any moment leaves the folder as it
/// was, or the new files whole.</summary>
/// <remarks>
/// The files are written below <c>.clientele.draft</c>. Once all are there, that folder is renamed to <c>.clientele.ready</c>: from then on
/// the new state counts. Its files are moved
/// into place, checksums.json last; whoever takes the lock after a process that was killed in between goes on with that. The caller holds
/// the folder's <see cref="StudyLock"/>.
/// </remarks>
internal sealed class DraftFolder : IDisposable
{
    private const string Draft = StudyLock.Prefix + "draft", Ready = StudyLock.Prefix + "ready", GoneFile = StudyLock.Prefix + "gone";
    private readonly string _folder;

    /// <summary>Starts a draft. One that was left half written is deleted, one that was ready is put in place.</summary>
    /// <param name="folder">Where its files are to go.</param>
    public DraftFolder(string folder)
    {
        _folder = folder;
        if (IsPlacing(folder))
            Place(folder);
        Dispose();
    }

    /// <summary>Where to write the files, under the names that they are to have in the folder.</summary>
    public string Root => Path.Combine(_folder, Draft);

    /// <summary>Adds the checksums of the files that are there; what is written after that has none.</summary>
    /// <param name="replaces">Which files of the folder, by their names with <c>/</c>, this draft replaces as a whole. Null = all that have
    /// checksums.</param>
    /// <returns>Those of them that it does not have, for <see cref="Commit"/>.</returns>
    /// <exception cref="ClienteleException">A file cannot be read or written.</exception>
    public IReadOnlyList<string> Seal(Func<string, bool>? replaces = null)
    {
        var sums = Checksums.Of(Root);
        // A part is not put beside files that can no longer be checked: their checksums would be lost.
        if (replaces is not null && !replaces(Checksums.StudyFile))
            Checksums.RequireSound(_folder);
        var before = Checksums.FindSound(_folder)?.Files ?? new Dictionary<string, string>();
        sums.With(before.Where(file => replaces?.Invoke(file.Key) == false)).Save(Root);
        return [.. before.Keys.Where(name => Checksums.IsName(name) && replaces?.Invoke(name) != false && !sums.Files.ContainsKey(name))];
    }

    /// <summary>Puts the files in place.</summary>
    /// <param name="gone">Files of the folder that are deleted, by their names with <c>/</c>.</param>
    /// <exception cref="ClienteleException">A file cannot be written or replaced.</exception>
    public void Commit(IEnumerable<string> gone)
    {
        WholeFile.WriteText(Path.Combine(Root, GoneFile), string.Join('\n', gone));
        RequireRoom();
        try
        {
            Directory.Move(Root, Path.Combine(_folder, Ready));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw WholeFile.Explain(problem, _folder);
        }
        Place(_folder);
    }

    /// <summary>Deletes what was not put in place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    /// <summary>All files below a folder, by their full paths, and none behind a link: what lies there is not this folder's, and must not be
    /// listed, moved or overwritten.</summary>
    /// <exception cref="ClienteleException">There is a link below the folder.</exception>
    internal static List<string> FilesOf(string folder)
    {
        var files = new List<string>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            if (entry.LinkTarget is not null)
                throw Link(entry.FullName);
            else if (entry is FileInfo)
                files.Add(entry.FullName);
            else
                files.AddRange(FilesOf(entry.FullName));
        return files;
    }

    // Nor may the way to where a file goes lead through a link. The folder itself may be reached by one.
    private static void RequireInside(string folder, string target)
    {
        for (var above = Path.GetDirectoryName(target)!; above.Length > folder.Length; above = Path.GetDirectoryName(above)!)
            if (new DirectoryInfo(above).LinkTarget is not null)
                throw Link(above);
    }

    private static ClienteleException Link(string path) => new(
        "a link leads out of this folder, and nothing is written, moved or deleted through one", path,
        "Look at where it leads, and put a real file or folder in its place.");

    /// <summary>Whether files are being put in place, or a process was killed while it did that.</summary>
    public static bool IsPlacing(string folder) => new DirectoryInfo(Path.Combine(folder, Ready)) is { Exists: true, LinkTarget: null };

    /// <summary>Goes on with what a process that was killed had ready, and deletes what it had not. The lock must be held.</summary>
    /// <param name="root">A study or another folder that is written under a lock.</param>
    public static void Recover(string root)
    {
        // A run is written in a folder of its own below the study's lock. None is reached through a link.
        var runs = new DirectoryInfo(Path.Combine(root, "runs"));
        foreach (var run in runs is { Exists: true, LinkTarget: null } ? runs.GetDirectories() : [])
            if (run.LinkTarget is null && RecoverOne(run.FullName) && run.GetFileSystemInfos().Length == 0)
                run.Delete();
        RecoverOne(root);
    }

    /// <summary>A file's name below a folder, with <c>/</c> on every system.</summary>
    internal static string Name(string folder, string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    // What would stop the files half way is met before: a folder in the place of a file, a folder without permission.
    private void RequireRoom()
    {
        var targets = FilesOf(Root).ConvertAll(file => Path.Combine(_folder, Path.GetRelativePath(Root, file)));
        targets.ForEach(target => RequireInside(_folder, target));
        foreach (var files in targets.GroupBy(file => Path.GetDirectoryName(file)!))
            try
            {
                Directory.CreateDirectory(files.Key);
                var probe = Path.Combine(files.Key, StudyLock.Prefix + "probe");
                using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
                if (files.FirstOrDefault(Directory.Exists) is { } folder)
                    throw WholeFile.Explain(new IOException("Is a directory"), folder);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw WholeFile.Explain(problem, files.First());
            }
    }

    private static bool RecoverOne(string folder)
    {
        if (!IsPlacing(folder) && !Directory.Exists(Path.Combine(folder, Draft)))
            return false;
        new DraftFolder(folder).Dispose();
        return true;
    }

    // May be done again from any point where it was stopped.
    private static void Place(string folder)
    {
        var ready = Path.Combine(folder, Ready);
        var (gone, sums, at) = (Path.Combine(ready, GoneFile), Path.Combine(ready, Checksums.FileName), folder);
        try
        {
            // All is looked at before anything is touched: a study may come from a stranger.
            var files = FilesOf(ready);
            var names = File.Exists(gone) ? File.ReadAllLines(gone) : [];
            List<string> old = [.. names.Where(Checksums.IsName).Select(name => Path.Combine(folder, name))];
            foreach (var target in files.Select(file => Path.Combine(folder, Path.GetRelativePath(ready, file))).Concat(old))
                RequireInside(folder, target);
            foreach (var file in old.Where(File.Exists))
                File.Delete(at = file);
            foreach (var file in files.Where(file => file != sums && file != gone))
            {
                at = Path.Combine(folder, Path.GetRelativePath(ready, file));
                Directory.CreateDirectory(Path.GetDirectoryName(at)!);
                File.Move(file, at, overwrite: true);
            }
            if (File.Exists(sums))
                File.Move(sums, at = Path.Combine(folder, Checksums.FileName), overwrite: true);
            Directory.Delete(ready, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw WholeFile.Explain(problem, at);
        }
    }
}
