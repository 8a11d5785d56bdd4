namespace Clientele.Simulation.Agents;

/// <summary>The order in which options are shown to a language model: models prefer what stands first or last (arXiv 2507.07188), so each option takes each place.</summary>
internal static class OptionOrder
{
    /// <summary>An order of 0..count − 1: a rotation, forwards or backwards. Over 2 × count replicates each option stands in each place twice. Personas start one place apart,
    /// customers at a seeded place of their own. All variants of a scenario are shown in one order, so that they differ by their content only.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="agent">Who is asked.</param>
    /// <param name="question">Name of the scenario or of the masked attribute.</param>
    /// <param name="count">Options.</param>
    /// <param name="replicate">From 0.</param>
    public static int[] Of(int seed, AgentProfile agent, string question, int count, int replicate)
    {
        var start = CounterRandom.Bits((ulong)seed, 31, CounterRandom.Key(question));
        var place = agent.IsPersona ? start + (ulong)agent.Persona.Segment : CounterRandom.Mix(start ^ CounterRandom.Key(agent.Id));
        var step = place % (2 * (ulong)count) + (ulong)replicate;
        var (shift, backwards) = ((int)(step % (ulong)count), step / (ulong)count % 2 == 1);
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = ((backwards ? count - 1 - i : i) + shift) % count;
        return order;
    }
}
