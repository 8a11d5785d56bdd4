using System.IO.Compression;

namespace Clientele.Data;

/// <summary>Unpacks a downloaded archive: plain files only, within a limit, all of them or none.</summary>
internal static class KaggleDownloadArchive
{
    private const int MostFiles = 1_000;
    private const string Suffix = ".partial";
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <exception cref="ClienteleException">One of the files is there already.</exception>
    public static void RefuseExisting(string folder, IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => Path.Exists(Path.Combine(folder, name))) is { } existing)
            throw new ClienteleException($"{existing} is already there.", folder, "Choose another folder, or replace the files (--force).");
    }

    /// <summary>Unpacks into <paramref name="folder"/>; returns the names in ordinal order.</summary>
    public static async Task<IReadOnlyList<string>> UnpackAsync(
        KaggleDownloadPart part, string folder, KaggleDownloadOptions options, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(part.Path, cancellationToken);
            var entries = Checked(archive, options);
            if (!options.Overwrite)
                RefuseExisting(folder, entries.Select(entry => entry.FullName));
            var (left, total) = (options.MaxBytes, entries.Sum(entry => entry.Length));
            foreach (var entry in entries)
            {
                written.Add(Path.Combine(folder, entry.FullName + Suffix));
                left -= await UnpackAsync(entry, written[^1], left, cancellationToken);
                progress?.Report(new("Unpacking", Math.Min(total, options.MaxBytes - left), total, "bytes"));
            }
            foreach (var path in written)
                File.Move(path, path[..^Suffix.Length], overwrite: true);
            return [.. entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
        }
        catch (InvalidDataException failure)
        {
            // Continuing a broken archive would fail for ever.
            part.Delete();
            throw new ClienteleException(
                "What was downloaded is not a whole zip archive; it was deleted.", part.Path, "Run the command again; if it happens again, the server sent something else.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw KaggleDownloadPart.CannotWrite(folder, failure);
        }
        finally
        {
            foreach (var path in written)
                File.Delete(path);
        }
    }

    // Only plain file names are allowed: so no path, drive, device or link of an archive can lead out of the folder.
    private static List<ZipArchiveEntry> Checked(ZipArchive archive, KaggleDownloadOptions options)
    {
        if (archive.Entries.Count is 0 or > MostFiles)
            throw new ClienteleException($"The archive holds {archive.Entries.Count} files.", options.Dataset, "Check that this is the data set you want.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName;
            var kind = (entry.ExternalAttributes >> 16) & 0xF000;
            var plain = name.Length is > 0 and <= 200 && name is not ("." or "..") && !name.Any(c => c is '/' or '\\' or ':' || char.IsControl(c))
                && kind is 0 or 0x8000;
            if (!plain || !names.Add(name))
            {
                throw new ClienteleException(
                    $"The archive holds an entry that is not a plain file of its own: \"{Printable(name)}\". Nothing was unpacked.", options.Dataset,
                    "Do not trust this archive; check that this is the data set you want.");
            }
            total += entry.Length;
            if (total < 0 || total > options.MaxBytes)
                throw TooLarge(options);
        }
        return [.. archive.Entries];
    }

    private static async Task<long> UnpackAsync(ZipArchiveEntry entry, string path, long left, CancellationToken cancellationToken)
    {
        await using var source = await entry.OpenAsync(cancellationToken);
        await using var target = Create(path);
        var buffer = new byte[1 << 17];
        var (bytes, crc) = (0L, uint.MaxValue);
        int read;
        while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            // The sizes that an archive claims are not to be trusted.
            if ((bytes += read) > left || bytes > entry.Length)
                throw new InvalidDataException("An entry is longer than the archive says.");
            crc = Crc(crc, buffer.AsSpan(0, read));
            try
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            catch (IOException failure)
            {
                throw KaggleDownloadPart.CannotWrite(path, failure);
            }
        }
        if (bytes != entry.Length || ~crc != entry.Crc32)
            throw new InvalidDataException("An entry is not what its checksum says.");
        return bytes;
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw KaggleDownloadPart.CannotWrite(path, failure);
        }
    }

    private static ClienteleException TooLarge(KaggleDownloadOptions options) => new(
        $"The files of the archive would have more than {options.MaxBytes:N0} bytes. Nothing was unpacked.", options.Dataset, "Check that this is the data set you want.");

    private static string Printable(string name) => string.Concat(name.Take(100).Select(c => char.IsControl(c) ? '?' : c));

    // CRC-32 of ISO 3309, as zip uses it.
    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value >> 1) ^ ((value & 1) * 0xEDB88320);
            table[i] = value;
        }
        return table;
    }
}
