using Clientele.Data.Guessing;
using Clientele.Data.Reading;

namespace Clientele.Data;

/// <summary>Stage 1: any shop's files → <see cref="Transactions"/>.</summary>
public static class TransactionLoader
{
    /// <summary>Reads a shop's files. Input folders are only read; nothing is written but, for large data, a temporary database that disposal deletes.</summary>
    /// <exception cref="ClienteleException">A file or column is missing, too many rows are rejected, or nothing is left.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<Transactions> LoadAsync(
        TransactionSource source, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (!Path.Exists(source.Path))
            throw new ClienteleException("there is no such folder or file", source.Path,
                "Name the folder that holds the shop's files with --data. Without data, try `clientele demo`.");
        RequireDecided(source, cancellationToken);
        using var scratch = new ScratchFolder(source.Scratch);
        var wide = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var memory = source.Memory ?? MemoryBudget.Default;
            var database = InputSize(source.Path) > memory / LargestShareInMemory
                ? DuckDb.OpenOnDisk(source.Threads, memory, source.Scratch)
                : DuckDb.OpenInMemory(source.Threads, memory, source.Scratch);
            database.Cancellation = cancellationToken;
            try
            {
                if (await ReadAsync(source, database, scratch, wide, progress, cancellationToken) is { } transactions)
                    return transactions;
            }
            catch
            {
                database.Dispose();
                throw;
            }
            database.Dispose();
        }
    }

    // Null: some rows of the files now in `wide` are longer than others, which DuckDB does not see; they have to be read again.
    private static async Task<Transactions?> ReadAsync(
        TransactionSource source, DuckDb database, ScratchFolder scratch, HashSet<string> wide, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var import = new TransactionImport(source, database, scratch, wide, progress, cancellationToken);
        import.CheckHeaders();
        var fingerprints = Task.Run(() => Fingerprints(import.Files, cancellationToken), cancellationToken);
        try
        {
            await import.RunAsync();
        }
        catch (Exception failure)
        {
            await Task.WhenAny(fingerprints);   // it reads the same files: let it end before the caller goes on
            if (fingerprints.Exception?.InnerException is ClienteleException broken)
                throw broken;   // a file that is not whole explains the rows that contradict each other
            // What DuckDB cannot split, such as lines that end in two ways, it can as a plain copy.
            var more = failure is ClienteleException { InnerException: DuckDB.NET.Data.DuckDBException }
                ? AddAll(import, wide)
                : fingerprints.IsCompletedSuccessfully && AddWide(import, await fingerprints, wide);
            if (!more)
                throw;
            return null;
        }
        var prints = await fingerprints;
        import.SayRepeated(prints);
        return AddWide(import, prints, wide) ? null : new Transactions(source.Mapping, import.Accounts(prints), import.Rejected, database)
        {
            Totals = import.Totals(),
            Warnings = import.Warnings(),
            ReadOn = source.ReadOn,
        };
    }

    // Where every row ends with a delimiter, none has moved.
    private static bool AddWide(TransactionImport import, Dictionary<string, IReadOnlyList<FileFingerprint>> prints, HashSet<string> wide)
    {
        var before = wide.Count;
        foreach (var file in import.Files)
            foreach (var (part, print) in file.Parts.Zip(prints[file.Name]))
                if (print.WideRows > 0 && print.WideRows < print.Rows)
                    wide.Add(part.Name);
        return wide.Count > before;
    }

    private static bool AddAll(TransactionImport import, HashSet<string> wide)
    {
        var before = wide.Count;
        wide.UnionWith(import.Files.Where(file => !file.IsParquet).SelectMany(file => file.Parts).Select(part => part.Name));
        return wide.Count > before;
    }

    private static Dictionary<string, IReadOnlyList<FileFingerprint>> Fingerprints(IEnumerable<InputFile> files, CancellationToken cancellationToken) => files.ToDictionary(
        file => file.Name, IReadOnlyList<FileFingerprint> (file) => [.. file.Parts.Select(part => FileFingerprint.Of(part, file.Format, cancellationToken))], StringComparer.Ordinal);

    // A number that may be wrong is worse than a question.
    private static void RequireDecided(TransactionSource source, CancellationToken cancellationToken)
    {
        if (source.Mapping.Undecided.Count == 0)
            return;
        var questions = MappingTemplate.Guess(source.Path, source.ReadOn, cancellationToken).Questions.ToDictionary(question => question.Key, StringComparer.Ordinal);
        var open = source.Mapping.Undecided.SelectMany(key => questions.TryGetValue(key, out var question) ? question.Lines : [$"`{key}`"]);
        throw new ClienteleException($"the data cannot decide what the mapping leaves open:\n  {string.Join("\n  ", open)}", source.Mapping.Name,
            $"Write one of the readings in place of \"{MappingFile.Ambiguous}\".");
    }

    // Rows take several times the bytes of their text while they are read.
    private const int LargestShareInMemory = 8;

    // Of text, not of what it is packed into.
    private static long InputSize(string path) => File.Exists(path)
        ? GzipFile.TextLength(new FileInfo(path))
        : InputFile.FilesOf(path).Sum(GzipFile.TextLength);
}
