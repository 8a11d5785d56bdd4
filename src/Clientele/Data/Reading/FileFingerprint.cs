using System.Security.Cryptography;

namespace Clientele.Data.Reading;

/// <summary>The bytes of one file, hashed, and its records, counted without DuckDB.</summary>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Rows">Records, the header not counted; −1 for Parquet, whose count its own footer holds.</param>
/// <param name="WideRows">Records with more cells than the header.</param>
/// <param name="RepeatedRows">Records that equal an earlier one byte for byte; among the first eight million.</param>
internal sealed record FileFingerprint(string Sha256, long Bytes, long Rows, long WideRows, long RepeatedRows)
{
    /// <summary>Hashes a file and counts its records.</summary>
    /// <exception cref="ClienteleException">The file is not whole: a gzip that breaks off, a quote that is never closed.</exception>
    public static FileFingerprint Of(InputPart part, FileFormat format, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        long bytes = 0;
        var scanner = part.IsParquet ? null : NewScanner(format, null, format.IsWhiteSpace ? 0 : part.Columns.Count);
        var direct = part.IsGzip || part.IsRewritten ? null : scanner;
        using (var raw = new FileStream(part.FullPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan))
        {
            int read;
            while ((read = raw.Read(buffer)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sha.AppendData(buffer.AsSpan(0, read));
                bytes += read;
                direct?.Feed(buffer.AsSpan(0, read));
            }
        }
        if (part.IsGzip)
            Unpack(part, buffer, part.IsRewritten ? _ => { } : scanner!.Feed, cancellationToken);
        if (part.IsRewritten)
            Feed(part.ReadPath, scanner!, buffer, cancellationToken);
        scanner?.Complete();
        if (scanner?.UnclosedLine > 0)
            throw new ClienteleException("a quoted value begins here that is never closed", $"{part.Name}, line {scanner.UnclosedLine + part.LinesBefore}",
                "All that follows would be part of it. Close the quote (a quote inside a value is written twice), or export the file again.");
        return new FileFingerprint(Convert.ToHexStringLower(sha.GetHashAndReset()), bytes, scanner is null ? -1 : scanner.Records - (format.Header ? 1 : 0), scanner?.WideRecords ?? 0, scanner is null ? 0 : Repeated(scanner.Hashes));
    }

    private static long Repeated(List<ulong> hashes)
    {
        hashes.Sort();
        var repeated = 0L;
        for (var i = 1; i < hashes.Count; i++)
            if (hashes[i] == hashes[i - 1])
                repeated++;
        return repeated;
    }

    /// <summary>Lines of the file on which records stand that are given by number (1 = the first below the header, structurally broken ones not counted).</summary>
    /// <param name="part">The file.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="records">Numbers of well-formed records.</param>
    /// <param name="brokenLogicalLines">Logical lines (records and blanks, header = 1) that DuckDB could not split into columns.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    public static (Dictionary<long, long> ByRecord, Dictionary<long, long> ByLogicalLine) LinesOf(
        InputPart part, FileFormat format, IReadOnlySet<long> records, IReadOnlySet<long> brokenLogicalLines, CancellationToken cancellationToken)
    {
        var byRecord = new Dictionary<long, long>();
        var byLogical = new Dictionary<long, long>();
        var record = format.Header ? -1L : 0L;
        var scanner = NewScanner(format, (logical, line, blank) =>
        {
            if (brokenLogicalLines.Contains(logical))
                byLogical[logical] = line + part.LinesBefore;
            else if (!blank && records.Contains(++record))
                byRecord[record] = line + part.LinesBefore;
        });
        if (part.IsGzip && !part.IsRewritten)
            Unpack(part, new byte[1 << 20], scanner.Feed, cancellationToken);
        else
            Feed(part.ReadPath, scanner, new byte[1 << 20], cancellationToken);
        scanner.Complete();
        return (byRecord, byLogical);
    }

    private static CsvRecordScanner NewScanner(FileFormat format, Action<long, long, bool>? onRecord, int columns = 0) =>
        new(format.IsWhiteSpace ? (byte)1 : (byte)format.Delimiter[0], format.IsWhiteSpace ? null : (byte)'"', onRecord, columns);

    private static void Feed(string path, CsvRecordScanner scanner, byte[] buffer, CancellationToken cancellationToken)
    {
        using var text = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        int read;
        while ((read = text.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scanner.Feed(buffer.AsSpan(0, read));
        }
    }

    private static void Unpack(InputPart part, byte[] buffer, Action<ReadOnlySpan<byte>> onText, CancellationToken cancellationToken)
    {
        try
        {
            GzipFile.Read(part.FullPath, buffer, onText, cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            throw new ClienteleException($"the file is not whole gzip: {failure.Message}", part.Name, "Copy or download it again.", failure);
        }
    }
}
