namespace Clientele.Reporting;

/// <summary>Clock times of a run, <c>timing.json</c>: apart from run.json because they differ each time.</summary>
/// <param name="Started">When the command began.</param>
/// <param name="Seconds">Seconds by stage, in the order in which the stages ran.</param>
/// <param name="Threads">Worker threads.</param>
public sealed record RunTiming(DateTimeOffset Started, IReadOnlyList<StageTime> Seconds, int Threads)
{
    /// <summary>Seconds of these that taking the study's lock took, waiting for others not included.</summary>
    public double LockSeconds { get; init; }

    /// <summary>Seconds of these that checksums took, of files read and of files written, summed over threads.</summary>
    public double ChecksumSeconds { get; init; }
}

/// <summary>How long a stage took.</summary>
/// <param name="Stage">The stage in words.</param>
/// <param name="Seconds">Wall-clock seconds.</param>
public sealed record StageTime(string Stage, double Seconds);
