using Clientele.Reporting;

namespace Clientele.Studio.Work;

/// <summary>A run as far as its answers have arrived.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Record">What the answers so far say; null before the first.</param>
/// <param name="Answered">Questions that have an answer.</param>
/// <param name="Planned">Questions in all.</param>
/// <param name="Finished">Whether this is the end of it.</param>
internal sealed record LiveRun(ScenarioRequest Request, RunRecord? Record, long Answered, long Planned, bool Finished)
{
    /// <summary>Why calls failed, and what else is to be known of how the server behaved, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
