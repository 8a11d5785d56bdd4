namespace Clientele.Reporting;

/// <summary>One answer in the agent's own words.</summary>
/// <param name="Agent">Agent id (a salted hash).</param>
/// <param name="Persona">Persona name.</param>
/// <param name="Scenario">Scenario name.</param>
/// <param name="Variant">Variant of the scenario.</param>
/// <param name="Text">What was said.</param>
public sealed record Verbatim(string Agent, string Persona, string Scenario, string Variant, string Text);
