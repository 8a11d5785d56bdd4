namespace Clientele.Simulation.Agents;

/// <summary>One parameter of the choice model.</summary>
/// <param name="Name"><c>plan.ln_k</c>, <c>method.boleto.constant</c>, <c>persona.weekend_shopper.plan.ln_k</c>, <c>purchase.price_elasticity</c> …</param>
/// <param name="Estimate">Point estimate or prior mean.</param>
/// <param name="StandardError">Standard deviation of the draws.</param>
/// <param name="Grade">A identified in this data, B partly, C prior only.</param>
/// <param name="Meaning">What it multiplies or does.</param>
/// <param name="Source"><c>estimated …</c> with the method, or the prior's source.</param>
public sealed record ChoiceParameter(string Name, double Estimate, double StandardError, EvidenceGrade Grade, string Meaning, string Source);
