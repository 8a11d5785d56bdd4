namespace Clientele;

/// <summary>Writes files whole or not at all: into a temporary file in the same folder, to the disk, then renamed.</summary>
internal static class WholeFile
{
    private static long _count;

    /// <summary>Writes a file through <paramref name="write"/>; what was there before stays until all is written. Two processes that write
    /// one file at once each write it whole.</summary>
    /// <param name="path">Target; its folder is created when it is missing.</param>
    /// <param name="write">Writes the content; must leave the stream open.</param>
    /// <param name="durable">Whether to wait until the disk has it.</param>
    /// <exception cref="ClienteleException">Disk full, no permission, or another failure of the file system; nothing is left
    /// behind.</exception>
    public static void Write(string path, Action<Stream> write, bool durable = true)
    {
        var partial = Partial(path);
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            using (var stream = Open(partial))
            {
                write(stream);
                Flush(stream, durable);
            }
            if (partial != path)
                File.Move(partial, path, overwrite: true);
        }
        catch (Exception problem)
        {
            Discard(partial, path);
            if (problem is IOException or UnauthorizedAccessException)
                throw Explain(problem, path);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte-order mark.</summary>
    /// <exception cref="ClienteleException">As <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Where a file is written before it is renamed, for writers that open it themselves (DuckDB): a name that no other process
    /// and no other call has. What processes
    /// that were killed left under such names goes.</summary>
    public static string Partial(string path)
    {
        // A device such as /dev/full or /dev/stdout is written to, never replaced by a file.
        if (!OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
            return path;
        var folder = Path.GetDirectoryName(path) ?? "";
        Sweep(Path.GetFullPath(folder.Length == 0 ? "." : folder), $".{Path.GetFileName(path)}.");
        return Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.partial");
    }

    // By the number of the process in the name; one that was given to another process keeps its file until that ends too.
    private static void Sweep(string folder, string prefix)
    {
        if (!Directory.Exists(folder))
            return;
        var hiddenToo = new EnumerationOptions { AttributesToSkip = 0, MatchType = MatchType.Simple };
        foreach (var left in Directory.EnumerateFiles(folder, prefix + "*.partial", hiddenToo))
            if (Path.GetFileName(left) is var name && name.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(name[prefix.Length..].Split('-')[0], out var process) && !Runs(process))
                DeleteUnused(left);
    }

    // A process of another container has a number that means nothing here, but holds its file open.
    private static void DeleteUnused(string left)
    {
        try
        {
            using (new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // In use, gone already, or not ours to delete: it is in nobody's way.
        }
    }

    private static bool Runs(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A failure of the file system in the user's words.</summary>
    public static ClienteleException Explain(Exception problem, string path)
    {
        const int NoSpace = 28, NoSpaceOnQuota = 122, WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);
        return problem switch
        {
            ClienteleException said => said,
            _ when Directory.Exists(path) =>
                new ClienteleException("This is a folder; a file was to be written there.", path, "Move the folder away or choose another output folder (--out).", problem),
            UnauthorizedAccessException =>
                new ClienteleException("No permission to write this file.", path, "Choose a folder that you may write to (--out), or change its permissions.", problem),
            IOException { HResult: NoSpace or NoSpaceOnQuota or WindowsDiskFull or WindowsHandleDiskFull } =>
                DiskFull(path, problem),
            _ => new ClienteleException($"The file could not be written: {problem.Message}", path, "Check the folder, or choose another (--out).", problem),
        };
    }

    /// <summary>No space was left for a file.</summary>
    public static ClienteleException DiskFull(string path, Exception problem) =>
        new("The disk is full: the file could not be written.", path, "Free some space or choose another folder (--out); a file that was there before is unchanged.", problem);

    /// <summary>Removes what a failed write left.</summary>
    public static void Discard(string partial, string path)
    {
        if (partial != path && File.Exists(partial))
            File.Delete(partial);
    }

    private static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = path.StartsWith("/dev/", StringComparison.Ordinal) ? FileMode.Open : FileMode.Create,
        Access = FileAccess.Write,
        Share = FileShare.None,
        BufferSize = 1 << 16,
    });

    private static void Flush(FileStream stream, bool durable)
    {
        // Buffered bytes must meet a full disk here, while the failure can still be told.
        stream.Flush(flushToDisk: durable);
    }
}
