using Clientele.Simulation;

namespace Clientele.Reporting;

/// <summary>What the answers of a run took, each call counted once, whichever session paid for it. Attempts that brought no answer are in the journal, not here.</summary>
/// <param name="CallPlan">Id of the run's calls in the journal.</param>
/// <param name="Calls">Different calls that were answered, refused or unreadable.</param>
/// <param name="InputTokens">Tokens of their prompts.</param>
/// <param name="OutputTokens">Tokens of their answers, thinking included.</param>
/// <param name="CostUsd">US dollars; null when the price is unknown.</param>
/// <param name="PriceDate">Day of the prices.</param>
public sealed record RunUsage(string? CallPlan, long Calls, long InputTokens, long OutputTokens, double? CostUsd, DateOnly? PriceDate)
{
    /// <summary>Calls whose tokens were counted here, because the server's counts were missing or cannot be; their cost is the most that it may have been.</summary>
    public long OwnCounts { get; init; }

    internal static RunUsage? Of(SimulationRun run, RunManifest manifest)
    {
        if (run.Decisions.Calls is not { } calls || manifest.CallPlan is null)
            return null;
        var seen = new HashSet<UInt128>();
        var (input, output, own, cost) = (0L, 0L, 0L, 0.0);
        for (var row = 0; row < run.Decisions.Count; row++)
        {
            if (calls.Call[row] == 0 || !seen.Add(calls.Call[row]))
                continue;
            input += calls.InputTokens[row];
            output += calls.OutputTokens[row];
            own += calls.OwnCount[row] ? 1 : 0;
            cost += calls.Cost[row];
        }
        return new RunUsage(manifest.CallPlan, seen.Count, input, output, double.IsNaN(cost) ? null : Math.Round(cost, 9), manifest.PriceDate) { OwnCounts = own };
    }
}
