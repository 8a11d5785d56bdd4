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
        RequireDecided(source);
        using var scratch = new ScratchFolder(source.Scratch);
        var database = InputSize(source.Path) > source.LargestInMemory
            ? DuckDb.OpenOnDisk(source.Threads, "3GB", source.Scratch)
            : DuckDb.OpenInMemory(source.Threads);
        try
        {
            var import = new TransactionImport(source, database, scratch, progress, cancellationToken);
            import.CheckHeaders();
            var fingerprints = Task.Run(() => Fingerprints(import.Files, cancellationToken), cancellationToken);
            try
            {
                await import.RunAsync();
            }
            catch
            {
                await Task.WhenAny(fingerprints);   // it reads the same files: let it end before the caller goes on
                if (fingerprints.Exception?.InnerException is ClienteleException broken)
                    throw broken;   // a file that is not whole explains the rows that contradict each other
                throw;
            }
            return new Transactions(source.Mapping, import.Accounts(await fingerprints), import.Rejected, database)
            {
                Totals = import.Totals(),
                Warnings = import.Warnings(),
                ReadOn = source.ReadOn,
            };
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static Dictionary<string, IReadOnlyList<FileFingerprint>> Fingerprints(IEnumerable<InputFile> files, CancellationToken cancellationToken) => files.ToDictionary(
        file => file.Name, IReadOnlyList<FileFingerprint> (file) => [.. file.Parts.Select(part => FileFingerprint.Of(part, file.Format, cancellationToken))], StringComparer.Ordinal);

    // A number that may be wrong is worse than a question.
    private static void RequireDecided(TransactionSource source)
    {
        if (source.Mapping.Undecided.Count == 0)
            return;
        var questions = MappingTemplate.Guess(source.Path).Questions.ToDictionary(question => question.Key, StringComparer.Ordinal);
        var open = source.Mapping.Undecided.Select(key => questions.TryGetValue(key, out var question) ? question.ToString() : $"`{key}` is \"{MappingFile.Ambiguous}\"").ToList();
        throw new ClienteleException(string.Join("\n  ", open), source.Mapping.Name, $"Set {(open.Count == 1 ? "it" : "them")} in the mapping: the data cannot decide.");
    }

    private static long InputSize(string path) => File.Exists(path)
        ? new FileInfo(path).Length
        : InputFile.FilesOf(path).Sum(file => file.Length);
}
