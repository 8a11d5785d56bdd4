using Clientele.Personas;

namespace Clientele.Reporting;

/// <summary>A persona as a run's record names it; its evidence stands in personas.json.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="Size">Customers.</param>
/// <param name="Share">Share of all customers, in [0, 1].</param>
/// <param name="Distinguishing">The sentences that distinguish it, with their evidence.</param>
public sealed record RunPersona(string Id, string Name, int Size, double Share, IReadOnlyList<Statement> Distinguishing)
{
    /// <summary>The short form of a persona.</summary>
    public static RunPersona Of(Persona persona) =>
        new(persona.Id, persona.Name, persona.Size, persona.Share, [.. persona.Profile.Where(statement => statement.Distinguishing)]);
}
