namespace Clientele.Personas;

/// <summary>A readable archetype of one segment, every sentence with its evidence.</summary>
public sealed record Persona
{
    /// <summary>The segment it describes, 0..k−1.</summary>
    public required int Segment { get; init; }

    /// <summary>Name, unique in its set: <c>Weekend shopper</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Name for keys, file names and columns: lower case, digits, underscores; unique in its set.</summary>
    public required string Id { get; init; }

    /// <summary>Customers.</summary>
    public required int Size { get; init; }

    /// <summary>Share of all customers, in [0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>Each feature's distribution in this persona, in the order of the set's features.</summary>
    public required IReadOnlyList<FeatureSummary> Features { get; init; }

    /// <summary>What distinguishes it, in sentences.</summary>
    public required IReadOnlyList<Statement> Profile { get; init; }

    /// <summary>How such customers decide, in sentences.</summary>
    public required IReadOnlyList<Statement> Heuristics { get; init; }

    /// <summary>System prompt for a language model: data facts relative to the population only.</summary>
    public required string SystemPrompt { get; init; }
}
