namespace Clientele.Simulation;

/// <summary>Purchases, revenue and margin along a sweep, per persona and for the population. Simulated, not human data.</summary>
public sealed record SweepResult
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Variant swept.</summary>
    public required string Variant { get; init; }

    /// <summary>What was swept.</summary>
    public required Sweep Sweep { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>All agents, weighted.</summary>
    public required SweepGroup Population { get; init; }

    /// <summary>Each persona, in the order of the persona set; small ones merged into "Other".</summary>
    public required IReadOnlyList<SweepGroup> Personas { get; init; }

    /// <summary>What an assumed purchase level rests on, in words; null when it was anchored by the user.</summary>
    public required string? AssumedLevel { get; init; }

    /// <summary>Share of what moves along the curve that was learned from the shop's own orders, in [0, 1]; the rest are published priors. Null when nothing moves.</summary>
    public double? OwnShare { get; init; }

    /// <summary>What the sweep does not reach, in sentences.</summary>
    public required IReadOnlyList<string> Notices { get; init; }
}
