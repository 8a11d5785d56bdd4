using Clientele.Data;
using Clientele.Personas;
using Clientele.Simulation;
using Clientele.Simulation.Agents;

namespace Clientele.Validation;

/// <summary>What an agent may learn from before it is validated on others: never the customers or the basket values that it is scored on.</summary>
/// <param name="Kind">The masked attribute that it will be asked for.</param>
/// <param name="Orders">Orders to learn from.</param>
/// <param name="Assignment">Persona of each of their customers, found without the features that would give the attribute away.</param>
/// <param name="Personas">Those personas.</param>
/// <param name="Rule">Which instalment plans the shop offers.</param>
/// <param name="Currency">ISO 4217 code of every amount.</param>
public sealed record AgentLearning(string Kind, OrderTable Orders, PersonaAssignment Assignment, PersonaSet Personas, InstalmentRule Rule, string Currency);

/// <summary>Makes the agent that is validated.</summary>
/// <param name="learning">What it may learn from.</param>
/// <param name="cancellationToken">Stops.</param>
public delegate IAgent AgentFit(AgentLearning learning, CancellationToken cancellationToken);
