namespace Clientele.Personas;

/// <summary>Personas whose results are shown together: one persona, or the small ones as <c>Other</c>.</summary>
/// <param name="Name">The persona's name, or <c>Other</c>.</param>
/// <param name="Personas">At least one.</param>
public sealed record PersonaGroup(string Name, IReadOnlyList<Persona> Personas)
{
    /// <summary>Customers.</summary>
    public int Size => Personas.Sum(persona => persona.Size);
}
