using System.Globalization;

namespace Clientele.Simulation.Agents;

public sealed partial class ChoiceModelAgent
{
    /// <summary>A scenario within its run: its control, the purchase level, and what the personas' mean contributions are.</summary>
    internal sealed class Frame
    {
        private const double LowestScale = .2, HighestScale = 5;
        private readonly ChoiceModelAgent _agent;
        private readonly ScenarioUtility? _anchored;
        private readonly ScenarioUtility.Prepared _average;
        private readonly double[] _mean = new double[ScenarioUtility.Terms];

        public Frame(ChoiceModelAgent agent, Scenario scenario, Scenario control)
        {
            _agent = agent;
            Control = control;
            Utility = new ScenarioUtility(agent.Model, scenario, control);
            _anchored = !agent.AnchorsFirstVariant ? null : ReferenceEquals(scenario, control) ? Utility : new ScenarioUtility(agent.Model, control, control);
            Level = LevelOf(agent.Model.Theta);
            _average = Prepare(agent.Model.Theta, -1, Level);
            var none = new double[Utility.HistoryLength];
            for (var p = 0; p < agent.Personas.Personas.Count; p++)
            {
                var own = Raw(Prepare(agent.Model.Theta, p, Level), none);
                for (var t = 0; t < own.Length; t++)
                    _mean[t] += agent.Personas.Personas[p].Share * own[t];
            }
        }

        public Scenario Control { get; }

        public ScenarioUtility Utility { get; }

        /// <summary>Level of buying at the point estimates.</summary>
        public double Level { get; }

        private double BaseProbability => _agent.Anchor ?? _agent.Model.Levels.PurchaseProbability;

        /// <summary>Log-odds to add to every purchase: the assumed level, or what makes the personas' mean in the shop's usual situation equal to the anchor.</summary>
        public double LevelOf(double[] theta)
        {
            var p0 = BaseProbability;
            if (_agent.Anchor is null)
                return Math.Log(p0 / (1 - p0));
            var personas = _agent.Personas.Personas;
            var odds = new double[personas.Count];
            for (var p = 0; p < odds.Length; p++)
            {
                if (_anchored is null)
                {
                    odds[p] = Usual(theta, p, 0);
                    continue;
                }
                var prepared = _anchored.Prepare(theta, _agent.ModelPersona(p), _agent._traits[p], p0, 0);
                odds[p] = _anchored.LogOdds(prepared, [], prepared.Scratch);
            }
            double low = -60, high = 60;
            for (var step = 0; step < 70; step++)
            {
                var middle = (low + high) / 2;
                double sum = 0, weight = 0;
                for (var p = 0; p < odds.Length; p++)
                {
                    sum += personas[p].Share / (1 + Math.Exp(-odds[p] - middle));
                    weight += personas[p].Share;
                }
                if (sum < p0 * weight)
                    low = middle;
                else
                    high = middle;
            }
            return (low + high) / 2;
        }

        /// <summary>Log-odds of buying in the shop's usual situation: usual price, rating and delivery, and nothing else stated.</summary>
        public double Usual(double[] theta, int persona, double level) =>
            level + theta[_agent.Model.Layout.Purchase(PurchasePrior.LevelByFrequency)] * (persona < 0 ? 0 : _agent._traits[persona].Frequency);

        public ScenarioUtility.Prepared Prepare(double[] theta, int persona, double level) => Utility.Prepare(
            theta, _agent.ModelPersona(persona), persona < 0 ? default : _agent._traits[persona], BaseProbability, level);

        /// <summary>Exact contributions by term: they sum to the customer's log-odds minus the personas' share-weighted mean log-odds.</summary>
        /// <remarks>Within the nest the log of a sum is split with Sato–Vartia weights (Sato 1976; Vartia 1976), which leave no remainder.</remarks>
        public double[] Contributions(ScenarioUtility.Prepared prepared, ReadOnlySpan<double> history)
        {
            var own = Raw(prepared, history);
            for (var t = 0; t < own.Length; t++)
                own[t] -= _mean[t];
            return own;
        }

        /// <summary>What each term moves a customer's log-odds of buying by, against the shop's usual situation: options weighted by their shares.</summary>
        public double[] Moves(ScenarioUtility.Prepared prepared, ReadOnlySpan<double> history)
        {
            var (share, moved) = (new double[Utility.Buying.Length], new double[ScenarioUtility.Terms]);
            Utility.LogOdds(prepared, history, share);
            for (var j = 0; j < share.Length; j++)
            {
                for (var t = 0; t < moved.Length; t++)
                    moved[t] += share[j] * prepared.Term[(j * ScenarioUtility.Terms) + t];
                moved[(int)PurchaseTerm.Payment] += share[j] * prepared.NestScale * Utility.Payment(prepared, j, history);
            }
            return moved;
        }

        // Against the average customer: no persona, no history.
        private double[] Raw(ScenarioUtility.Prepared prepared, ReadOnlySpan<double> history)
        {
            var count = Utility.Buying.Length;
            double[] own = new double[count], average = new double[count], weight = new double[count], result = new double[ScenarioUtility.Terms];
            var ownOdds = Utility.LogOdds(prepared, history, own);
            var averageOdds = Utility.LogOdds(_average, [], average);
            var total = 0.0;
            for (var j = 0; j < count; j++)
                total += weight[j] = LogarithmicMean(own[j], average[j]);
            for (var j = 0; j < count; j++)
            {
                var share = weight[j] / total;
                for (var t = 0; t < ScenarioUtility.Terms; t++)
                    result[t] += share * (prepared.Term[j * ScenarioUtility.Terms + t] - _average.Term[j * ScenarioUtility.Terms + t]);
                var persona = Utility.Payment(prepared, j, []);
                result[(int)PurchaseTerm.Payment] += share * prepared.NestScale * (persona - Utility.Payment(_average, j, []));
                result[(int)PurchaseTerm.History] += share * prepared.NestScale * (Utility.Payment(prepared, j, history) - persona);
            }
            result[(int)PurchaseTerm.Level] += prepared.Level - _average.Level;
            // What leaving plans out is worth belongs to the way of paying; without several plans this is 0.
            if (prepared.Plans.Length > 1)
                result[(int)PurchaseTerm.Payment] += ownOdds - averageOdds - result.Sum();
            return result;
        }

        private static double LogarithmicMean(double a, double b) =>
            Math.Abs(a - b) <= 1e-9 * Math.Max(a, b) ? (a + b) / 2 : a <= 0 || b <= 0 ? 0 : (a - b) / Math.Log(a / b);

        /// <summary>At which price the preferred decision turns, in words; null when no price between a fifth and five times the offer's does.</summary>
        /// <param name="group">Persona, history and weight of each kind of customer.</param>
        public string? Flip(IReadOnlyList<(int Persona, double[] History, double Weight)> group)
        {
            var buys = Purchase(group, 1) >= .5;
            var (low, high) = buys ? (1, HighestScale) : (LowestScale, 1.0);
            if (buys ? Purchase(group, HighestScale) >= .5 : Purchase(group, LowestScale) < .5)
                return null;
            for (var step = 0; step < 30; step++)
            {
                var middle = (low + high) / 2;
                if (Purchase(group, middle) >= .5)
                    low = middle;
                else
                    high = middle;
            }
            var scenario = Utility.Scenario;
            var price = scenario.Offer.Price * (low + high) / 2;
            return string.Create(CultureInfo.InvariantCulture,
                $"would {(buys ? "walk away if the price rose above" : "buy if the price fell below")} {_agent.Model.Currency} {price:0.00} (now {scenario.Offer.Price:0.00}; other amounts in proportion)");
        }

        private double Purchase(IReadOnlyList<(int Persona, double[] History, double Weight)> group, double scale)
        {
            var utility = scale == 1 ? Utility : new ScenarioUtility(_agent.Model, Scaled(Utility.Scenario, scale), Control);
            double sum = 0, weight = 0;
            ScenarioUtility.Prepared? prepared = null;
            var last = int.MinValue;
            foreach (var member in group)
            {
                if (member.Persona != last || prepared is null)
                    prepared = utility.Prepare(_agent.Model.Theta, _agent.ModelPersona(last = member.Persona),
                        member.Persona < 0 ? default : _agent._traits[member.Persona], BaseProbability, Level);
                sum += member.Weight / (1 + Math.Exp(-utility.LogOdds(prepared, member.History, prepared.Scratch)));
                weight += member.Weight;
            }
            return sum / weight;
        }

        /// <summary>Every price and total of the scenario times a factor; what the price is compared with stays.</summary>
        public static Scenario Scaled(Scenario scenario, double factor) => scenario with
        {
            Offer = scenario.Offer with { Price = scenario.Offer.Price * factor },
            Options = [.. scenario.Options.Select(option => option with
            {
                Price = option.Price * factor,
                Pay = option.Pay is { } pay ? pay with { Total = pay.Total * factor } : null,
            })],
        };
    }
}
