using System.Globalization;
using Clientele.Studio.Security;

namespace Clientele.Studio.Work;

/// <summary>Folders that the pages may read data from: those named at start-up, uploads, and the synthetic store; nothing else.</summary>
internal sealed class DataShelf(StudioOptions options, string studio)
{
    /// <summary>Most files of one upload.</summary>
    public const int MostFiles = 64;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _drafts = [];
    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".csv.gz", ".txt.gz", ".tsv.gz", ".parquet"];

    /// <summary>Where the synthetic store is written.</summary>
    public string Store => Path.Combine(studio, "synthetic-store");

    private string Uploads => Path.Combine(studio, "uploads");

    /// <summary>Folders below the study that this shelf keeps and looks at itself.</summary>
    public IReadOnlyList<string> Places => [Path.GetFullPath(Store), Path.GetFullPath(Uploads)];

    /// <summary>All folders, by the name that a page shows: those of start-up first.</summary>
    public IReadOnlyList<(string Name, string Folder)> Folders()
    {
        var folders = options.DataFolders.Select(folder => (Name: Name(folder), Folder: folder)).ToList();
        // Two folders of the same name are told apart by the folder that they lie in.
        folders = [.. folders.Select(one => folders.Count(other => other.Name == one.Name) > 1 ? ($"{one.Name} in {Name(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(one.Folder)) ?? "")}", one.Folder) : one)];
        if (StudyFile.Inside(options.Study, Store) is { } store && Directory.Exists(store) && HoldsNoLink(store))
            folders.Add(("Synthetic store", store));
        if (StudyFile.Inside(options.Study, Uploads) is { } uploads && Directory.Exists(uploads))
            folders.AddRange(StudyFile.Listing(uploads, () => new DirectoryInfo(uploads).GetDirectories()).Where(folder => folder.LinkTarget is null && folder.Name[0] != '.' && HoldsNoLink(folder.FullName)).OrderBy(folder => folder.Name, StringComparer.Ordinal)
                .Select(folder => ($"Upload {folder.Name}", folder.FullName)));
        return folders;
    }

    // The studio writes no links: one below the study was put there, and may lead anywhere. A folder of start-up is the user's own, links and all.
    private static bool HoldsNoLink(string folder) => StudyFile.Listing(folder, () => new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).All(entry => entry.LinkTarget is null));

    private static string Name(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    /// <summary>Whether a folder is an upload that is kept here.</summary>
    public bool IsUpload(string? folder) => folder is not null && Path.GetDirectoryName(folder) == Uploads;

    /// <summary>Deletes an upload.</summary>
    /// <exception cref="ClienteleException">This is no upload, or it cannot be deleted.</exception>
    public void Remove(string folder)
    {
        if (!IsUpload(folder) || !Allows(folder))
            throw new ClienteleException("this is no upload of the study", Name(folder), "Choose one on the page Data.");
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ClienteleException($"this upload cannot be deleted: {problem.Message}", Name(folder), "Check the permissions of the study folder.", problem);
        }
    }

    /// <summary>Whether a folder may be read.</summary>
    public bool Allows(string folder) => Folders().Any(known => known.Folder == folder);

    /// <summary>Names of the files in a folder that could hold transactions.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) => !Directory.Exists(folder) ? []
        : StudyFile.Listing(folder, () => (string[])[.. new DirectoryInfo(folder).EnumerateFiles().Select(file => file.Name).Where(IsData).Order(StringComparer.Ordinal)]);

    /// <summary>Stores an upload: streamed, bounded, and there as a whole or not at all.</summary>
    /// <param name="files">Name, length as the browser claims it, and how to open the content.</param>
    /// <param name="progress">Told the bytes that have arrived.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="ClienteleException">Too many, too large, or a name that no data file has.</exception>
    public async Task<string> StoreAsync(IReadOnlyList<(string Name, long Size, Func<long, CancellationToken, Stream> Open)> files, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        if (files.Count is 0 or > MostFiles)
            throw new ClienteleException($"{files.Count} files; 1 to {MostFiles} can be uploaded at once", null, "Choose the files of one shop.");
        foreach (var (name, _, _) in files)
            CheckName(name);
        if (files.Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < files.Count)
            throw new ClienteleException("two of the files have the same name", null, "Rename one.");
        // Sizes are what a browser claims: any number at all.
        if (files.Any(file => file.Size < 0 || file.Size > options.LargestUpload) || files.Sum(file => file.Size) is var total && total > options.LargestUpload)
            throw new ClienteleException($"more than {Number.Bytes(options.LargestUpload)}, the most of one upload", null, "Start the studio with --data and the folder's name instead: nothing has to be copied then.");
        var uploads = StudyFile.Require(options.Study, Uploads);
        if (total > options.LargestUpload - Kept(uploads))
            throw new ClienteleException($"more than {Number.Bytes(options.LargestUpload)} with the uploads that are kept", null, "Delete one that is not needed on the page Data, or start the studio with --data and the folder's name: nothing has to be copied then.");
        Directory.CreateDirectory(uploads);
        var draft = Draft(uploads);
        try
        {
            long arrived = 0;
            foreach (var file in files)
                arrived = await StoreAsync(file, Path.Combine(draft, file.Name), arrived, total, progress, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                var last = new DirectoryInfo(uploads).EnumerateFileSystemInfos().Max(entry => int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known < 1_000_000 ? known : 0);
                var place = Path.Combine(uploads, FormattableString.Invariant($"{last + 1}"));
                Directory.Move(draft, place);
                return place;
            }
        }
        finally
        {
            lock (_gate)
                _drafts.Remove(draft);
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    private async Task<long> StoreAsync(
        (string Name, long Size, Func<long, CancellationToken, Stream> Open) file, string path, long arrived, long total, IProgress<StageProgress> progress, CancellationToken cancellationToken)
    {
        await using var source = file.Open(file.Size, cancellationToken);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
        var buffer = new byte[1 << 16];
        long length = 0;
        while (length <= file.Size && await ReadAsync(source, buffer, file.Name, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length <= file.Size)
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress.Report(new StageProgress("Upload", arrived + length, total, "bytes"));
        }
        return length == file.Size ? arrived + length
            : throw new ClienteleException($"the file {(length > file.Size ? "is longer" : "ended sooner")} than the browser said", file.Name, "It was changed while it was sent, or the connection was lost: upload it again.");
    }

    // A page that is closed in the middle ends its stream in more than one way; none of them is a fault of this machine's disk.
    private async Task<int> ReadAsync(Stream source, byte[] buffer, string name, CancellationToken cancellationToken)
    {
        try
        {
            // Not the stream's own patience: a browser that stands still would hold the job for a minute, also against a cancel.
            return await source.ReadAsync(buffer, cancellationToken).AsTask().WaitAsync(options.UploadPatience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException problem)
        {
            throw new ClienteleException($"the browser has sent nothing for {Number.Decimal(options.UploadPatience.TotalSeconds, "0.#")} seconds", name, "Upload it again, and leave the page open until it is there; or start the studio with --data and the folder's name.", problem);
        }
#pragma warning disable CA1031 // The stream is the browser's: whatever ends it is said to be that.
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw new ClienteleException("the browser's connection ended before the file was whole", name, "Upload it again, and leave the page open until it is there.", problem);
        }
    }

    private static long Kept(string uploads) => !Directory.Exists(uploads) ? 0
        : StudyFile.Listing(uploads, () => new DirectoryInfo(uploads).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LinkTarget is null).Sum(file => file.Length));

    // A folder of this upload's own; what a server that was killed left goes.
    private string Draft(string uploads)
    {
        lock (_gate)
        {
            foreach (var left in Directory.GetDirectories(uploads, ".draft-*").Where(folder => !_drafts.Contains(folder)))
                Directory.Delete(left, recursive: true);
            var draft = Path.Combine(uploads, $".draft-{Guid.NewGuid():n}");
            Directory.CreateDirectory(draft);
            _drafts.Add(draft);
            return draft;
        }
    }

    /// <summary>Whether a name is one of a data file, and nothing but a name.</summary>
    internal static bool IsData(string name) => name.Length is > 0 and <= 120 && name[0] != '.' && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or ' ' or '(' or ')')
        && Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static void CheckName(string name)
    {
        if (!IsData(name))
            throw new ClienteleException("this is not the name of a data file", Words.Cut(name, 80), "CSV, TSV, text, gzipped and Parquet files can be uploaded; letters, digits, spaces, dots, dashes and underscores in their names.");
    }
}
