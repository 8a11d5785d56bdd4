using Clientele.Data.Reading;

namespace Clientele.Data.Guessing;

/// <summary>A commented mapping to start from, made by looking at a shop's files: it guesses columns and says which it guessed.</summary>
/// <param name="Yaml">The mapping's text; it can be read as it is when <paramref name="Missing"/> is empty.</param>
/// <param name="Guesses">What was guessed, a line each, to be checked by the user.</param>
/// <param name="Missing">What a mapping needs and was not found.</param>
public sealed partial record MappingTemplate(string Yaml, IReadOnlyList<string> Guesses, IReadOnlyList<string> Missing)
{
    /// <summary>What the files cannot decide: each key has the value <see cref="MappingFile.Ambiguous"/> in <see cref="Yaml"/>, and no data
    /// are read before it is set.</summary>
    public IReadOnlyList<MappingQuestion> Questions { get; init; } = [];

    /// <summary>Files of the folder that the mapping does not read, each with the reason.</summary>
    public IReadOnlyList<string> NotRead { get; init; } = [];

    /// <summary>Looks at the header and the first rows of every CSV, gzipped CSV and Parquet file of a folder (or at one file).</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="today">The day on which this happens: orders are not placed after the day after it; null = no such bound.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ClienteleException">There is no such folder, or no file that could hold transactions.</exception>
    public static MappingTemplate Guess(string path, DateOnly? today = null, CancellationToken cancellationToken = default)
    {
        if (!Path.Exists(path))
            throw new ClienteleException("there is no such folder or file", path,
                "Name the folder that holds the shop's files with --data.");
        string[] endings = [".csv", ".txt", ".tsv", ".csv.gz", ".txt.gz", ".tsv.gz", ".parquet"];
        var paths = File.Exists(path) ? [path] : InputFile.FilesOf(path).Select(file => file.FullName)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).ToList();
        using var database = DuckDb.OpenInMemory();
        // The samples look at all rows of a column when they are asked for its words.
        database.Cancellation = cancellationToken;
        using var scratch = new ScratchFolder(null);
        var (files, others) = FileSample.Read(database, paths, scratch, cancellationToken);
        files = [.. files.Select(file => WithTypes(database, file, paths))];
        if (ShippedMappings.Of(paths, files) is { } shipped)
            return shipped;
        if (files.Count == 0)
            throw new ClienteleException("no file here has named columns", path, "CSV, gzipped CSV and Parquet files are looked at.");
        var template = Of(files, [.. paths.Select(file => Path.GetFileName(file))], today);
        return template with
        { NotRead = [.. template.NotRead, .. others.Select(file => $"{file} has no header that names columns, or no rows below it")] };
    }

    // Parquet says itself what its columns are.
    private static FileSample WithTypes(DuckDb database, FileSample file, IReadOnlyList<string> paths) =>
        paths.FirstOrDefault(path => Path.GetFileName(path) == file.Parts[0]) is { } path && new InputPart(file.Parts[0],
            path) is { IsParquet: true } part
            ? file with
            {
                Typed = TransactionImport.ParquetColumns(database, part).Where(column => column.Type != "VARCHAR")
                .Select(column => column.Name).ToHashSet(StringComparer.Ordinal)
            }
            : file;

    /// <summary>The template for files that were looked at.</summary>
    internal static MappingTemplate Of(IReadOnlyList<FileSample> files, IReadOnlyList<string> names, DateOnly? today)
    {
        // Exports that were pasted together have the header once more between the rows.
        files = [.. files.Select(file => file with { Rows = [.. file.Rows.Where(row => !row.SequenceEqual(file.Columns, StringComparer.Ordinal))] })];
        var (shop, roles) = ShopReader.Read(files, today);
        var read = new[] { shop.Orders, shop.Items, shop.Payments, shop.Reviews }.OfType<FileMeanings>().Select(file => file.Name)
            .ToHashSet(StringComparer.Ordinal);
        return new TemplateWriter(shop, roles.IsComplete, names).Write() with
        {
            NotRead = [.. shop.Files.Where(file => !read.Contains(file.Name)).Select(file => FileRoles.WhyNot(file, roles))],
        };
    }
}
