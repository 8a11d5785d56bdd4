using Clientele.Studio.Security;

namespace Clientele.Studio.Work;

/// <summary>Folders that the pages may read data from: those named at start-up, uploads, and the synthetic store; nothing else.</summary>
internal sealed class DataShelf(StudioOptions options, string studio)
{
    private const int MostFiles = 64;
    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".csv.gz", ".txt.gz", ".tsv.gz", ".parquet"];

    /// <summary>Where the synthetic store is written.</summary>
    public string Store => Path.Combine(studio, "synthetic-store");

    private string Uploads => Path.Combine(studio, "uploads");

    /// <summary>All folders, by the name that a page shows: those of start-up first.</summary>
    public IReadOnlyList<(string Name, string Folder)> Folders()
    {
        var folders = options.DataFolders.Select(folder => (Name: Path.GetFileName(folder.TrimEnd(Path.DirectorySeparatorChar)), Folder: folder)).ToList();
        if (StudyFile.Inside(options.Study, Store) is { } store && Directory.Exists(store))
            folders.Add(("Synthetic store", store));
        if (StudyFile.Inside(options.Study, Uploads) is { } uploads && Directory.Exists(uploads))
            folders.AddRange(new DirectoryInfo(uploads).EnumerateDirectories().Where(folder => folder.LinkTarget is null && folder.Name[0] != '.').OrderBy(folder => folder.Name, StringComparer.Ordinal)
                .Select(folder => ($"Upload {folder.Name}", folder.FullName)));
        return folders;
    }

    /// <summary>Whether a folder may be read.</summary>
    public bool Allows(string folder) => Folders().Any(known => known.Folder == folder);

    /// <summary>Names of the files in a folder that could hold transactions.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) => !Directory.Exists(folder) ? []
        : [.. new DirectoryInfo(folder).EnumerateFiles().Select(file => file.Name).Where(IsData).Order(StringComparer.Ordinal)];

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
        var total = files.Sum(file => file.Size);
        if (total > options.LargestUpload)
            throw new ClienteleException($"{Number.Bytes(total)} in all; {Number.Bytes(options.LargestUpload)} is the most", null, "Start the studio with --data and the folder's name instead: nothing has to be copied then.");
        var uploads = StudyFile.Require(options.Study, Uploads);
        Directory.CreateDirectory(uploads);
        var number = 1 + new DirectoryInfo(uploads).EnumerateDirectories().Select(folder => int.TryParse(folder.Name, out var known) ? known : 0).DefaultIfEmpty(0).Max();
        var (draft, place) = (Path.Combine(uploads, $".{number}"), Path.Combine(uploads, FormattableString.Invariant($"{number}")));
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        try
        {
            var buffer = new byte[1 << 16];
            long arrived = 0;
            foreach (var (name, size, open) in files)
            {
                await using var source = open(size, cancellationToken);
                await using var target = new FileStream(Path.Combine(draft, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
                while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
                {
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                    if ((arrived += read) > options.LargestUpload)
                        throw new ClienteleException($"more than {Number.Bytes(options.LargestUpload)} arrived", null, "Start the studio with --data and the folder's name instead.");
                    progress.Report(new StageProgress("Upload", arrived, total, "bytes"));
                }
            }
            Directory.Move(draft, place);
            return place;
        }
        catch
        {
            Directory.Delete(draft, recursive: true);
            throw;
        }
    }

    /// <summary>Whether a name is one of a data file, and nothing but a name.</summary>
    internal static bool IsData(string name) => name.Length <= 120 && name[0] != '.' && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or ' ' or '(' or ')')
        && Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static void CheckName(string name)
    {
        if (name.Length == 0 || !IsData(name))
            throw new ClienteleException("this is not the name of a data file", Words.Cut(name, 80), "CSV, TSV, text, gzipped and Parquet files can be uploaded; letters, digits, spaces, dots, dashes and underscores in their names.");
    }
}
