using Clientele.Simulation;
using Clientele.Validation.Experiments;

namespace Clientele.Validation.Trust;

/// <summary>What an agent said to the questions of the trust block.</summary>
/// <param name="Grids">Every persona in the crossed design, a grid a scenario.</param>
/// <param name="Contamination">Masked orders in the plain and the disguised world.</param>
/// <param name="Faithfulness">Masked orders with facts changed.</param>
internal sealed record TrustAnswers(IReadOnlyList<ScenarioGrid> Grids, Contamination Contamination, ReasonFaithfulness Faithfulness)
{
    /// <summary>The same questions when the agent is told figures alone.</summary>
    public PromptArms Arms { get; init; } = PromptArms.None;

    /// <summary>Asks all of them; which ones does not depend on any answer.</summary>
    /// <param name="data">The shop.</param>
    /// <param name="tasks">Masked-attribute tasks as they are asked.</param>
    /// <param name="agent">Makes the agent.</param>
    /// <param name="design">What is asked.</param>
    /// <param name="seed">Seed of samples and names.</param>
    /// <param name="step">Told what is asked.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<TrustAnswers> AskAsync(
        HeldOut data, IReadOnlyList<TaskQuestions> tasks, ValidatedAgent agent, TrustDesign design, int seed, Action<string> step, CancellationToken cancellationToken)
    {
        var (grids, facts) = (new List<ScenarioGrid>(), new List<ScenarioGrid>());
        if (data.Personas([], cancellationToken) is { Set: { } personas } all)
        {
            step("scenarios");
            var learning = new AgentLearning(MaskedOrder.Plan, data.Fit, all.Assignment[0], personas, data.Mapping.Instalments, data.Mapping.Currency);
            var (buyer, told) = (agent.Fit(learning, cancellationToken), agent.FactsOnly?.Invoke(learning, cancellationToken));
            var profiles = Population.OfPersonas(personas).Agents;
            foreach (var name in design.Scenarios)
            {
                var scenario = BuiltInScenarios.Get(name).Scenarios[0];
                grids.Add(await ScenarioGrid.AskAsync(buyer, profiles, scenario, design, agent.Concurrency, cancellationToken));
                if (told is not null)
                    facts.Add(await ScenarioGrid.AskAsync(told, profiles, scenario, design, agent.Concurrency, cancellationToken));
            }
        }
        step("disguised world");
        var contamination = await Contamination.AskAsync(data, tasks, agent, design.Contamination, seed, cancellationToken);
        step("figures alone");
        var arms = await PromptArms.AskAsync(facts, tasks, agent, design.PersonaPrompt, seed, cancellationToken);
        step("reasons");
        return new TrustAnswers(grids, contamination, await ReasonFaithfulness.AskAsync(data, tasks, design.Faithfulness, agent.Concurrency, seed, cancellationToken)) { Arms = arms };
    }
}
