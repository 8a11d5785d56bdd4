namespace Clientele.Simulation;

/// <summary>One answer in the agent's own words.</summary>
/// <param name="Agent">Agent id (a salted hash).</param>
/// <param name="Persona">Name of the group that it is shown in.</param>
/// <param name="Scenario">Scenario name.</param>
/// <param name="Variant">Variant of the scenario.</param>
/// <param name="Replicate">From 0.</param>
/// <param name="Decision">Id of the sampled option.</param>
/// <param name="Text">What was said.</param>
/// <param name="Factors">What it named as mattering most.</param>
public sealed record Verbatim(string Agent, string Persona, string Scenario, string Variant, int Replicate, string Decision, string Text, IReadOnlyList<string> Factors);
