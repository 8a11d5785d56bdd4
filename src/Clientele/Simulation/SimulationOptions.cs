namespace Clientele.Simulation;

/// <summary>How a run is simulated.</summary>
public sealed record SimulationOptions
{
    /// <summary>Seed of the sampled decisions. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Sampled decisions an agent and situation, &gt;= 1. Default 1.</summary>
    public int Replicates { get; init; } = 1;

    /// <summary>Threads; 0 = one a core. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Personas with fewer real customers are merged into "Other", so that nobody can be made out. Default 20.</summary>
    public int MinimumPersonaSize { get; init; } = 20;

    /// <summary>Which persona a language model is told to speak for. Default its own.</summary>
    public PersonaArm PersonaArm { get; init; }

    /// <summary>Yes, No and Maybe also where the level of buying is assumed. Default false: they would be made up.</summary>
    public bool AssumedWords { get; init; }

    /// <summary>Most parameter draws used for intervals. Default 200.</summary>
    public int ConfidenceDraws { get; init; } = 200;
}
