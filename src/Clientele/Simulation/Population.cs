using System.Collections;
using System.Globalization;
using Clientele.Personas;

namespace Clientele.Simulation;

/// <summary>The simulated customers of a run, with weights that sum to the real customers.</summary>
public sealed record Population
{
    private Population(string description, PersonaSet personas, int[] persona, int[] history, double[] weight, ulong[] keys, IReadOnlyList<PaymentHistory> histories,
        IReadOnlyList<AgentProfile> agents)
    {
        (Description, PersonaSet, Persona, History, Weight, Keys, Histories, Agents) = (description, personas, persona, history, weight, keys, histories, agents);
    }

    /// <summary>In the words of the command line: <c>personas</c>, <c>sample:500</c>, <c>all</c>.</summary>
    public string Description { get; }

    /// <summary>The personas that the agents belong to.</summary>
    public PersonaSet PersonaSet { get; }

    /// <summary>The agents; each profile is made when it is looked at.</summary>
    public IReadOnlyList<AgentProfile> Agents { get; }

    /// <summary>Agents.</summary>
    public int Count => Persona.Length;

    /// <summary>Index of each agent's persona in <see cref="PersonaSet"/>.</summary>
    internal int[] Persona { get; }

    /// <summary>Index into <see cref="Histories"/>.</summary>
    internal int[] History { get; }

    internal double[] Weight { get; }

    /// <summary>What chance is keyed on: an agent decides the same in whatever population it is.</summary>
    internal ulong[] Keys { get; }

    internal IReadOnlyList<PaymentHistory> Histories { get; }

    /// <summary>One agent a persona, weight = its size.</summary>
    public static Population OfPersonas(PersonaSet personas)
    {
        var all = personas.Personas;
        AgentProfile[] agents = [.. all.Select(persona => new AgentProfile(
            AgentProfile.PersonaPrefix + persona.Id, persona, persona.Size, [.. persona.Features.Select(feature => feature.Mean)], PaymentHistory.None))];
        return new Population(
            "personas", personas, [.. Enumerable.Range(0, all.Count)], new int[all.Count], [.. all.Select(persona => (double)persona.Size)],
            [.. agents.Select(agent => CounterRandom.Key(agent.Id))], [PaymentHistory.None], agents);
    }

    /// <summary>Every customer of the roster, weight 1.</summary>
    /// <exception cref="ArgumentException">The roster names a segment that has no persona.</exception>
    public static Population All(PersonaSet personas, AgentRoster roster) =>
        Of("all", personas, roster, [.. Enumerable.Range(0, roster.Count)], _ => 1);

    /// <summary>A seeded sample, stratified by persona in proportion to size (each persona at least one), weighted to the personas' sizes.</summary>
    /// <exception cref="ClienteleException">Fewer agents asked for than personas.</exception>
    /// <exception cref="ArgumentException">The roster names a segment that has no persona.</exception>
    public static Population Sample(PersonaSet personas, AgentRoster roster, int count, int seed)
    {
        var strata = Enumerable.Range(0, roster.Count).GroupBy(i => roster.Persona[i]).OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray();
        if (count < strata.Length)
            throw new ClienteleException($"A sample of {count} cannot hold {strata.Length} personas.", "--population", $"Ask for sample:{strata.Length} or more.");
        if (count >= roster.Count)
            return All(personas, roster);
        // One each, the rest by largest remainder.
        var shares = strata.Select(stratum => (double)(count - strata.Length) * stratum.Length / roster.Count).ToArray();
        var sizes = shares.Select(share => 1 + (int)share).ToArray();
        foreach (var s in Enumerable.Range(0, strata.Length).OrderByDescending(s => shares[s] - Math.Floor(shares[s])).ThenBy(s => s).Take(count - sizes.Sum()))
            sizes[s]++;
        var weight = new Dictionary<int, double>();
        var chosen = new List<int>(count);
        for (var s = 0; s < strata.Length; s++)
        {
            var take = Math.Min(sizes[s], strata[s].Length);
            chosen.AddRange(strata[s].OrderBy(i => CounterRandom.Bits((ulong)seed, 20, roster.Ids[i])).Take(take));
            weight[roster.Persona[strata[s][0]]] = (double)strata[s].Length / take;
        }
        chosen.Sort();
        return Of(string.Create(CultureInfo.InvariantCulture, $"sample:{count}"), personas, roster, [.. chosen], i => weight[roster.Persona[i]]);
    }

    /// <summary>Reads the words of the command line: <c>personas</c>, <c>sample:N</c>, <c>all</c>.</summary>
    /// <exception cref="ClienteleException">Other words, or a roster is needed and there is none.</exception>
    public static Population Parse(string text, PersonaSet personas, AgentRoster? roster, int seed)
    {
        if (text == "personas")
            return OfPersonas(personas);
        var size = 0;
        if (text != "all" && !(text.StartsWith("sample:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out size) && size > 0))
            throw new ClienteleException($"\"{text}\" is no population.", "--population", "Give personas, sample:N (for instance sample:500) or all.");
        if (roster is null)
            throw new ClienteleException($"The population {text} needs the saved agents, and there are none.", "--population", "Run clientele pipeline first, or give personas.");
        return text == "all" ? All(personas, roster) : Sample(personas, roster, size, seed);
    }

    private static Population Of(string description, PersonaSet personas, AgentRoster roster, int[] rows, Func<int, double> weight)
    {
        var bySegment = new Dictionary<int, int>();
        for (var p = 0; p < personas.Personas.Count; p++)
            bySegment[personas.Personas[p].Segment] = p;
        int[] persona = Array.ConvertAll(rows, i => bySegment.TryGetValue(roster.Persona[i], out var p) ? p
            : throw new ArgumentException($"The roster names segment {roster.Persona[i]}, which has no persona.", nameof(roster)));
        double[] weights = Array.ConvertAll(rows, i => weight(i));
        return new Population(
            description, personas, persona, Array.ConvertAll(rows, i => roster.History[i]), weights, Array.ConvertAll(rows, i => CounterRandom.Mix(roster.Ids[i])),
            roster.Histories, new Profiles(personas, roster, rows, persona, weights));
    }

    private sealed class Profiles(PersonaSet personas, AgentRoster roster, int[] rows, int[] persona, double[] weights) : IReadOnlyList<AgentProfile>
    {
        public int Count => rows.Length;

        public AgentProfile this[int index] => new(
            AgentRoster.Text(roster.Ids[rows[index]]), personas.Personas[persona[index]], weights[index],
            [.. roster.Features.Select(column => column[rows[index]])], roster.Histories[roster.History[rows[index]]]);

        public IEnumerator<AgentProfile> GetEnumerator()
        {
            for (var i = 0; i < Count; i++)
                yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
