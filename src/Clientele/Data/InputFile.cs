using System.IO.Compression;
using System.Security.Cryptography;

namespace Clientele.Data;

/// <summary>One file of a shop as the mapping names it: found on disk, its header read, its bytes hashed and its records counted.</summary>
internal sealed record InputFile
{
    /// <summary>File name without folder, as found (it may end in .gz or .parquet where the mapping says .csv).</summary>
    public required string Name { get; init; }

    public required string FullPath { get; init; }

    public required FileFormat Format { get; init; }

    /// <summary>Column names in the order of the file.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Columns that are numbers in the file itself (Parquet), whatever the mapping's decimal mark.</summary>
    public IReadOnlySet<string> Numbers { get; init; } = new HashSet<string>();

    public bool IsParquet => Name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    private bool IsGzip => Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file that the mapping names, or the same name compressed or as Parquet.</summary>
    /// <exception cref="ClienteleException">No such file, an empty file, or one that may not be read.</exception>
    public static InputFile Find(string folder, string name, FileFormat format)
    {
        var stem = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? name[..^4] : null;
        string[] candidates = stem is null ? [name, name + ".gz"] : [name, name + ".gz", stem + ".parquet"];
        var found = File.Exists(folder) ? Path.GetFileName(folder) : candidates.FirstOrDefault(candidate => File.Exists(Path.Combine(folder, candidate)));
        if (found is null)
        {
            var there = FilesOf(folder).Select(file => file.Name).ToList();
            throw new ClienteleException(
                $"there is no file {name}", folder,
                there.Count == 0
                    ? "The folder is empty. Try `clientele synth --out DIR` for made-up data, or `clientele data download`."
                    : $"The folder holds {Words.List(there, 8)}. Name your files in a mapping: `clientele data check --data {folder} --init`.");
        }
        var path = File.Exists(folder) ? folder : Path.Combine(folder, found);
        var file = new InputFile { Name = found, FullPath = path, Format = format, Columns = [] };
        try
        {
            if (new FileInfo(path).Length == 0)
                throw new ClienteleException("the file is empty", found, "Export it again; its first line must name the columns.");
            return file.IsParquet ? file : file with { Columns = file.ReadHeader() };
        }
        catch (UnauthorizedAccessException failure)
        {
            throw NotReadable(path, failure);
        }
        catch (InvalidDataException failure)
        {
            throw new ClienteleException($"the file is not readable as gzip: {failure.Message}", path, "Unpack or export it again.", failure);
        }
    }

    /// <summary>Files of a folder in ordinal order.</summary>
    /// <exception cref="ClienteleException">The folder may not be read.</exception>
    public static IReadOnlyList<FileInfo> FilesOf(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new ClienteleException("the folder may not be read by this user", folder, "Give yourself read permission: `chmod u+rx`.", failure);
        }
    }

    public static ClienteleException NotReadable(string path, Exception failure) =>
        new("the file may not be read by this user", path, "Give yourself read permission: `chmod u+r`.", failure);

    /// <summary>Bytes as the CSV reader sees them.</summary>
    public Stream OpenText()
    {
        var file = new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return IsGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Hashes the file and counts its records (header not counted; −1 for Parquet, whose count its own footer holds).</summary>
    /// <exception cref="ClienteleException">The file is not whole: a gzip that breaks off, a quote that is never closed.</exception>
    public (string Sha256, long Bytes, long Rows) Fingerprint(CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        long bytes = 0;
        var scanner = IsParquet ? null : NewScanner(null);
        using (var raw = new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan))
        {
            int read;
            while ((read = raw.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sha.AppendData(buffer.AsSpan(0, read));
                bytes += read;
                if (!IsGzip)
                    scanner?.Feed(buffer.AsSpan(0, read));
            }
        }
        if (IsGzip)
            FeedGzip(scanner!, buffer, cancellationToken);
        scanner?.Complete();
        if (scanner?.UnclosedLine > 0)
            throw new ClienteleException("a quoted value begins here that is never closed", $"{Name}, line {scanner.UnclosedLine}",
                "All that follows would be part of it. Close the quote (a quote inside a value is written twice), or export the file again.");
        var rows = scanner is null ? -1 : scanner.Records - (Format.Header ? 1 : 0);
        return (Convert.ToHexStringLower(sha.GetHashAndReset()), bytes, rows);
    }

    /// <summary>Physical lines of records given by number (1 = the first after the header), structurally broken ones not counted.</summary>
    /// <param name="records">Numbers of well-formed records.</param>
    /// <param name="brokenLogicalLines">Logical lines (records and blanks, header = 1) that DuckDB could not split into columns.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    public (Dictionary<long, long> ByRecord, Dictionary<long, long> ByLogicalLine) PhysicalLines(
        IReadOnlySet<long> records, IReadOnlySet<long> brokenLogicalLines, CancellationToken cancellationToken)
    {
        var byRecord = new Dictionary<long, long>();
        var byLogical = new Dictionary<long, long>();
        var record = Format.Header ? -1L : 0L;
        var scanner = NewScanner((logical, line, blank) =>
        {
            if (brokenLogicalLines.Contains(logical))
                byLogical[logical] = line;
            else if (!blank && records.Contains(++record))
                byRecord[record] = line;
        });
        if (!Format.Header)
            record = 0;
        Feed(scanner, new byte[1 << 20], cancellationToken);
        scanner.Complete();
        return (byRecord, byLogical);
    }

    /// <summary>Roughly how many records the file has, from the length of its first lines; for progress only.</summary>
    public long EstimateRows()
    {
        if (IsParquet)
            return 1;
        var head = new byte[1 << 16];
        using var text = OpenText();
        var read = text.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var lines = Math.Max(1, head.AsSpan(0, read).Count((byte)'\n'));
        var bytes = new FileInfo(FullPath).Length * (IsGzip ? 4 : 1);   // text of this kind shrinks to about a quarter
        return Math.Max(1, bytes * lines / Math.Max(1, read));
    }

    private void Feed(CsvRecordScanner scanner, byte[] buffer, CancellationToken cancellationToken)
    {
        using var text = OpenText();
        int read;
        while ((read = text.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scanner.Feed(buffer.AsSpan(0, read));
        }
    }

    private void FeedGzip(CsvRecordScanner scanner, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            GzipFile.Read(FullPath, buffer, scanner.Feed, cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            throw new ClienteleException($"the file is not whole gzip: {failure.Message}", Name, "Copy or download it again.", failure);
        }
    }

    private CsvRecordScanner NewScanner(Action<long, long, bool>? onRecord) =>
        new(Format.IsWhiteSpace ? (byte)1 : (byte)Format.Delimiter[0], Format.IsWhiteSpace ? null : (byte)'"', onRecord);

    private IReadOnlyList<string> ReadHeader()
    {
        if (!Format.Header)
            return Format.Columns;
        using var text = new StreamReader(OpenText(), Format.IsLatin1 ? System.Text.Encoding.Latin1 : System.Text.Encoding.UTF8);
        var line = text.ReadLine() ?? "";
        var columns = Format.IsWhiteSpace
            ? [.. line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)]
            : CsvHeader.Split(line, Format.Delimiter[0]);
        var twice = columns.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ClienteleException($"the header names the column \"{twice.Key}\" {twice.Count()} times", $"{Name}, line 1", "Rename one of them.");
        return columns;
    }
}
