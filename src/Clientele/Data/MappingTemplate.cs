namespace Clientele.Data;

/// <summary>A commented mapping to start from, made by looking at a shop's files: it guesses columns and says which it guessed.</summary>
/// <param name="Yaml">The mapping's text; it can be read as it is when <paramref name="Missing"/> is empty.</param>
/// <param name="Guesses">What was guessed, a line each, to be checked by the user.</param>
/// <param name="Missing">What a mapping needs and was not found.</param>
public sealed partial record MappingTemplate(string Yaml, IReadOnlyList<string> Guesses, IReadOnlyList<string> Missing)
{
    /// <summary>Looks at the header and the first rows of every CSV, gzipped CSV and Parquet file of a folder (or at one file).</summary>
    /// <exception cref="ClienteleException">There is no such folder, or no file that could hold transactions.</exception>
    public static MappingTemplate Guess(string path)
    {
        if (!Path.Exists(path))
            throw new ClienteleException("there is no such folder or file", path, "Name the folder that holds the shop's files with --data.");
        string[] endings = [".csv", ".txt", ".tsv", ".csv.gz", ".parquet"];
        var paths = File.Exists(path) ? [path] : Directory.EnumerateFiles(path)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();
        using var database = DuckDb.OpenInMemory();
        var files = paths.Select(file => FileSample.Read(database, file)).OfType<FileSample>().ToList();
        if (files.Count == 0)
            throw new ClienteleException("no file here has named columns", path, "CSV, gzipped CSV and Parquet files are looked at.");
        return new TemplateWriter(files).Write();
    }
}
