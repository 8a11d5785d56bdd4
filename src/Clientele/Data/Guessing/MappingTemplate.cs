using Clientele.Data.Reading;

namespace Clientele.Data.Guessing;

/// <summary>A commented mapping to start from, made by looking at a shop's files: it guesses columns and says which it guessed.</summary>
/// <param name="Yaml">The mapping's text; it can be read as it is when <paramref name="Missing"/> is empty.</param>
/// <param name="Guesses">What was guessed, a line each, to be checked by the user.</param>
/// <param name="Missing">What a mapping needs and was not found.</param>
public sealed partial record MappingTemplate(string Yaml, IReadOnlyList<string> Guesses, IReadOnlyList<string> Missing)
{
    /// <summary>What the files cannot decide: each key has the value <see cref="MappingFile.Ambiguous"/> in <see cref="Yaml"/>, and no data are read before it is set.</summary>
    public IReadOnlyList<MappingQuestion> Questions { get; init; } = [];

    /// <summary>Files of the folder that the mapping does not read, each with the reason.</summary>
    public IReadOnlyList<string> NotRead { get; init; } = [];

    /// <summary>Looks at the header and the first rows of every CSV, gzipped CSV and Parquet file of a folder (or at one file).</summary>
    /// <exception cref="ClienteleException">There is no such folder, or no file that could hold transactions.</exception>
    public static MappingTemplate Guess(string path)
    {
        if (!Path.Exists(path))
            throw new ClienteleException("there is no such folder or file", path, "Name the folder that holds the shop's files with --data.");
        string[] endings = [".csv", ".txt", ".tsv", ".csv.gz", ".parquet"];
        var paths = File.Exists(path) ? [path] : InputFile.FilesOf(path).Select(file => file.FullName)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).ToList();
        using var database = DuckDb.OpenInMemory();
        using var scratch = new ScratchFolder(null);
        var (files, _) = FileSample.Read(database, paths, scratch);
        if (files.Count == 0)
            throw new ClienteleException("no file here has named columns", path, "CSV, gzipped CSV and Parquet files are looked at.");
        var strict = new TemplateWriter(files).Write();
        if (strict.Missing.Count == 0)
            return strict;
        var loose = new TemplateWriter(Linked([.. files.Select(file => file with { Loose = true })])).Write();
        return loose.Missing.Count < strict.Missing.Count ? loose : strict;
    }

    // Two files whose columns are called differently are orders and items if one refers to the other.
    private static List<FileSample> Linked(List<FileSample> files)
    {
        foreach (var orders in files.Where(file => file.Find("order_id") is null))
            foreach (var items in files.Where(file => file != orders && file.Find("order_id") is null))
                foreach (var key in orders.Columns)
                {
                    var ids = orders.Values(key).ToHashSet(StringComparer.Ordinal);
                    if (ids.Count < 2 || ids.Count < orders.Rows.Count)
                        continue;
                    // Both are read from the start, but not equally far: most of the ids will do.
                    var reference = items.Columns.FirstOrDefault(column => items.Values(column) is { Count: > 1 } values && values.Distinct(StringComparer.Ordinal).Count() > 1 && values.Count(ids.Contains) >= 0.7 * values.Count);
                    if (reference is not null)
                        return [.. files.Select(file => file == orders ? Knowing(file, key) : file == items ? Knowing(file, reference) : file)];
                }
        return files;

        static FileSample Knowing(FileSample file, string column) => file with { Known = new Dictionary<string, string> { ["order_id"] = column } };
    }
}
