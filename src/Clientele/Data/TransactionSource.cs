namespace Clientele.Data;

/// <summary>Where a shop's transactions are and how they are read: the input of stage 1.</summary>
public sealed record TransactionSource
{
    /// <summary>The folder that holds the mapping's files; a single file is allowed where the mapping names exactly one.</summary>
    public required string Path { get; init; }

    /// <summary>Which column of which file means what.</summary>
    public required Mapping Mapping { get; init; }

    /// <summary>Largest share of a file's rows, in [0, 1], that may be rejected before the load fails. Default .01.</summary>
    public double MaxRejectedShare { get; init; } = 0.01;

    /// <summary>Most rejected rows of a file that are kept with their values, the first ones; the account counts all. They are held in memory.</summary>
    public long MostRejectedKept { get; init; } = long.MaxValue;

    /// <summary>Bytes that may be held in memory, see <see cref="MemoryBudget"/>; beyond it the rows go to a temporary folder. Null = half of what is free.</summary>
    public long? Memory { get; init; }

    /// <summary>Folder for that database, which holds the shop's rows until the transactions are disposed; null = the system's temporary folder.</summary>
    public string? Scratch { get; init; }

    /// <summary>The day on which the data are read: orders later than the day after it are not believed. Null = no order is too late. A study keeps it, so that
    /// the same files give the same rows again.</summary>
    public DateOnly? ReadOn { get; init; }

    /// <summary>Threads for reading; 0 = one a core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
