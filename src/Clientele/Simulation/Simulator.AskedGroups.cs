namespace Clientele.Simulation;

public static partial class Simulator
{
    /// <summary>Adds up the answers to one scenario by group. The unit is the agent: its replicates are averaged first.</summary>
    private sealed class AskedGroups
    {
        private readonly Scenario _scenario;
        private readonly Groups _groups;
        private readonly SimulationOptions _options;
        private readonly string? _assumedLevel;
        private readonly int _width;
        private readonly Sums[] _sums; // groups, then the population
        private readonly double[] _mean;
        private int _answered, _group;
        private double _weight;

        public AskedGroups(Scenario scenario, Groups groups, SimulationOptions options, string? assumedLevel)
        {
            (_scenario, _groups, _options, _assumedLevel, _width) = (scenario, groups, options, assumedLevel, scenario.Options.Count);
            _sums = [.. Enumerable.Range(0, groups.Names.Count + 1).Select(_ => new Sums(_width))];
            _mean = new double[_width + 1];
            Quoted = new int[groups.Names.Count];
        }

        /// <summary>Verbatims taken, by group.</summary>
        public int[] Quoted { get; }

        /// <summary>One answer; agents come one after the other, each with its replicates in order.</summary>
        public void Add(int group, double weight, int replicate, Answer.Distribution answer, int decision)
        {
            var buy = 0.0;
            for (var o = 0; o < _width; o++)
            {
                _mean[o] += answer.Probabilities[o];
                buy += _scenario.Options[o].Buys ? answer.Probabilities[o] : 0;
            }
            _mean[_width] += buy;
            (_answered, _group, _weight) = (_answered + 1, group, weight);
            foreach (var sums in (Sums[])[_sums[group], _sums[^1]])
            {
                for (var o = 0; o < _width; o++)
                    sums.Rows[o].Add(weight, answer.Probabilities[o]);
                sums.Rows[_width].Add(weight, buy);
                sums.Decided[decision] += weight;
                foreach (var reason in answer.Reasons)
                    sums.Cite(reason);
            }
            Skip(replicate);
        }

        /// <summary>Ends an agent with its last replicate, answered or not.</summary>
        public void Skip(int replicate)
        {
            if (replicate < _options.Replicates - 1)
                return;
            if (_answered > 0)
                for (var m = 0; m <= _width; m++)
                {
                    _sums[_group].Agents[m].Add(_weight, _mean[m] / _answered);
                    _sums[^1].Agents[m].Add(_weight, _mean[m] / _answered);
                }
            Array.Clear(_mean);
            _answered = 0;
        }

        public SituationResult Result()
        {
            var reference = _sums[^1].Agents[_width].Value;
            // Personas are sampled apart, so the population's interval is theirs put together: how far personas differ from each other is no uncertainty.
            var population = Group("Population", _sums[^1], reference, m => WeightedMean.OverStrata([.. _sums.SkipLast(1).Select(sums => sums.Units(m))], 0, 1));
            GroupResult[] personas = [.. _groups.Names.Select((name, g) => Group(name, _sums[g], reference, m => _sums[g].Units(m).Interval(0, 1) with { Value = _sums[g].Agents[m].Value }))];
            return new SituationResult(_scenario, population, personas, Check(_scenario, _groups, population, personas))
            {
                Cautions = ScenarioFit.Cautions(_groups.Personas, _scenario),
            };
        }

        private GroupResult Group(string name, Sums sums, double reference, Func<int, Interval> measure)
        {
            var purchase = measure(_width);
            // Where everybody buys, or nobody does, there are no odds to compare.
            double Odds(double p) => p / (1 - p) / (reference / (1 - reference)) is var ratio && double.IsFinite(ratio) ? ratio : double.NaN;
            return new GroupResult
            {
                Name = name,
                Agents = sums.Agents[_width].Count,
                Weight = sums.Agents[_width].Weight,
                Options = [.. Enumerable.Range(0, _width).Select(measure)],
                Sampled = [.. sums.Decided.Select(decided => decided / sums.Decided.Sum())],
                Purchase = purchase,
                OddsRatio = new Interval(Odds(purchase.Value), Odds(purchase.Low), Odds(purchase.High)),
                View = View(purchase.Value, _assumedLevel, _options),
                Reasons = sums.Reasons(),
            };
        }

        private sealed class Sums(int width)
        {
            private readonly Dictionary<string, (int Count, Reason First)> _cited = new(StringComparer.Ordinal);

            public WeightedMean[] Agents { get; } = new WeightedMean[width + 1];

            public WeightedMean[] Rows { get; } = new WeightedMean[width + 1];

            /// <summary>What the interval is over: agents; or the replicates of one agent alone, which say how far its own answers vary.</summary>
            public WeightedMean Units(int m) => Agents[m].Count > 1 ? Agents[m] : Rows[m];

            public double[] Decided { get; } = new double[width];

            public void Cite(Reason reason) =>
                _cited[reason.Term] = _cited.TryGetValue(reason.Term, out var cited) ? (cited.Count + 1, cited.First) : (1, reason);

            public IReadOnlyList<Reason> Reasons() => [.. _cited.OrderByDescending(cited => cited.Value.Count).ThenBy(cited => cited.Key, StringComparer.Ordinal).Take(5)
                .Select(cited => cited.Value.First with { Text = $"{cited.Value.First.Text} (named in {cited.Value.Count} of {Rows[^1].Count} answers)" })];
        }
    }
}
