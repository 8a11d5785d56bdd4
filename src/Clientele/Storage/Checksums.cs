using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;

namespace Clientele.Storage;

/// <summary>What the files of a finished folder were when they were written: <c>checksums.json</c>, written last. A file that is not as it
/// was written is damaged and is not used.</summary>
/// <remarks>They find what disks, copies and hands have changed, not what somebody changes on purpose together with its checksum.</remarks>
/// <param name="Files">XXH128, 32 hexadecimal digits in lower case (<c>xxhsum -H2</c> prints the same), by name below the folder, with
/// <c>/</c>.</param>
public sealed record Checksums(IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "checksums.json";

    /// <summary>Name of the file by which a folder is known for a study that was learned.</summary>
    internal const string StudyFile = "study.json";

    private const string SchemaName = "clientele/checksums/v1";
    private const int Most = 500, Block = 1 << 18;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static long _spent;

    /// <summary>The format; always <c>clientele/checksums/v1</c>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>Time that this process has spent on checksums, summed over threads.</summary>
    public static TimeSpan Spent => TimeSpan.FromTicks(Interlocked.Read(ref _spent));

    /// <summary>Checks one file of a folder before it is read.</summary>
    /// <param name="folder">The folder that has the checksums.</param>
    /// <param name="path">The file, below that folder.</param>
    /// <param name="writer">The command that writes it, for messages.</param>
    /// <exception cref="ClienteleException">It is not as it was written; or the folder has no checksums, so that it was not
    /// finished.</exception>
    public static void Check(string folder, string path, string writer) => Load(folder, writer).Require(folder, path, writer);

    /// <summary>Reads something that lies in several files of a folder as of one moment: again where a writer has put others in place
    /// meanwhile.</summary>
    /// <param name="folder">The folder that has the checksums.</param>
    /// <param name="root">The folder that is locked to write it: the study.</param>
    /// <param name="read">Reads.</param>
    /// <exception cref="ClienteleException">What <paramref name="read"/> throws when nothing was replaced.</exception>
    internal static T Steady<T>(string folder, string root, Func<T> read)
    {
        for (var tries = 0; ; tries++)
        {
            if (DraftFolder.IsPlacing(folder) && tries < Most)
            {
                // A writer is at it for a moment; or was killed there, and then taking the lock finishes it.
                Finish(root);
                Thread.Sleep(Pause);
                continue;
            }
            var before = Stamp(folder);
            try
            {
                var found = read();
                if (tries >= Most || !Replaced(before))
                    return found;
            }
            catch (ClienteleException) when (tries < Most && Replaced(before))
            {
                // What was read was half of one state and half of another.
            }
        }

        bool Replaced((DateTime, long) before) => DraftFolder.IsPlacing(folder) || Stamp(folder) != before;
    }

    private static void Finish(string root)
    {
        try
        {
            StudyLock.TryTake(root, "finishing what was written")?.Dispose();
        }
        catch (ClienteleException problem) when (problem.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException("this study was left while it was being written, and you may not write here to finish it", root,
                $"Somebody who may write here finishes it with: clientele simulate --study {root} --no-save", problem);
        }
    }

    /// <summary>Whether a text can be the name of a file below a folder.</summary>
    internal static bool IsName(string name) =>
        name.Length > 0 && !Path.IsPathRooted(name) && !name.Contains('\\', StringComparison.Ordinal) && name.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>The checksums of a folder.</summary>
    /// <exception cref="ClienteleException">There are none, or they are damaged.</exception>
    internal static Checksums Load(string folder, string writer)
    {
        if (!File.Exists(Path.Combine(folder, FileName)))
            throw new ClienteleException(
                $"there is no {FileName}, which is written last: this was not finished, or was made by an earlier version", folder,
                $"Make it again with {writer}.");
        try
        {
            return JsonFormat.Read<Checksums>(Path.Combine(folder, FileName), SchemaName, writer);
        }
        catch (ClienteleException problem)
        {
            throw new ClienteleException($"{FileName} is damaged, so that no file of this folder can be checked", folder,
                "Put it back from a copy, or make the study again: clientele pipeline for the model, then clientele validate and clientele simulate.", problem);
        }
    }

    /// <summary>Whether a file of a folder was made.</summary>
    /// <exception cref="ClienteleException">It was, and is missing.</exception>
    internal static bool Has(string folder, string path, string writer) =>
        File.Exists(path) || (FindSound(folder)?.Files.ContainsKey(DraftFolder.Name(folder, path)) == true ? throw Missing(path, writer) : false);

    /// <summary>Checks, before long work, that a part can be added to a study: its other files have checksums that can be read.</summary>
    /// <exception cref="ClienteleException">There is a study, and its checksums are missing or damaged.</exception>
    /// <param name="folder">The study's folder.</param>
    internal static void RequireSound(string folder)
    {
        if (File.Exists(Path.Combine(folder, StudyFile)) || File.Exists(Path.Combine(folder, FileName)))
            Load(folder, "clientele pipeline");
    }

    /// <summary>The checksums of a folder that is about to be written; null when it has none that can be read.</summary>
    internal static Checksums? FindSound(string folder)
    {
        try
        {
            return Load(folder, "");
        }
        catch (ClienteleException)
        {
            // Files without checksums are refused by whoever reads them; a writer makes new ones.
            return null;
        }
    }

    /// <summary>Computes the checksums of all files below a folder.</summary>
    internal static Checksums Of(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in DraftFolder.FilesOf(folder))
            files[DraftFolder.Name(folder, path)] = Hash(path);
        return new Checksums(files);
    }

    /// <summary>Checksum of a file.</summary>
    internal static string Hash(string path)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete,
                FileOptions.SequentialScan);
            var hash = new XxHash128();
            for (var (at, read) = (0L, 0); (read = RandomAccess.Read(file, buffer, at)) > 0; at += read)
                hash.Append(buffer.AsSpan(0, read));
            return Convert.ToHexStringLower(hash.GetCurrentHash());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            Interlocked.Add(ref _spent, TimeProvider.System.GetElapsedTime(begun).Ticks);
        }
    }

    internal Checksums With(IEnumerable<KeyValuePair<string, string>> others)
    {
        var files = new SortedDictionary<string, string>(Files.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, hash) in others)
            files.TryAdd(name, hash);
        return this with { Files = files };
    }

    internal void Save(string folder) =>
        WholeFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, JsonFormat.Options));

    /// <summary>Checks one file.</summary>
    /// <returns>Its hash.</returns>
    /// <exception cref="ClienteleException">It is missing, or not as it was written.</exception>
    internal string Require(string folder, string path, string writer)
    {
        var now = HashNow(path, writer);
        if (!Files.TryGetValue(DraftFolder.Name(folder, path), out var then))
            throw new ClienteleException($"{FileName} does not know this file: it was put there by hand, or is left over from an earlier version", path,
                $"Make it again with {writer}.");
        return then == now ? now : throw Damaged(path, writer);
    }

    /// <summary>A file that is not as it was written.</summary>
    internal static ClienteleException Damaged(string path, string writer) =>
        new($"this file is damaged: it is not as it was written (its checksum is another than the one in {FileName})", path,
            $"Make it again with {writer}; results are not changed by hand.");

    private static ClienteleException Missing(string path, string writer) =>
        new($"this file is missing: it was written, and {FileName} has it", path, $"Put it back from a copy, or make it again with {writer}.");

    /// <summary>A file's hash.</summary>
    /// <exception cref="ClienteleException">The file is missing or cannot be read.</exception>
    internal static string HashNow(string path, string writer)
    {
        try
        {
            return Hash(path);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ClienteleException($"There is no file {path}.", null, $"Make it again with {writer}.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"The file cannot be read: {problem.Message}", path,
                "Check that it is a file and that you may read it.", problem);
        }
    }

    private static (DateTime, long) Stamp(string folder) =>
        new FileInfo(Path.Combine(folder, FileName)) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default;
}
