using Clientele.Simulation.Agents;

namespace Clientele.Simulation;

/// <summary>Option probabilities of one scenario for every kind of agent, and their means by group with the spread over the parameter draws.</summary>
/// <remarks>Point estimates use every kind. A draw is evaluated on the heaviest kinds of each persona, and the persona's mean moves by their
/// weighted mean deviation: exact where a persona has at most 32 kinds, otherwise the rare histories are taken to move like the common ones.</remarks>
internal sealed class KindShares
{
    private const int ReasonKinds = 24;
    private readonly ChoiceModelAgent _agent;
    private readonly ChoiceModelAgent.Frame _frame;
    private readonly AgentKinds _kinds;
    private readonly Simulator.Groups _groups;
    private readonly int _width;
    private readonly double[][] _point;    // (groups + 1, options and then buying in the shop's usual situation)
    private readonly double[][][] _draws;  // (draws, groups + 1, likewise)
    private double[]? _population;

    public KindShares(
        ChoiceModelAgent agent, ChoiceModelAgent.Frame frame, AgentKinds kinds, Simulator.Groups groups, int draws, ParallelOptions parallel)
    {
        (_agent, _frame, _kinds, _groups) = (agent, frame, kinds, groups);
        _width = frame.Utility.Scenario.Options.Count;
        Probabilities = new double[kinds.Persona.Length][];
        var personas = kinds.ByPersona.Length;
        for (var p = 0; p < personas; p++)
        {
            if (kinds.ByPersona[p].Length == 0)
                continue;
            var prepared = frame.Prepare(agent.Model.Theta, p, frame.Level);
            foreach (var c in kinds.ByPersona[p])
                if (frame.Utility.UsesPayments || c == kinds.ByPersona[p][0])
                    frame.Utility.Evaluate(prepared, kinds.Addition[c], Probabilities[c] = new double[_width]);
                else
                    Probabilities[c] = Probabilities[kinds.ByPersona[p][0]]; // histories matter only where ways of paying are listed
        }

        Weight = new double[groups.Names.Count + 1];
        Agents = new int[Weight.Length];
        for (var c = 0; c < kinds.Persona.Length; c++)
            Weight[groups.OfPersona[kinds.Persona[c]]] += kinds.Weight[c];
        foreach (var group in groups.OfAgent)
            Agents[group]++;
        Weight[^1] = Weight.Sum();
        Agents[^1] = groups.OfAgent.Length;

        var means = new double[personas][];
        for (var p = 0; p < personas; p++)
            means[p] = [.. Mean(kinds.ByPersona[p], c => Probabilities[c]), Usual(agent.Model.Theta, p, frame.Level)];
        _point = ByGroup(means);
        _draws = new double[Math.Min(draws, agent.Model.Draws.Count)][][];
        Parallel.For(0, _draws.Length, parallel, d => _draws[d] = Draw(agent.Model.Draws[d], means));
    }

    /// <summary>Probabilities of each kind, at the point estimates.</summary>
    public double[][] Probabilities { get; }

    /// <summary>Real customers of each group; the last entry is the population.</summary>
    public double[] Weight { get; }

    /// <summary>Agents of each group; the last entry is the population.</summary>
    public int[] Agents { get; }

    public Interval Option(int group, int option) => Over(group, row => row[option]);

    public Interval Purchase(int group) => Over(group, Buy);

    /// <summary>Odds of buying against those of the same customers in the shop's usual situation.</summary>
    public Interval AgainstUsual(int group) => Over(group, row => Odds(Buy(row)) / Odds(row[_width]));

    public Interval OddsRatio(int group)
    {
        var value = Odds(Buy(_point[group])) / Odds(Buy(_point[^1]));
        return Simulator.Around(value, Array.ConvertAll(_draws, draw => Odds(Buy(draw[group])) / Odds(Buy(draw[^1]))));
    }

    /// <summary>A function of a group's option probabilities, with its interval over the draws.</summary>
    public Interval Over(int group, Func<double[], double> function) =>
        Simulator.Around(function(_point[group]), Array.ConvertAll(_draws, draw => function(draw[group])));

    /// <summary>A function of a group's option probabilities under each draw.</summary>
    public double[] Draws(int group, Func<double[], double> function) => Array.ConvertAll(_draws, draw => function(draw[group]));

    /// <summary>The same at the point estimates.</summary>
    public double Point(int group, Func<double[], double> function) => function(_point[group]);

    /// <summary>Whether the offer states what a unit costs the shop.</summary>
    public bool HasMargin => _frame.Utility.Scenario.Offer.UnitCost is not null;

    /// <summary>Expected units a customer, from option probabilities.</summary>
    public double Quantity(double[] row) => Expected(row, _ => 1);

    /// <summary>Expected revenue per 1,000 customers, freight apart.</summary>
    public double Revenue(double[] row) => 1000 * Expected(row, _frame.Utility.UnitPrice);

    /// <summary>Expected revenue minus unit costs per 1,000 customers.</summary>
    public double Margin(double[] row) => 1000 * Expected(row, option => _frame.Utility.UnitPrice(option) - (_frame.Utility.Scenario.Offer.UnitCost ?? double.NaN));

    private double Expected(double[] row, Func<ScenarioOption, double> perUnit)
    {
        var sum = 0.0;
        foreach (var o in _frame.Utility.Buying)
            sum += row[o] * _frame.Utility.Scenario.Options[o].Quantity * perUnit(_frame.Utility.Scenario.Options[o]);
        return sum;
    }

    /// <summary>Strongest mean contributions of a group, relative to the population's: all of them sum to the difference of the mean log-odds.</summary>
    public IReadOnlyList<Reason> Reasons(int group)
    {
        var (own, everybody) = (Contributions(group), _population ??= Contributions(_groups.Names.Count));
        for (var t = 0; t < own.Length; t++)
            own[t] -= everybody[t];
        return Weight[group] > 0 ? ReasonText.Strongest(own, _agent.Model.Payments is not null) : [];
    }

    /// <summary>What each term moves the customers' mean log-odds by, against the shop's usual situation.</summary>
    public double[] Moves()
    {
        var (sum, weight) = (new double[ScenarioUtility.Terms], 0.0);
        foreach (var (persona, addition, kindWeight) in Heaviest(_groups.Names.Count))
        {
            var own = _frame.Moves(_frame.Prepare(_agent.Model.Theta, persona, _frame.Level), addition);
            for (var t = 0; t < sum.Length; t++)
                sum[t] += kindWeight * own[t];
            weight += kindWeight;
        }
        return Array.ConvertAll(sum, value => weight > 0 ? value / weight : 0);
    }

    /// <summary>Share of the moves that was learned from the shop's own orders; null when nothing moves.</summary>
    public double? OwnShare() => OwnShare(Moves());

    /// <summary>The same for the moves of each term.</summary>
    public double? OwnShare(IReadOnlyList<double> moves)
    {
        var (own, all) = (0.0, 0.0);
        for (var t = 0; t < moves.Count; t++)
        {
            all += Math.Abs(moves[t]);
            own += ReasonText.Grade((PurchaseTerm)t, _agent.Model.Payments is not null) == EvidenceGrade.A ? Math.Abs(moves[t]) : 0;
        }
        return all > 1e-9 ? own / all : null;
    }

    private double[] Contributions(int group)
    {
        var sum = new double[ScenarioUtility.Terms];
        var weight = 0.0;
        foreach (var (persona, addition, kindWeight) in Heaviest(group))
        {
            var own = _frame.Contributions(_frame.Prepare(_agent.Model.Theta, persona, _frame.Level), addition);
            for (var t = 0; t < sum.Length; t++)
                sum[t] += kindWeight * own[t];
            weight += kindWeight;
        }
        for (var t = 0; t < sum.Length; t++)
            sum[t] /= weight > 0 ? weight : 1;
        return sum;
    }

    public string? Flip(int group) => Weight[group] > 0 ? _frame.Flip(Heaviest(group)) : null;

    private static double Odds(double p) => p / (1 - p);

    private double Usual(double[] theta, int persona, double level) => 1 / (1 + Math.Exp(-_frame.Usual(theta, persona, level)));

    private double Buy(double[] row)
    {
        var sum = 0.0;
        foreach (var o in _frame.Utility.Buying)
            sum += row[o];
        return sum;
    }

    // The group's heaviest kinds, persona by persona; weights scaled so that each persona keeps its own.
    private List<(int Persona, double[] History, double Weight)> Heaviest(int group)
    {
        var members = new List<(int, double[], double)>();
        for (var p = 0; p < _kinds.ByPersona.Length; p++)
        {
            if (group < _groups.Names.Count && _groups.OfPersona[p] != group)
                continue;
            var kept = _kinds.ByPersona[p].Take(_frame.Utility.UsesPayments ? ReasonKinds : 1).ToArray();
            var scale = _kinds.ByPersona[p].Sum(c => _kinds.Weight[c]) / Math.Max(double.Epsilon, kept.Sum(c => _kinds.Weight[c]));
            foreach (var c in kept)
                members.Add((p, _kinds.Addition[c], _kinds.Weight[c] * scale));
        }
        return members;
    }

    private double[][] Draw(double[] theta, double[][] means)
    {
        var level = _frame.LevelOf(theta);
        var result = new double[means.Length][];
        var own = new double[_width];
        for (var p = 0; p < means.Length; p++)
        {
            var kinds = _frame.Utility.UsesPayments ? _kinds.Heaviest[p] : _kinds.Heaviest[p].AsSpan(0, Math.Min(1, _kinds.Heaviest[p].Length)).ToArray();
            result[p] = new double[_width + 1];
            result[p][_width] = Usual(theta, p, level);
            if (kinds.Length == 0)
                continue;
            var prepared = _frame.Prepare(theta, p, level);
            var weight = 0.0;
            foreach (var c in kinds)
            {
                _frame.Utility.Evaluate(prepared, _kinds.Addition[c], own);
                for (var o = 0; o < _width; o++)
                    result[p][o] += _kinds.Weight[c] * (own[o] - Probabilities[c][o]);
                weight += _kinds.Weight[c];
            }
            for (var o = 0; o < _width; o++)
                result[p][o] = Math.Clamp(means[p][o] + result[p][o] / weight, 0, 1);
        }
        return ByGroup(result);
    }

    private double[] Mean(int[] kinds, Func<int, double[]> row)
    {
        var sum = new double[_width];
        var weight = 0.0;
        foreach (var c in kinds)
        {
            for (var o = 0; o < _width; o++)
                sum[o] += _kinds.Weight[c] * row(c)[o];
            weight += _kinds.Weight[c];
        }
        for (var o = 0; o < _width; o++)
            sum[o] /= weight > 0 ? weight : 1;
        return sum;
    }

    private double[][] ByGroup(double[][] personaMeans)
    {
        var result = Enumerable.Range(0, _groups.Names.Count + 1).Select(_ => new double[_width + 1]).ToArray();
        for (var p = 0; p < personaMeans.Length; p++)
        {
            var weight = _kinds.ByPersona[p].Sum(c => _kinds.Weight[c]);
            for (var o = 0; o <= _width; o++)
            {
                result[_groups.OfPersona[p]][o] += weight * personaMeans[p][o];
                result[^1][o] += weight * personaMeans[p][o];
            }
        }
        for (var g = 0; g < result.Length; g++)
            for (var o = 0; o <= _width; o++)
                result[g][o] /= Weight[g] > 0 ? Weight[g] : 1;
        return result;
    }
}
