using Clientele.Simulation.Agents;

namespace Clientele.Simulation;

/// <summary>The distinct pairs of persona and payment history in a population: everything that the choice model tells agents apart by.</summary>
internal sealed class AgentKinds
{
    private const int HeaviestPerPersona = 32;

    public AgentKinds(ChoiceModelAgent agent, Population population)
    {
        var personas = population.PersonaSet.Personas.Count;
        var histories = population.Histories.Count;
        var usesHistory = agent.Model.Payments is { } nest && (nest.MethodHistoryWeight is not null || nest.PlanHistoryWeight is not null);
        var index = new int[checked(personas * histories)];
        OfAgent = new int[population.Count];
        var (persona, history, weight) = (new List<int>(), new List<int>(), new List<double>());
        for (var i = 0; i < OfAgent.Length; i++)
        {
            var h = usesHistory ? population.History[i] : 0;
            ref var kind = ref index[population.Persona[i] * histories + h];
            if (kind == 0)
            {
                persona.Add(population.Persona[i]);
                history.Add(usesHistory ? h : -1);
                weight.Add(0);
                kind = persona.Count;
            }
            OfAgent[i] = kind - 1;
            weight[kind - 1] += population.Weight[i];
        }
        (Persona, Weight) = ([.. persona], [.. weight]);

        var payment = agent.Model.Payments is null ? null : new PaymentUtility(agent.Model);
        Addition = new double[Persona.Length][];
        for (var c = 0; c < Persona.Length; c++)
        {
            Addition[c] = new double[payment?.Count ?? 0];
            if (history[c] >= 0)
                payment?.History(population.Histories[history[c]], agent.ModelPersona(Persona[c]), Addition[c]);
        }
        ByPersona = [.. Enumerable.Range(0, personas).Select(p => Enumerable.Range(0, Persona.Length).Where(c => Persona[c] == p)
            .OrderByDescending(c => Weight[c]).ThenBy(c => c).ToArray())];
        Heaviest = [.. ByPersona.Select(kinds => kinds.Take(HeaviestPerPersona).ToArray())];
    }

    /// <summary>Kind of each agent.</summary>
    public int[] OfAgent { get; }

    /// <summary>Persona of each kind.</summary>
    public int[] Persona { get; }

    /// <summary>Real customers of each kind.</summary>
    public double[] Weight { get; }

    /// <summary>What the kind's own payments add to each alternative.</summary>
    public double[][] Addition { get; }

    /// <summary>Kinds of each persona, heaviest first.</summary>
    public int[][] ByPersona { get; }

    /// <summary>The heaviest kinds of each persona: the draws are followed on these, and their mean deviation stands for the persona's.</summary>
    public int[][] Heaviest { get; }
}
