using Clientele.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Validation;

/// <summary>An agent fitted for one masked attribute on the fit customers, with the personas that it knows.</summary>
/// <param name="Attribute">The attribute, its scale learned on the fit customers.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Personas">Its personas: found without what gives the answer away.</param>
/// <param name="Learning">What it was fitted on.</param>
internal sealed record TaskAgent(MaskedOrder Attribute, IAgent Agent, TaskPersonas Personas, AgentLearning Learning)
{
    /// <summary>Fits it.</summary>
    public static TaskAgent Fit(HeldOut data, TaskProtocol task, ValidatedAgent agent, CancellationToken cancellationToken)
    {
        var rule = data.Mapping.Instalments;
        var personas = data.Personas(task.Dropped.Concat(task.Hidden), cancellationToken);
        var learning = new AgentLearning(task.Kind, data.Fit, personas.Assignment[0], data.SetOf(personas), rule, data.Mapping.Currency);
        return new TaskAgent(MaskedOrder.Of(task.Kind, data.Fit, rule), agent.Fit(learning, cancellationToken), personas, learning);
    }
}
