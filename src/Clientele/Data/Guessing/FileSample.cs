using Clientele.Data.Reading;

namespace Clientele.Data.Guessing;

/// <summary>Header and first rows of one table, for guessing what its columns mean. It is read as stage 1 reads it.</summary>
/// <param name="Name">What a mapping calls the table.</param>
/// <param name="Format">How its text is written.</param>
/// <param name="Columns">Names by which a mapping knows the columns.</param>
/// <param name="Rows">The first 2,000 rows as text, a value a column; empty where there is none.</param>
internal sealed partial record FileSample(string Name, FileFormat Format, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostRows = 2000;
    private const int MostDistinct = 20_000;

    /// <summary>Names of the files whose rows the table has; one, or several with the same columns.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [Name];

    /// <summary>Distinct values of a column in all rows, at most 20,000, empty ones left out.</summary>
    public Func<string, IReadOnlyList<string>> Distinct { get; init; } = _ => [];

    /// <summary>Looks at files; those that differ by a number or a month in their name alone, and have the same columns, are one table.</summary>
    /// <param name="database">Reads them; the samples ask it for more as long as it is open.</param>
    /// <param name="paths">The files.</param>
    /// <param name="scratch">Where rewritten copies go; needed as long as the samples are asked for more.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>The tables, and the files that are none.</returns>
    public static (IReadOnlyList<FileSample> Tables, IReadOnlyList<string> Others) Read(
        DuckDb database, IReadOnlyList<string> paths, ScratchFolder scratch, CancellationToken cancellationToken = default)
    {
        var opened = new List<InputFile>();
        var others = new List<string>();
        foreach (var path in paths)
            if (Open(database, path, scratch, cancellationToken) is { } file)
                opened.Add(file);
            else
                others.Add(Path.GetFileName(path));
        var tables = opened.GroupBy(file => (FileNames.Stem(file.Name), string.Join('\u001f', file.Columns), file.Format with { Columns = [] }, file.IsParquet)).Select(group => group.ToList())
            .Select(group => group.Count == 1 ? group[0] : group[0] with { Name = string.Join(" + ", group.Select(file => file.Name)), Parts = [.. group.SelectMany(file => file.Parts)] });
        return ([.. tables.Select(file => Sample(database, file))], others);
    }

    private static InputFile? Open(DuckDb database, string path, ScratchFolder scratch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var part = new InputPart(Path.GetFileName(path), path);
        if (!part.IsParquet && new FileInfo(path).Length == 0)
            return null;
        try
        {
            if ((part.IsParquet ? new FileFormat() : FormatGuess.Of(part)) is not { } format)
                return null;
            var file = InputFile.Open(part.Name, [path], format, scratch, cancellationToken);
            if (file.IsParquet)
                file = file with { Parts = [file.Parts[0] with { Columns = [.. TransactionImport.ParquetColumns(database, part).Select(column => column.Name)] }] };
            return file.Columns.Count > 1 ? file : null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw InputFile.NotReadable(path, failure);
        }
        catch (InvalidDataException)
        {
            return null;   // named as a table, and none
        }
    }

    private static FileSample Sample(DuckDb database, InputFile file)
    {
        var columns = file.Columns;
        var scans = 0;
        string Scan(IReadOnlyList<string> of) => FileScan.Sql(file, of, numbered: false, $"sample_{file.Name.GetHashCode(StringComparison.Ordinal):x}_{scans++}");
        var rows = new List<IReadOnlyList<string>>();
        database.Query($"SELECT {string.Join(", ", columns.Select(column => $"coalesce({FileScan.Column(column)}, '')"))} FROM {Scan(columns)} f LIMIT {MostRows}",
            row => rows.Add([.. Enumerable.Range(0, columns.Count).Select(row.GetString)]));
        // Exports that were put one behind the other bring their headers along.
        rows.RemoveAll(row => row.SequenceEqual(columns, StringComparer.Ordinal));
        return new FileSample(file.Name, file.Format, columns, rows)
        {
            Parts = [.. file.Parts.Select(part => part.Name)],
            Distinct = column =>
            {
                var values = new List<string>();
                database.Query($"SELECT DISTINCT {FileScan.Column(column)} FROM {Scan([column])} f WHERE coalesce({FileScan.Column(column)}, '') <> '' ORDER BY 1 LIMIT {MostDistinct}", row => values.Add(row.GetString(0)));
                return values;
            },
        };
    }
}
