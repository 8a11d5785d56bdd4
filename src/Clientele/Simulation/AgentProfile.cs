using System.Collections.ObjectModel;
using Clientele.Personas;

namespace Clientele.Simulation;

/// <summary>One simulated customer: a persona plus one real customer's features and own orders. Holds no customer id.</summary>
/// <param name="Id">Salted hash, 16 hexadecimal digits; or <c>persona:</c> and the persona's id for an agent that stands for a whole persona.</param>
/// <param name="Persona">The persona.</param>
/// <param name="Weight">Real customers that it stands for, &gt; 0.</param>
/// <param name="Features">Values in the order of the persona set's features; the persona's means for a persona agent.</param>
/// <param name="History">The customer's own payments; empty when unknown.</param>
public sealed record AgentProfile(string Id, Persona Persona, double Weight, IReadOnlyList<double> Features, PaymentHistory History)
{
    internal const string PersonaPrefix = "persona:";

    /// <summary>What the customer's other orders were, by masked attribute (<see cref="MaskedOrder"/>): never the order that is asked about. Empty when unknown.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OtherOrders { get; init; } = ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    /// <summary>Whether it stands for a whole persona instead of one customer.</summary>
    public bool IsPersona => Id.StartsWith(PersonaPrefix, StringComparison.Ordinal);
}
