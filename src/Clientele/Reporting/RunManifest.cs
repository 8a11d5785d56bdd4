namespace Clientele.Reporting;

/// <summary>What a run is made with, apart from its scenarios and agents: the input of <see cref="RunRecord.From"/>.</summary>
public sealed record RunManifest
{
    /// <summary>Version of the engine that simulates.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Git revision of that engine; null when unknown.</summary>
    public string? GitRevision { get; init; }

    /// <summary>The model of the study.</summary>
    public required SavedModel Model { get; init; }

    /// <summary>Id of the language model; null for the embedded agent.</summary>
    public string? ModelId { get; init; }

    /// <summary>Options that decide the result beyond agent, population and seed (<c>anchor</c>, <c>replicates</c>, <c>minimum_group</c> …), in words.
    /// Threads, paths and progress do not belong here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Id of the run's calls in the journal; null for an agent that makes none.</summary>
    public string? CallPlan { get; init; }

    /// <summary>Day of the prices that costs were reckoned with; null when there are none.</summary>
    public DateOnly? PriceDate { get; init; }
}
