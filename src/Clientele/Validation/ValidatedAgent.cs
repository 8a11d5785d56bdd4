using Clientele.Simulation.Agents;
using Clientele.Simulation.Agents.Outcomes;

namespace Clientele.Validation;

/// <summary>An agent to validate: how it is made, and how much it may be asked.</summary>
/// <param name="Name">Name in the report: <c>choice</c>, or a model id.</param>
/// <param name="Fit">Makes it.</param>
public sealed record ValidatedAgent(string Name, AgentFit Fit)
{
    /// <summary>Questions a task at most; the held-out orders asked are a seeded sample. Null = every held-out order. A language model costs money a
    /// question (<see cref="LanguageModelValidation"/>); an agent with a limit is taken for one that reads words, and its trust is measured.</summary>
    public int? Questions { get; init; }

    /// <summary>Makes the same agent, told the figures of its persona alone (<see cref="Simulation.PersonaArm.Facts"/>); null for one that reads no prompt.</summary>
    public AgentFit? FactsOnly { get; init; }

    /// <summary>Questions in flight at once; 0 = one a core.</summary>
    public int Concurrency { get; init; }

    /// <summary>The embedded choice model, fitted anew for every task and every hold-out.</summary>
    /// <param name="options">Seed, threads, draws.</param>
    public static ValidatedAgent Choice(ChoiceModelOptions options) => new("choice", (learning, cancellationToken) =>
    {
        var outcome = OutcomeModels.Kinds.Contains(learning.Kind);
        // An agent for stars is never asked for a plan: its payment part is fitted on nothing.
        var orders = outcome ? learning.Orders.Where(_ => false) : learning.Orders;
        var model = ChoiceModelFitter.Fit(orders, outcome ? PersonaAssignment.None(orders) : learning.Assignment, learning.Rule,
            options with { Currency = learning.Currency, Draws = outcome ? 1 : options.Draws }, cancellationToken: cancellationToken);
        return new ChoiceModelAgent(model, learning.Personas)
        {
            Outcomes = outcome
                ? OutcomeModelFitter.Fit(learning.Orders, learning.Assignment, learning.Rule, options.Seed, options.Draws, options.Threads, [learning.Kind], cancellationToken: cancellationToken)
                : null,
        };
    });
}
