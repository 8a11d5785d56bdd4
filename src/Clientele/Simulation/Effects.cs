namespace Clientele.Simulation;

/// <summary>What a treatment changes against the control, the same agents seeing both.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Control">Variant that it is compared with: the first.</param>
/// <param name="Treatment">The variant.</param>
/// <param name="OptionIds">Options in the scenario's order.</param>
/// <param name="Population">All agents, weighted.</param>
/// <param name="Personas">Each group of the results, in their order.</param>
public sealed record EffectResult(
    string Scenario, string Control, string Treatment, IReadOnlyList<string> OptionIds, GroupEffect Population, IReadOnlyList<GroupEffect> Personas);

/// <summary>Effect on one group.</summary>
/// <param name="Name">Persona name, <c>Population</c> or <c>Other</c>.</param>
/// <param name="Agents">Agents that answered both.</param>
/// <param name="Purchase">Difference in the probability of buying, treatment minus control.</param>
/// <param name="Options">The same for each option.</param>
/// <remarks>The interval of an asked agent is that of a paired mean, clustered by agent (Student's t, personas as strata, 95 %); of the choice model, that of its parameter draws.
/// NaN bounds: a persona with fewer than two agents.</remarks>
public sealed record GroupEffect(string Name, int Agents, Interval Purchase, IReadOnlyList<Interval> Options);
