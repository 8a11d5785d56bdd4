using Clientele.Features;

namespace Clientele.Simulation;

/// <summary>A direction that one would expect of a kind of persona, keyed by trait and never by name: a check on probabilities
/// against the population, reported with its numbers; not validation.</summary>
/// <param name="Trait">Which trait distinguishes the personas meant.</param>
/// <param name="High">True: personas with z &gt; .75 in it; false: z &lt; −.75.</param>
/// <param name="Option">Option whose probability is compared; <c>buy</c> means any purchase.</param>
/// <param name="Higher">True: expected above the population's; false: below.</param>
/// <param name="GivenPurchase">Compare shares among purchases (how they would pay or which pack) instead of among all.</param>
public sealed record Expectation(FeatureTrait Trait, bool High, string Option, bool Higher, bool GivenPurchase);
