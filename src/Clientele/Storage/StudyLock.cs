namespace Clientele.Storage;

/// <summary>The right to write into a folder, a study above all: one process at a time has it. Whoever reads needs none.</summary>
/// <remarks>
/// The system's own lock on the file <c>.clientele.lock</c> (flock; a share mode on Windows): a process that ends in whatever way frees it.
/// The file stays, for one that is
/// deleted could be locked by two. Who holds it is written beside it, whole, for messages alone. Whoever takes the lock finishes or clears
/// away what a process that was killed left.
/// </remarks>
public sealed class StudyLock : IDisposable
{
    /// <summary>What the names of all files begin with that are kept here for the folder's own sake.</summary>
    internal const string Prefix = ".clientele.";

    private const string FileName = Prefix + "lock", HolderName = Prefix + "lock.json";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), Look = TimeSpan.FromMilliseconds(250);
    private const int Looks = 50;
    private static long _spent;

    private readonly string _folder;
    private readonly FileStream _file;

    private StudyLock(string folder, FileStream file) => (_folder, _file) = (folder, file);

    /// <summary>Time that this process has spent on taking and giving back locks, waiting for others not included.</summary>
    public static TimeSpan Spent => TimeSpan.FromTicks(Interlocked.Read(ref _spent));

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="verb">What is to be done, for those who come second.</param>
    /// <returns>The lock; null when another process, or another part of this one, has it.</returns>
    /// <exception cref="ClienteleException">The folder cannot be written, or the lock file is a link.</exception>
    public static StudyLock? TryTake(string folder, string verb)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var path = Path.Combine(folder, FileName);
        FileStream file;
        try
        {
            Directory.CreateDirectory(folder);
            if (new FileInfo(path).LinkTarget is not null)
                throw new ClienteleException("the lock file is a link, which leads somewhere else", path, "Delete the link.");
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException problem) when (IsHeld(problem))
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, problem);
        }
        try
        {
            StudyLockHolder.Of(verb).Save(Path.Combine(folder, HolderName));
            DraftFolder.Recover(folder);
            return new StudyLock(folder, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            Count(begun);
        }
    }

    /// <summary>Takes the lock or says who has it.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="verb">What is to be done.</param>
    /// <param name="hint">What to do when another process has it.</param>
    /// <exception cref="ClienteleException">Another process has it; or as <see cref="TryTake"/>.</exception>
    public static StudyLock Take(string folder, string verb, string hint = "Wait until it has ended, or choose another folder.") =>
        TryTake(folder, verb) ?? throw new ClienteleException(Holder(folder), folder, hint);

    /// <summary>Takes the lock, however long another process has it.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="verb">What is to be done.</param>
    /// <param name="waiting">Told once, in a sentence, for whom.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ClienteleException">As <see cref="TryTake"/>.</exception>
    public static async Task<StudyLock> WaitAsync(string folder, string verb, Action<string> waiting, CancellationToken cancellationToken)
    {
        for (var first = true; ; first = false)
        {
            if (TryTake(folder, verb) is { } mine)
                return mine;
            if (first)
                waiting(Holder(folder));
            await Task.Delay(Look, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            File.Delete(Path.Combine(_folder, HolderName));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It names a process that will be gone: nobody takes it for a lock.
        }
        _file.Dispose();
        Count(begun);
    }

    /// <summary>Whether a name is one that is kept for the folder's own sake, and no content of it.</summary>
    internal static bool IsOwn(string name) => name.TrimStart('.').StartsWith(Prefix[1..], StringComparison.Ordinal);

    /// <summary>A folder that cannot be written, in the user's words.</summary>
    internal static ClienteleException CannotWrite(string folder, Exception problem)
    {
        const int ReadOnlyFileSystem = 30, WindowsWriteProtected = unchecked((int)0x80070013);
        return problem switch
        {
            _ when File.Exists(folder) => new ClienteleException("this is a file; a folder is needed", folder, "Choose another folder.",
                problem),
            UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem or WindowsWriteProtected } => new ClienteleException(
                "this folder cannot be written: it is read-only for you, and this command writes into it", folder,
                "Change its permissions, or choose another folder; a study that is only read needs no permission to write.", problem),
            _ => new ClienteleException($"this folder cannot be written: {problem.Message}", folder,
                "Choose another folder, or change the permissions.", problem),
        };
    }

    /// <summary>Whether opening a file failed because somebody else has it open for themselves.</summary>
    internal static bool IsHeld(IOException problem)
    {
        const int Linux = 11, MacOs = 35, WindowsSharing = unchecked((int)0x80070020), WindowsLock = unchecked((int)0x80070021);
        return problem.HResult is Linux or MacOs or WindowsSharing or WindowsLock;
    }

    // Between taking the lock and saying who it is, and between that and giving it back, there is a moment.
    private static string Holder(string folder)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (StudyLockHolder.Find(Path.Combine(folder, HolderName)) is { } holder)
                return holder.Sentence;
            Thread.Sleep(Pause);
        }
        return "another process is writing here, and does not say which";
    }

    private static void Count(long begun) => Interlocked.Add(ref _spent, TimeProvider.System.GetElapsedTime(begun).Ticks);
}
