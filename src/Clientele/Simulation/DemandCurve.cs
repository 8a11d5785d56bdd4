using Clientele.Simulation.Agents;

namespace Clientele.Simulation;

/// <summary>Purchases, revenue and margin along a sweep, per persona and for the population. Simulated, not human data.</summary>
public sealed record DemandCurve
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Variant swept.</summary>
    public required string Variant { get; init; }

    /// <summary>What was swept.</summary>
    public required Sweep Sweep { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>All agents, weighted.</summary>
    public required DemandGroup Population { get; init; }

    /// <summary>Each persona, in the order of the persona set; small ones merged into "Other".</summary>
    public required IReadOnlyList<DemandGroup> Personas { get; init; }

    /// <summary>What an assumed purchase level rests on, in words; null when it was anchored by the user.</summary>
    public required string? AssumedLevel { get; init; }

    /// <summary>What the sweep does not reach, in sentences.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Computes the curve. The scenario as its file states it stays what prices are compared with and what an anchor refers to.</summary>
    /// <param name="definition">The scenario.</param>
    /// <param name="variant">Which variant is swept.</param>
    /// <param name="sweep">Path and values.</param>
    /// <param name="agent">The choice-model agent; no other has parameter draws.</param>
    /// <param name="population">The simulated customers.</param>
    /// <param name="options">Threads, minimum size, draws; nothing is sampled.</param>
    /// <param name="progress">Told about values done.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <exception cref="ClienteleException">The path leads to no number of the scenario, a value is out of range, or the sweep would move nothing.</exception>
    public static DemandCurve Compute(
        ScenarioDefinition definition, string variant, Sweep sweep, ChoiceModelAgent agent, Population population, SimulationOptions? options = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulationOptions();
        var notices = definition.CheckSweep(sweep.Path);
        var within = agent.WithControls([definition.Scenarios[0]]);
        var groups = new Simulator.Groups(population.PersonaSet, population, options.MinimumPersonaSize);
        var kinds = new AgentKinds(within, population);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : -1, CancellationToken = cancellationToken };
        var shares = new KindShares[sweep.Values.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            var scenario = definition.With(sweep.Path, sweep.Values[i]).Resolve(variant);
            shares[i] = new KindShares(within, within.FrameOf(scenario), kinds, groups, options.ConfidenceDraws, parallel);
            progress?.Report(new StageProgress("Sweeping", i + 1, shares.Length, "values"));
        }
        return new DemandCurve
        {
            Scenario = definition.Name, Variant = variant, Sweep = sweep, Currency = agent.Model.Currency, AssumedLevel = agent.AssumedLevel, Notices = notices,
            Population = Group("Population", groups.Names.Count), Personas = [.. groups.Names.Select(Group)],
        };

        DemandGroup Group(string name, int g)
        {
            var points = new DemandPoint[shares.Length];
            for (var i = 0; i < points.Length; i++)
                points[i] = new DemandPoint(sweep.Values[i], shares[i].Purchase(g), shares[i].Over(g, shares[i].Quantity), shares[i].Over(g, shares[i].Revenue),
                    shares[i].HasMargin ? shares[i].Over(g, shares[i].Margin) : null);
            var revenue = Best(share => share.Revenue);
            Interval? margin = shares[0].HasMargin ? Best(share => share.Margin) : null;
            var best = (margin ?? revenue).Value;
            return new DemandGroup(name, shares[0].Weight[g], points, revenue, margin, best == sweep.Values[0] || best == sweep.Values[^1]);

            Interval Best(Func<KindShares, Func<double[], double>> measure)
            {
                var draws = shares.Select(share => share.Draws(g, measure(share))).ToArray();
                var point = shares.Select(share => share.Point(g, measure(share))).ToArray();
                var values = Enumerable.Range(0, draws[0].Length).Select(d => sweep.Values[Largest([.. draws.Select(row => row[d])])]).ToArray();
                return Simulator.Around(sweep.Values[Largest(point)], values);
            }
        }
    }

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());
}
