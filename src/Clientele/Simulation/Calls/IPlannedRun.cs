namespace Clientele.Simulation.Calls;

/// <summary>Work for a language model whose calls are all known before any is sent.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
public interface IPlannedRun<TResult>
{
    /// <summary>The calls, and what those that are not answered yet will take.</summary>
    CallPlan Plan { get; }

    /// <summary>Why calls failed, the most frequent first, with their number.</summary>
    IReadOnlyList<(string Problem, int Calls)> Problems { get; }

    /// <summary>What a user should know of how the server behaved, in sentences: waits that were cut short, tokens that had to be counted here. Also of a run that was stopped.</summary>
    IReadOnlyList<string> Notices { get; }

    /// <summary>Asks what is not answered yet, then makes the result.</summary>
    /// <param name="journal">The study's journal, open to write.</param>
    /// <param name="progress">Told about calls and steps.</param>
    /// <param name="time">Clock; default the system's.</param>
    /// <param name="cancellationToken">Sends nothing more; what is in flight is waited for and kept.</param>
    Task<TResult> RunAsync(Journal journal, IProgress<StageProgress>? progress = null, TimeProvider? time = null, CancellationToken cancellationToken = default);

    /// <summary>Makes the result of recorded answers; nothing is sent, and what the recording lacks counts as failed.</summary>
    /// <param name="recording">A journal.</param>
    /// <param name="progress">Told about steps.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task<TResult> ReplayAsync(Journal recording, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default);
}
