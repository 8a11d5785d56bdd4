using System.IO.Enumeration;

namespace Clientele.Data.Reading;

/// <summary>One table of a shop as the mapping names it: a file, or several with the same columns; found on disk, their headers read.</summary>
internal sealed record InputFile
{
    /// <summary>What outputs call it: the file's name as found, or the mapping's list or pattern where there are several.</summary>
    public required string Name { get; init; }

    public required FileFormat Format { get; init; }

    /// <summary>The files, at least one.</summary>
    public required IReadOnlyList<InputPart> Parts { get; init; }

    /// <summary>Column names of the first file.</summary>
    public IReadOnlyList<string> Columns => Parts[0].Columns;

    /// <summary>Columns that are numbers in the file itself (Parquet), whatever the mapping's decimal mark.</summary>
    public IReadOnlySet<string> Numbers { get; init; } = new HashSet<string>();

    public bool IsParquet => Parts[0].IsParquet;

    /// <summary>The files that the mapping names, or the same names compressed or as Parquet.</summary>
    /// <param name="folder">The folder; or one file, which then is the table whatever its name.</param>
    /// <param name="file">Name of the table in the mapping.</param>
    /// <param name="mapping">Says how the files are named and written.</param>
    /// <param name="scratch">Where rewritten copies go.</param>
    /// <param name="cancellationToken">Stops between buffers of a copy.</param>
    /// <param name="wide">Names of files some of whose rows are one empty cell too long (<see cref="PlainText.Rewrite"/>).</param>
    /// <exception cref="ClienteleException">No such file, an empty file, or one that may not be read.</exception>
    public static InputFile Find(string folder, string file, Mapping mapping, ScratchFolder scratch, CancellationToken cancellationToken, IReadOnlySet<string>? wide = null)
    {
        var format = mapping.Formats.GetValueOrDefault(file, mapping.Format);
        if (File.Exists(folder))
            return Open(Path.GetFileName(folder), [folder], format, scratch, cancellationToken, wide);
        var names = mapping.PartsOf(file);
        var paths = names.SelectMany(name => PathsOf(folder, name)).Distinct(StringComparer.Ordinal).ToList();
        return Open(names.Count == 1 && !IsPattern(names[0]) ? Path.GetFileName(paths[0]) : file, paths, format, scratch, cancellationToken, wide);
    }

    /// <summary>Opens files that are known to be there.</summary>
    /// <param name="name">What outputs call the table.</param>
    /// <param name="paths">The files.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="scratch">Where rewritten copies go.</param>
    /// <param name="cancellationToken">Stops between buffers of a copy.</param>
    /// <param name="wide">Names of files some of whose rows are one empty cell too long (<see cref="PlainText.Rewrite"/>).</param>
    /// <exception cref="ClienteleException">An empty file, or one that may not be read.</exception>
    public static InputFile Open(
        string name, IReadOnlyList<string> paths, FileFormat format, ScratchFolder scratch, CancellationToken cancellationToken, IReadOnlySet<string>? wide = null)
    {
        var parts = paths.Select(path => Open(new InputPart(Path.GetFileName(path), path), format, wide?.Contains(Path.GetFileName(path)) == true, scratch, cancellationToken)).ToList();
        if (parts.Any(part => part.IsParquet) && !parts.All(part => part.IsParquet))
            throw new ClienteleException("some of these files are Parquet and others are not", name, "Name files of one kind, or leave the others out.");
        return new InputFile { Name = name, Format = format, Parts = parts };
    }

    private static InputPart Open(InputPart part, FileFormat format, bool tearWide, ScratchFolder scratch, CancellationToken cancellationToken)
    {
        // A table may have hundreds of files.
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (new FileInfo(part.FullPath).Length == 0)
                throw new ClienteleException("the file is empty", part.Name, "Export it again; its first line must name the columns.");
            if (part.IsParquet)
                return part;
            RefuseOtherMark(part, format);
            var head = TextHead.Read(part, format.Encoding);
            var (cells, lines) = format.Header ? head.Header(format) : (format.Columns, 0);
            part = part with { Columns = format.Header ? CsvHeader.Names(cells) : format.Columns };
            return tearWide || PlainText.IsNeeded(part, format, head, lines) ? PlainText.Rewrite(part, format, head, lines, tearWide, scratch.NewFile(), cancellationToken) : part;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw NotReadable(part.FullPath, failure);
        }
        catch (InvalidDataException failure)
        {
            throw new ClienteleException($"the file is not readable as gzip: {failure.Message}", part.FullPath, "Unpack or export it again.", failure);
        }
    }

    // The first bytes say which encoding it is, whatever the mapping says.
    private static void RefuseOtherMark(InputPart part, FileFormat format)
    {
        if (PlainText.Mark(part) is { } marked && marked != format.Encoding)
            throw new ClienteleException($"the file begins with the mark of {marked.ToUpperInvariant()}, and the mapping reads it as {format.Encoding}", part.Name, $"Set `encoding: {marked}`.");
    }

    private static bool IsPattern(string name) => name.Contains('*', StringComparison.Ordinal);

    private static IEnumerable<string> PathsOf(string folder, string name)
    {
        var stem = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? name[..^4] : null;
        string[] candidates = stem is null ? [name, name + ".gz"] : [name, name + ".gz", stem + ".parquet"];
        var there = FilesOf(folder).Select(file => file.Name).ToList();
        var found = IsPattern(name)
            ? [.. there.Where(file => FileSystemName.MatchesSimpleExpression(name, file, ignoreCase: false) || FileSystemName.MatchesSimpleExpression(name + ".gz", file, ignoreCase: false))]
            : candidates.Where(candidate => File.Exists(Path.Combine(folder, candidate))).Take(1).ToList();
        if (found.Count == 0)
            throw new ClienteleException(
                IsPattern(name) ? $"no file fits the pattern {name}" : $"there is no file {name}", folder,
                there.Count == 0
                    ? "The folder is empty. Try `clientele synth --out DIR` for made-up data, or `clientele data download`."
                    : $"The folder holds {Words.List(there, 8)}. Name your files in a mapping: `clientele data check --data {folder} --init`.");
        return found.Select(file => Path.Combine(folder, file));
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

    /// <summary>Roughly how many records the files have, from the length of their first lines; for progress only.</summary>
    public long EstimateRows() => IsParquet ? 1 : Parts.Sum(EstimateRows);

    private static long EstimateRows(InputPart part)
    {
        var head = new byte[1 << 16];
        using var text = PlainText.OpenBytes(part);
        var read = text.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var lines = Math.Max(1, head.AsSpan(0, read).Count((byte)'\n'));
        var bytes = new FileInfo(part.FullPath).Length * (part.IsGzip ? 4 : 1);   // text of this kind shrinks to about a quarter
        return Math.Max(1, bytes * lines / Math.Max(1, read));
    }
}
