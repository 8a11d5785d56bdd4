namespace Clientele.Data;

/// <summary>One exact effect of a synthetic store: docs/data.md lists the ids.</summary>
/// <param name="Id">Stable id: <c>menu.7.7</c>, <c>lateness.change.3</c>, <c>prior.price_elasticity</c>.</param>
/// <param name="Value">The planted truth: a change in probability, stars, or a coefficient, as the id says.</param>
/// <param name="Identified">Whether the store's files show it; false for coefficients that were only drawn from their priors.</param>
public sealed record SyntheticEffect(string Id, double Value, bool Identified);
