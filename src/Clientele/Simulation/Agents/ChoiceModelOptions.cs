namespace Clientele.Simulation.Agents;

/// <summary>How the choice model is fitted.</summary>
public sealed record ChoiceModelOptions
{
    /// <summary>Seed of the bootstrap and of the draws from priors. Default 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Threads; 0 = one a core. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Parameter draws, &gt;= 1; every interval comes from them. Default 200.</summary>
    public int Draws { get; init; } = 200;

    /// <summary>Above so many orders a sample of whole customers is fitted. Default 500,000.</summary>
    public int MaxOrders { get; init; } = 500_000;

    /// <summary>ISO 4217 code of every amount. Default XXX (not stated).</summary>
    public string Currency { get; init; } = "XXX";
}
