using Clientele.Simulation.Agents;

namespace Clientele.Simulation;

public static partial class Simulator
{
    /// <summary>Purchases, revenue and margin along a sweep. The scenario as its file states it stays what prices are compared with .</summary>
    /// <param name="definition">The scenario.</param>
    /// <param name="variant">Which variant is swept.</param>
    /// <param name="sweep">Path and values.</param>
    /// <param name="agent">The choice-model agent; no other has parameter draws.</param>
    /// <param name="population">The simulated customers.</param>
    /// <param name="options">Threads, minimum size, draws; nothing is sampled.</param>
    /// <param name="progress">Told about values done.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <exception cref="ClienteleException">The path leads to no number of the scenario, a value is out of range, or the sweep would move nothing.</exception>
    public static SweepResult Sweep(
        ScenarioDefinition definition, string variant, Sweep sweep, ChoiceModelAgent agent, Population population, SimulationOptions? options = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulationOptions();
        var notices = definition.CheckSweep(sweep.Path);
        var within = agent.WithControls([definition.Scenarios[0]]);
        var groups = new Groups(population.PersonaSet, population, options.MinimumPersonaSize);
        var kinds = new AgentKinds(within, population);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : -1, CancellationToken = cancellationToken };
        var shares = new KindShares[sweep.Values.Count];
        for (var i = 0; i < shares.Length; i++)
        {
            var scenario = definition.With(sweep.Path, sweep.Values[i]).Resolve(variant);
            shares[i] = new KindShares(within, within.FrameOf(scenario), kinds, groups, options.ConfidenceDraws, parallel);
            progress?.Report(new StageProgress("Sweeping", i + 1, shares.Length, "values"));
        }
        return new SweepResult
        {
            Scenario = definition.Name,
            Variant = variant,
            Sweep = sweep,
            Currency = agent.Model.Currency,
            AssumedLevel = agent.AssumedLevel,
            OwnShare = OwnShare(shares),
            Notices = notices,
            Population = Group("Population", groups.Names.Count),
            Personas = [.. groups.Names.Select(Group)],
        };

        SweepGroup Group(string name, int g)
        {
            var points = new SweepPoint[shares.Length];
            for (var i = 0; i < points.Length; i++)
                points[i] = new SweepPoint(sweep.Values[i], shares[i].Purchase(g), shares[i].Over(g, shares[i].Quantity), shares[i].Over(g, shares[i].Revenue),
                    shares[i].HasMargin ? shares[i].Over(g, shares[i].Margin) : null);
            var revenue = Best(share => share.Revenue);
            Interval? margin = shares[0].HasMargin ? Best(share => share.Margin) : null;
            var best = (margin ?? revenue).Value;
            return new SweepGroup(name, shares[0].Weight[g], points, revenue, margin, best == sweep.Values[0] || best == sweep.Values[^1]);

            Interval Best(Func<KindShares, Func<double[], double>> measure)
            {
                var draws = shares.Select(share => share.Draws(g, measure(share))).ToArray();
                var point = shares.Select(share => share.Point(g, measure(share))).ToArray();
                var values = Enumerable.Range(0, draws[0].Length).Select(d => sweep.Values[Largest([.. draws.Select(row => row[d])])]).ToArray();
                return Around(sweep.Values[Largest(point)], values);
            }
        }
    }

    // A term that is the same at every value does not move the curve, however large it is.
    private static double? OwnShare(KindShares[] shares)
    {
        var moves = Array.ConvertAll(shares, share => share.Moves());
        return shares[0].OwnShare([.. Enumerable.Range(0, moves[0].Length).Select(t => moves.Max(move => move[t]) - moves.Min(move => move[t]))]);
    }

    private static int Largest(double[] values) => Array.IndexOf(values, values.Max());
}
