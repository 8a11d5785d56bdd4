namespace Clientele.Simulation.Agents;

/// <summary>What one scenario field does in the choice model.</summary>
/// <param name="Field">Path: <c>offer.price</c>, <c>options.*.quantity</c>, <c>options.*.pay.total</c>.</param>
/// <param name="Term">The term it enters, as a formula.</param>
/// <param name="Coefficient">Name of the coefficient, or — when the field has no effect on the choice.</param>
/// <param name="Source">Where the coefficient comes from.</param>
/// <param name="Grade">How well the user's data identify it; null when the field has no effect on the choice.</param>
/// <param name="Persona">How personas differ in it.</param>
public sealed record ChoiceTerm(string Field, string Term, string Coefficient, string Source, EvidenceGrade? Grade, string Persona);
