using System.Globalization;

namespace Clientele;

/// <summary>How much memory a piece of work may hold. Rows of a shop go to a temporary folder beyond it; what cannot go there ends with a sentence.</summary>
public static class MemoryBudget
{
    /// <summary>Least that anything can be done with: 256 MB.</summary>
    public const long Least = 256L << 20;

    // Asked once: a limit that is held later would be taken for the machine's own.
    private static readonly long Machine = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    // The database of rows and the objects of the engine share it.
    private const double RowsShare = 0.45;

    /// <summary>Half of what is free on this machine or in this container now, in bytes.</summary>
    public static long Default => Math.Max(Least, Free / 2);

    /// <summary>Bytes that are free now.</summary>
    public static long Free
    {
        get
        {
            var allowed = Machine;
            if (!File.Exists("/proc/meminfo"))
                return allowed - Environment.WorkingSet;
            // Other processes count too; a container's own limit is in the number before.
            var available = File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal));
            return available is null ? allowed : Math.Min(allowed, long.Parse(available.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024);
        }
    }

    /// <summary>Reads <c>2GB</c>, <c>500MB</c> or <c>50%</c> (of what is free).</summary>
    /// <returns>Bytes, at least <see cref="Least"/>.</returns>
    /// <exception cref="FormatException">It is none of these, or too little.</exception>
    public static long Parse(string text)
    {
        if (text.Trim() is [.. var of, '%'] && double.TryParse(of, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent > 100)
            throw new FormatException("give at most 100 % of what is free.");
        var (number, unit) = text.Trim().ToUpperInvariant() switch
        {
            [.. var share, '%'] => (share, Free / 100.0),
            [.. var size, 'G', 'B'] => (size, (double)(1L << 30)),
            [.. var size, 'M', 'B'] => (size, 1L << 20),
            _ => ("", 0),
        };
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value * unit > long.MaxValue)
            throw new FormatException("give a size such as 2GB or 500MB, or a share of what is free such as 50%.");
        return value * unit >= Least ? (long)(value * unit) : throw new FormatException($"at least {Least >> 20} MB are needed.");
    }

    /// <summary>What the database of a shop's rows may hold of a budget; it writes the rest to its temporary folder.</summary>
    internal static long ForRows(long budget) => (long)(Math.Max(budget, Least) * RowsShare);

    /// <summary>What to say when a failure means that a budget was not enough; null when it means something else.</summary>
    internal static ClienteleException? Exceeded(Exception failure) =>
        failure.Message.Contains("Out of Memory Error", StringComparison.Ordinal) && failure.Message.Contains("temp_directory", StringComparison.OrdinalIgnoreCase) && Room < Least
            ? new ClienteleException(
                "The temporary folder is full.", Path.GetTempPath(), $"{Room >> 20:#,0} MB are free there: free some, name another folder in TMPDIR, or give more memory with --memory.", failure)
        : failure is OutOfMemoryException || failure.Message.Contains("Out of Memory Error", StringComparison.Ordinal)
            ? new ClienteleException(
                "This needs more memory than it may hold, and not all of it can go to a temporary folder.", null,
                $"Give it more with --memory ({Free >> 20:#,0} MB are free now; {Room >> 20:#,0} MB of disk for the temporary folder {Path.GetTempPath()}), or take fewer files.", failure)
            : null;

    // Bytes of disk for temporary folders.
    private static long Room
    {
        get
        {
            try
            {
                return new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
            }
            catch (Exception problem) when (problem is IOException or ArgumentException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    /// <summary>Tells the runtime that this process may hold no more objects than a budget leaves beside the rows: beyond it <see cref="OutOfMemoryException"/>.</summary>
    internal static void Hold(long budget)
    {
        var objects = Math.Min((long)(Math.Max(budget, Least) * (1 - RowsShare)), Machine);
        AppContext.SetData("GCHeapHardLimit", (ulong)objects);
        GC.RefreshMemoryLimit();
    }
}
