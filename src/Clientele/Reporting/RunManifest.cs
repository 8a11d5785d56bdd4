using Clientele.Simulation.Calls;

namespace Clientele.Reporting;

/// <summary>What a run is made with, apart from its scenarios and agents: the input of <see cref="RunRecord.From"/>.</summary>
public sealed record RunManifest
{
    /// <summary>Version of the engine that simulates; default this one.</summary>
    public string EngineVersion { get; init; } = Clientele.EngineVersion.Number;

    /// <summary>Git revision of that engine; null when unknown.</summary>
    public string? GitRevision { get; init; } = Clientele.EngineVersion.Revision;

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

    /// <summary>What a run of the embedded agent is made with.</summary>
    /// <param name="model">The model of the study.</param>
    /// <param name="plan">What was asked: the options that decide the result go into <see cref="Settings"/>.</param>
    public static RunManifest Of(SavedModel model, SimulationPlan plan) => new()
    {
        Model = model,
        Settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["anchor"] = plan.Anchor is { } anchor ? Number.Decimal(anchor, "R") : "none",
            ["confidence_draws"] = Number.Count(plan.Options.ConfidenceDraws),
            ["minimum_persona_size"] = Number.Count(plan.Options.MinimumPersonaSize),
            ["replicates"] = Number.Count(plan.Options.Replicates),
            ["words"] = plan.Options.AssumedWords ? "assumed" : "anchored",
        },
    };

    /// <summary>What a run of a language model is made with.</summary>
    /// <param name="model">The model of the study.</param>
    /// <param name="plan">What was asked.</param>
    /// <param name="endpoint">Who answered.</param>
    /// <param name="calls">The run's calls.</param>
    /// <param name="priceDate">Day of the price; null when there is none, or it is the user's own.</param>
    public static RunManifest Of(SavedModel model, SimulationPlan plan, ModelEndpoint endpoint, CallPlan calls, DateOnly? priceDate) => new()
    {
        Model = model,
        ModelId = endpoint.Model,
        CallPlan = calls.Id,
        PriceDate = priceDate,
        Settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["address"] = endpoint.Address,
            ["effort"] = endpoint.Effort ?? "not set",
            ["minimum_persona_size"] = Number.Count(plan.Options.MinimumPersonaSize),
            ["persona_prompt"] = plan.Options.PersonaArm.ToString().ToLowerInvariant(),
            ["replicates"] = Number.Count(plan.Options.Replicates),
            ["structured_output"] = endpoint.StructuredOutput ? "yes" : "no",
            ["words"] = plan.Options.AssumedWords ? "assumed" : "anchored",
        },
    };
}
